using LlmFromScratch.Training;

namespace LlmFromScratch.Plots;

/// <summary>A training as a picture: the loss falls, or it does not.</summary>
public static class TrainingChart
{
    private const int Columns = 200; // points of the line of batches: more could not be told apart

    /// <summary>The loss of the batches, and the scores on the validation text.</summary>
    /// <param name="history">The training.</param>
    /// <param name="references">Horizontal lines to compare with, such as the truth's score.</param>
    public static LineChart Of(TrainingHistory history, params ReadOnlySpan<ReferenceLine> references)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lines = new List<PointSeries> { new("training batches", Smooth(history.Steps)) };
        if (history.Evaluations.Count > 0)
            lines.Add(new PointSeries("validation text", [.. history.Evaluations.Select(one => new Point(one.Step, one.NatsPerToken))]));
        return new LineChart("Training", lines, new Axis("step"), new Axis("nats per token"))
        {
            Subtitle = history.Steps.Count > Columns ? FormattableString.Invariant($"training: means of {Width(history.Steps.Count)} steps") : "",
            References = [.. references],
        };
    }

    /// <summary>Several trainings on one picture: the scores on the validation text where there are at least two, else the loss of the batches.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="trainings">Each with a name.</param>
    public static LineChart Compare(string title, params ReadOnlySpan<(string Name, TrainingHistory History)> trainings)
    {
        var lines = new List<PointSeries>();
        bool scores = trainings.Length > 0;
        foreach ((_, TrainingHistory history) in trainings)
            scores &= history.Evaluations.Count > 1;
        foreach ((string name, TrainingHistory history) in trainings)
            lines.Add(new PointSeries(name, scores ? [.. history.Evaluations.Select(one => new Point(one.Step, one.NatsPerToken))] : Smooth(history.Steps)));
        return new LineChart(title, lines, new Axis("step"), new Axis(scores ? "nats per token, validation" : "nats per token, training batches"));
    }

    /// <summary>Means of neighbours: a single batch is a noisy judge.</summary>
    private static Point[] Smooth(IReadOnlyList<TrainingStep> steps)
    {
        int width = Width(steps.Count);
        var points = new List<Point>();
        for (int first = 0; first < steps.Count; first += width)
        {
            int end = Math.Min(steps.Count, first + width);
            double sum = 0;
            for (int i = first; i < end; i++)
                sum += steps[i].Loss;
            points.Add(new Point((steps[first].Step + steps[end - 1].Step) / 2.0, sum / (end - first)));
        }
        return [.. points];
    }

    private static int Width(int steps) => (steps + Columns - 1) / Columns;
}
