using BenchmarkDotNet.Attributes;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Benchmarks;

/// <summary>What a transformer does between its products, on 768 rows of 384, and AdamW over as many parameters.</summary>
[MemoryDiagnoser]
public class RowKernels
{
    private const int Rows = 768, Columns = 384;

    private readonly float[] _x = Numbers.Of(Rows * Columns, "x", 4), _y = new float[Rows * Columns], _n = new float[Rows * Columns];
    private readonly float[] _dy = Numbers.Of(Rows * Columns, "dy"), _dx = new float[Rows * Columns], _scales = new float[Rows];
    private readonly float[] _gain = Numbers.Of(Columns, "gain"), _bias = Numbers.Of(Columns, "bias");
    private readonly float[] _first = new float[Rows * Columns], _second = new float[Rows * Columns];

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup() => KernelThreads.Count = Threads;

    [Benchmark]
    public void SoftmaxForward() => Softmax.Apply(_x, _y, Rows, Columns);

    [Benchmark]
    public void LayerNormForward() => Normalization.Layer(_x, _gain, _bias, _y, _n, _scales);

    [Benchmark]
    public void GeluForward() => Activations.Apply(Activation.Gelu, _x, _y);

    [Benchmark]
    public void GeluGradient() => Activations.AddGradient(Activation.Gelu, _x, _y, _dy, _dx);

    [Benchmark]
    public void AdamWStep() => AdamW.Step(_n, _dy, _first, _second, 100, 1e-3);

    [Benchmark]
    public float SumOfSquares() => Vectors.SumOfSquares(_dy);
}
