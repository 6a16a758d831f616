namespace LlmFromScratch.Autograd;

// Made of smaller operations; each is to be one operation with a kernel.
public sealed partial class Tensor
{
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
