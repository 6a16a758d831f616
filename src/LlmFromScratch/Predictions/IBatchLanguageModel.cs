namespace LlmFromScratch.Predictions;

/// <summary>A model that reads the next tokens of several texts together in less time than one after the other: its weights are then read once for all.</summary>
public interface IBatchLanguageModel : ILanguageModel
{
    /// <summary>Reads what was appended to some sessions and not read yet. What they then answer is the same, bit for bit, as if each had been asked by itself.</summary>
    /// <param name="sessions">Sessions of this model, each once.</param>
    /// <exception cref="ArgumentException">One is of another model.</exception>
    void Advance(IReadOnlyList<ILanguageModelSession> sessions);
}
