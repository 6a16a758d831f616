using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Tests.Sampling;

/// <summary>The sampler against one that sorts everything, bit for bit.</summary>
public class MostLikelyTokensTests
{
    private static Probabilities Plain(Probabilities probabilities, SamplingOptions options)
    {
        double[] p = probabilities.Values.ToArray();
        if (options.Temperature == 0)
        {
            p = new double[p.Length];
            p[probabilities.Top(1)[0]] = 1;
        }
        else if (options.Temperature != 1)
        {
            p = probabilities.ToLogits().Softmax(options.Temperature).Values.ToArray();
        }
        if (options.TopK is null && options.TopP == 1 && options.MinP == 0)
            return new Probabilities(p);
        int[] order = [.. Enumerable.Range(0, p.Length).OrderByDescending(i => p[i]).ThenBy(i => i).Take(options.TopK ?? p.Length)];
        double all = order.Sum(i => p[i]), sum = 0;
        int keep = 0;
        do
            sum += p[order[keep++]];
        while (keep < order.Length && (options.TopP == 1 || sum < options.TopP * all - 1e-12));
        while (keep > 1 && p[order[keep - 1]] < options.MinP * p[order[0]] * (1 - 1e-12))
            keep--;
        foreach (int i in Enumerable.Range(0, p.Length).Except(order.Take(keep)))
            p[i] = 0;
        return Probabilities.FromWeights(p);
    }

    public static TheoryData<int, int> Shapes => new() { { 1, 0 }, { 2, 1 }, { 50, 0 }, { 50, 1 }, { 50, 2 }, { 3000, 0 }, { 3000, 1 }, { 3000, 2 }, { 3000, 3 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Apply_AnyOptions_IsTheBitsOfSortingAll(int count, int shape)
    {
        var random = new Random(count + shape);
        Probabilities before = Probabilities.FromWeights([.. Enumerable.Range(0, count).Select(i => shape switch
        {
            0 => random.NextDouble(),
            1 => 1.0 / (i + 1) / (i + 1), // few large ones, falling
            2 => Math.Exp(i * 0.01), // rising: the worst order for a list of the largest so far
            _ => random.Next(4) + (i == 17 ? 1 : 0), // many equal ones, and zeros
        })]);
        var options =
            from temperature in new[] { 0, 0.7, 1, 1.5, double.PositiveInfinity }
            from topK in new int?[] { null, 1, 2, 40, 1600, 5000 }
            from topP in new[] { 0, 0.3, 0.9, 1 - 1e-13, 1 }
            from minP in new[] { 0, 0.05, 1 }
            select new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP };
        foreach (SamplingOptions one in options)
            Assert.True(Plain(before, one).Values.SequenceEqual(Sampler.Apply(before, one).Values), one.ToString());
    }

    [Fact]
    public void Generate_ManyTokens_AllocatesLittle()
    {
        var model = new FixedModel(new LlmFromScratch.Tokens.Vocabulary(Enumerable.Range(0, 2000).Select(i => $"w{i}")), Enumerable.Repeat(1 / 2000.0, 2000).ToArray());
        foreach (SamplingOptions options in new SamplingOptions[] { new(), SamplingOptions.Greedy, new() { TopK = 40 }, new() { TopP = 0.9, Temperature = 0.8 } })
        {
            var generator = new TextGenerator(model, options);
            using IEnumerator<int> tokens = generator.Generate([1], 1, 1000).GetEnumerator();
            for (int i = 0; i < 5; i++)
                tokens.MoveNext();
            long least = long.MaxValue; // a collection in between makes the count jump
            for (int attempt = 0; attempt < 5; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 10; i++)
                    tokens.MoveNext();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.InRange(least, 0, 2000);
        }
    }
}
