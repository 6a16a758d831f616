using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>
/// Windows that follow each other: the text is cut into as many strips as there are rows, and each row reads its strip, window by window. What a
/// recurrent network remembers at the end of one window it has at the start of the next. Source: Williams and Peng, "An efficient gradient-based
/// algorithm for on-line training of recurrent network trajectories" (1990), truncated backpropagation through time.
/// </summary>
/// <remarks>The text is a ring, which is cut at another place in each epoch, so that the windows do not always begin at the same tokens.</remarks>
public sealed class ConsecutiveBatches : Batches
{
    private readonly int[] _tokens;
    private readonly int _start;
    private readonly TokenBatch _batch;
    private readonly long _seed;
    private readonly long _windows; // of a strip

    /// <summary>Batches of a text.</summary>
    /// <param name="tokens">Ids; used, not copied.</param>
    /// <param name="vocabulary">Says which token is the start of a sentence: it is context only.</param>
    /// <param name="rows">Strips; 1 or more.</param>
    /// <param name="window">Tokens of a window; 1 or more.</param>
    /// <param name="seed">Another seed, other places where the ring is cut.</param>
    /// <exception cref="ArgumentException">The text is shorter than a batch, or has an id that is not in the vocabulary.</exception>
    public ConsecutiveBatches(int[] tokens, Vocabulary vocabulary, int rows, int window, long seed)
    {
        CheckTokens(tokens, vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        if (window >= tokens.Length)
            throw new ArgumentException($"a window of {window} tokens is longer than the text, which has {tokens.Length}: take a shorter window or more text", nameof(window));
        if ((long)rows * window > tokens.Length)
            throw new ArgumentException($"a batch of {rows} rows of {window} tokens is larger than the text, which has {tokens.Length}: take fewer rows or more text", nameof(rows));
        (_tokens, _start, _seed) = (tokens, vocabulary.StartId ?? -1, seed);
        _batch = new TokenBatch(rows, window, window);
        _windows = tokens.Length / rows / window;
    }

    /// <inheritdoc/>
    public override int Rows => _batch.Rows;

    /// <inheritdoc/>
    public override int TargetsPerBatch => _batch.Targets.Length;

    /// <inheritdoc/>
    public override long StepsPerEpoch => _windows;

    /// <inheritdoc/>
    public override TokenBatch At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        (long epoch, long window) = Math.DivRem(step, _windows);
        int cut = (int)(new SeededRandom(_seed, "cut of the ring").DoubleAt((ulong)epoch) * _tokens.Length);
        for (int row = 0; row < Rows; row++)
        {
            int place = (int)((cut + (long)row * (_tokens.Length / Rows) + window * _batch.Time) % _tokens.Length);
            for (int t = row * _batch.Time; t < (row + 1) * _batch.Time; t++)
            {
                _batch.Inputs[t] = _tokens[place];
                place = place + 1 == _tokens.Length ? 0 : place + 1;
                int target = _tokens[place];
                _batch.Targets[t] = target == _start ? TokenBatch.Ignored : target;
            }
        }
        _batch.Continues = window > 0;
        return _batch;
    }
}
