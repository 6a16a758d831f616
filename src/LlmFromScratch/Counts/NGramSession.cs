using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>An n-gram model with the tokens so far, of which it remembers only the longest part that it has seen.</summary>
internal sealed class NGramSession(NGramModel model) : ILanguageModelSession
{
    private NGramContext _context;

    public void Append(int token)
    {
        model.CheckToken(token);
        model.Step(ref _context, token);
    }

    public void Probabilities(Span<double> destination) => model.Fill(_context, destination);

    public double Probability(int token)
    {
        model.CheckToken(token);
        NGramContext copy = _context;
        return model.Step(ref copy, token);
    }

    public ILanguageModelSession Fork() => new NGramSession(model) { _context = _context };
}
