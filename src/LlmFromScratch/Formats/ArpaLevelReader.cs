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
        var ids = new int[length];
        foreach (ArpaEntry entry in entries)
        {
            for (int i = 0; i < length; i++)
                ids[i] = IdOf(entry.Words[i], entry);
            _words.Add(ids[^1]);
            _contexts.Add(FindBelow(ids.AsSpan(..^1), entry));
            _suffixes.Add(FindBelow(ids.AsSpan(1..), entry));
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

    private int IdOf(string word, ArpaEntry entry)
    {
        string token = word == ArpaToken.UpperCaseUnknown ? Tokens.Vocabulary.Unknown : ArpaToken.Unescape(word);
        return below.Vocabulary.TryGetId(token, out int id) ? id
            : throw new InvalidDataException($"line {entry.LineNumber}: the word \"{Short(token)}\" is not among the 1-grams");
    }

    private int FindBelow(ReadOnlySpan<int> ids, ArpaEntry entry)
    {
        int index = below.Find(ids);
        if (index >= 0)
            return index;
        string part = string.Join(' ', ids.ToArray().Select(id => below.Vocabulary[id]));
        throw new InvalidDataException($"line {entry.LineNumber}: \"{Short(string.Join(' ', entry.Words))}\" is listed, but \"{Short(part)}\", "
            + $"which is part of it, is not among the {length - 1}-grams; a model pruned in this way cannot be read");
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static T[] InOrder<T>(List<T> items, int[] order) => Array.ConvertAll(order, i => items[i]);
}
