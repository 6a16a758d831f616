using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class SwiGluTests
{
    [Fact]
    public void Apply_HandCalculation()
    {
        float[] y = new float[2], dGate = [1, 1], dUp = [1, 1];
        SwiGlu.Apply([0, 2], [5, 3], y);
        float silu = 2 / (1 + MathF.Exp(-2)), slope = silu / 2 * (1 + 2 * (1 - silu / 2));
        Assert.Equal([0, 3 * silu], y);
        SwiGlu.AddGradients([0, 2], [5, 3], [4, 10], dGate, dUp);
        Assert.Equal(1 + 4 * 5 * 0.5f, dGate[0]); // silu' at 0 is 1/2
        Assert.Equal(1 + 10 * 3 * slope, dGate[1], 2e-6 * 30);
        Assert.Equal([1, 1 + 10 * silu], dUp);
    }

    [Fact]
    public void ApplyAndGradients_EveryWidthAndThreadCount_GiveTheBitsOfSiluAndAProduct()
    {
        const int Count = 200_003;
        float[] gate = Bits.Numbers(Count, 1), up = Bits.Numbers(Count, 2), dy = Bits.Numbers(Count, 3), start = Bits.Numbers(Count, 4);
        (gate[7], up[8], gate[9]) = (float.NaN, float.NaN, -200);
        float[] silu = new float[Count], y = new float[Count], dSilu = new float[Count], dGate = [.. start], dUp = [.. start];
        Activations.Apply(Activation.Silu, gate, silu);
        for (int i = 0; i < Count; i++)
        {
            y[i] = silu[i] * up[i];
            dSilu[i] = dy[i] * up[i];
            dUp[i] += dy[i] * silu[i];
        }
        Activations.AddGradient(Activation.Silu, gate, silu, dSilu, dGate);
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(width);
                float[] actual = new float[Count], actualGate = [.. start], actualUp = [.. start], alone = [.. start];
                SwiGlu.Apply(gate, up, actual);
                SwiGlu.AddGradients(gate, up, dy, actualGate, actualUp);
                SwiGlu.AddGradients(gate, up, dy, [], alone);
                Bits.AssertSame(y, actual, $"width {width} threads {threads}");
                Bits.AssertSame(dGate, actualGate, $"gate width {width} threads {threads}");
                Bits.AssertSame(dUp, actualUp, $"up width {width} threads {threads}");
                Bits.AssertSame(dUp, alone, $"up alone width {width} threads {threads}");
            }
    }

    [Fact]
    public void Apply_OtherLength_Throws()
    {
        Assert.Throws<ArgumentException>(() => SwiGlu.Apply(new float[3], new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => SwiGlu.AddGradients(new float[3], new float[3], new float[3], new float[2], []));
    }
}
