using System.Text;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// The pieces that sentences are made of, numbered: runs of letters and runs of marks, each with the space before it if there is one. Every
/// tokenizer of the course cuts text at least there, so the tokens of a text are the tokens of its pieces in a row.
/// </summary>
internal sealed class StoryPieces
{
    /// <summary>The piece that ends a story; it has no text.</summary>
    public const int End = 0;

    private readonly List<string> _texts = [""];
    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<(string Phrase, bool Space), int[]> _phrases = [];
    private readonly Dictionary<(int Piece, bool Capital, bool Space), int> _variants = [];
    private readonly Lock _lock = new();

    public int Count
    {
        get
        {
            lock (_lock)
                return _texts.Count;
        }
    }

    /// <summary>The text of a piece, its space included.</summary>
    public string this[int piece]
    {
        get
        {
            lock (_lock)
                return _texts[piece];
        }
    }

    /// <summary>The pieces of a phrase.</summary>
    /// <param name="phrase">Words and marks with single spaces; empty for no pieces.</param>
    /// <param name="space">Whether a space comes before it.</param>
    public int[] Of(string phrase, bool space)
    {
        lock (_lock)
        {
            if (_phrases.TryGetValue((phrase, space), out int[]? known))
                return known;
            var pieces = new List<int>();
            for (int at = 0; at < phrase.Length;)
            {
                bool spaced = at == 0 ? space : phrase[at] == ' ';
                int start = at == 0 && phrase[0] != ' ' ? 0 : phrase[at] == ' ' ? at + 1 : at, end = start + 1;
                while (end < phrase.Length && phrase[end] != ' ' && char.IsLetter(phrase[end]) == char.IsLetter(phrase[start]))
                    end++;
                pieces.Add(Id((spaced ? " " : "") + phrase[start..end]));
                at = end;
            }
            return _phrases[(phrase, space)] = [.. pieces];
        }
    }

    /// <summary>The same pieces as they stand at the beginning of a sentence or of a story.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="capital">The first letter becomes a capital.</param>
    /// <param name="space">False takes the space before them away.</param>
    public int[] Begin(int[] pieces, bool capital, bool space)
    {
        if (pieces.Length == 0 || pieces[0] == End)
            return pieces;
        int first;
        lock (_lock)
            if (!_variants.TryGetValue((pieces[0], capital, space), out first))
            {
                string text = _texts[pieces[0]], word = text.TrimStart(' ');
                if (capital)
                    word = Rune.ToUpperInvariant(Rune.GetRuneAt(word, 0)) + word[Rune.GetRuneAt(word, 0).Utf16SequenceLength..];
                first = Id((space && text[0] == ' ' ? " " : "") + word);
                _variants.Add((pieces[0], capital, space), first);
            }
        return first == pieces[0] ? pieces : [first, .. pieces.AsSpan(1)];
    }

    private int Id(string text)
    {
        if (!_ids.TryGetValue(text, out int id))
        {
            _ids.Add(text, id = _texts.Count);
            _texts.Add(text);
        }
        return id;
    }
}
