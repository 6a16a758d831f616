using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>Makes a step shorter where the gradient is long. Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).</summary>
public static class GradientClipping
{
    /// <summary>The length of the gradient of all parameters together: the root of the sum of squares.</summary>
    public static double Norm(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double sum = 0;
        for (int i = 0; i < parameters.Count; i++)
            if (parameters[i].Tensor.Grad is { } gradient)
                sum += SumOfSquares(gradient.Data);
        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients so that together they are no longer than a limit; their direction stays.</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="limit">The limit, above 0.</param>
    /// <returns>The length before.</returns>
    public static double Clip(IReadOnlyList<Parameter> parameters, double limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        double norm = Norm(parameters);
        if (!(norm > limit) || !double.IsFinite(norm))
            return norm;
        float scale = (float)(limit / norm);
        for (int p = 0; p < parameters.Count; p++)
            if (parameters[p].Tensor.Grad is { } gradient)
                Vectors.Scale(gradient.Edit(), scale);
        return norm;
    }

    /// <summary>The length of an array as a vector.</summary>
    internal static double Norm(ReadOnlySpan<float> numbers) => Math.Sqrt(SumOfSquares(numbers));

    private static double SumOfSquares(ReadOnlySpan<float> numbers)
    {
        double sum = Vectors.SumOfSquares(numbers);
        if (double.IsFinite(sum))
            return sum;
        sum = 0; // float32 ends at 3e38, the square of 2e19; a gradient that long can still be clipped
        foreach (float number in numbers)
            sum += (double)number * number;
        return sum;
    }
}
