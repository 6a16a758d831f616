namespace LlmFromScratch.Kernels;

/// <summary>AdamW as its paper writes it, number by number in float64: what to read, and what <see cref="AdamW"/> is held against.</summary>
public static class PlainAdamW
{
    /// <inheritdoc cref="AdamW.Step"/>
    public static void Step(Span<double> parameters, ReadOnlySpan<double> gradients, Span<double> first, Span<double> second, int step,
        double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double decay = 0.01)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradients[i];
            first[i] = beta1 * first[i] + (1 - beta1) * g; // a moving mean of the gradient
            second[i] = beta2 * second[i] + (1 - beta2) * g * g; // and of its square
            double mean = first[i] / (1 - Math.Pow(beta1, step)), square = second[i] / (1 - Math.Pow(beta2, step)); // both began at 0
            parameters[i] -= rate * decay * parameters[i];
            parameters[i] -= rate * mean / (Math.Sqrt(square) + epsilon);
        }
    }
}
