namespace LlmFromScratch.Plots;

/// <summary>What a model writes while its loss falls.</summary>
public static class SamplesByLoss
{
    /// <summary>A table with a line for each sample; line ends in a sample become "⏎".</summary>
    /// <param name="samples">In the order of the training: after how many steps, the loss in nats per token, the text.</param>
    /// <param name="title">What the table shows.</param>
    public static TableChart Of(IEnumerable<(long Step, double NatsPerToken, string Text)> samples, string title = "What it writes as its loss falls")
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new TableChart(title, ["step", "nats per token", "sample"], [.. samples.Select(sample => (string[])
        [
            FormattableString.Invariant($"{sample.Step:N0}"), Numbers.Format(sample.NatsPerToken, double.IsFinite(sample.NatsPerToken) ? "0.00" : ""), OneLine(sample.Text),
        ])]);
    }

    private static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ReplaceLineEndings("⏎").Replace('\t', ' ').Trim(' ');
    }
}
