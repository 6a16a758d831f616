using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class RotaryTests
{
    [Fact]
    public void Apply_HandCalculation()
    {
        var y = new float[4];
        Rotary.Apply([1, 0, 0, 2], [2, 1], y, 2, 10000); // d = 2: the one pair turns by the position
        AssertClose([Math.Cos(2), Math.Sin(2), -2 * Math.Sin(1), 2 * Math.Cos(1)], y, 1e-7);
        Rotary.Apply([1, 2, 3, 4], [100], y, 4, 10000); // numbers 0 and 2 turn by 100, numbers 1 and 3 by 100 · 10000^(-1/2) = 1
        AssertClose([Math.Cos(100) - 3 * Math.Sin(100), 2 * Math.Cos(1) - 4 * Math.Sin(1), 3 * Math.Cos(100) + Math.Sin(100), 4 * Math.Cos(1) + 2 * Math.Sin(1)], y, 5e-7);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(50)]
    [InlineData(64)]
    public void Apply_AgainstPlain_Agrees(int d)
    {
        int[] positions = [.. Enumerable.Range(0, 40).Select(i => i * i * 13)];
        float[] x = Bits.Numbers(40 * 3 * d, d), y = new float[x.Length];
        var exact = new double[x.Length];
        Rotary.Apply(x, positions, y, d, 10000);
        PlainRotary.Apply(Array.ConvertAll(x, number => (double)number), positions, exact, d, 10000);
        AssertClose(exact, y, 2e-7 * x.Max(MathF.Abs));
    }

    [Fact]
    public void Apply_ThenGradient_TurnsBack()
    {
        int[] positions = [5, 1000, 77];
        float[] x = Bits.Numbers(3 * 24, 1), y = new float[x.Length], back = new float[x.Length];
        Rotary.Apply(x, positions, y, 8, 500);
        Rotary.AddGradient(y, positions, back, 8, 500);
        AssertClose(Array.ConvertAll(x, number => (double)number), back, 3e-7 * x.Max(MathF.Abs));
    }

    [Fact]
    public void Apply_QueryAndKey_DependOnTheirDistanceAlone()
    {
        float[] q = Bits.Numbers(16, 1), k = Bits.Numbers(16, 2);
        Assert.Equal(Dot(3, 10), Dot(1003, 1010), 1e-3);
        Assert.NotEqual(Dot(3, 10), Dot(3, 11), 1e-3);

        double Dot(int first, int second)
        {
            float[] a = new float[16], b = new float[16];
            Rotary.Apply(q, [first], a, 16, 10000);
            Rotary.Apply(k, [second], b, 16, 10000);
            return a.Zip(b, (x, y) => (double)x * y).Sum();
        }
    }

    [Fact]
    public void ApplyAndGradient_EveryWidthAndThreadCount_GiveTheSameBits()
    {
        int[] positions = [.. Enumerable.Range(0, 700).Select(i => i % 300)];
        float[] x = Bits.Numbers(700 * 5 * 22, 1), start = Bits.Numbers(x.Length, 2), y = new float[x.Length], dx = [.. start];
        using (new LaneWidth(0))
        {
            Rotary.Apply(x, positions, y, 22, 10000);
            Rotary.AddGradient(x, positions, dx, 22, 10000);
        }
        foreach (int width in LaneWidth.All)
            for (int threads = 1; threads <= 3; threads++)
            {
                using var count = new ThreadCount(threads);
                using var lanes = new LaneWidth(width);
                float[] sameY = [.. x], sameDX = [.. start];
                Rotary.Apply(sameY, positions, sameY, 22, 10000); // in place
                Rotary.AddGradient(x, positions, sameDX, 22, 10000);
                Bits.AssertSame(y, sameY, $"width {width} threads {threads}");
                Bits.AssertSame(dx, sameDX, $"gradient width {width} threads {threads}");
            }
    }

    [Fact]
    public void Apply_PositionsInAnyOrder_GiveTheBitsOfALongerTable()
    {
        float[] x = Bits.Numbers(34, 1), before = new float[34], after = new float[34];
        Rotary.Apply(x, [200], before, 34, 777);
        Rotary.Apply(x, [5000], after, 34, 777); // makes the table longer
        Rotary.Apply(x, [200], after, 34, 777);
        Bits.AssertSame(before, after);
    }

    [Fact]
    public void Apply_BadInput_SaysWhatWasExpected()
    {
        AssertSays("even head size", () => Rotary.Apply(new float[3], [0], new float[3], 3, 10000));
        AssertSays("base above 1", () => Rotary.Apply(new float[2], [0], new float[2], 2, double.NaN));
        AssertSays("from 0 to 1048575 in positions, got -1", () => Rotary.Apply(new float[2], [-1], new float[2], 2, 10000));
        AssertSays("got 1048576", () => Rotary.Apply(new float[2], [1 << 20], new float[2], 2, 10000));
        AssertSays("a table of 1048576 positions for heads of 4096 numbers", () => Rotary.Apply(new float[4096], [(1 << 20) - 1], new float[4096], 4096, 10000));
        AssertSays("heads of 4 numbers, got 6", () => Rotary.Apply(new float[6], [0], new float[6], 4, 10000));
        AssertSays("0 positions", () => Rotary.Apply([], [], [], 4, 10000));

        static void AssertSays(string expected, Action action) => Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
