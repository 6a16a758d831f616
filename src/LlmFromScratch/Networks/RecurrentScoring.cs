using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>Scores a text with a recurrent network: sentences side by side, since each begins with an empty memory; a stream piece by piece.</summary>
internal static class RecurrentScoring
{
    private const int RowsAtOnce = 64, TimeAtOnce = 128;

    /// <summary>Turns logits, targets into log probabilities.</summary>
    public delegate void Judge(Tensor logits, ReadOnlySpan<int> targets, Span<double> logProbabilities);

    public static void Score(RecurrentLanguageModel model, ReadOnlySpan<int> tokens, Span<double> logProbabilities, Judge judge)
    {
        using var noGrad = new NoGrad();
        List<(int First, int Length)> pieces = Pieces(tokens, model.Vocabulary.StartId);
        pieces.Sort((a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.First.CompareTo(b.First)); // rows of about equal length
        for (int first = 0; first < pieces.Count; first += RowsAtOnce)
            ScoreTogether(model, tokens, pieces.GetRange(first, Math.Min(RowsAtOnce, pieces.Count - first)), logProbabilities, judge);
    }

    /// <summary>From one start of a sentence to before the next.</summary>
    private static List<(int First, int Length)> Pieces(ReadOnlySpan<int> tokens, int? start)
    {
        var pieces = new List<(int, int)>();
        int first = 0;
        for (int t = 1; t <= tokens.Length; t++)
            if (t == tokens.Length || tokens[t] == start)
            {
                pieces.Add((first, t - first));
                first = t;
            }
        return tokens.IsEmpty ? [] : pieces;
    }

    private static void ScoreTogether(RecurrentLanguageModel model, ReadOnlySpan<int> tokens, List<(int First, int Length)> pieces, Span<double> logProbabilities, Judge judge)
    {
        // Before its first token a sentence is predicted from the empty memory.
        int rows = pieces.Count, longest = pieces[0].Length;
        RecurrentState[] states = [.. model.Cells.Select(cell => cell.Start(rows))];
        Write(tokens, pieces, 0, 1, states[^1].Hidden, logProbabilities);
        for (int from = 0; from < longest - 1; from += TimeAtOnce)
        {
            int time = Math.Min(TimeAtOnce, longest - 1 - from);
            var ids = new int[time * rows];
            for (int t = 0; t < time; t++)
                for (int row = 0; row < rows; row++)
                    ids[t * rows + row] = from + t < pieces[row].Length ? tokens[pieces[row].First + from + t] : 0; // after its end, anything
            (Tensor all, states) = model.Read(ids, rows, states);
            Write(tokens, pieces, from + 1, time, all, logProbabilities);
        }

        void Write(ReadOnlySpan<int> tokens, List<(int First, int Length)> pieces, int from, int time, Tensor hidden, Span<double> logProbabilities)
        {
            var targets = new int[time * rows];
            for (int t = 0; t < time; t++)
                for (int row = 0; row < rows; row++)
                    targets[t * rows + row] = from + t < pieces[row].Length ? tokens[pieces[row].First + from + t] : 0;
            var scores = new double[targets.Length];
            judge(model.Logits.Forward(hidden.Reshape(targets.Length, hidden.Shape[^1])), targets, scores);
            for (int t = 0; t < time; t++)
                for (int row = 0; row < rows; row++)
                    if (from + t < pieces[row].Length)
                        logProbabilities[pieces[row].First + from + t] = scores[t * rows + row];
        }
    }
}
