using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// Functions of two tensors, number by number, with broadcasting: where a dimension has length 1, its number serves for all of the other's.
public sealed partial class Tensor
{
    /// <summary>The sum, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator +(Tensor a, Tensor b)
    {
        Tensor y = Combine("+", Arithmetic.Add, a, b);
        return y.WithGradient(() =>
        {
            AddToInput(a, 1, y.GradientData, y._shape);
            AddToInput(b, 1, y.GradientData, y._shape);
        });
    }

    /// <summary>The difference, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator -(Tensor a, Tensor b)
    {
        Tensor y = Combine("-", Arithmetic.Subtract, a, b);
        return y.WithGradient(() =>
        {
            AddToInput(a, 1, y.GradientData, y._shape);
            AddToInput(b, -1, y.GradientData, y._shape);
        });
    }

    /// <summary>The product, number by number; shapes are broadcast. For the matrix product see <see cref="MatMul"/>.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator *(Tensor a, Tensor b)
    {
        Tensor y = Combine("*", Arithmetic.Multiply, a, b);
        return y.WithGradient(() =>
        {
            float[] dy = y.GradientData;
            if (a.RequiresGrad)
                AddToInput(a, 1, Combined(Arithmetic.Multiply, dy, y._shape, b), y._shape); // dy · b
            if (b.RequiresGrad)
                AddToInput(b, 1, Combined(Arithmetic.Multiply, dy, y._shape, a), y._shape); // dy · a
        });
    }

    /// <summary>The quotient, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator /(Tensor a, Tensor b)
    {
        Tensor y = Combine("/", Arithmetic.Divide, a, b);
        return y.WithGradient(() =>
        {
            float[] slopes = Combined(Arithmetic.Divide, y.GradientData, y._shape, b); // dy / b
            AddToInput(a, 1, slopes, y._shape);
            if (b.RequiresGrad)
                AddToInput(b, -1, Combined(Arithmetic.Multiply, slopes, y._shape, y), y._shape); // -dy / b · a / b
        });
    }

    /// <summary>The negative of each number.</summary>
    public static Tensor operator -(Tensor a) => a * -1;

    private static Tensor Combine(string name, Arithmetic operation, Tensor a, Tensor b)
    {
        Tensor y = UnsetResult(name, Shapes.Broadcast(a._shape, b._shape, name), a, b);
        Elementwise.Combine(operation, Shapes.Walk(y._shape, a._shape, b._shape), a.Values, b.Values, y.Values);
        if (y.IsExact)
            PlainCombine(operation, y._shape, a, b, y.Exact);
        return y;
    }

    /// <summary>Numbers of a result's shape, combined with a tensor that is broadcast to it; for a gradient.</summary>
    private static float[] Combined(Arithmetic operation, float[] numbers, int[] shape, Tensor with)
    {
        float[] result = TensorPool.Unset(numbers.Length);
        Elementwise.Combine(operation, Shapes.Walk(shape, shape, with._shape), numbers, with.Values, result);
        return result;
    }

    /// <summary>
    /// Adds to an input's gradient what came for a result of the given shape. A number of the input that served several times gets
    /// the sum, in the order of the results.
    /// </summary>
    private static void AddToInput(Tensor input, float scale, float[] gradient, int[] shape)
    {
        if (input.Count == gradient.Length && input.TakeGradient(out bool isFirst) is { } same)
            Vectors.Add(gradient, same, scale, isFirst);
        else if (input.WantedGradient is { } to)
            Elementwise.Add(Shapes.Walk(shape, shape, input._shape), scale, gradient, to);
    }

    private static void PlainCombine(Arithmetic operation, int[] shape, Tensor a, Tensor b, double[] y)
    {
        double[] left = a.Exact, right = b.Exact;
        int[] lengths = Shapes.Padded(shape), stepsA = Shapes.Steps(a._shape), stepsB = Shapes.Steps(b._shape);
        int at = 0;
        for (int i = 0; i < lengths[0]; i++)
            for (int j = 0; j < lengths[1]; j++)
                for (int k = 0; k < lengths[2]; k++)
                    for (int l = 0; l < lengths[3]; l++)
                    {
                        double x = left[i * stepsA[0] + j * stepsA[1] + k * stepsA[2] + l * stepsA[3]];
                        double z = right[i * stepsB[0] + j * stepsB[1] + k * stepsB[2] + l * stepsB[3]];
                        y[at++] = operation switch
                        {
                            Arithmetic.Add => x + z,
                            Arithmetic.Subtract => x - z,
                            Arithmetic.Multiply => x * z,
                            _ => x / z,
                        };
                    }
    }
}
