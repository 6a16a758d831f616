using LlmFromScratch.Tokens;

namespace LlmFromScratch.Sampling;

/// <summary>
/// Makes text of tokens that come one by one, and holds back what may not be final: the end that could be the beginning of a stop text, and a character of
/// which only some bytes have come. Worked example with the stop text "###": "a#" -> "a"; "b" -> "#b"; "##" -> ""; "#" -> stop.
/// </summary>
public sealed class StopText
{
    private const int Many = 64, Few = 8; // tokens that are decoded together: all would take longer and longer

    private readonly ITokenizer _tokenizer;
    private readonly IReadOnlyCollection<string> _stops;
    private readonly List<int> _ids;
    private readonly int _longest; // the longest stop text
    private int _first; // where the text after the prompt begins
    private string _text;
    private int _given; // how much of the text was given out

    /// <summary>A text that begins after a prompt.</summary>
    /// <param name="tokenizer">Makes text of the tokens.</param>
    /// <param name="stops">Texts at which it ends, none of them empty.</param>
    /// <param name="prompt">Ids of the tokens before, whose text is not given.</param>
    public StopText(ITokenizer tokenizer, IReadOnlyCollection<string> stops, IEnumerable<int> prompt)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(stops);
        ArgumentNullException.ThrowIfNull(prompt);
        (_tokenizer, _stops, _ids) = (tokenizer, stops, [.. prompt]);
        _longest = stops.Count == 0 ? 0 : stops.Max(stop => stop.Length);
        _text = tokenizer.Decode(_ids);
        _first = _given = _text.Length;
    }

    /// <summary>Has a stop text come?</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a token and gives the text that is certain now; may be empty.</summary>
    public string Add(int id)
    {
        if (_ids.Count > Many && _given == _text.Length)
            ForgetMost();
        _ids.Add(id);
        _text = _tokenizer.Decode(_ids); // together, since spaces and accents can depend on the token before
        int end = _text.Length;
        int from = Math.Min(end, Math.Max(_first, _given - _longest));
        int stop = _stops.Select(one => _text.IndexOf(one, from, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (stop >= 0)
        {
            IsOver = true;
            return Give(stop);
        }
        while (end > _given && _text[end - 1] == '\uFFFD')
            end--;
        return Give(end - HeldBack(end));
    }

    /// <summary>What was held back, when no more tokens come.</summary>
    public string Rest() => IsOver ? "" : Give(_text.Length);

    // All of it is given out: its last tokens are enough to know how the next one joins on.
    private void ForgetMost()
    {
        _ids.RemoveRange(0, _ids.Count - Few);
        _text = _tokenizer.Decode(_ids);
        _first = _given = _text.Length;
    }

    // The longest end of the text that a stop text begins with.
    private int HeldBack(int end)
    {
        for (int length = Math.Min(_longest - 1, end - _given); length > 0; length--)
            foreach (string stop in _stops)
                if (stop.Length > length && _text.AsSpan(end - length, length).SequenceEqual(stop.AsSpan(0, length)))
                    return length;
        return 0;
    }

    private string Give(int end)
    {
        string piece = end > _given ? _text[_given..end] : "";
        _given = Math.Max(_given, end);
        return piece;
    }
}
