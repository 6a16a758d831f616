namespace LlmFromScratch.Kernels;

/// <summary>The activations as their papers write them, in float64: what to read, and what gradients are checked against.</summary>
public static class PlainActivations
{
    /// <summary>f(x).</summary>
    public static double Value(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Exp => Math.Exp(x),
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => Sigmoid(x),
        Activation.Silu => x * Sigmoid(x),
        Activation.Gelu => x * NormalCumulative(x),
        Activation.GeluTanh => x * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        Activation.SquaredRelu => Math.Max(x, 0) * Math.Max(x, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "expected one of the named activations"),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // P(Z ≤ x) = ½ erfc(-x / √2), with MathNet's erfc.
    private static double NormalCumulative(double x) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2));
}
