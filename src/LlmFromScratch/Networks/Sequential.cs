using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>Layers one after the other: each gets what the one before it gave.</summary>
/// <param name="layers">The layers, the first one first. Their names are their numbers: "0.weight", "2.weight".</param>
public sealed class Sequential(params ILayer[] layers) : ILayer
{
    private readonly ILayer[] _layers = [.. layers];

    /// <summary>The layers, the first one first.</summary>
    public IReadOnlyList<ILayer> Layers => _layers;

    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters =>
        _layers.SelectMany((layer, number) => layer.Within(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public Tensor Forward(Tensor x, long? step = null)
    {
        foreach (ILayer layer in _layers)
            x = layer.Forward(x, step);
        return x;
    }
}
