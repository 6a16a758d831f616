using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>Scores a text of any size in memory that does not grow with it: sentence by sentence, long ones piece by piece.</summary>
/// <param name="model">Any model whose context is short enough to be repeated at the start of each piece.</param>
/// <param name="splitter">Cuts the text.</param>
/// <param name="onToken">Told each predicted token as it stands in the text, its id and its log probability in nats; null for nobody.</param>
internal sealed class TextScorer(ILanguageModel model, ISplitter splitter, Action<string, int, double>? onToken = null)
{
    private const int AtOnce = 1 << 15;

    private readonly int[] _ids = new int[AtOnce];
    private readonly double[] _scores = new double[AtOnce];
    private readonly string?[] _texts = new string?[onToken is null ? 0 : AtOnce];
    private int _count, _known; // ids gathered, and how many of them are context that was scored before

    /// <summary>All scored so far.</summary>
    public Evaluation Total { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Scores a sentence with its end, or with a model that knows no sentences a stretch of the stream.</summary>
    /// <param name="line">The sentence, without marks.</param>
    /// <exception cref="ArgumentException">It has a mark of start or end in it.</exception>
    public void Add(string line)
    {
        Vocabulary vocabulary = model.Vocabulary;
        if (vocabulary.StartId is int start)
        {
            Score();
            (_count, _known) = (0, 0);
            Push(start, Vocabulary.SentenceStart);
            _known = 1;
        }
        for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
        {
            int id = vocabulary.IdOf(piece.Of(line));
            if (id == vocabulary.StartId || id == vocabulary.EndId)
                throw new ArgumentException($"the text contains {vocabulary[id]}, which marks where a sentence starts or ends and is added by itself: remove it from the text");
            Push(id, onToken is null ? null : piece.Of(line).ToString());
        }
        if (vocabulary.EndId is int end)
            Push(end, Vocabulary.SentenceEnd);
        if (vocabulary.StartId is not null || onToken is not null)
            Score();
    }

    /// <summary>Ends the text.</summary>
    public Evaluation Finish()
    {
        Score();
        return Total;
    }

    private void Push(int id, string? text)
    {
        if (_count == AtOnce)
            Score();
        if (_texts.Length > 0)
            _texts[_count] = text;
        _ids[_count++] = id;
    }

    private void Score()
    {
        if (_count == _known)
            return;
        ReadOnlySpan<int> ids = _ids.AsSpan(0, _count);
        Span<double> scores = _scores.AsSpan(0, _count);
        model.Score(ids, scores);
        Total += Evaluation.Of(model.Vocabulary, ids[_known..], scores[_known..]);
        for (int t = _known; t < _count && onToken is not null; t++)
            onToken(_texts[t]!, ids[t], scores[t]);
        // The latest tokens stay as the context of the next piece.
        int keep = Math.Min(_count, Math.Min(model.ContextLength, AtOnce / 2));
        _ids.AsSpan(_count - keep, keep).CopyTo(_ids);
        (_count, _known) = (keep, keep);
    }
}
