using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Counts;

/// <summary>Add-k smoothing: pretend that everything was seen k times more. With k = 1 it is called add-one, or Laplace.</summary>
/// <remarks>
/// p(w | context) = (count(context w) + k) / (count(context) + k · V), with V predictable tokens. An unseen context gives 1 / V to all.
/// Source: Lidstone, 1920; Jeffreys, 1948. Simple, and bad: most of the probability goes to what never happens.
/// </remarks>
/// <param name="K">What is added to each count: above 0.</param>
public sealed record AddK(double K) : ISmoothing
{
    /// <summary>What is added to each count: above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or not finite.</exception>
    public double K { get; } = K is > 0 and < double.PositiveInfinity ? K
        : throw new ArgumentOutOfRangeException(nameof(K), K, "expected a number above 0 to add to each count");

    /// <inheritdoc/>
    public string Name => K == 1 ? "add-one" : FormattableString.Invariant($"add-{K}");

    /// <inheritdoc/>
    public ILanguageModel Train(NGramCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new Model($"{Name}, order {counts.Order}", counts, K);
    }

    private sealed class Model(string name, NGramCounts counts, double k) : ILanguageModel
    {
        private readonly int _predictable = counts.Vocabulary.Count - (counts.Vocabulary.StartId is null ? 0 : 1);

        public string Name => name;

        public Vocabulary Vocabulary => counts.Vocabulary;

        public int ContextLength => counts.Order - 1;

        public ILanguageModelSession Start() => new Session(this);

        internal double Probability(ReadOnlySpan<int> context, int token)
        {
            if (token == Vocabulary.StartId)
                return 0;
            int index = counts.Trie.Find(context);
            int found = index < 0 ? -1 : counts.Trie.Continue(context.Length, index, token);
            return ((found < 0 ? 0 : counts.Of(context.Length + 1)[found]) + k) / (Total(context.Length, index) + k * _predictable);
        }

        internal void Fill(ReadOnlySpan<int> context, Span<double> destination)
        {
            if (destination.Length != Vocabulary.Count)
                throw new ArgumentException($"expected room for {Vocabulary.Count} probabilities, one for each token, got {destination.Length}", nameof(destination));
            int index = counts.Trie.Find(context);
            double all = Total(context.Length, index) + k * _predictable;
            destination.Fill(k / all);
            if (index >= 0)
            {
                NGramLevel level = counts.Trie[context.Length + 1];
                var (from, count) = counts.Trie[context.Length].Continuations(index).GetOffsetAndLength(level.Count);
                for (int i = from; i < from + count; i++)
                    destination[level.Words[i]] = (counts.Of(context.Length + 1)[i] + k) / all;
            }
            if (Vocabulary.StartId is int start)
                destination[start] = 0;
        }

        internal void CheckToken(int token)
        {
            if ((uint)token >= (uint)Vocabulary.Count)
                throw new ArgumentOutOfRangeException(nameof(token), token, $"expected a token id from 0 to {Vocabulary.Count - 1}");
        }

        private double Total(int contextLength, int index) => index < 0 ? 0 : counts.TotalAfter(contextLength + 1, index);
    }

    /// <summary>Remembers the latest order - 1 tokens, whether they were seen together or not.</summary>
    private sealed class Session(Model model) : ILanguageModelSession
    {
        private int[] _context = [];

        public void Append(int token)
        {
            model.CheckToken(token);
            int[] whole = token == model.Vocabulary.StartId ? [token] : [.. _context, token];
            _context = whole[Math.Max(0, whole.Length - model.ContextLength)..];
        }

        public void Probabilities(Span<double> destination) => model.Fill(_context, destination);

        public double Probability(int token)
        {
            model.CheckToken(token);
            return model.Probability(_context, token);
        }

        public ILanguageModelSession Fork() => new Session(model) { _context = _context };
    }
}
