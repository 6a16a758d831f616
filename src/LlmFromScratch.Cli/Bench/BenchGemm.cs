using System.Diagnostics;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Cli.Bench;

/// <summary>Measures the matrix product once it is warm: the best of many calls, since a training loop makes thousands.</summary>
internal static class BenchGemm
{
    private const double SecondsEach = 1;
    private const int AtLeast = 5;
    private const long Seed = 1;

    private delegate void Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool accumulate);

    /// <summary>The three layouts of the product of [m, k] and [k, n]: A·B first, then Aᵀ·B and A·Bᵀ.</summary>
    public static List<Measurement> Measure(int m, int k, int n, CancellationToken cancellation)
    {
        var random = new SeededRandom(Seed, "bench gemm");
        float[] a = Numbers(random, (long)m * k), b = Numbers(random, (long)k * n), c = new float[(long)m * n];
        return
        [
            Measure("A·B", MatrixProduct.Multiply, a, b, c, m, k, n, cancellation),
            Measure("Aᵀ·B", MatrixProduct.MultiplyTransposedA, a, b, c, m, k, n, cancellation),
            Measure("A·Bᵀ", MatrixProduct.MultiplyTransposedB, a, b, c, m, k, n, cancellation),
        ];
    }

    private static Measurement Measure(string name, Product product, float[] a, float[] b, float[] c, int m, int k, int n, CancellationToken cancellation)
    {
        double best = double.PositiveInfinity;
        var all = Stopwatch.StartNew();
        for (int calls = 0; calls < AtLeast || all.Elapsed.TotalSeconds < SecondsEach; calls++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            product(a, b, c, m, k, n, false);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return new Measurement($"{name}, [{m}, {k}] by [{k}, {n}]", best, new Dictionary<string, double>
        {
            ["gigaflops"] = Math.Round(2.0 * m * n * k / best / 1e9, 2),
        });
    }

    private static float[] Numbers(SeededRandom random, long count)
    {
        var numbers = new float[count];
        for (long i = 0; i < count; i++)
            numbers[i] = (float)(random.NextDouble() - 0.5);
        return numbers;
    }
}
