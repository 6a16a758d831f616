using LlmFromScratch.Predictions;
using LlmFromScratch.Training;

namespace LlmFromScratch.Plots;

/// <summary>A picture of a film: the lengths of the bars at one moment.</summary>
/// <param name="Label">When it is, such as "step 200".</param>
/// <param name="Values">One for each label of the chart, finite and 0 or more.</param>
/// <param name="Note">What else is true then, such as "2.13 nats per token"; empty for nothing.</param>
public sealed record FilmstripFrame(string Label, IReadOnlyList<double> Values, string Note = "");

/// <summary>Bars that move from frame to frame toward their true lengths: how a prediction changes in training.</summary>
/// <remarks>
/// As SVG it is an animation without any script: style rules move the bars. Where these are not obeyed, on paper, and for readers who have asked their
/// system for less motion, it is the picture of the last frame.
/// </remarks>
public sealed record FilmstripChart : Chart
{
    /// <summary>Frames to be shown one after the other.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="labels">What the bars stand for, top to bottom. `[label]`</param>
    /// <param name="frames">First to last; at least one.</param>
    /// <param name="truth">The lengths toward which the bars move, marked in grey; null for none. `[label]`</param>
    /// <exception cref="ArgumentException">There is no frame, a number of values is not that of the labels, or a value is not finite or below 0.</exception>
    public FilmstripChart(string title, IReadOnlyList<string> labels, IReadOnlyList<FilmstripFrame> frames, IReadOnlyList<double>? truth = null) : base(title)
    {
        Labels = ChartData.Labels(labels, nameof(labels));
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0)
            throw new ArgumentException("expected at least one frame, got none", nameof(frames));
        Frames = [.. frames.Select(frame =>
        {
            ArgumentNullException.ThrowIfNull(frame, nameof(frames));
            return frame with { Values = Lengths(frame.Values, $"the frame \"{frame.Label}\"") };
        })];
        Truth = truth is null ? null : Lengths(truth, "the truth");
    }

    /// <summary>What the bars stand for, top to bottom: tokens, mostly. `[label]`</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>First to last.</summary>
    public IReadOnlyList<FilmstripFrame> Frames { get; }

    /// <summary>The lengths toward which the bars move, or null. `[label]`</summary>
    public IReadOnlyList<double>? Truth { get; }

    /// <summary>What the length means, with its unit: "probability".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>A numeric format of the values written beside the bars, such as "0.000"; empty for about four digits.</summary>
    public string ValueFormat { get; init; } = "";

    /// <summary>The index of a bar that sums up the rest ("other") and is drawn paler, or null.</summary>
    public int? OtherIndex { get; init; }

    /// <summary>Whether the SVG moves; if not, it shows frames side by side.</summary>
    public bool IsAnimated { get; init; } = true;

    /// <summary>How long the way from one frame to the next takes, from 0.05 to 10 seconds; 0.5 by default.</summary>
    public double SecondsPerFrame
    {
        get;
        init => field = value is >= 0.05 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected from 0.05 to 10 seconds for a frame");
    } = 0.5;

    /// <summary>How long the last frame stays, from 0 to 60 seconds; 4 by default. Then all begins again.</summary>
    public double SecondsAtEnd
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected from 0 to 60 seconds for the last frame");
    } = 4;

    /// <summary>
    /// The end of the scale, above 0; longer bars are cut there, their values are not. By default the longest bar, but not that of the rest, which at the start of a training is
    /// nearly everything and would leave no room for the others.
    /// </summary>
    public double? Maximum
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a finite end of the scale above 0");
    }

    internal double Largest => Maximum ?? LargestOf(bar => bar != OtherIndex) switch { > 0 and var largest => largest, _ => LargestOf(_ => true) };

    private double LargestOf(Func<int, bool> counts) =>
        Frames.Select(frame => frame.Values).Append(Truth ?? []).SelectMany(values => values.Where((_, bar) => counts(bar))).Append(0).Max();

    /// <summary>What a training's film has seen, frame by frame.</summary>
    /// <param name="film">Watched a training: <c>trainer.Run(watch: film.Watch)</c>.</param>
    /// <param name="truth">The true probabilities, toward which the bars are expected to move; null where nobody knows them.</param>
    /// <param name="top">How many tokens get a bar of their own; 1 or more.</param>
    /// <exception cref="ArgumentException">The film has no frame yet, or the vocabularies differ.</exception>
    public static FilmstripChart Of(Filmstrip film, Prediction? truth = null, int top = 8)
    {
        ArgumentNullException.ThrowIfNull(film);
        return Of([.. film.Frames.Select(frame => (FormattableString.Invariant($"step {frame.Step:N0}"), frame.Prediction))], truth, top);
    }

    /// <summary>Predictions of one model at several moments of its training, after the same tokens.</summary>
    /// <param name="frames">First to last, each with its label, such as "step 200".</param>
    /// <param name="truth">The true probabilities, toward which the bars are expected to move; null where nobody knows them.</param>
    /// <param name="top">How many tokens get a bar of their own: the most likely ones of the truth, else of the last frame. 1 or more.</param>
    /// <exception cref="ArgumentException">There is no frame, or the vocabularies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    public static FilmstripChart Of(IReadOnlyList<(string Label, Prediction Prediction)> frames, Prediction? truth = null, int top = 8)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0)
            throw new ArgumentException("expected at least one frame, got none: a film has frames only after its training", nameof(frames));
        // The chart of all of them side by side knows which bars there are and what they are called.
        Prediction last = frames[^1].Prediction;
        BarChart bars = NextTokenChart.Compare([truth ?? last, .. frames.Select(frame => frame.Prediction)], top);
        return new FilmstripChart(bars.Title, bars.Labels, [.. frames.Select((frame, i) => new FilmstripFrame(frame.Label, bars.Series[i + 1].Values))],
            truth is null ? null : bars.Series[0].Values)
        {
            Subtitle = last.Model,
            ValueAxis = bars.ValueAxis,
            ValueFormat = bars.ValueFormat,
            OtherIndex = bars.OtherIndex,
        };
    }

    /// <summary>At most so many frames, evenly spread, the first and the last among them: their indices.</summary>
    internal int[] Spread(int most) => Frames.Count <= most ? [.. Enumerable.Range(0, Frames.Count)]
        : most < 2 ? [Frames.Count - 1] : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (Frames.Count - 1) / (most - 1)))];

    internal override string Motion => string.Join('\n', Frames.Select(frame => string.Join(' ', frame.Values.Select(value => Numbers.Format(value, "0.###")))))
        + FormattableString.Invariant($"\n{IsAnimated} {SecondsPerFrame} {SecondsAtEnd} {Maximum} {OtherIndex}");

    private double[] Lengths(IReadOnlyList<double> values, string what)
    {
        double[] lengths = ChartData.Values(values, Labels.Count, what);
        foreach (double value in lengths)
            if (!(value >= 0) || !double.IsFinite(value))
                throw new ArgumentException(FormattableString.Invariant($"expected bars of finite length, 0 or more; got {value} in {what}"));
        return lengths;
    }

    private protected override string Describe()
    {
        string Bars(IReadOnlyList<double> values) => string.Join(", ", Labels.Take(12).Select((label, i) => $"{label} {Numbers.Format(values[i], ValueFormat)}"));
        string truth = Truth is null ? "" : $" The truth: {Bars(Truth)}.";
        string first = Frames.Count > 1 ? $"{Frames[0].Label}: {Bars(Frames[0].Values)}; " : "";
        return $"Bars that change over {Frames.Count} frames. {ChartData.Sentence(Title)}{first}{Frames[^1].Label}: {(Labels.Count == 0 ? "no bars" : Bars(Frames[^1].Values))}.{truth}";
    }
}
