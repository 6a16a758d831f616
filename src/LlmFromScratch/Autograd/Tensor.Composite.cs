
namespace LlmFromScratch.Autograd;

// Made of smaller operations; each is to be one operation with a kernel.
public sealed partial class Tensor
{
    /// <summary>Causal attention.</summary>
    public static Tensor Attention(Tensor queries, Tensor keys, Tensor values, int heads, int keyValueHeads, ReadOnlySpan<int> firsts = default)
    {
        int batch = queries._shape[0], time = queries._shape[1], d = queries._shape[2] / heads;
        var mask = new float[batch * time * time];
        for (int i = 0; i < batch * time; i++)
            for (int j = 0; j < time; j++)
                mask[i * time + j] = j > i % time || (!firsts.IsEmpty && j < firsts[i]) ? float.NegativeInfinity : 0;
        var masks = new Tensor(mask, batch, time, time);
        var results = new Tensor[heads];
        for (int h = 0; h < heads; h++)
        {
            int kv = h / (heads / keyValueHeads);
            Tensor q = queries.Slice(2, h * d, d), k = keys.Slice(2, kv * d, d), v = values.Slice(2, kv * d, d);
            results[h] = (q.MatMul(k.Permute(0, 2, 1)) * (1 / MathF.Sqrt(d)) + masks).Softmax().MatMul(v);
        }
        return Concatenate(2, results);
    }

    /// <summary>x · weightᵀ + bias.</summary>
    public Tensor AffineTransposed(Tensor weight, Tensor? bias = null) => Affine(weight.Transpose(), bias);

    /// <summary>Rotary positions.</summary>
    public Tensor Rotate(int heads, ReadOnlySpan<int> positions, double @base)
    {
        int batch = _shape[0], time = _shape[1], d = _shape[2] / heads, half = d / 2;
        float[] cos = new float[batch * time * half], sin = new float[batch * time * half];
        for (int i = 0; i < batch * time; i++)
            for (int j = 0; j < half; j++)
            {
                double angle = positions[i] * Math.Pow(@base, -2.0 * j / d);
                (cos[i * half + j], sin[i * half + j]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
            }
        Tensor c = new(cos, batch * time, 1, half), s = new(sin, batch * time, 1, half);
        Tensor x = Reshape(batch * time, heads, d), a = x.Slice(2, 0, half), b = x.Slice(2, half, half);
        return Concatenate(2, a * c - b * s, b * c + a * s).Reshape(batch, time, heads * d);
    }

    /// <summary>silu(gate) · up.</summary>
    public static Tensor SwiGlu(Tensor gate, Tensor up) => gate.Silu() * up;

    /// <summary>max(0, x)².</summary>
    public Tensor SquaredRelu()
    {
        Tensor y = Relu();
        return y * y;
    }
}
