namespace LlmFromScratch.Benchmarks;

/// <summary>Made-up numbers for benchmarks.</summary>
internal static class Numbers
{
    /// <summary>Numbers from -size to size.</summary>
    public static float[] Of(int count, string purpose, float size = 1)
    {
        var random = new SeededRandom(1, purpose);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (float)(2 * random.NextDouble() - 1) * size;
        return numbers;
    }
}
