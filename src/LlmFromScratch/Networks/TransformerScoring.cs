using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>Scores a text with a transformer: window by window, many side by side. The windows are those in which a session reads the text.</summary>
internal static class TransformerScoring
{
    private const int TokensAtOnce = 4096, LogitsAtOnce = 1 << 22;

    /// <summary>Tokens that are read together, and from where on what they predict counts.</summary>
    private readonly record struct Window(int First, int Length, bool StartsBefore, int Scored);

    public static void Score(TransformerModel model, ReadOnlySpan<int> tokens, Span<double> logProbabilities, RecurrentScoring.Judge judge)
    {
        using var noGrad = new NoGrad();
        List<Window> windows = Windows(model, tokens, logProbabilities);
        windows.Sort((a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.First.CompareTo(b.First)); // rows of about equal length
        for (int first = 0; first < windows.Count;)
        {
            int rows = Math.Max(1, Math.Min(TokensAtOnce, LogitsAtOnce / model.Vocabulary.Count) / windows[first].Length);
            ScoreTogether(model, tokens, windows.GetRange(first, Math.Min(rows, windows.Count - first)), logProbabilities, judge);
            first += rows;
        }
    }

    /// <summary>The windows of all sentences, or of a text that is one stream.</summary>
    private static List<Window> Windows(TransformerModel model, ReadOnlySpan<int> tokens, Span<double> logProbabilities)
    {
        int context = model.ContextLength, stay = context / 2;
        int? start = model.Vocabulary.StartId;
        var windows = new List<Window>();
        for (int first = 0, end; first < tokens.Length; first = end)
        {
            for (end = first + 1; end < tokens.Length && tokens[end] != start; end++)
            {
            }
            // A sentence without its start is read as if it had one.
            bool startsBefore = start is not null && tokens[first] != start;
            logProbabilities[first] = start is null ? -Math.Log(model.Vocabulary.Count) : 0;
            int begin = startsBefore ? first - 1 : first, read = end - 1 - begin; // the last token is only predicted
            for (int at = 0; at == 0 ? read > 0 : at + stay < read; at += context - stay)
                windows.Add(new(begin + at, Math.Min(context, read - at), startsBefore && at == 0, at == 0 ? 0 : stay));
        }
        return windows;
    }

    private static void ScoreTogether(TransformerModel model, ReadOnlySpan<int> tokens, List<Window> windows, Span<double> logProbabilities, RecurrentScoring.Judge judge)
    {
        int time = windows[0].Length;
        var ids = new int[windows.Count * time];
        var targets = new int[ids.Length];
        for (int row = 0; row < windows.Count; row++)
            for (int t = 0; t < windows[row].Length; t++) // after its end stands token 0, which no earlier one sees
            {
                int place = windows[row].First + t;
                ids[row * time + t] = t == 0 && windows[row].StartsBefore ? model.Vocabulary.StartId!.Value : tokens[place];
                targets[row * time + t] = tokens[place + 1];
            }
        var scores = new double[ids.Length];
        judge(model.Forward(ids, windows.Count), targets, scores);
        for (int row = 0; row < windows.Count; row++)
            for (int t = windows[row].Scored; t < windows[row].Length; t++)
                logProbabilities[windows[row].First + t + 1] = scores[row * time + t];
    }
}
