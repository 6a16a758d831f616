using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>A normalized text and how it came about.</summary>
/// <param name="Text">The text after all steps.</param>
/// <param name="Reports">A report of each step, in order.</param>
public sealed record NormalizationResult(string Text, IReadOnlyList<NormalizationReport> Reports)
{
    /// <summary>The reports below each other, each with its examples.</summary>
    public override string ToString() => string.Join('\n', Reports);
}

/// <summary>What one step did.</summary>
/// <param name="Step">The step.</param>
/// <param name="Changes">How many stretches of text it changed.</param>
/// <param name="Examples">The first few of them.</param>
public sealed record NormalizationReport(NormalizationStep Step, int Changes, IReadOnlyList<NormalizationExample> Examples)
{
    /// <summary>Name and number of changes: "lower-case: 12 changes".</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Step.Name}: {Changes:N0} {(Changes == 1 ? "change" : "changes")}");

    /// <summary>The summary, then the examples.</summary>
    public override string ToString() => Summary +
        string.Concat(Examples.Select(example => $"\n  {example}"));
}

/// <summary>A change that a step made. Line and column are those of the text that the step got, after the steps before it.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there now.</param>
public sealed record NormalizationExample(int Line, int Column, string Before, string After)
{
    private const int LongestShown = 40;

    /// <summary>The change with invisible characters made visible: "line 3, column 5: «\t\t» → « »".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: «{Visible(Before)}» → «{Visible(After)}»");

    /// <summary>Spaces stay; other white space, control characters, and marks that would sit on their neighbour are written by their number. Long texts are cut.</summary>
    private static string Visible(string text)
    {
        var visible = new StringBuilder();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, LongestShown)))
            visible.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                ' ' => " ",
                _ => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or
                    UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark
                    ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : c.ToString(),
            });
        return text.Length > LongestShown ? visible.Append('…').ToString() : visible.ToString();
    }
}
