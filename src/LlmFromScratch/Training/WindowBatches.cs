using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>Windows of the text from random places, each by itself: every token of a window is predicted from those before it in the window.</summary>
/// <remarks>
/// Where the vocabulary has a start of a sentence, a window begins at one and reads on, over the starts of those that follow; a sentence that is longer
/// than a window can also be entered after each half window, so that all of it is met. The text is a ring there: after its last token comes its first.
/// The place of a row is drawn from the seed and the row's number since the beginning of training alone.
/// </remarks>
public sealed class WindowBatches : Batches
{
    private readonly int[] _tokens;
    private readonly int[]? _entries; // places where a window may begin; null for anywhere
    private readonly int _start;
    private readonly TokenBatch _batch;
    private readonly SeededRandom _random;

    /// <summary>Batches of a text.</summary>
    /// <param name="tokens">Ids; used, not copied.</param>
    /// <param name="vocabulary">Says which token is the start of a sentence: windows begin there, and it is never predicted.</param>
    /// <param name="rows">Windows of a batch; 1 or more.</param>
    /// <param name="window">Tokens of a window; 1 or more.</param>
    /// <param name="seed">Another seed, other places.</param>
    /// <exception cref="ArgumentException">The text is shorter than a window and the token after it, or has an id that is not in the vocabulary.</exception>
    public WindowBatches(int[] tokens, Vocabulary vocabulary, int rows, int window, long seed)
    {
        CheckTokens(tokens, vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        if (window >= tokens.Length)
            throw new ArgumentException($"a window of {window} tokens and the one after it are longer than the text, which has {tokens.Length}: take a shorter window or more text", nameof(window));
        (_tokens, _start) = (tokens, vocabulary.StartId ?? -1);
        _entries = Array.IndexOf(tokens, _start) >= 0 ? Entries(tokens, _start, window) : null;
        _batch = new TokenBatch(rows, window, window);
        _random = new SeededRandom(seed, "places of windows");
    }

    /// <inheritdoc/>
    public override int Rows => _batch.Rows;

    /// <inheritdoc/>
    public override int TargetsPerBatch => _batch.Targets.Length;

    /// <summary>Steps until as many tokens were met as the text has, rounded up; at random, so some of them more than once and some not at all.</summary>
    public override long StepsPerEpoch => (_tokens.Length + (long)_batch.Inputs.Length - 1) / _batch.Inputs.Length;

    /// <inheritdoc/>
    public override TokenBatch At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        for (int row = 0; row < Rows; row++)
        {
            double draw = _random.DoubleAt((ulong)step * (ulong)Rows + (ulong)row);
            int place = _entries is null ? (int)(draw * (_tokens.Length - _batch.Time)) : _entries[(int)(draw * _entries.Length)];
            for (int t = row * _batch.Time; t < (row + 1) * _batch.Time; t++)
            {
                _batch.Inputs[t] = _tokens[place];
                place = place + 1 == _tokens.Length ? 0 : place + 1;
                int target = _tokens[place];
                _batch.Targets[t] = target == _start ? TokenBatch.Ignored : target;
            }
        }
        return _batch;
    }

    private static int[] Entries(int[] tokens, int start, int window)
    {
        var entries = new List<int>();
        int first = Array.IndexOf(tokens, start);
        while (first >= 0)
        {
            int next = Array.IndexOf(tokens, start, first + 1), end = next < 0 ? tokens.Length : next;
            entries.Add(first);
            for (int place = first; end - place > window; entries.Add(place)) // what is left does not fit
                place += Math.Max(1, window / 2);
            first = next;
        }
        return [.. entries];
    }
}
