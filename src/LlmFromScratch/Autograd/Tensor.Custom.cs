using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

public sealed partial class Tensor
{
    /// <summary>An operation of one's own, with a gradient written by hand. <see cref="GradientCheck"/> says whether it is right.</summary>
    /// <example><code>
    /// Tensor square = Tensor.Custom("square", [x], inputs => inputs[0] * inputs[0], (inputs, result, gradient) => [gradient * inputs[0] * 2f]);
    /// </code></example>
    /// <param name="operation">Its name, for messages and drawings.</param>
    /// <param name="inputs">What it is computed from.</param>
    /// <param name="forward">From the inputs to the result, in tensor operations; their own gradients are not used.</param>
    /// <param name="backward">From the inputs, the result, and the gradient of the result, to the gradient of each input, of its shape.</param>
    /// <exception cref="ArgumentException">There are no inputs.</exception>
    public static Tensor Custom(string operation, Tensor[] inputs, Func<Tensor[], Tensor> forward, Func<Tensor[], Tensor, Tensor, Tensor[]> backward)
    {
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        if (inputs.Length == 0)
            throw new ArgumentException($"{operation}: expected at least one input, got none", nameof(inputs));
        Tensor[] from = [.. inputs];
        Tensor computed;
        using (new NoGrad())
            computed = forward(from);
        Tensor y = Result(operation, computed._storage, computed._shape, from);
        return y.WithGradient(() =>
        {
            _ = y.GradientData;
            Tensor[] gradients;
            using (new NoGrad())
                gradients = backward(from, y.Detach(), y.Grad!);
            if (gradients.Length != from.Length)
                throw new InvalidOperationException($"{operation}: expected {from.Length} gradients, one for each input, got {gradients.Length}");
            for (int i = 0; i < from.Length; i++)
            {
                if (!gradients[i]._shape.AsSpan().SequenceEqual(from[i]._shape))
                    throw new InvalidOperationException($"{operation}: the gradient of input {i} has the shape {Shapes.Text(gradients[i]._shape)}, expected that of the input, {Shapes.Text(from[i]._shape)}{SumHint(gradients[i]._shape, from[i]._shape)}");
                if (from[i].WantedGradient is { } dx)
                    Vectors.Add(gradients[i].Values, dx);
            }
        });
    }

    private static string SumHint(int[] got, int[] expected) =>
        Shapes.Count(got) > Shapes.Count(expected) ? "; was it broadcast? Then sum over the dimensions in which it was repeated" : got.Reverse().SequenceEqual(expected) ? "; did you mean its Transpose()?" : "";
}
