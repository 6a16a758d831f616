using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>
/// Each smoothing method once more, straight from its formula: dictionaries of words and recursion, nothing stored or shared. Slow and plain, to hold
/// the library's models to.
/// </summary>
internal sealed class NaiveSmoothing
{
    private readonly Dictionary<string, int>[] _counts; // [length]: how often each n-gram occurs, its words joined by spaces
    private readonly Dictionary<string, int>[] _continuations; // [length]: how many different words stood before it; its count where none did
    private readonly string[] _predictable;
    private readonly int _order;

    /// <param name="sentences">The words of each sentence, marks included; a stream is one sentence without marks.</param>
    /// <param name="vocabulary">All words.</param>
    /// <param name="order">The longest n-grams.</param>
    public NaiveSmoothing(IReadOnlyList<string[]> sentences, Vocabulary vocabulary, int order)
    {
        _order = order;
        _predictable = [.. vocabulary.Where(word => word != "<s>")];
        _counts = [.. Enumerable.Range(0, order + 1).Select(length => NGrams(sentences, length).GroupBy(n => n).ToDictionary(n => n.Key, n => n.Count()))];
        _continuations = [.. _counts];
        for (int length = 1; length < order; length++)
        {
            IEnumerable<string> longer = _counts[length + 1].Keys;
            _continuations[length] = _counts[length].ToDictionary(n => n.Key, n => longer.Count(l => l.EndsWith(" " + n.Key, StringComparison.Ordinal)) is int c and > 0 ? c : n.Value);
        }
    }

    private int V => _predictable.Length;

    private static IEnumerable<string> NGrams(IReadOnlyList<string[]> sentences, int length) => length == 0 ? []
        : sentences.SelectMany(s => Enumerable.Range(0, Math.Max(0, s.Length - length + 1)).Select(at => string.Join(' ', s[at..(at + length)])));

    public double MaximumLikelihood(string[] context, string word) => Interpolate(_counts, (_, _, _) => 0, context, word);

    public double JelinekMercer(double lambda, string[] context, string word)
    {
        int[] after = After(_counts, context);
        double lower = context.Length == 0 ? 1.0 / V : after.Sum() == 0 ? 0 : JelinekMercer(lambda, context[1..], word);
        return after.Sum() == 0 && context.Length > 0 ? JelinekMercer(lambda, context[1..], word)
            : lambda * Count(_counts, context, word) / after.Sum() + (1 - lambda) * lower;
    }

    public double AddK(double k, string[] context, string word) => (Count(_counts, context, word) + k) / (After(_counts, context).Sum() + k * V);

    public double WittenBell(string[] context, string word)
    {
        int[] after = After(_counts, context);
        if (after.Length == 0 && context.Length > 0)
            return WittenBell(context[1..], word);
        double lower = context.Length == 0 ? 1.0 / V : WittenBell(context[1..], word);
        return (Count(_counts, context, word) + after.Length * lower) / (after.Sum() + after.Length);
    }

    public double AbsoluteDiscounting(double? discount, string[] context, string word) =>
        Interpolate(_counts, (length, _, _) => discount ?? OneDiscount(_counts, length), context, word);

    public double KneserNey(double? discount, string[] context, string word) =>
        Interpolate(_continuations, (length, _, _) => discount ?? OneDiscount(_continuations, length), context, word);

    public double ModifiedKneserNey(string[] context, string word) =>
        Interpolate(_continuations, (length, count, _) => ThreeDiscounts(length)[Math.Min(count, 3)], context, word);

    public double Katz(string[] context, string word)
    {
        int[] after = After(_counts, context);
        if (after.Length == 0 && context.Length > 0)
            return Katz(context[1..], word);
        double Lower(string w) => context.Length == 0 ? 1.0 / V : Katz(context[1..], w);
        double[] factors = GoodTuring(context.Length + 1);
        double Share(int count) => (count <= 5 ? factors[count] : 1) * count / after.Sum();
        double kept = after.Sum(Share), scale = 1;
        if (1 - kept <= 1e-9)
            kept = scale = after.Sum() / (after.Sum() + 1.0);
        string[] unseen = [.. _predictable.Where(w => Count(_counts, context, w) == 0)];
        if (unseen.Length == 0)
            return scale * Share(Count(_counts, context, word)) / kept;
        return Count(_counts, context, word) is int seen and > 0 ? scale * Share(seen) : (1 - kept) * Lower(word) / unseen.Sum(Lower);
    }

    public double StupidBackoff(double alpha, string[] context, string word)
    {
        double Score(string[] c, string w) => Count(_counts, c, w) is int seen and > 0 ? seen / (double)After(_counts, c).Sum()
            : alpha * (c.Length == 0 ? 1.0 / V : Score(c[1..], w));
        return Score(context, word) / _predictable.Sum(w => Score(context, w));
    }

    /// <summary>(count - D) / N + (all that was taken) / N · p(word | shorter context).</summary>
    private double Interpolate(Dictionary<string, int>[] counts, Func<int, int, string[], double> discount, string[] context, string word)
    {
        int[] after = After(counts, context);
        if (after.Length == 0 && context.Length > 0)
            return Interpolate(counts, discount, context[1..], word);
        double lower = context.Length == 0 ? 1.0 / V : Interpolate(counts, discount, context[1..], word);
        double D(int count) => count == 0 ? 0 : discount(context.Length + 1, count, context);
        int own = Count(counts, context, word);
        return (own - D(own)) / after.Sum() + after.Sum(D) / after.Sum() * lower;
    }

    private double[] ThreeDiscounts(int length)
    {
        double N(int r) => HowMany(_continuations, length, r);
        double y = N(1) / (N(1) + 2 * N(2));
        double[] d = [0, 1 - 2 * y * N(2) / N(1), 2 - 3 * y * N(3) / N(2), 3 - 4 * y * N(4) / N(3)];
        return Enumerable.Range(1, 3).All(k => d[k] >= 0 && d[k] <= k) ? d : [0, 0.5, 1, 1.5];
    }

    private double OneDiscount(Dictionary<string, int>[] counts, int length)
    {
        double n1 = HowMany(counts, length, 1), n2 = HowMany(counts, length, 2);
        return n1 > 0 ? n1 / (n1 + 2 * n2) : 0.5;
    }

    private double[] GoodTuring(int length)
    {
        double N(int r) => HowMany(_counts, length, r);
        double m = 6 * N(6) / N(1);
        double[] d = [0, .. Enumerable.Range(1, 5).Select(r => ((r + 1) * N(r + 1) / N(r) / r - m) / (1 - m))];
        return d[1..].All(x => x is > 0 and <= 1) ? d : [0, .. Enumerable.Range(1, 5).Select(r => (r - 0.5) / r)];
    }

    private static int HowMany(Dictionary<string, int>[] counts, int length, int r) => counts[length].Count(n => n.Value == r && n.Key != "<s>");

    /// <summary>The counts of the different words that follow a context.</summary>
    private int[] After(Dictionary<string, int>[] counts, string[] context) =>
        context.Length >= _order ? [] : [.. _predictable.Select(word => Count(counts, context, word)).Where(count => count > 0)];

    private static int Count(Dictionary<string, int>[] counts, string[] context, string word) =>
        counts[context.Length + 1].GetValueOrDefault(string.Join(' ', [.. context, word]));
}
