using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public class KeyValueCacheTests
{
    [Theory]
    [InlineData(4, 4, 8, 150)]
    [InlineData(6, 2, 5, 90)]
    [InlineData(5, 1, 48, 70)]
    [InlineData(1, 1, 1, 3)]
    public void Attend_InSteps_IsTheBitsOfAttention(int heads, int keyHeads, int headSize, int time)
    {
        int width = heads * headSize, keyWidth = keyHeads * headSize;
        float[] queries = Bits.Numbers(time * width, 1), keys = Bits.Numbers(time * keyWidth, 2), values = Bits.Numbers(time * keyWidth, 3), expected = new float[time * width], actual = new float[time * width];
        Attention.Apply(queries, keys, values, [], expected, new AttentionShape(1, time, heads, keyHeads, headSize));
        foreach (int lanes in LaneWidth.All)
            foreach (int step in new[] { 1, 7, 64, time })
            {
                using var lane = new LaneWidth(lanes);
                using var threads = new ThreadCount(1 + step % 3);
                var cache = new KeyValueCache(heads, keyHeads, headSize);
                for (int first = 0; first < time; first += step)
                {
                    int places = Math.Min(step, time - first);
                    cache.Write(keys.AsSpan(first * keyWidth, places * keyWidth), values.AsSpan(first * keyWidth, places * keyWidth), first, places);
                    cache.Attend(queries.AsSpan(first * width, places * width), actual.AsSpan(first * width, places * width), first + places, places);
                }
                Bits.AssertSame(expected, actual, $"width {lanes} step {step}");
            }
    }

    [Fact]
    public void Copy_ChangedLater_LeavesTheOtherAlone()
    {
        var cache = new KeyValueCache(1, 1, 2);
        cache.Write([1, 0], [5, 6], 0, 1);
        KeyValueCache copy = cache.Copy(1), empty = new KeyValueCache(1, 1, 2).Copy(0);
        copy.Write([0, 1], [100, 100], 1, 1);
        copy.Write([9, 9], [-1, -1], 0, 1);
        empty.Write([0, 1], [7, 8], 0, 1);
        var y = new float[2];
        cache.Attend([3, 4], y, 1, 1);
        Assert.Equal([5, 6], y);
        empty.Attend([3, 4], y, 1, 1);
        Assert.Equal([7, 8], y);
    }

    [Fact]
    public void Cache_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => new KeyValueCache(3, 2, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyValueCache(1, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyValueCache(1, 1, 0));
        Assert.Throws<ArgumentException>(() => new KeyValueCache(1 << 16, 1, (1 << 16) + 1)); // 2³² + 2¹⁶ numbers
        var cache = new KeyValueCache(1, 1, 2);
        Assert.Throws<ArgumentException>(() => cache.Write([1], [1, 2], 0, 1));
        Assert.Throws<ArgumentException>(() => cache.Write([1, 2], [1], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Write([1, 2], [1, 2], -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Attend([1, 2], new float[2], 1, 1)); // nothing was written
        Assert.Contains("first", Assert.Throws<ArgumentOutOfRangeException>(() => cache.Write([1, 2], [1, 2], 3, 1)).Message, StringComparison.Ordinal); // nor the places before
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Copy(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Copy(-1));
        cache.Write([1, 2], [1, 2], 0, 1);
        Assert.Throws<ArgumentException>(() => cache.Attend([1], new float[2], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Attend([1, 2], new float[2], 0, 1));
    }
}
