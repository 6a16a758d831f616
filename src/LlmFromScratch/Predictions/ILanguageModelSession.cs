namespace LlmFromScratch.Predictions;

/// <summary>A model together with the tokens so far. A network keeps what it has computed about them here.</summary>
public interface ILanguageModelSession
{
    /// <summary>Adds a token to those so far.</summary>
    /// <param name="token">An id of the model's vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    void Append(int token);

    /// <summary>Writes the probability of each token to come next.</summary>
    /// <param name="destination">Of the vocabulary's length. Afterwards each entry is in [0, 1] and the sum is 1 but for rounding.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    void Probabilities(Span<double> destination);

    /// <summary>The probability of one token to come next, in [0, 1], without working out all the others where the model can do so.</summary>
    /// <param name="token">An id of the model's vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    double Probability(int token);

    /// <summary>A copy that goes its own way from here.</summary>
    ILanguageModelSession Fork();
}
