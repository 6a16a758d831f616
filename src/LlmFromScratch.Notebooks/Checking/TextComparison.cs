using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmFromScratch.Notebooks.Checking;

/// <summary>Compares two texts: numbers to 1e-6 of their size or 1e-9, whichever is more, everything else exactly.</summary>
internal static partial class TextComparison
{
    private const double Relative = 1e-6;
    private const double Absolute = 1e-9;
    private const int MaxLines = 3;
    private const int MaxChars = 160;

    /// <summary>A few lines that show where the texts differ; null if they agree.</summary>
    public static string? Difference(string saved, string now)
    {
        var before = saved.Replace("\r\n", "\n").Split('\n');
        var after = now.Replace("\r\n", "\n").Split('\n');
        var text = new StringBuilder();
        var count = 0;
        for (var i = 0; i < Math.Max(before.Length, after.Length); i++)
        {
            var (old, current) = (i < before.Length ? before[i] : null, i < after.Length ? after[i] : null);
            if (old is not null && current is not null && AreEqual(old, current))
                continue;
            if (++count > MaxLines)
                continue;
            var start = Math.Max(0, CommonPrefix(old ?? "", current ?? "") - MaxChars / 3);
            text.Append(CultureInfo.InvariantCulture, $"  line {i + 1}\n    saved: {Window(old, start)}\n    now:   {Window(current, start)}\n");
        }

        if (count > MaxLines)
            text.Append(CultureInfo.InvariantCulture, $"  and {count - MaxLines} more lines\n");
        return count == 0 ? null : text.ToString().TrimEnd('\n');
    }

    /// <summary>Whether two lines agree.</summary>
    public static bool AreEqual(string saved, string now)
    {
        if (saved == now)
            return true;
        var before = Number().Matches(saved);
        var after = Number().Matches(now);
        if (before.Count != after.Count || before.Count == 0)
            return false;

        var (endBefore, endAfter) = (0, 0);
        for (var i = 0; i < before.Count; i++)
        {
            var between = saved.AsSpan(endBefore, before[i].Index - endBefore);
            if (!between.SequenceEqual(now.AsSpan(endAfter, after[i].Index - endAfter)) || !AreClose(before[i].Value, after[i].Value))
                return false;
            (endBefore, endAfter) = (before[i].Index + before[i].Length, after[i].Index + after[i].Length);
        }

        return saved.AsSpan(endBefore).SequenceEqual(now.AsSpan(endAfter));
    }

    /// <summary>One line of at most 160 characters.</summary>
    public static string Shorten(string text) => Window(text.Replace('\n', '⏎'), 0);

    private static bool AreClose(string saved, string now)
    {
        if (saved == now)
            return true;
        var x = double.Parse(saved, CultureInfo.InvariantCulture);
        var y = double.Parse(now, CultureInfo.InvariantCulture);
        return Math.Abs(x - y) <= Math.Max(Absolute, Relative * Math.Max(Math.Abs(x), Math.Abs(y)));
    }

    private static int CommonPrefix(string a, string b) => a.AsSpan().CommonPrefixLength(b);

    private static string Window(string? line, int start)
    {
        if (line is null)
            return "(no such line)";
        if (start >= line.Length)
            return start == 0 ? "(an empty line)" : "(ends before)";
        var end = Math.Min(line.Length, start + MaxChars);
        return (start > 0 ? "…" : "") + line[start..end] + (end < line.Length ? "…" : "");
    }

    // A sign belongs to the number unless something stands before it that it could join: 3-4 is two numbers, x = -4 is one.
    [GeneratedRegex(@"(?<![\w.)\]])[-+]?\d+(\.\d+)?([eE][-+]?\d+)?|\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();
}
