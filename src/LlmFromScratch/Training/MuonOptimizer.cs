using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>See <see cref="MuonOptions"/>.</summary>
public sealed class MuonOptimizer : Optimizer
{
    private const double AdamEpsilon = 1e-8;

    private readonly MuonOptions _options;
    private readonly float[]?[] _velocities; // of the hidden matrices
    private readonly float[]?[] _first, _second; // of all else
    private readonly int[] _hidden; // their numbers, largest first

    /// <summary>Starts with no velocity and means of 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of its range.</exception>
    public MuonOptimizer(IEnumerable<Parameter> parameters, MuonOptions? options = null) : base(parameters)
    {
        _options = options ?? new();
        _options.Check();
        _velocities = [.. Parameters.Select(parameter => IsHidden(parameter) ? new float[parameter.Count] : null)];
        _first = [.. Parameters.Select(parameter => IsHidden(parameter) ? null : new float[parameter.Count])];
        _second = [.. Parameters.Select(parameter => IsHidden(parameter) ? null : new float[parameter.Count])];
        _hidden = [.. Enumerable.Range(0, Parameters.Count).Where(i => _velocities[i] is not null).OrderByDescending(i => Parameters[i].Count)];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, float[] Numbers)> Memory => Parameters.SelectMany((parameter, i) => _velocities[i] is { } velocity
        ? new[] { ($"velocity.{parameter.Name}", velocity) }
        : [($"mean.{parameter.Name}", _first[i]!), ($"square.{parameter.Name}", _second[i]!)]);

    /// <summary>Whether a parameter is a matrix between hidden layers, for which Muon is made.</summary>
    public static bool IsHidden(Parameter parameter) => parameter is { IsTable: false, Tensor.Rank: 2 };

    /// <inheritdoc/>
    // The products of one matrix are too small for several threads, so that each thread takes matrices.
    public override void Step(long step, double rate)
    {
        base.Step(step, rate);
        KernelThreads.Run(i => ChangeHidden(_hidden[i], rate), _hidden.Length);
    }

    /// <inheritdoc/>
    protected override void Change(int number, Tensor parameter, ReadOnlySpan<float> gradient, long step, double rate)
    {
        if (_velocities[number] is null)
            AdamW.Step(parameter.Edit(), gradient, _first[number], _second[number], (int)Math.Min(int.MaxValue, step + 1), rate * _options.AdamRate,
                _options.Beta1, _options.Beta2, AdamEpsilon, Decays(parameter) ? _options.AdamDecay : 0);
    }

    private void ChangeHidden(int number, double rate)
    {
        Tensor parameter = Parameters[number].Tensor;
        if (parameter.Grad is not { } gradient)
            return;
        float[] velocity = _velocities[number]!;
        int inputs = parameter.Shape[0], outputs = parameter.Shape[1];
        float momentum = (float)_options.Momentum;
        Vectors.Scale(velocity, momentum); // v = momentum · v + g
        Vectors.Add(gradient.Data, velocity);
        Span<float> change = Orthogonalization.Room(velocity.Length), numbers = parameter.Edit();
        gradient.Data.CopyTo(change); // Nesterov: g + momentum · v, as if the next step's gradient were this one's
        Vectors.Add(velocity, change, momentum);
        Orthogonalization.Apply(change, inputs, outputs);
        Vectors.Scale(numbers, (float)(1 - rate * _options.Decay));
        Vectors.Add(change, numbers, (float)(-rate * Math.Sqrt(Math.Max(1, outputs / (double)inputs))));
    }
}
