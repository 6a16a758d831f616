using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests;

/// <summary>A model that always says the same, whatever comes before: the simplest one, without any override.</summary>
internal sealed class FixedModel(Vocabulary vocabulary, params double[] probabilities) : ILanguageModel
{
    public string Name => "fixed";

    public Vocabulary Vocabulary => vocabulary;

    public int ContextLength => 0;

    public ILanguageModelSession Start() => new Session(probabilities);

    private sealed class Session(double[] probabilities) : ILanguageModelSession
    {
        public void Append(int token) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)probabilities.Length);

        public void Probabilities(Span<double> destination) => probabilities.CopyTo(destination);

        public double Probability(int token) => probabilities[token];

        public ILanguageModelSession Fork() => new Session(probabilities);
    }
}
