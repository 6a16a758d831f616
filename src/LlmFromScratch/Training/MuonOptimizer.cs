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
    private readonly float[] _change;
    private readonly Orthogonalization _orthogonalization;

    /// <summary>Starts with no velocity and means of 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of its range.</exception>
    public MuonOptimizer(IEnumerable<Parameter> parameters, MuonOptions? options = null) : base(parameters)
    {
        _options = options ?? new();
        _options.Check();
        _velocities = [.. Parameters.Select(parameter => IsHidden(parameter) ? new float[parameter.Count] : null)];
        _first = [.. Parameters.Select(parameter => IsHidden(parameter) ? null : new float[parameter.Count])];
        _second = [.. Parameters.Select(parameter => IsHidden(parameter) ? null : new float[parameter.Count])];
        Parameter[] hidden = [.. Parameters.Where(IsHidden)];
        _change = new float[hidden.Select(parameter => parameter.Count).Append(0).Max()];
        _orthogonalization = new(hidden.Select(parameter => Math.Min(parameter.Tensor.Shape[0], parameter.Tensor.Shape[1])).Append(0).Max(), _change.Length);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, float[] Numbers)> Memory => Parameters.SelectMany((parameter, i) => _velocities[i] is { } velocity
        ? new[] { ($"velocity.{parameter.Name}", velocity) }
        : [($"mean.{parameter.Name}", _first[i]!), ($"square.{parameter.Name}", _second[i]!)]);

    /// <summary>Whether a parameter is a matrix between hidden layers, for which Muon is made.</summary>
    public static bool IsHidden(Parameter parameter) => parameter is { IsTable: false, Tensor.Rank: 2 };

    /// <inheritdoc/>
    protected override void Change(int number, Tensor parameter, ReadOnlySpan<float> gradient, long step, double rate)
    {
        if (_velocities[number] is not { } velocity)
        {
            AdamW.Step(parameter.Edit(), gradient, _first[number], _second[number], (int)Math.Min(int.MaxValue, step + 1), rate * _options.AdamRate,
                _options.Beta1, _options.Beta2, AdamEpsilon, Decays(parameter) ? _options.AdamDecay : 0);
            return;
        }
        int inputs = parameter.Shape[0], outputs = parameter.Shape[1];
        float momentum = (float)_options.Momentum;
        Vectors.Scale(velocity, momentum); // v = momentum · v + g
        Vectors.Add(gradient, velocity);
        Span<float> change = _change.AsSpan(0, velocity.Length), numbers = parameter.Edit();
        gradient.CopyTo(change); // Nesterov: g + momentum · v, as if the next step's gradient were this one's
        Vectors.Add(velocity, change, momentum);
        _orthogonalization.Apply(change, inputs, outputs);
        Vectors.Scale(numbers, (float)(1 - rate * _options.Decay));
        Vectors.Add(change, numbers, (float)(-rate * Math.Sqrt(Math.Max(1, outputs / (double)inputs))));
    }
}
