using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>In training, sets a part of the numbers to 0 at random, so that the network does not lean on any one of them. See <see cref="Tensor.Dropout"/>.</summary>
/// <param name="rate">Which part, from 0 to below 1.</param>
/// <param name="random">The draws: a seed, and a purpose of its own for each such layer.</param>
public sealed class Dropout(float rate, SeededRandom random) : ILayer
{
    /// <summary>Nothing is learnt.</summary>
    public IEnumerable<Parameter> Parameters => [];

    /// <summary>The part that is set to 0.</summary>
    public float Rate { get; } = rate is >= 0 and < 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), rate, "expected a rate from 0 to below 1");

    /// <summary>The same shape. Outside of training, the input itself.</summary>
    public Tensor Forward(Tensor x, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return step is { } at && Rate > 0 ? x.Dropout(Rate, random, at) : x;
    }
}
