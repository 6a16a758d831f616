namespace LlmFromScratch.Autograd;

/// <summary>Holds gradients against slopes that are measured: how much the result changes when a number is moved a little.</summary>
/// <remarks>
/// <para>
/// The slope is the central difference (f(x + h) - f(x - h)) / 2h. In float32 it would have two or three right digits; so the operations are
/// computed in float64 for it. Each operation has its plain forward loop written once for both types, and computes in float64 too wherever an input
/// has float64 numbers, which only this check gives them: any function of tensors can be checked, also a whole network.
/// </para>
/// <para>
/// A result of several numbers is made one by a sum with random weights of its own. Not differentiable places (relu at 0, equal largest numbers)
/// have no slope: choose inputs away from them. A function must give the same result each time: fix the step of a dropout.
/// </para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>Gradients below this are judged as if they were this large: float32's own noise is relative to the numbers that were added up.</summary>
    public const double SmallestGradient = 1e-3;

    /// <summary>The largest difference between float32 and float64 forward results that is allowed, relative to the largest result.</summary>
    public const double ForwardTolerance = 1e-5;

    /// <summary>Checks the gradients of a function.</summary>
    /// <param name="function">The function, called often: twice for every number of the inputs. It must use only the tensors that it is given, or constants.</param>
    /// <param name="inputs">Where to check it; their gradients are left alone.</param>
    /// <param name="tolerance">The largest error allowed, relative to the largest slope of the same input.</param>
    /// <param name="seed">Of the weights by which a result of several numbers is summed.</param>
    /// <exception cref="ArgumentException">There are no inputs, or the tolerance is not above 0.</exception>
    public static GradientCheckReport Check(Func<Tensor[], Tensor> function, Tensor[] inputs, double tolerance = 1e-4, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Length == 0)
            throw new ArgumentException("expected at least one tensor to move, got none", nameof(inputs));
        if (!(tolerance > 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "expected a tolerance above 0");

        // The gradients as they are in training: float32, backward.
        Tensor[] leaves = Array.ConvertAll(inputs, input => new Tensor(input.Data.ToArray(), [.. input.Shape]) { RequiresGrad = true });
        Tensor result = function(leaves);
        float[] weights = Weights(result.Count, seed);
        float[] forward = result.Data.ToArray();
        string operation = result.Operation;
        result.Backward(weights);

        // The slopes.
        double[][] numbers = Array.ConvertAll(inputs, input => Array.ConvertAll(input.Data.ToArray(), x => (double)x));
        double[] exact = Evaluate();
        var rows = new List<GradientCheckRow>();
        for (int which = 0; which < inputs.Length; which++)
        {
            var slopes = new double[inputs[which].Count];
            for (int i = 0; i < slopes.Length; i++)
            {
                double at = numbers[which][i], h = 1e-5 * Math.Max(1, Math.Abs(at));
                numbers[which][i] = at + h;
                double above = Weighted(Evaluate());
                numbers[which][i] = at - h;
                double below = Weighted(Evaluate());
                numbers[which][i] = at;
                slopes[i] = (above - below) / (2 * h);
            }
            rows.Add(Compare(inputs[which], which, leaves[which].Grad is { } grad ? grad.Data.ToArray() : new float[slopes.Length], slopes));
        }
        return new GradientCheckReport(operation, forward.Length, rows, ForwardError(forward, exact), tolerance);

        double[] Evaluate()
        {
            using var noGrad = new NoGrad();
            return function([.. inputs.Select((input, i) => Tensor.WithExact([.. numbers[i]], [.. input.Shape]))]).ExactValues;
        }

        double Weighted(double[] results)
        {
            double sum = 0;
            for (int i = 0; i < results.Length; i++)
                sum += weights[i] * results[i];
            return sum;
        }
    }

    private static GradientCheckRow Compare(Tensor input, int which, float[] gradient, double[] slopes)
    {
        double largest = slopes.Max(Math.Abs);
        int worst = 0;
        for (int i = 0; i < slopes.Length; i++)
            if (!(Math.Abs(gradient[i] - slopes[i]) <= Math.Abs(gradient[worst] - slopes[worst]))) // Not-a-number is worst.
                worst = i;
        double error = Math.Abs(gradient[worst] - slopes[worst]) / Math.Max(largest, SmallestGradient);
        return new GradientCheckRow(input.Label == "" ? $"input {which}" : input.Label, [.. input.Shape], worst, gradient[worst], slopes[worst], error);
    }

    private static double ForwardError(float[] forward, double[] exact)
    {
        double largest = exact.Max(Math.Abs), error = 0;
        for (int i = 0; i < forward.Length; i++)
        {
            double difference = forward[i].Equals((float)exact[i]) ? 0 : Math.Abs(forward[i] - exact[i]);
            if (!(difference <= error))
                error = difference;
        }
        return largest > 0 ? error / largest : error;
    }

    /// <summary>Numbers from ±0.5 to ±1.5: none so small that an error could hide behind it, and of both signs, so that errors do not cancel.</summary>
    private static float[] Weights(int count, long seed)
    {
        if (count == 1)
            return [1];
        var random = new SeededRandom(seed, "gradient check");
        var weights = new float[count];
        for (int i = 0; i < count; i++)
            weights[i] = (float)((0.5 + random.NextDouble()) * (random.NextInt(2) * 2 - 1));
        return weights;
    }
}
