using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>
/// A transformer whose weights have 8 bits each: a quarter of the memory, once the model that it was made of is let go. Generating text is mostly a
/// matter of reading the weights, so where those of float32 do not fit into the caches, it is about three times as fast (README, How fast).
/// Norms, biases and position vectors stay float32. It predicts nearly the same, see <see cref="TransformerModel.Quantize"/>.
/// </summary>
public sealed class QuantizedTransformer : IBatchLanguageModel
{
    private readonly TransformerEngine _engine;

    internal QuantizedTransformer(TransformerModel model)
    {
        (Name, Vocabulary, ContextLength) = (model.Name + ", 8 bits", model.Vocabulary, model.ContextLength);
        int count = Vocabulary.Count, width = model.Sizes.Width;
        float[] bias = [.. model.OutputBias];
        var tokens = new QuantizedLayer(QuantizedMatrix.Of(model.Tokens.Weight.Data, width, count, transposed: true), bias);
        QuantizedLayer output = model.Output is null ? tokens : new(QuantizedMatrix.Of(model.Output.Weight.Data, width, count), bias);
        _engine = new TransformerEngine(model, tokens, output, QuantizedLayer.Of, small => new Tensor(small.Data.ToArray(), [.. small.Shape]));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int ContextLength { get; }

    /// <inheritdoc/>
    public ILanguageModelSession Start() => new TransformerSession(_engine, Vocabulary, ContextLength);

    /// <inheritdoc/>
    public void Advance(IReadOnlyList<ILanguageModelSession> sessions) => TransformerSession.Advance(sessions, _engine);
}
