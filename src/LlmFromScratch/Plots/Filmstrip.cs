using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>How one prediction changes while a model is trained.</summary>
public static class Filmstrip
{
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
            throw new ArgumentException("expected at least one frame, got none", nameof(frames));
        // The chart of all of them side by side knows which bars there are and what they are called.
        Prediction last = frames[^1].Prediction;
        BarChart bars = NextTokenChart.Compare([truth ?? last, .. frames.Select(frame => frame.Prediction)], top);
        return new FilmstripChart(bars.Title, bars.Labels, [.. frames.Select((frame, i) => new FilmFrame(frame.Label, bars.Series[i + 1].Values))],
            truth is null ? null : bars.Series[0].Values)
        {
            Subtitle = last.Model,
            ValueAxis = bars.ValueAxis,
            ValueFormat = bars.ValueFormat,
            OtherIndex = bars.OtherIndex,
        };
    }
}
