namespace LlmFromScratch.Tests;

public class SeededRandomTests
{
    [Fact]
    public void NextBits_KnownSeeds_NeverChangesBetweenVersions()
    {
        // Frozen: splits, samples and training of every published result depend on these.
        Assert.Equal([0x48218226FF3CD4BF, 0xA706DD2F4D197E6F, 0xB382A305F4414F5E], Draws(0, "", 3));
        Assert.Equal([0x545B6462E5406804, 0x88667DBBEAC6103A, 0xCE0DE242207547AC], Draws(1, "sampling", 3));
        Assert.Equal([0x455E1FD2F1D4517C, 0xF0E1B4977CF4F51A, 0x35D84A1264340251], Draws(-1, "split", 3));
        var random = new SeededRandom(1, "sampling");
        Assert.Equal(0x545B6462E5406804 / Math.Pow(2, 64), random.NextDouble(), 1e-15);
        Assert.Equal((int)(0x88667DBBEAC6103A / Math.Pow(2, 64) * 1000), random.NextInt(1000));
    }

    [Fact]
    public void NextBits_SameSeedAndPurpose_RepeatsAndOthersDiffer()
    {
        ulong[] draws = Draws(7, "sampling", 100);
        Assert.Equal(draws, Draws(7, "sampling", 100));
        Assert.Equal(100, draws.Distinct().Count());
        foreach (ulong[] others in (ulong[][])[Draws(8, "sampling", 100), Draws(-7, "sampling", 100), Draws(7, "split", 100), Draws(7, "gnilpmas", 100), Draws(7, "", 100)])
            Assert.Empty(draws.Intersect(others));
    }

    [Fact]
    public void DoubleAt_AnyPlace_IsTheDrawOfTheStreamAndMovesNothing()
    {
        var random = new SeededRandom(3, "test");
        double third = random.DoubleAt(2), last = random.DoubleAt(ulong.MaxValue);
        Assert.InRange(last, 0, 1);
        Assert.Equal([random.DoubleAt(0), random.DoubleAt(1), third], [random.NextDouble(), random.NextDouble(), random.NextDouble()]);
        Assert.Equal(last, random.DoubleAt(ulong.MaxValue));
    }

    [Fact]
    public void NextInt_ManyDraws_AreUniform()
    {
        var random = new SeededRandom(1, "test");
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextInt(7)]++;
        Assert.InRange(ChiSquare(counts), 0.5, 22.5); // 6 degrees of freedom: outside once in a thousand
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniformInZeroToOne()
    {
        var random = new SeededRandom(2, "test");
        var counts = new int[100];
        for (int i = 0; i < 100_000; i++)
            counts[(int)(random.NextDouble() * 100)]++; // 1.0 would be out of range
        Assert.InRange(ChiSquare(counts), 60, 149); // 99 degrees of freedom
    }

    [Fact]
    public void NextBits_EachBit_IsSetHalfOfTheTime()
    {
        var random = new SeededRandom(3, "test");
        var set = new int[64];
        for (int i = 0; i < 10_000; i++)
            for (ulong bits = random.NextBits(), bit = 0; bit < 64; bit++)
                set[bit] += (int)(bits >> (int)bit & 1);
        Assert.All(set, count => Assert.InRange(count, 4_800, 5_200)); // 4 standard deviations
    }

    [Fact]
    public void NextInt_LargeMaximum_StaysInRange()
    {
        var random = new SeededRandom(4, "test");
        for (int i = 0; i < 1000; i++)
            Assert.InRange(random.NextInt(int.MaxValue), 0, int.MaxValue - 1);
        Assert.Equal(0, random.NextInt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(-1));
        Assert.Throws<ArgumentNullException>(() => new SeededRandom(1, null!));
    }

    [Fact]
    public void Shuffle_AnySeed_KeepsEveryItem() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 10_000), seed =>
    {
        int[] items = [.. Enumerable.Range(0, seed % 50)];
        new SeededRandom(seed, "test").Shuffle(items.AsSpan());
        Assert.Equal(Enumerable.Range(0, seed % 50), items.Order());
    });

    [Fact]
    public void Shuffle_ThreeItems_GivesEachOfSixOrdersEquallyOften()
    {
        var random = new SeededRandom(5, "test");
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 60_000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle(items.AsSpan());
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.InRange(ChiSquare([.. counts.Values]), 0.2, 20.5); // 5 degrees of freedom
    }

    /// <summary>Σ (observed - expected)² / expected, where all are equally likely.</summary>
    private static double ChiSquare(int[] counts) => counts.Sum(count => Math.Pow(count - counts.Average(), 2) / counts.Average());

    private static ulong[] Draws(long seed, string purpose, int count)
    {
        var random = new SeededRandom(seed, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextBits())];
    }
}
