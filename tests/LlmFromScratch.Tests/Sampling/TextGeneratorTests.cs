using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Sampling;

public class TextGeneratorTests
{
    private static readonly Vocabulary Words = new(["<unk>", "<s>", "</s>", "a", "b"]);
    private static readonly ILanguageModel Letters = new KneserNey().Train(NGramCounts.OfLines(new CharacterSplitter(), ["anna", "hanna", "johan", "maria"], 3));

    private static string Write(int seed, SamplingOptions? options = null) => string.Concat(
        new TextGenerator(Letters, options).Generate([Letters.Vocabulary.StartId!.Value], seed, 30).Select(id => Letters.Vocabulary[id]));

    [Fact]
    public void Generate_SameSeed_WritesTheSameText()
    {
        string[] first = [.. Enumerable.Range(0, 20).Select(seed => Write(seed))];
        Assert.Equal(first, Enumerable.Range(0, 20).Select(seed => Write(seed)));
        Assert.True(first.Distinct().Count() > 10);
        Assert.DoesNotContain(first, text => text.Contains('<'));
    }

    [Fact]
    public void Generate_Greedy_NeedsNoLuck() => Assert.Single(Enumerable.Range(0, 10).Select(seed => Write(seed, SamplingOptions.Greedy)).Distinct());

    [Fact]
    public void Generate_SentenceEnd_EndsTheTextUnwritten()
    {
        Assert.Empty(new TextGenerator(new FixedModel(Words, 0, 0, 1, 0, 0)).Generate([1], 1));
        Assert.Equal([3, 3, 3], new TextGenerator(new FixedModel(Words, 0, 0, 0, 1, 0)).Generate([1], 1, maximumTokens: 3));
        Assert.Empty(new TextGenerator(new FixedModel(Words, 0, 0, 0, 1, 0)).Generate([1], 1, maximumTokens: 0));
    }

    [Fact]
    public void Generate_UnknownToken_IsNeverWritten()
    {
        var generator = new TextGenerator(new FixedModel(Words, 0.999, 0, 0, 0.0005, 0.0005));
        Assert.DoesNotContain(0, generator.Generate([1], 5, 200));
    }

    [Fact]
    public void Generate_OnlyTheUnknownToken_SaysThatNothingCanBeWritten()
    {
        foreach (double all in (double[])[1, Math.BitDecrement(1), 1 + 1e-9])
            Assert.Throws<InvalidOperationException>(() => new TextGenerator(new FixedModel(Words, all, 0, 0, 0, 0)).Generate([1], 1).ToList());
    }

    [Fact]
    public void Generate_Enumerated_DrawsOneTokenAtATime()
    {
        using var cancellation = new CancellationTokenSource();
        IEnumerable<int> text = new TextGenerator(new FixedModel(Words, 0, 0, 0, 0.5, 0.5)).Generate([1], 1, 10, cancellation.Token);
        using IEnumerator<int> tokens = text.GetEnumerator();
        Assert.True(tokens.MoveNext());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => tokens.MoveNext());
    }

    [Fact]
    public void Generate_BadArguments_ThrowsAtOnce()
    {
        var generator = new TextGenerator(Letters);
        Assert.Throws<ArgumentNullException>(() => generator.Generate(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Generate([1], 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Generate([99_999], 1).ToList());
        Assert.Throws<ArgumentNullException>(() => new TextGenerator(null!));
    }

    [Fact]
    public void Generate_PromptEnumeratedOnce_IsCopied()
    {
        var prompt = new List<int> { 1 };
        IEnumerable<int> text = new TextGenerator(Letters).Generate(prompt, 3);
        string first = string.Join(' ', text);
        prompt.Add(3);
        Assert.Equal(first, string.Join(' ', text)); // and the text can be enumerated again
    }
}
