using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>A text that is written token by token, given out as soon as it is certain: whole characters only, and nothing that may belong to the text at which to stop.</summary>
/// <param name="tokenizer">Turns ids into text.</param>
/// <param name="before">The ids of the prompt.</param>
/// <param name="stops">Where one of these would stand the text ends; none of them is empty.</param>
internal sealed class GrowingText(ITokenizer tokenizer, IEnumerable<int> before, IReadOnlyList<string> stops)
{
    private const char HalfCharacter = '\uFFFD';

    private readonly List<int> _ids = [.. before];
    private int _from = -1, _known; // text of the ids up to _known is given out; it is decoded with those from _from on, since spaces depend on the neighbour
    private string _held = "";

    /// <summary>Whether one of the stops was met.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Adds a token.</summary>
    /// <returns>What can be shown of the text now.</returns>
    public string Add(int id)
    {
        if (_from < 0)
            (_from, _known) = (Math.Max(0, _ids.Count - 1), _ids.Count);
        _ids.Add(id);
        string shown = tokenizer.Decode(_ids[_from.._known]), longer = tokenizer.Decode(_ids[_from..]);
        if (longer.EndsWith(HalfCharacter))
            return ""; // the next token may bring the rest of its bytes
        (_from, _known) = (_known, _ids.Count);
        return UpToStop(longer[Math.Min(shown.Length, longer.Length)..], isLast: false);
    }

    /// <summary>What was held back and is no stop after all.</summary>
    public string End()
    {
        string rest = _from < 0 ? "" : tokenizer.Decode(_ids[_from..])[tokenizer.Decode(_ids[_from.._known]).Length..];
        return IsStopped ? "" : UpToStop(rest, isLast: true);
    }

    private string UpToStop(string piece, bool isLast)
    {
        string text = _held + piece;
        int stop = stops.Select(one => text.IndexOf(one, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (stop >= 0)
        {
            (IsStopped, _held) = (true, "");
            return text[..stop];
        }
        int hold = isLast ? 0 : stops.Select(one => BeginningAtEnd(text, one)).DefaultIfEmpty(0).Max();
        _held = text[^hold..];
        return text[..^hold];
    }

    /// <summary>How many characters at the end of a text are the beginning of another.</summary>
    private static int BeginningAtEnd(string text, string other)
    {
        for (int length = Math.Min(text.Length, other.Length - 1); length > 0; length--)
            if (text.AsSpan().EndsWith(other.AsSpan(0, length), StringComparison.Ordinal))
                return length;
        return 0;
    }
}
