using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Networks;

/// <summary>A linear layer of the fast network: y = x · W + b, <c>[rows, in]</c> -> <c>[rows, out]</c>.</summary>
internal interface IInferenceLayer
{
    void Apply(ReadOnlySpan<float> x, Span<float> y, int rows);
}

/// <summary>The vectors of the tokens.</summary>
internal interface IInferenceTable
{
    /// <summary>Copies the vector of a token.</summary>
    void Copy(int token, Span<float> to);
}

/// <summary>A float32 layer: a few rows from a copy of its weights in the order in which they are read, made anew after they were changed.</summary>
/// <param name="weight"><c>[in, out]</c>, or <c>[out, in]</c> where it is the table of the tokens.</param>
/// <param name="isTable">Whether it is the table.</param>
/// <param name="bias"><c>[out]</c>, or none.</param>
/// <remarks>The copy doubles the memory of the weights; a token then comes a tenth to a fifth sooner, where they do not fit into the caches.</remarks>
internal sealed class FloatLayer(Tensor weight, bool isTable, Tensor? bias) : IInferenceLayer
{
    private const int FewRows = 4; // so many rows are still a matter of reading the weights

    private sealed record Copy(int Version, PackedMatrix Matrix);

    private volatile Copy? _copy;

    /// <summary>That of a linear layer.</summary>
    public static FloatLayer Of(Linear layer) => new(layer.Weight, isTable: false, layer.Bias);

    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows)
    {
        ReadOnlySpan<float> start = bias is null ? [] : bias.Data;
        if (rows <= FewRows || isTable)
        {
            Packed().Multiply(x, start, y, rows);
            return;
        }
        int k = weight.Shape[0], n = weight.Shape[1];
        for (int row = 0; row < rows && !start.IsEmpty; row++)
            start.CopyTo(y[(row * n)..]);
        MatrixProduct.Multiply(x, weight.Data, y, rows, k, n, accumulate: !start.IsEmpty);
    }

    // Several threads may make a copy at the same time: all are right, and one stays.
    private PackedMatrix Packed()
    {
        Copy? copy = _copy;
        if (copy is not null && copy.Version == weight.Version)
            return copy.Matrix;
        copy = new Copy(weight.Version, new PackedMatrix(weight.Shape[isTable ? 1 : 0], weight.Shape[isTable ? 0 : 1])); // another thread may still be reading the old one
        copy.Matrix.Set(weight.Data, isTable);
        _copy = copy;
        return copy.Matrix;
    }
}

/// <summary>A layer with 8-bit weights; its bias stays float32.</summary>
internal sealed class QuantizedLayer(QuantizedMatrix weight, float[] bias) : IInferenceLayer, IInferenceTable
{
    /// <summary>Rounds the weights of a layer.</summary>
    public static QuantizedLayer Of(Linear layer) =>
        new(QuantizedMatrix.Of(layer.Weight.Data, layer.Weight.Shape[0], layer.Weight.Shape[1]), layer.Bias?.Data.ToArray() ?? []);

    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows) => weight.Multiply(x, bias, y, rows);

    public void Copy(int token, Span<float> to) => weight.CopyColumn(token, to);
}

/// <summary>The model's own table of tokens.</summary>
internal sealed class DirectTable(Embedding table) : IInferenceTable
{
    public void Copy(int token, Span<float> to) => table.Weight.Data.Slice(token * to.Length, to.Length).CopyTo(to);
}

/// <summary>The numbers of a norm.</summary>
/// <param name="Weight">What the normalized numbers are multiplied by.</param>
/// <param name="Bias">What is added, or none.</param>
/// <param name="IsLayer">Layer norm, not RMS norm.</param>
internal sealed record InferenceNorm(Tensor Weight, Tensor? Bias, bool IsLayer)
{
    /// <summary>Those of a norm of the model.</summary>
    /// <param name="norm">The norm.</param>
    /// <param name="take">Takes the numbers as they stand, or copies them.</param>
    public static InferenceNorm Of(ILayer norm, Func<Tensor, Tensor> take) =>
        norm is LayerNorm layer ? new(take(layer.Weight), layer.Bias is null ? null : take(layer.Bias), IsLayer: true) : new(take(((RmsNorm)norm).Weight), null, IsLayer: false);
}
