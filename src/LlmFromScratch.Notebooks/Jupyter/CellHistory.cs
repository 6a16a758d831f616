namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>A cell that was run.</summary>
/// <param name="Number">Its execution count.</param>
/// <param name="Input">Its code.</param>
/// <param name="Output">Its result as plain text; null if it had none.</param>
internal sealed record HistoryEntry(long Number, string Input, string? Output);

/// <summary>The cells of this session, for front ends that step back through them. Kept in memory only: it ends with the kernel.</summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class CellHistory(int maxEntries = 10_000, int maxChars = 16 * 1024 * 1024)
{
    private readonly LinkedList<HistoryEntry> entries = [];
    private long chars;

    /// <summary>Adds a cell; the oldest go when there are too many.</summary>
    public void Add(HistoryEntry entry)
    {
        entries.AddLast(entry);
        chars += Length(entry);
        while (entries.Count > maxEntries || (chars > maxChars && entries.Count > 1))
        {
            chars -= Length(entries.First!.Value);
            entries.RemoveFirst();
        }
    }

    /// <summary>The cells with numbers from start, up to but not with stop. A negative number counts back from the next cell's, as in Python.</summary>
    /// <param name="start">The first; null: 1.</param>
    /// <param name="stop">One after the last; null: to the end.</param>
    public IEnumerable<HistoryEntry> Range(long? start, long? stop)
    {
        var next = (entries.Last?.Value.Number ?? 0) + 1;
        var from = Absolute(start ?? 1);
        var to = stop is { } given ? Absolute(given) : next;
        return entries.Where(entry => entry.Number >= from && entry.Number < to);

        long Absolute(long number) => number < 0 ? number + next : number;
    }

    /// <summary>The last n cells; null: all.</summary>
    public IEnumerable<HistoryEntry> Tail(long? n) => entries.Skip(TooMany(entries.Count, n));

    /// <summary>The last n cells whose whole code matches a pattern.</summary>
    /// <param name="pattern">With * for any text and ? for one character.</param>
    /// <param name="n">null: all.</param>
    /// <param name="unique">Whether of cells with the same code only the last counts.</param>
    public IEnumerable<HistoryEntry> Search(string pattern, long? n, bool unique)
    {
        var found = entries.Where(entry => Matches(pattern, entry.Input)).ToList();
        if (unique)
            found = [.. found.GroupBy(entry => entry.Input, StringComparer.Ordinal).Select(same => same.Last()).OrderBy(entry => entry.Number)];
        return found.Skip(TooMany(found.Count, n));
    }

    /// <summary>Whether a whole text matches: "v?r*" matches "var x". Takes no more than pattern times text steps.</summary>
    internal static bool Matches(string pattern, string text)
    {
        var (at, star, resume) = (0, -1, 0);
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at++, i);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[i]))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++resume); // let the last star take one character more
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }

    private static int TooMany(int count, long? n) => n is { } wanted ? (int)Math.Clamp(count - Math.Max(0, wanted), 0, count) : 0;

    private static int Length(HistoryEntry entry) => entry.Input.Length + (entry.Output?.Length ?? 0);
}
