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

/// <summary>A layer that uses the model's own weights where they stand.</summary>
internal sealed class DirectLayer(Linear layer) : IInferenceLayer
{
    private const int FewRows = 4; // so many rows are still a matter of reading the weights

    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows)
    {
        int k = layer.Weight.Shape[0], n = layer.Weight.Shape[1];
        ReadOnlySpan<float> bias = layer.Bias is null ? [] : layer.Bias.Data;
        if (rows <= FewRows)
        {
            RowProduct.Multiply(x, layer.Weight.Data, bias, y, rows, k, n);
            return;
        }
        for (int row = 0; row < rows && !bias.IsEmpty; row++)
            bias.CopyTo(y[(row * n)..]);
        MatrixProduct.Multiply(x, layer.Weight.Data, y, rows, k, n, accumulate: !bias.IsEmpty);
    }
}

/// <summary>The output, the largest layer: from a copy of its weights in the order in which they are read, made anew after they were changed.</summary>
/// <param name="weight"><c>[width, vocabulary]</c>, or <c>[vocabulary, width]</c> where it is the table of the tokens.</param>
/// <param name="isTable">Whether it is the table.</param>
/// <param name="bias"><c>[vocabulary]</c>, or none.</param>
internal sealed class OutputLayer(Tensor weight, bool isTable, Tensor? bias) : IInferenceLayer
{
    private readonly Lock _lock = new();
    private PackedMatrix? _packed;
    private int _version;

    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows) => Packed().Multiply(x, bias is null ? [] : bias.Data, y, rows);

    private PackedMatrix Packed()
    {
        lock (_lock)
        {
            if (_packed is not null && _version == weight.Version)
                return _packed;
            _version = weight.Version;
            _packed = new PackedMatrix(weight.Shape[isTable ? 1 : 0], weight.Shape[isTable ? 0 : 1]); // another thread may still be reading the old one
            _packed.Set(weight.Data, isTable);
            return _packed;
        }
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
