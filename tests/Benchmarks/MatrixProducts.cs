using BenchmarkDotNet.Attributes;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Benchmarks;

/// <summary>The product in its three layouts; 2·m·k·n operations.</summary>
[MemoryDiagnoser]
public class MatrixProducts
{
    private float[] _a = [], _b = [], _c = [];

    [Params("1024x1024x1024", "768x384x128", "32x30x200")]
    public string Size { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    private int M { get; set; }

    private int K { get; set; }

    private int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int[] size = Array.ConvertAll(Size.Split('x'), int.Parse);
        (M, K, N) = (size[0], size[1], size[2]);
        (_a, _b, _c) = (Numbers.Of(M * K, "a"), Numbers.Of(K * N, "b"), new float[M * N]);
        KernelThreads.Count = Threads;
    }

    [Benchmark]
    public void AB() => MatrixProduct.Multiply(_a, _b, _c, M, K, N);

    [Benchmark]
    public void AtB() => MatrixProduct.MultiplyTransposedA(_a, _b, _c, M, K, N);

    [Benchmark]
    public void ABt() => MatrixProduct.MultiplyTransposedB(_a, _b, _c, M, K, N);
}
