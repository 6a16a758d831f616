using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>
/// AdamW: each number has a step size of its own, from the running means of its gradient and of the gradient's square.
/// Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019).
/// </summary>
/// <param name="Beta1">How much of the mean is kept at each step, from 0 to below 1.</param>
/// <param name="Beta2">How much of the mean square is kept, from 0 to below 1.</param>
/// <param name="Decay">Weight decay of the matrices: this part of the rate is taken off each weight at each step.</param>
/// <param name="Epsilon">Keeps from dividing by 0.</param>
public sealed record AdamWOptions(double Beta1 = 0.9, double Beta2 = 0.99, double Decay = 0.01, double Epsilon = 1e-8) : OptimizerOptions
{
    /// <inheritdoc/>
    public override Optimizer Create(IEnumerable<Parameter> parameters) => new AdamWOptimizer(parameters, this);
}
