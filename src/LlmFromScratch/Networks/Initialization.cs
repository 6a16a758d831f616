using System.Globalization;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Networks;

/// <summary>How the weights of a matrix start: at random, of a size that suits how many numbers are added up.</summary>
/// <remarks>Only exact operations and our own logarithm are used, so that a seed gives the same weights on every machine.</remarks>
public sealed class Initialization
{
    private readonly Action<SeededRandom, int, int, float[]> _fill;

    private Initialization(string name, string source, Action<SeededRandom, int, int, float[]> fill) => (Name, Source, _fill) = (name, source, fill);

    /// <summary>All 0. Good for biases; in a hidden layer all units would stay alike.</summary>
    public static Initialization Zeros { get; } = new("zeros", "", (_, _, _, _) => { });

    /// <summary>Uniform within ±√(6 / (in + out)), for tanh: signals keep their size forward and backward.</summary>
    public static Initialization Xavier { get; } = new("xavier", "X. Glorot and Y. Bengio, \"Understanding the difficulty of training deep feedforward neural networks\" (2010)",
        (random, inputs, outputs, weights) => FillUniform(random, weights, Math.Sqrt(6.0 / (inputs + outputs))));

    /// <summary>Normal with standard deviation √(2 / in), for relu, which lets half of the signal through.</summary>
    public static Initialization He { get; } = new("he", "K. He and others, \"Delving deep into rectifiers\" (2015)",
        (random, inputs, _, weights) => FillNormal(random, weights, Math.Sqrt(2.0 / inputs)));

    /// <summary>Normal with standard deviation √(1 / in): sums of inputs of size 1 have size 1.</summary>
    public static Initialization LeCun { get; } = new("lecun", "Y. LeCun and others, \"Efficient BackProp\" (1998)",
        (random, inputs, _, weights) => FillNormal(random, weights, Math.Sqrt(1.0 / inputs)));

    /// <summary>Rows (or columns, where there are fewer of them) at right angles and of length 1: a product with it keeps lengths, however often.</summary>
    public static Initialization Orthogonal { get; } = new("orthogonal", "A. Saxe, J. McClelland and S. Ganguli, \"Exact solutions to the nonlinear dynamics of learning in deep linear neural networks\" (2014)",
        FillOrthogonal);

    /// <summary>All that have no number of their own.</summary>
    public static IReadOnlyList<Initialization> All { get; } = [Zeros, Xavier, He, LeCun, Orthogonal];

    /// <summary>"xavier".</summary>
    public string Name { get; }

    /// <summary>Where it is from; empty for what is nobody's.</summary>
    public string Source { get; }

    /// <summary>Normal with a given standard deviation, such as GPT-2's 0.02.</summary>
    public static Initialization Normal(double deviation) => new(string.Create(CultureInfo.InvariantCulture, $"normal {deviation:0.####}"), "",
        (random, _, _, weights) => FillNormal(random, weights, deviation));

    /// <summary>Uniform within ± a bound.</summary>
    public static Initialization Uniform(double bound) => new(string.Create(CultureInfo.InvariantCulture, $"uniform {bound:0.####}"), "",
        (random, _, _, weights) => FillUniform(random, weights, bound));

    /// <summary>Makes the weights of a matrix.</summary>
    /// <param name="random">The draws; those of another purpose give other weights.</param>
    /// <param name="inputs">Rows, 1 or more.</param>
    /// <param name="outputs">Columns, 1 or more.</param>
    /// <returns><c>[inputs, outputs]</c>, row by row.</returns>
    public float[] Make(SeededRandom random, int inputs, int outputs)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        var weights = new float[checked(inputs * outputs)];
        _fill(random, inputs, outputs, weights);
        return weights;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static void FillUniform(SeededRandom random, float[] weights, double bound)
    {
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)((2 * random.NextDouble() - 1) * bound);
    }

    private static void FillNormal(SeededRandom random, float[] weights, double deviation)
    {
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(NextNormal(random) * deviation);
    }

    /// <summary>A draw of the standard normal distribution. G. Marsaglia and T. Bray's polar method (1964), which needs no sine.</summary>
    private static double NextNormal(SeededRandom random)
    {
        while (true)
        {
            double x = 2 * random.NextDouble() - 1, y = 2 * random.NextDouble() - 1, square = x * x + y * y;
            if (square is > 1e-30 and < 1)
                return x * Math.Sqrt(-2 * Functions.Log((float)square) / square);
        }
    }

    private static void FillOrthogonal(SeededRandom random, int inputs, int outputs, float[] weights)
    {
        // Gram and Schmidt: each new vector loses its parts along those before it.
        int count = Math.Min(inputs, outputs), length = Math.Max(inputs, outputs);
        var vectors = new double[count][];
        for (int v = 0; v < count; v++)
        {
            double[] vector = vectors[v] = new double[length];
            for (int i = 0; i < length; i++)
                vector[i] = NextNormal(random);
            for (int pass = 0; pass < 2; pass++) // twice: the first leaves rounding errors of what it took away
                foreach (double[] other in vectors.AsSpan(0, v))
                    Subtract(vector, other, Dot(vector, other));
            double size = Math.Sqrt(Dot(vector, vector));
            for (int i = 0; i < length; i++)
                vector[i] /= size;
        }
        for (int row = 0; row < inputs; row++)
            for (int column = 0; column < outputs; column++)
                weights[row * outputs + column] = (float)(inputs <= outputs ? vectors[row][column] : vectors[column][row]);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(double[] from, double[] other, double times)
    {
        for (int i = 0; i < from.Length; i++)
            from[i] -= other[i] * times;
    }
}
