using System.Runtime.InteropServices;
using LlmFromScratch.Kernels;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>
/// The tokens so far, with the keys and values of those that were read. Tokens are read when a prediction is asked for, so that a whole prompt is
/// read at once. When the context is full, its later half is read anew: everything in it then stands at another place.
/// </summary>
internal sealed class TransformerSession : ILanguageModelSession
{
    private const int TextsAtOnce = 64;

    private readonly TransformerEngine _engine;
    private readonly Vocabulary _vocabulary;
    private readonly int _context;
    private readonly List<int> _tokens = []; // of the window: those in the cache, then those still to be read
    private readonly float[] _probabilities;
    private double _sum; // of the probabilities; 0 while they are not known
    private TransformerCache _cache;
    private bool _isShared; // another session uses the cache, too

    public TransformerSession(TransformerEngine engine, Vocabulary vocabulary, int context)
    {
        (_engine, _vocabulary, _context, _cache) = (engine, vocabulary, context, engine.NewCache());
        _probabilities = new float[vocabulary.Count];
        if (vocabulary.StartId is { } start)
            _tokens.Add(start);
    }

    private TransformerSession(TransformerSession other)
    {
        (_engine, _vocabulary, _context, _sum) = (other._engine, other._vocabulary, other._context, other._sum);
        (_cache, _isShared) = (other._cache, other._isShared = true);
        _tokens.AddRange(other._tokens);
        _probabilities = [.. other._probabilities];
    }

    public void Append(int token)
    {
        _ = _vocabulary[token];
        if (token == _vocabulary.StartId)
            Forget(_tokens.Count);
        else if (_tokens.Count == _context)
            Forget(_context - _context / 2);
        _tokens.Add(token);
        _sum = 0;
    }

    public void Probabilities(Span<double> destination)
    {
        if (destination.Length != _vocabulary.Count)
            throw new ArgumentException($"expected room for {_vocabulary.Count} probabilities, got {destination.Length}", nameof(destination));
        Read();
        Widening.Divide(_probabilities, _sum, destination); // float32 rounds; now they sum to 1
    }

    public double Probability(int token)
    {
        _ = _vocabulary[token];
        Read();
        return _probabilities[token] / _sum;
    }

    public ILanguageModelSession Fork()
    {
        Read();
        return new TransformerSession(this);
    }

    /// <summary>Reads the tokens that are still to be read of some sessions of one network; those with one token each, together.</summary>
    public static void Advance(IReadOnlyList<ILanguageModelSession> sessions, TransformerEngine engine)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        foreach (ILanguageModelSession session in sessions)
            if (session is not TransformerSession one || !ReferenceEquals(one._engine, engine))
                throw new ArgumentException("expected sessions that this model started, got one of another model", nameof(sessions));
        List<TransformerSession> together = [];
        foreach (TransformerSession session in sessions.Distinct().Cast<TransformerSession>())
            if (session._tokens.Count - session._cache.Length == 1 && session._sum == 0)
                together.Add(session);
            else
                session.Read();
        for (int first = 0; first < together.Count; first += TextsAtOnce)
            ReadTogether(together.GetRange(first, Math.Min(TextsAtOnce, together.Count - first)));
    }

    private static void ReadTogether(List<TransformerSession> sessions)
    {
        if (sessions.Count == 1)
        {
            sessions[0].Read();
            return;
        }
        int count = sessions[0]._probabilities.Length;
        var logits = new float[sessions.Count * count];
        int[] tokens = [.. sessions.Select(session => session._tokens[^1])];
        TransformerCache[] caches = [.. sessions.Select(session => session.OwnCache())];
        sessions[0]._engine.ReadTogether(tokens, caches, logits);
        for (int i = 0; i < sessions.Count; i++)
        {
            logits.AsSpan(i * count, count).CopyTo(sessions[i]._probabilities);
            sessions[i].FromLogits();
        }
    }

    private void Read()
    {
        if (_sum != 0)
            return;
        if (_tokens.Count == 0)
            Array.Fill(_probabilities, 1); // nothing to look at: all alike
        else
            _engine.Read(CollectionsMarshal.AsSpan(_tokens)[_cache.Length..], OwnCache(), _probabilities);
        FromLogits();
    }

    private void FromLogits()
    {
        Softmax.Apply(_probabilities, _probabilities, 1, _probabilities.Length);
        _sum = Widening.Sum(_probabilities);
    }

    // The first tokens go; what was read of the others belongs to other places.
    private void Forget(int count)
    {
        _tokens.RemoveRange(0, count);
        if (_isShared)
            (_cache, _isShared) = (_engine.NewCache(), false);
        else
            _cache.Length = 0;
    }

    private TransformerCache OwnCache()
    {
        if (_isShared)
            (_cache, _isShared) = (_cache.Copy(), false);
        return _cache;
    }
}
