using LlmFromScratch.Counts;

namespace LlmFromScratch.Formats;

/// <summary>Puts the n-grams of one length, in whatever order a file lists them, into the order of the trie.</summary>
internal sealed class ArpaLevelReader(NGramTrie below, int length, bool isLongest)
{
    private readonly List<int> _words = [];
    private readonly List<int> _contexts = [];
    private readonly List<int> _suffixes = [];
    private readonly List<double> _probabilities = [];
    private readonly List<double> _weights = [];
    private readonly List<long> _lineNumbers = [];

    public (NGramLevel Level, double[] Probabilities, double[] Weights) Read(IEnumerable<ArpaEntry> entries)
    {
        var context = new int[length - 1];
        int contextIndex = -1, contextSuffix = -1; // of the context, and of the context without its first word
        foreach (ArpaEntry entry in entries)
        {
            // Most files list n-grams by context: what was looked up for the line before often serves again.
            ReadOnlySpan<int> ids = entry.Ids;
            if (contextIndex < 0 || !ids[..^1].SequenceEqual(context))
            {
                ids[..^1].CopyTo(context);
                contextIndex = Existing(below.Find(context), context, entry);
                contextSuffix = below.Find(context.AsSpan(1));
            }
            _words.Add(ids[^1]);
            _contexts.Add(contextIndex);
            _suffixes.Add(Existing(contextSuffix < 0 ? -1 : below.Continue(length - 2, contextSuffix, ids[^1]), ids[1..], entry));
            _probabilities.Add(entry.Probability);
            if (!isLongest)
                _weights.Add(entry.Weight);
            _lineNumbers.Add(entry.LineNumber);
        }
        int[] order = PairTable.CountingSort([.. _contexts], below[length - 1].Count, PairTable.CountingSort([.. _words], below.Vocabulary.Count, null));
        for (int i = 1; i < order.Length; i++)
            if (_contexts[order[i]] == _contexts[order[i - 1]] && _words[order[i]] == _words[order[i - 1]])
                throw new InvalidDataException($"line {_lineNumbers[order[i]]}: this n-gram is listed already in line {_lineNumbers[order[i - 1]]}");
        return (new NGramLevel(InOrder(_words, order), InOrder(_contexts, order), InOrder(_suffixes, order)),
            InOrder(_probabilities, order), isLongest ? [] : InOrder(_weights, order));
    }

    private int Existing(int index, ReadOnlySpan<int> part, ArpaEntry entry) => index >= 0 ? index
        : throw new InvalidDataException($"line {entry.LineNumber}: \"{Text(entry.Ids)}\" is listed, but \"{Text(part)}\", "
            + $"which is part of it, is not among the {length - 1}-grams; a model pruned in this way cannot be read");

    private string Text(ReadOnlySpan<int> ids) => Short(string.Join(' ', ids.ToArray().Select(id => below.Vocabulary[id])));

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static T[] InOrder<T>(List<T> items, int[] order) => Array.ConvertAll(order, i => items[i]);
}
