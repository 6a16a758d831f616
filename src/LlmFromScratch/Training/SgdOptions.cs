using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>
/// Stochastic gradient descent with momentum: a step goes along a running sum of gradients. v = momentum · v + g, p = p - rate · v.
/// Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).
/// </summary>
/// <param name="Momentum">How much of the sum is kept at each step, from 0 (none) to below 1.</param>
public sealed record SgdOptions(double Momentum = 0) : OptimizerOptions
{
    /// <inheritdoc/>
    public override Optimizer Create(IEnumerable<Parameter> parameters) => new SgdOptimizer(parameters, this);
}
