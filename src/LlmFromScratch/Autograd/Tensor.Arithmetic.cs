using System.Numerics;

namespace LlmFromScratch.Autograd;

// Functions of two tensors, number by number, with broadcasting: where a dimension has length 1, its number serves for all of the other's.
public sealed partial class Tensor
{
    /// <summary>The sum, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator +(Tensor a, Tensor b) => Combine<Addition>("+", a, b);

    /// <summary>The difference, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator -(Tensor a, Tensor b) => Combine<Subtraction>("-", a, b);

    /// <summary>The product, number by number; shapes are broadcast. For the matrix product see <see cref="MatMul"/>.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator *(Tensor a, Tensor b) => Combine<Multiplication>("*", a, b);

    /// <summary>The quotient, number by number; shapes are broadcast.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor operator /(Tensor a, Tensor b) => Combine<Division>("/", a, b);

    /// <summary>The negative of each number.</summary>
    public static Tensor operator -(Tensor a) => a * -1;

    private static Tensor Combine<TFunction>(string operation, Tensor a, Tensor b) where TFunction : IFunctionOfTwo
    {
        Tensor y = Result(operation, Shapes.Broadcast(a._shape, b._shape, operation), a, b);
        int[] lengths = Shapes.Padded(y._shape), stepsA = Shapes.Steps(a._shape), stepsB = Shapes.Steps(b._shape);
        Forward(lengths, stepsA, stepsB, a.Values, b.Values, y.Values);
        if (y.IsExact)
            Forward(lengths, stepsA, stepsB, a.Exact, b.Exact, y.Exact);
        return y.WithGradient(() =>
        {
            // A number that served several times gets the sum of their gradients, in the order of the results.
            float[]? da = a.WantedGradient, db = b.WantedGradient;
            float[] dy = y.GradientData, valuesA = a.Values, valuesB = b.Values;
            int row = 0, length = lengths[3], stepA = stepsA[3], stepB = stepsB[3];
            for (int i = 0; i < lengths[0]; i++)
                for (int j = 0; j < lengths[1]; j++)
                    for (int k = 0; k < lengths[2]; k++, row += length)
                    {
                        int atA = i * stepsA[0] + j * stepsA[1] + k * stepsA[2], atB = i * stepsB[0] + j * stepsB[1] + k * stepsB[2];
                        if (da is not null)
                            for (int l = 0; l < length; l++)
                                da[atA + l * stepA] += dy[row + l] * TFunction.SlopeA(valuesA[atA + l * stepA], valuesB[atB + l * stepB]);
                        if (db is not null)
                            for (int l = 0; l < length; l++)
                                db[atB + l * stepB] += dy[row + l] * TFunction.SlopeB(valuesA[atA + l * stepA], valuesB[atB + l * stepB]);
                    }
        });

        static void Forward<T>(int[] lengths, int[] stepsA, int[] stepsB, T[] a, T[] b, T[] y) where T : IBinaryFloatingPointIeee754<T>
        {
            int row = 0, length = lengths[3], stepA = stepsA[3], stepB = stepsB[3];
            for (int i = 0; i < lengths[0]; i++)
                for (int j = 0; j < lengths[1]; j++)
                    for (int k = 0; k < lengths[2]; k++, row += length)
                    {
                        int atA = i * stepsA[0] + j * stepsA[1] + k * stepsA[2], atB = i * stepsB[0] + j * stepsB[1] + k * stepsB[2];
                        for (int l = 0; l < length; l++)
                            y[row + l] = TFunction.Of(a[atA + l * stepA], b[atB + l * stepB]);
                    }
        }
    }

    private interface IFunctionOfTwo
    {
        static abstract T Of<T>(T a, T b) where T : IBinaryFloatingPointIeee754<T>;

        static abstract float SlopeA(float a, float b);

        static abstract float SlopeB(float a, float b);
    }

    private readonly struct Addition : IFunctionOfTwo
    {
        public static T Of<T>(T a, T b) where T : IBinaryFloatingPointIeee754<T> => a + b;

        public static float SlopeA(float a, float b) => 1;

        public static float SlopeB(float a, float b) => 1;
    }

    private readonly struct Subtraction : IFunctionOfTwo
    {
        public static T Of<T>(T a, T b) where T : IBinaryFloatingPointIeee754<T> => a - b;

        public static float SlopeA(float a, float b) => 1;

        public static float SlopeB(float a, float b) => -1;
    }

    private readonly struct Multiplication : IFunctionOfTwo
    {
        public static T Of<T>(T a, T b) where T : IBinaryFloatingPointIeee754<T> => a * b;

        public static float SlopeA(float a, float b) => b;

        public static float SlopeB(float a, float b) => a;
    }

    private readonly struct Division : IFunctionOfTwo
    {
        public static T Of<T>(T a, T b) where T : IBinaryFloatingPointIeee754<T> => a / b;

        public static float SlopeA(float a, float b) => 1 / b;

        public static float SlopeB(float a, float b) => -a / (b * b);
    }
}
