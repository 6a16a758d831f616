using System.Globalization;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora;

/// <summary>
/// A body of text that a model learns from: a list of lines (sentences, names, documents), and the same as one stream of text.
/// It never changes; what changes a text gives a new corpus.
/// </summary>
/// <remarks>
/// Line ends of any kind are \n here. Blank lines count as lines, since a play without them is another text;
/// <see cref="NormalizationSteps.DropBlankLines"/> takes them out where they are in the way. A corpus has at least one line.
/// </remarks>
public sealed partial class Corpus
{
    private readonly Lazy<string> _text;
    private readonly Lazy<IReadOnlyList<string>> _lines;
    private readonly Lazy<int> _distinctLines;

    private Corpus(string name, string language, ISplitter splitter, IReadOnlyList<string> notes,
        Func<Corpus, string> text, Func<Corpus, IReadOnlyList<string>> lines)
    {
        Name = name;
        Language = language;
        Splitter = splitter;
        Notes = notes;
        _text = new(() => text(this));
        _lines = new(() => lines(this));
        _distinctLines = new(() => Lines.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>What it is called: "meals", "names", a file name.</summary>
    public string Name { get; }

    /// <summary>The language as a BCP 47 tag: "en", "zh"; "mul" for several, "und" where nobody said.</summary>
    public string Language { get; }

    /// <summary>How this text is best cut into tokens: names into characters, the segmented meals at white space.</summary>
    public ISplitter Splitter { get; }

    /// <summary>What was mended on the way in, a sentence each: "3 invalid bytes were replaced by U+FFFD". Empty for clean text.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The lines in their order, without line ends; copies and blank lines included.</summary>
    public IReadOnlyList<string> Lines => _lines.Value;

    /// <summary>The whole as one stream: the lines with \n between them, and \n at the end if the source had it.</summary>
    public string Text => _text.Value;

    /// <summary>How many different lines there are, compared character by character.</summary>
    public int DistinctLines => _distinctLines.Value;

    /// <summary>Lines that are copies of an earlier one: <c>Lines.Count - DistinctLines</c>.</summary>
    public int RepeatedLines => Lines.Count - DistinctLines;

    /// <summary>Length of <see cref="Text"/> in UTF-16 units, line ends included.</summary>
    public long Characters => Text.Length;

    /// <summary>How many pieces a splitter makes of the lines.</summary>
    /// <param name="splitter">Which pieces; <see cref="Splitter"/> if not given.</param>
    public long CountTokens(ISplitter? splitter = null)
    {
        splitter ??= Splitter;
        long count = 0;
        foreach (string line in Lines)
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
                count++;
        return count;
    }

    /// <summary>How many different pieces a splitter makes of the lines.</summary>
    /// <param name="splitter">Which pieces; <see cref="Splitter"/> if not given.</param>
    public int CountDistinctTokens(ISplitter? splitter = null)
    {
        splitter ??= Splitter;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string line in Lines)
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
                lookup.Add(piece.Of(line));
        return seen.Count;
    }

    /// <summary>The first lines, long ones cut short with "…": enough to see what it is.</summary>
    /// <param name="lines">How many; 1 or more.</param>
    /// <param name="width">Where a line is cut, in characters; 1 or more.</param>
    public IReadOnlyList<string> Excerpt(int lines = 5, int width = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lines, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return [.. Lines.Take(lines).Select(line => Shorten(line, width))];
    }

    /// <summary>Name and size: "meals: 1,000 lines (52 different), 21,340 characters".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {Lines.Count:N0} lines ({DistinctLines:N0} different), {Characters:N0} characters");

    /// <summary>How many lines of this corpus stand in another one too, copies counted. In an honest split this is 0.</summary>
    public int CountLinesAlsoIn(Corpus other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<string> there = other.Lines.ToHashSet(StringComparer.Ordinal);
        return Lines.Count(there.Contains);
    }

    /// <summary>The same corpus with its text made more regular.</summary>
    /// <param name="normalizer">The steps.</param>
    /// <returns>The new corpus, whose <see cref="Notes"/> name each step that changed something, and what each step did.</returns>
    /// <exception cref="InvalidOperationException">Nothing is left of the text.</exception>
    public (Corpus Corpus, NormalizationResult Result) Normalize(Normalizer normalizer)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        NormalizationResult result = normalizer.Apply(Text);
        if (result.Text.Length == 0)
            throw new InvalidOperationException($"Nothing is left of corpus '{Name}' after normalization; leave out a step.");
        IEnumerable<string> steps = result.Reports.Where(report => report.Changes > 0)
            .Select(report => report.Summary + ".");
        return (FromText(Name, result.Text, Language, Splitter, [.. Notes, .. steps]), result);
    }

    private static string Shorten(string line, int width)
    {
        int end = 0;
        for (int characters = 0; end < line.Length; characters++)
        {
            if (characters == width)
                return line[..end] + "…";
            end += StringInfo.GetNextTextElementLength(line, end);
        }
        return line;
    }
}
