using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>See <see cref="SgdOptions"/>.</summary>
public sealed class SgdOptimizer : Optimizer
{
    private readonly float _momentum;
    private readonly float[][] _velocities;

    /// <summary>Starts with no velocity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not from 0 to below 1.</exception>
    public SgdOptimizer(IEnumerable<Parameter> parameters, SgdOptions? options = null) : base(parameters)
    {
        options ??= new();
        if (!(options.Momentum >= 0 && options.Momentum < 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Momentum, "expected a momentum from 0 to below 1");
        _momentum = (float)options.Momentum;
        _velocities = [.. Parameters.Select(parameter => _momentum == 0 ? [] : new float[parameter.Count])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, float[] Numbers)> Memory => _momentum == 0 ? []
        : Parameters.Select((parameter, i) => ($"velocity.{parameter.Name}", _velocities[i]));

    /// <inheritdoc/>
    protected override void Change(int number, Tensor parameter, ReadOnlySpan<float> gradient, long step, double rate)
    {
        Span<float> p = parameter.Edit();
        if (_momentum == 0)
        {
            for (int i = 0; i < p.Length; i++)
                p[i] -= (float)rate * gradient[i];
            return;
        }
        float[] velocity = _velocities[number];
        for (int i = 0; i < p.Length; i++)
        {
            velocity[i] = _momentum * velocity[i] + gradient[i];
            p[i] -= (float)rate * velocity[i];
        }
    }
}
