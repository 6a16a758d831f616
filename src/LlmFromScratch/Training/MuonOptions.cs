using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>
/// Muon: a step of a hidden matrix is its momentum made orthogonal, so that it moves all directions of the layer equally far, also those in which the
/// gradient is small. Tables of tokens, the output, norms and biases have AdamW. Source: K. Jordan and others, "Muon: an optimizer for hidden layers
/// in neural networks" (2024).
/// </summary>
/// <remarks>
/// Two measures of a step are in use. This is the paper's: a matrix of outputs × inputs moves by rate · √(max(1, outputs / inputs)) in every direction,
/// so that a rate suits every width; 0.01 to 0.05 is usual. The other, 0.2 · √(max(inputs, outputs)), is made for the rates of AdamW.
/// </remarks>
/// <param name="Momentum">How much of the running sum of gradients is kept at each step, from 0 to below 1; Nesterov's.</param>
/// <param name="Decay">Weight decay of the hidden matrices: this part of the rate is taken off each weight at each step.</param>
/// <param name="AdamRate">The rate of all else, as a part of the schedule's; above 0.</param>
/// <param name="Beta1">AdamW: how much of the mean is kept, from 0 to below 1.</param>
/// <param name="Beta2">AdamW: how much of the mean square is kept, from 0 to below 1.</param>
/// <param name="AdamDecay">AdamW: weight decay of the tables and the output, a part of AdamW's rate.</param>
public sealed record MuonOptions(double Momentum = 0.95, double Decay = 0.01, double AdamRate = 0.15, double Beta1 = 0.9, double Beta2 = 0.99, double AdamDecay = 0) : OptimizerOptions
{
    /// <inheritdoc/>
    public override Optimizer Create(IEnumerable<Parameter> parameters) => new MuonOptimizer(parameters, this);

    internal void Check()
    {
        if (!(IsPart(Momentum) && IsPart(Beta1) && IsPart(Beta2)))
            throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"expected a momentum and betas from 0 to below 1, got {Momentum}, {Beta1} and {Beta2}"));
        if (!(Decay >= 0 && AdamDecay >= 0 && double.IsFinite(Decay) && double.IsFinite(AdamDecay)))
            throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"expected decays of 0 or more, finite, got {Decay} and {AdamDecay}"));
        if (!(AdamRate > 0 && double.IsFinite(AdamRate)))
            throw new ArgumentOutOfRangeException(nameof(AdamRate), AdamRate, "expected a part of the learning rate for AdamW above 0");

        static bool IsPart(double number) => number is >= 0 and < 1;
    }
}
