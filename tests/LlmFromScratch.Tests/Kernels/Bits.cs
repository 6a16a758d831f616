namespace LlmFromScratch.Tests.Kernels;

/// <summary>Made-up numbers, and equality to the last bit.</summary>
internal static class Bits
{
    /// <summary>Numbers of mixed size and sign, so that another order of adding gives other bits.</summary>
    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-6, 7)));
        return numbers;
    }

    /// <summary>The same bits, except that any NaN equals any other.</summary>
    public static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                Assert.Fail($"{what} element {i}: expected {expected[i]:R}, got {actual[i]:R}");
    }
}
