using LlmFromScratch.Autograd;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Networks;

/// <summary>The tokens so far, read anew for each prediction.</summary>
internal sealed class TransformerSession : ILanguageModelSession
{
    private readonly TransformerModel _model;
    private readonly List<int> _tokens = [];
    private double[]? _probabilities;

    public TransformerSession(TransformerModel model)
    {
        _model = model;
        if (model.Vocabulary.StartId is { } start)
            _tokens.Add(start);
    }

    private TransformerSession(TransformerSession other)
    {
        (_model, _probabilities) = (other._model, other._probabilities);
        _tokens.AddRange(other._tokens);
    }

    public void Append(int token)
    {
        _ = _model.Vocabulary[token];
        if (token == _model.Vocabulary.StartId)
            _tokens.Clear();
        else if (_tokens.Count == _model.ContextLength)
            _tokens.RemoveRange(0, _model.ContextLength - _model.ContextLength / 2);
        _tokens.Add(token);
        _probabilities = null;
    }

    public void Probabilities(Span<double> destination)
    {
        double[] all = All();
        if (destination.Length != all.Length)
            throw new ArgumentException($"expected room for {all.Length} probabilities, got {destination.Length}", nameof(destination));
        all.CopyTo(destination);
    }

    public double Probability(int token)
    {
        _ = _model.Vocabulary[token];
        return All()[token];
    }

    public ILanguageModelSession Fork() => new TransformerSession(this);

    private double[] All()
    {
        if (_probabilities is not null)
            return _probabilities;
        var probabilities = new double[_model.Vocabulary.Count];
        if (_tokens.Count == 0)
            Array.Fill(probabilities, 1.0 / probabilities.Length);
        else
        {
            using var noGrad = new NoGrad();
            _model.Probabilities(_model.Forward([.. _tokens]).Data[^probabilities.Length..], probabilities);
        }
        return _probabilities = probabilities;
    }
}
