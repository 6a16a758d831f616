using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>Makes a text more regular in named steps, one after the other, and shows what each of them did.</summary>
/// <remarks>Each step gives up a little of the text, so none is hidden: see <see cref="NormalizationReport.Examples"/>.</remarks>
public sealed class Normalizer
{
    private const int ExamplesKept = 5;

    /// <summary>A normalizer of one's own choice.</summary>
    /// <param name="steps">The steps in the order in which they are done; none is legal and leaves the text as it is.</param>
    public Normalizer(params IEnumerable<NormalizationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Steps = [.. steps];
    }

    /// <summary>What hardly anybody misses: line ends, invisible and control characters, NFC, white space. Letters and punctuation stay.</summary>
    public static Normalizer Gentle { get; } = new(
        NormalizationSteps.UnifyLineEnds, NormalizationSteps.RemoveControlCharacters, NormalizationSteps.ComposeCharacters,
        NormalizationSteps.CollapseWhiteSpace);

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<NormalizationStep> Steps { get; }

    /// <summary>Does all steps.</summary>
    /// <param name="text">The text; empty is legal.</param>
    /// <returns>The new text, and a report of each step.</returns>
    public NormalizationResult Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reports = new List<NormalizationReport>();
        foreach (NormalizationStep step in Steps)
        {
            (text, NormalizationReport report) = Apply(step, text);
            reports.Add(report);
        }
        return new NormalizationResult(text, reports.AsReadOnly());
    }

    private static (string Text, NormalizationReport Report) Apply(NormalizationStep step, string text)
    {
        StringBuilder? result = null; // Made at the first change: most texts need few steps.
        var examples = new List<NormalizationExample>();
        int changes = 0, copied = 0, line = 1, lineStart = 0, counted = 0;
        foreach (TextChange change in step.FindChanges(text))
        {
            result ??= new StringBuilder(text.Length);
            result.Append(text, copied, change.Start - copied).Append(change.Replacement);
            copied = change.Start + change.Length;
            changes++;
            if (examples.Count == ExamplesKept)
                continue;
            for (; counted < change.Start; counted++)
                if (text[counted] == '\n')
                    (line, lineStart) = (line + 1, counted + 1);
            examples.Add(new NormalizationExample(line, change.Start - lineStart + 1, text.Substring(change.Start, change.Length), change.Replacement));
        }
        if (result is not null)
            text = result.Append(text, copied, text.Length - copied).ToString();
        return (text, new NormalizationReport(step, changes, examples.AsReadOnly()));
    }
}

/// <summary>One step of a <see cref="Normalizer"/>.</summary>
/// <param name="Name">A short name, as on a command line: "straighten-quotes".</param>
/// <param name="What">What it does, in one sentence.</param>
/// <param name="FindChanges">All changes that it makes to a text, in the order of the text and without overlap.</param>
public sealed record NormalizationStep(string Name, string What, Func<string, IEnumerable<TextChange>> FindChanges);

/// <summary>A stretch of a text, in UTF-16 units, and what stands there afterwards.</summary>
/// <param name="Start">Position of its first unit.</param>
/// <param name="Length">Its length.</param>
/// <param name="Replacement">What replaces it; empty if it is only taken out.</param>
public readonly record struct TextChange(int Start, int Length, string Replacement);
