using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>Places of the text in random order, each once an epoch, with the few tokens before each.</summary>
public sealed class ContextBatches : Batches
{
    private readonly int[] _tokens;
    private readonly int[] _places;
    private readonly Vocabulary _vocabulary;
    private readonly TokenBatch _batch;
    private readonly long _seed;
    private readonly int[] _order;
    private long _epoch = -1;

    /// <summary>Batches of a text.</summary>
    /// <param name="tokens">Ids; used, not copied.</param>
    /// <param name="vocabulary">Says which token is the start of a sentence: it is context only.</param>
    /// <param name="context">Tokens before each place; 1 or more.</param>
    /// <param name="rows">Places of a batch; 1 or more.</param>
    /// <param name="seed">Another seed, another order.</param>
    /// <exception cref="ArgumentException">The text has fewer places than a batch or fewer tokens than a context, or an id that is not in the vocabulary.</exception>
    public ContextBatches(int[] tokens, Vocabulary vocabulary, int context, int rows, long seed)
    {
        CheckTokens(tokens, vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(context, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (context > tokens.Length)
            throw new ArgumentException($"a context of {context} tokens is longer than the text, which has {tokens.Length}: take a shorter context or more text", nameof(context));
        _places = [.. Enumerable.Range(0, tokens.Length).Where(place => tokens[place] != vocabulary.StartId)];
        if (rows > _places.Length)
            throw new ArgumentException($"a batch of {rows} places is larger than the text, which has {_places.Length} to predict: take a smaller batch or more text", nameof(rows));
        (_tokens, _vocabulary, _seed) = (tokens, vocabulary, seed);
        _batch = new TokenBatch(rows, context, 1);
        _order = new int[_places.Length];
    }

    /// <inheritdoc/>
    public override int Rows => _batch.Rows;

    /// <inheritdoc/>
    public override int TargetsPerBatch => _batch.Rows;

    /// <inheritdoc/>
    public override long StepsPerEpoch => (_places.Length + Rows - 1) / Rows;

    /// <inheritdoc/>
    public override TokenBatch At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        for (int row = 0; row < Rows; row++)
        {
            (long epoch, long number) = Math.DivRem(checked(step * Rows + row), _places.Length);
            Shuffle(epoch);
            int place = _order[number];
            MlpLanguageModel.FillContext(_tokens, place, _batch.Inputs.AsSpan(row * _batch.Time, _batch.Time), _vocabulary);
            _batch.Targets[row] = _tokens[place];
        }
        return _batch;
    }

    private void Shuffle(long epoch)
    {
        if (epoch == _epoch)
            return;
        _places.CopyTo(_order, 0);
        new SeededRandom(_seed, $"order of epoch {epoch}").Shuffle<int>(_order);
        _epoch = epoch;
    }
}
