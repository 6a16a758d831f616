using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>The first merges of a byte-pair vocabulary as a table.</summary>
public static class MergeTable
{
    /// <summary>Merges as they are found, with how often the pair was there and what it did to the text: <c>MergeTable.Of(BytePairTrainer.Steps(lines))</c>.</summary>
    /// <param name="steps">The steps of a training, from its first; no more are made than are shown.</param>
    /// <param name="first">How many to show; 1 or more.</param>
    /// <exception cref="ArgumentException">The steps are not a training from its start.</exception>
    public static TableChart Of(IEnumerable<BytePairStep> steps, int first = 20)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        BytePairStep[] shown = [.. steps.Take(first)];
        for (int i = 0; i < shown.Length; i++)
            if (shown[i].Merge.Result != 256 + i)
                throw new ArgumentException($"expected the steps of a training from its first, whose result is token 256, got {shown[i].Merge.Result} in place {i + 1}", nameof(steps));
        BytePairVocabulary vocabulary = BytePairVocabulary.FromMerges(shown.Select(step => (step.Merge.Left, step.Merge.Right)));
        return new TableChart("The first merges", ["merge", "left", "right", "result", "id", "pairs", "tokens of the text"],
            [.. shown.Select((step, i) => (string[])[.. Cells(vocabulary, step.Merge, i), Number(step.Count), Number(step.TextTokens)])])
        {
            Subtitle = "Each joins the pair that stands side by side most often.",
        };
    }

    /// <summary>Merges as a vocabulary lists them.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="first">How many to show; 1 or more.</param>
    public static TableChart Of(BytePairVocabulary vocabulary, int first = 20)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        int shown = Math.Min(first, vocabulary.Merges.Count);
        return new TableChart("The first merges", ["merge", "left", "right", "result", "id"],
            [.. vocabulary.Merges.Take(shown).Select((merge, i) => Cells(vocabulary, merge, i))])
        {
            Subtitle = FormattableString.Invariant($"a vocabulary of {vocabulary.Count:N0} tokens: 256 bytes, {vocabulary.Merges.Count:N0} merges, {vocabulary.Special.Count:N0} special"),
            Note = shown < vocabulary.Merges.Count ? FormattableString.Invariant($"and {vocabulary.Merges.Count - shown:N0} more") : "",
        };
    }

    private static string[] Cells(BytePairVocabulary vocabulary, BytePairMerge merge, int rank) =>
        [Number(rank + 1), Label(vocabulary, merge.Left), Label(vocabulary, merge.Right), Label(vocabulary, merge.Result), FormattableString.Invariant($"{merge.Result}")];

    private static string Label(BytePairVocabulary vocabulary, int id) => TokenLabel.OfBytes(vocabulary.BytesOf(id));

    private static string Number(long value) => FormattableString.Invariant($"{value:N0}");
}
