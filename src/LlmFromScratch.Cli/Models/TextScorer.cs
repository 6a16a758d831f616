using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>Scores a text of any size: sentence by sentence, in memory that does not grow with it.</summary>
/// <remarks>
/// Long sentences go piece by piece, with as many tokens repeated at the start of a piece as the model looks back; where it looks back without limit,
/// as recurrent networks do, or in windows, as transformers do, they go whole. Networks score many sentences at once, which is faster.
/// </remarks>
/// <param name="model">Any model.</param>
/// <param name="tokenizer">Cuts the text; of the model's vocabulary.</param>
/// <param name="onToken">Told each predicted token as it stands in the text, its id and its log probability in nats; null for nobody.</param>
internal sealed class TextScorer(ILanguageModel model, ITokenizer tokenizer, Action<string, int, double>? onToken = null)
{
    private const int AtOnce = 1 << 15;

    // No piece could hold what it looks back to; or, in a transformer's windows, what it looks back to depends on where the text begins.
    private readonly bool _whole = model.ContextLength > AtOnce / 2 || model is TransformerModel;
    private readonly bool _together = model is NeuralLanguageModel && model.Vocabulary.StartId is not null && onToken is null;
    private int[] _ids = new int[AtOnce];
    private double[] _scores = new double[AtOnce];
    private string?[] _texts = new string?[onToken is null ? 0 : AtOnce];
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
            if (!_together || _count >= AtOnce / 2)
            {
                Score();
                (_count, _known) = (0, 0);
            }
            Push(start, Vocabulary.SentenceStart);
            if (_count == 1)
                _known = 1;
        }
        if (tokenizer is Tokenizer { Splitter: var splitter })
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
                PushText(vocabulary.IdOf(piece.Of(line)), onToken is null ? null : piece.Of(line).ToString());
        else
            foreach (Token token in tokenizer.Tokenize(line))
                PushText(token.Id, token.Text);
        if (vocabulary.EndId is int end)
            Push(end, Vocabulary.SentenceEnd);
        if ((vocabulary.StartId is not null && !_together) || onToken is not null)
            Score();
    }

    /// <summary>Ends the text.</summary>
    public Evaluation Finish()
    {
        Score();
        return Total;
    }

    private void PushText(int id, string? text)
    {
        if (id == model.Vocabulary.StartId || id == model.Vocabulary.EndId)
            throw new ArgumentException($"the text contains {model.Vocabulary[id]}, which marks where a sentence starts or ends and is added by itself: remove it from the text");
        Push(id, text);
    }

    private void Push(int id, string? text)
    {
        if (_count == _ids.Length)
        {
            if (_whole || _together)
                Grow();
            else
                Score();
        }
        if (_texts.Length > 0)
            _texts[_count] = text;
        _ids[_count++] = id;
    }

    private void Grow()
    {
        Array.Resize(ref _ids, 2 * _ids.Length);
        Array.Resize(ref _scores, _ids.Length);
        if (_texts.Length > 0)
            Array.Resize(ref _texts, _ids.Length);
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
        int keep = _whole ? _count : Math.Min(_count, model.ContextLength);
        _ids.AsSpan(_count - keep, keep).CopyTo(_ids);
        (_count, _known) = (keep, keep);
    }
}
