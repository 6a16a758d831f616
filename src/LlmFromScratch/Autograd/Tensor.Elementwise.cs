using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// Functions of each number for itself. The functions and their slopes are in Kernels: PlainActivations has them as formulas, Activations fast.
public sealed partial class Tensor
{
    /// <summary>e to the power of each number.</summary>
    public Tensor Exp() => Apply("exp", Activation.Exp);

    /// <summary>The hyperbolic tangent, an S from -1 to 1.</summary>
    public Tensor Tanh() => Apply("tanh", Activation.Tanh);

    /// <summary>1 / (1 + e⁻ˣ), an S from 0 to 1.</summary>
    public Tensor Sigmoid() => Apply("sigmoid", Activation.Sigmoid);

    /// <summary>Each number where it is positive, else 0. The slope at 0 is 0.</summary>
    public Tensor Relu() => Apply("relu", Activation.Relu);

    /// <summary>x · Φ(x), Φ the normal distribution's function (Hendrycks and Gimpel, "Gaussian error linear units", 2016).</summary>
    public Tensor Gelu() => Apply("gelu", Activation.Gelu);

    /// <summary>The approximation of <see cref="Gelu"/> that GPT-2 uses: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    public Tensor GeluTanh() => Apply("gelu (tanh)", Activation.GeluTanh);

    /// <summary>x · sigmoid(x), also known as swish.</summary>
    public Tensor Silu() => Apply("silu", Activation.Silu);

    /// <summary>The square of each number where it is positive, else 0 (So and others, "Primer", 2021).</summary>
    public Tensor SquaredRelu() => Apply("squared relu", Activation.SquaredRelu);

    /// <summary>A gate: silu(gate) · up, number by number. The gate says how far each number of the other is let through (Shazeer, "GLU variants improve transformer", 2020).</summary>
    /// <remarks>The gradients: d gate = dy · up · silu'(gate), d up = dy · silu(gate).</remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor SwiGlu(Tensor gate, Tensor up)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(up);
        if (!gate._shape.AsSpan().SequenceEqual(up._shape))
            throw new ArgumentException($"SwiGLU: expected two tensors of one shape, got {Shapes.Text(gate._shape)} and {Shapes.Text(up._shape)}", nameof(up));
        Tensor y = UnsetResult("SwiGLU", gate._shape, gate, up);
        Kernels.SwiGlu.Apply(gate.Values, up.Values, y.Values);
        if (y.IsExact)
        {
            double[] gates = gate.Exact, ups = up.Exact;
            for (int i = 0; i < gates.Length; i++)
                y.Exact[i] = PlainActivations.Value(Activation.Silu, gates[i]) * ups[i];
        }
        return y.WithGradient(() =>
        {
            float[]? dUp = up.TakeGradient(out bool isFirstUp), dGate = gate.TakeGradient(out bool isFirstGate); // in this order, if they are one
            Kernels.SwiGlu.AddGradients(gate.Values, up.Values, y.GradientData, dGate, dUp, isFirstGate, isFirstUp);
        });
    }

    /// <summary>The natural logarithm of each number. That of 0 is negative infinity.</summary>
    /// <remarks>The gradient: dx = dy / x.</remarks>
    public Tensor Log()
    {
        Tensor y = UnsetResult("log", _shape, this);
        float[] from = Values, to = y.Values;
        for (int i = 0; i < from.Length; i++)
            to[i] = Functions.Log(from[i]);
        if (IsExact)
            Array.ConvertAll(Exact, Math.Log).CopyTo(y.Exact, 0);
        return y.WithGradient(() => AddToInput(this, 1, Combined(Arithmetic.Divide, y.GradientData, _shape, this), _shape));
    }

    private Tensor Apply(string name, Activation activation)
    {
        Tensor y = UnsetResult(name, _shape, this);
        Activations.Apply(activation, Values, y.Values);
        if (IsExact)
            Array.ConvertAll(Exact, x => PlainActivations.Value(activation, x)).CopyTo(y.Exact, 0);
        return y.WithGradient(() =>
        {
            if (TakeGradient(out bool isFirst) is { } dx)
                Activations.AddGradient(activation, Values, y.Values, y.GradientData, dx, isFirst);
        });
    }
}
