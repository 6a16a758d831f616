using LlmFromScratch.Kernels;

namespace LlmFromScratch.Networks;

/// <summary>The keys and values of all layers for the tokens of one text that were read.</summary>
internal sealed class TransformerCache
{
    private TransformerCache(KeyValueCache[] layers, int length) => (Layers, Length) = (layers, length);

    /// <summary>An empty cache.</summary>
    public TransformerCache(TransformerOptions options)
        : this([.. Enumerable.Range(0, options.Layers).Select(_ => new KeyValueCache(options.Heads, options.KeyHeads, options.HeadSize))], 0)
    {
    }

    /// <summary>A cache for each layer, the lowest first.</summary>
    public KeyValueCache[] Layers { get; }

    /// <summary>How many tokens were read.</summary>
    public int Length { get; set; }

    /// <summary>A copy that goes its own way.</summary>
    public TransformerCache Copy() => new([.. Layers.Select(layer => layer.Copy(Length))], Length);
}
