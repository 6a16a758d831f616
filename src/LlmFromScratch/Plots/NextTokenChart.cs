using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>What comes next, and how likely is it? The most likely tokens as bars, the rest summed up in a last one.</summary>
public static class NextTokenChart
{
    /// <summary>The answer of one model.</summary>
    /// <param name="prediction">Its probabilities.</param>
    /// <param name="top">How many tokens get a bar of their own; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    public static BarChart Of(Prediction prediction, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Compare([prediction], top);
    }

    /// <summary>The answers of several models to one question, side by side.</summary>
    /// <param name="predictions">
    /// One for each model, after the same tokens. One whose model is called "truth" is drawn in grey; put it first.
    /// </param>
    /// <param name="top">How many tokens get bars of their own: the most likely ones of the first prediction. 1 or more.</param>
    /// <exception cref="ArgumentException">There is none, or the vocabularies differ: then the probabilities cannot be compared.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    public static BarChart Compare(IReadOnlyList<Prediction> predictions, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (predictions.Count == 0)
            throw new ArgumentException("expected at least one prediction, got none", nameof(predictions));
        Prediction first = predictions[0];
        foreach (Prediction other in predictions)
            if (!other.Vocabulary.Equals(first.Vocabulary))
                throw new ArgumentException($"models are compared only on equal vocabularies, but {first.Model} has {first.Vocabulary.Count} tokens and "
                    + $"{other.Model} has {other.Vocabulary.Count} or other ones: give both the same vocabulary when you train them", nameof(predictions));

        int[] ids = first.Probabilities.Top(Math.Min(top, first.Vocabulary.Count));
        // A start of sentence is never predicted, and what has no probability anywhere needs no bar.
        ids = [.. ids.Where(id => predictions.Any(prediction => prediction.Probabilities[id] > 0))];
        int rest = first.Vocabulary.Count - ids.Length - (first.Vocabulary.StartId is int start && !ids.Contains(start) ? 1 : 0);
        List<string> labels = [.. ids.Select(id => TokenLabel.Of(first.Vocabulary[id]))];
        if (rest > 0)
            labels.Add(rest == 1 ? "other (1 token)" : FormattableString.Invariant($"other ({rest:N0} tokens)"));
        IEnumerable<Series> series = predictions.Select(prediction =>
        {
            List<double> values = [.. ids.Select(id => prediction.Probabilities[id])];
            if (rest > 0)
                values.Add(Math.Max(0, 1 - values.Sum())); // rounding must not give the rest a negative bar
            return new Series(prediction.Model, values, prediction.Model == "truth");
        });
        string context = ContextOf(first);
        return new BarChart(context.Length == 0 ? "What comes first?" : $"What comes after “{context}”?", labels, [.. series])
        {
            Subtitle = predictions.Count == 1 ? first.Model : "",
            ValueAxis = "probability",
            ValueFormat = "0.000",
            OtherIndex = rest > 0 ? labels.Count - 1 : null,
        };
    }

    /// <summary>The tokens before, as one would read them: without the start of the sentence; characters stand close, words apart.</summary>
    private static string ContextOf(Prediction prediction)
    {
        Vocabulary vocabulary = prediction.Vocabulary;
        string[] tokens = [.. prediction.Context.Where(id => id != vocabulary.StartId).Select(id => vocabulary[id])];
        bool characters = tokens.Contains(" ") || (tokens.Length > 1 && tokens.All(token => TextWidth.ElementCount(token) == 1 && TextWidth.Of(token) < 2));
        bool chinese = tokens.All(token => TextWidth.Of(token) >= 2 * TextWidth.ElementCount(token));
        return characters ? string.Concat(tokens).Replace('\n', '⏎') : string.Join(chinese ? "" : " ", tokens.Select(TokenLabel.Of));
    }
}
