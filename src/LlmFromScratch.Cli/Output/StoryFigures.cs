using System.Globalization;
using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Cli.Output;

/// <summary>The figures of storyworld as tables in Markdown.</summary>
internal static class StoryFigures
{
    /// <summary>The files, the figures, and the kinds of stories.</summary>
    /// <param name="all">One for each language.</param>
    /// <param name="files">The files of all languages.</param>
    public static string Markdown(IReadOnlyList<StoryStatistics> all, IReadOnlyList<StoryFile> files)
    {
        var lines = new List<string> { "| file | what | bytes | SHA-256 |", "|---|---|---|---|" };
        foreach (StoryFile file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {file.Name} | {file.Lines:N0} {What(file.Name)} | {file.Bytes:N0} | {file.Sha256} |"));
        lines.AddRange(["", $"| | {string.Join(" | ", all.Select(one => one.Language))} |", $"|---|{string.Concat(all.Select(_ => "---|"))}"]);
        lines.AddRange(Figures(all));
        lines.Add("");
        foreach (StoryKindShare kind in all[0].Kinds)
        {
            lines.Add($"- **{kind.Kind}**, {Percent(kind.Share)} of the lines:");
            foreach (StoryStatistics one in all)
                if (one.Kinds.FirstOrDefault(same => same.Kind == kind.Kind) is { } same)
                    lines.Add($"  - {same.Example}");
        }
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Figures(IReadOnlyList<StoryStatistics> all)
    {
        yield return Count("kinds of events", one => one.Events);
        yield return Count("sentence patterns, without those of the meals", one => one.Patterns);
        yield return Row("the commonest one, of all sentences", one => $"{Percent(one.CommonestPatternShare)}: `{one.CommonestPattern.Replace("|", "\\|", StringComparison.Ordinal)}`");
        yield return Count("vocabulary of the world, words and marks", one => one.Words);
        foreach ((string part, Func<StoryStatistics, StoryAmounts> of) in new (string, Func<StoryStatistics, StoryAmounts>)[] { ("train", one => one.Training), ("validation", one => one.Validation) })
        {
            yield return Count($"{part}: stories", one => of(one).Stories);
            yield return Count($"{part}: sentences", one => of(one).Sentences);
            yield return Count($"{part}: tokens (words, marks, and an end for each story)", one => of(one).Tokens);
            yield return Count($"{part}: words", one => of(one).Words);
            yield return Count($"{part}: characters", one => of(one).Characters);
            yield return Count($"{part}: different words and marks", one => of(one).Vocabulary);
        }
        yield return Count("of validation's words and marks not in train", one => one.NewTokens);
        yield return Nats("entropy per token", one => one.Training.EntropyNats / one.Training.Tokens);
        yield return Nats("entropy per word", one => one.Training.EntropyNats / one.Training.Words);
        yield return Nats("entropy per sentence", one => one.Training.EntropyNats / one.Training.Sentences);
        yield return Nats("entropy per character", one => one.Training.EntropyNats / one.Training.Characters);
        yield return Nats("what was drawn for validation, per token: the floor there", one => one.Validation.SurprisalNats / one.Validation.Tokens);
        for (int i = 0; i < all[0].Repeats.Count; i++)
            yield return Row($"validation's runs of {all[0].Repeats[i].Length} {(all[0].Repeats[i].WithMarks ? "words and marks" : "words, marks left out,")} that train has too",
                one => Percent(one.Repeats[i].Share));

        string Row(string what, Func<StoryStatistics, string> value) => $"| {what} | {string.Join(" | ", all.Select(value))} |";
        string Count(string what, Func<StoryStatistics, long> value) => Row(what, one => value(one).ToString("N0", CultureInfo.InvariantCulture));
        string Nats(string what, Func<StoryStatistics, double> nats) =>
            Row(what, one => string.Create(CultureInfo.InvariantCulture, $"{nats(one):0.000} nats = {nats(one) / Math.Log(2):0.000} bits"));
    }

    private static string What(string file) => file.Split('-')[0] switch
    {
        "train" => "stories to learn from, one a line",
        "validation" => "stories to check by, one a line",
        _ => "questions: a story so far, how it truly goes on, and what is untrue",
    };

    private static string Percent(double share) => share.ToString("0.00%", CultureInfo.InvariantCulture);
}
