using BenchmarkDotNet.Attributes;
using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Benchmarks;

/// <summary>
/// One training step of makemore's MLP: 27 tokens, vectors of 10, 200 hidden units, batch 32. Gradients to zero, forward, backward,
/// the gradient clipped to length 1, AdamW. The peer is peers/torch_mlp_step.py.
/// </summary>
[MemoryDiagnoser]
public class MlpStep
{
    private const int Batches = 64, Batch = 32, Vocabulary = 27, Channels = 10, Units = 200;

    private readonly TensorPool _pool = new();
    private readonly int[] _targets = new int[Batches * Batch];
    private int[] _ids = [];
    private Embedding? _table;
    private Linear? _hidden, _logits;
    private Parameter[] _parameters = [];
    private AdamWOptimizer? _optimizer;
    private long _step;

    [Params(3, 8)]
    public int Context { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        KernelThreads.Count = 1; // so small that a second thread does not help
        _table = new Embedding(Vocabulary, Channels, new SeededRandom(1, "table"));
        _hidden = new Linear(Context * Channels, Units, new SeededRandom(1, "hidden"));
        _logits = new Linear(Units, Vocabulary, new SeededRandom(1, "logits"));
        _parameters = [.. _table.Within("table"), .. _hidden.Within("hidden"), .. _logits.Within("logits")];
        _optimizer = new AdamWOptimizer(_parameters);
        var random = new SeededRandom(1, "batch");
        _ids = new int[Batches * Batch * Context];
        foreach (ref int id in _ids.AsSpan())
            id = random.NextInt(Vocabulary);
        foreach (ref int target in _targets.AsSpan())
            target = random.NextInt(Vocabulary);
    }

    [Benchmark]
    public float Step()
    {
        using IDisposable scope = _pool.Step();
        foreach (Parameter parameter in _parameters)
            parameter.Tensor.ZeroGrad();
        int batch = (int)(_step % Batches);
        Tensor x = _table!.Forward(_ids.AsSpan(batch * Batch * Context, Batch * Context), Batch, Context).Reshape(Batch, Context * Channels);
        Tensor loss = _logits!.Forward(_hidden!.Forward(x).Tanh()).CrossEntropy(_targets.AsSpan(batch * Batch, Batch));
        loss.Backward();
        GradientClipping.Clip(_parameters, 1);
        _optimizer!.Step(_step++, 1e-3);
        return loss.Item();
    }
}
