using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>See <see cref="AdamWOptions"/>; the arithmetic stands in <see cref="Kernels.AdamW"/>.</summary>
public sealed class AdamWOptimizer : Optimizer
{
    private readonly AdamWOptions _options;
    private readonly float[][] _first, _second;

    /// <summary>Starts with means of 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A beta is not from 0 to below 1, the decay is negative, or epsilon is not above 0.</exception>
    public AdamWOptimizer(IEnumerable<Parameter> parameters, AdamWOptions? options = null) : base(parameters)
    {
        _options = options ?? new();
        if (!(_options.Beta1 >= 0 && _options.Beta1 < 1 && _options.Beta2 >= 0 && _options.Beta2 < 1))
            throw new ArgumentOutOfRangeException(nameof(options), FormattableString.Invariant($"expected betas from 0 to below 1, got {_options.Beta1} and {_options.Beta2}"));
        if (!(_options.Decay >= 0 && double.IsFinite(_options.Decay) && (float)_options.Epsilon > 0 && double.IsFinite(_options.Epsilon))) // 0 in float32 would be 0 / 0 where there is no gradient
            throw new ArgumentOutOfRangeException(nameof(options), FormattableString.Invariant($"expected a decay of 0 or more and an epsilon above 0 in float32, both finite, got {_options.Decay} and {_options.Epsilon}"));
        _first = [.. Parameters.Select(parameter => new float[parameter.Count])];
        _second = [.. Parameters.Select(parameter => new float[parameter.Count])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, float[] Numbers)> Memory => Parameters.SelectMany((parameter, i) =>
        new[] { ($"mean.{parameter.Name}", _first[i]), ($"square.{parameter.Name}", _second[i]) });

    /// <inheritdoc/>
    protected override void Change(int number, Tensor parameter, ReadOnlySpan<float> gradient, long step, double rate) =>
        Kernels.AdamW.Step(parameter.Edit(), gradient, _first[number], _second[number], (int)Math.Min(int.MaxValue, step + 1), rate,
            _options.Beta1, _options.Beta2, _options.Epsilon, Decays(parameter) ? _options.Decay : 0);
}
