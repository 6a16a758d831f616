using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

public sealed class BytePairStepTests
{
    [Fact]
    public void Steps_OfASmallText_CountPairsAndTokensAsByHand()
    {
        // "aaab aaab": the pieces "aaab" and " aaab". The pair aa is there 4 times, ab twice, " a" once.
        BytePairStep[] steps = [.. BytePairTrainer.Steps(["aaab aaab"])];
        Assert.Equal(new BytePairStep(new BytePairMerge('a', 'a', 256), 4, 7), steps[0]); // aa a b, " " aa a b
        Assert.Equal(new BytePairStep(new BytePairMerge('a', 'b', 257), 2, 5), steps[1]); // aa ab, " " aa ab
        Assert.Equal(new BytePairStep(new BytePairMerge(256, 257, 258), 2, 3), steps[2]); // aaab, " " aaab
        Assert.Equal(3, steps.Length); // " " + aaab is there once
    }

    [Fact]
    public void Steps_Taken_AreTheMergesOfTraining()
    {
        string[] lines = ["the cat sat on the mat", "the hat", "我喜欢吃苹果，你喜欢吃香蕉"];
        BytePairVocabulary trained = BytePairTrainer.Train(lines, 300);
        Assert.Equal(trained.Merges, BytePairTrainer.Steps(lines).Take(44).Select(step => step.Merge));
        Assert.Equal(trained.Merges, FastBytePairTrainer.Train(lines, 300).Merges);
    }

    [Fact]
    public void Steps_TokensOfTheText_AreThoseThatEncodingGives()
    {
        string[] lines = ["low lower lowest", "new newer newest"];
        BytePairVocabulary trained = BytePairTrainer.Train(lines, 270);
        int merges = 0;
        foreach (BytePairStep step in BytePairTrainer.Steps(lines).Take(trained.Merges.Count))
        {
            var tokenizer = new BytePairTokenizer(trained.First(++merges));
            Assert.Equal(step.TextTokens, lines.Sum(line => tokenizer.Encode(line).Length));
        }
    }

    [Fact]
    public void Steps_OfBadInput_AreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => BytePairTrainer.Steps([]));
        Assert.Throws<ArgumentNullException>(() => BytePairTrainer.Steps(null!));
        Assert.Empty(BytePairTrainer.Steps(["abc"])); // no pair twice
        Assert.Throws<OperationCanceledException>(() => BytePairTrainer.Steps(["aaaa"], cancellation: new CancellationToken(true)).First());
    }

    [Fact]
    public void First_OfATrainedVocabulary_IsWhatASmallerTrainingGives()
    {
        string[] lines = ["the cat sat on the mat", "the cat sat on the hat"];
        BytePairVocabulary large = BytePairTrainer.Train(lines, 270, special: ["<|end|>", "<|pad|>"]);
        BytePairVocabulary small = BytePairTrainer.Train(lines, 263, special: ["<|end|>", "<|pad|>"]), cut = large.First(5);
        Assert.Equal(small.Merges, cut.Merges);
        Assert.Equal(small.Tokens, cut.Tokens);
        Assert.Equal(new Dictionary<string, int> { ["<|end|>"] = 261, ["<|pad|>"] = 262 }, cut.Special);
        Assert.Equal(large.Merges, large.First(large.Merges.Count).Merges);
        Assert.Equal(256, BytePairTrainer.Train(lines, 270).First(0).Count);
    }

    [Fact]
    public void First_WithIdsInAnotherOrder_NumbersTokensAnew()
    {
        // Bytes from 1 to 256, and the result of the merge first.
        byte[]?[] tokens = [[(byte)'a', (byte)'b'], .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];
        BytePairVocabulary cut = new BytePairVocabulary(tokens, [new('a' + 1, 'b' + 1, 0)]).First(1);
        Assert.Equal([new BytePairMerge('a', 'b', 256)], cut.Merges);
        Assert.Equal("ab", cut.Tokens[256]);
    }

    [Fact]
    public void First_OfMoreThanThereAreOrOfADisorderedList_IsRefused()
    {
        BytePairVocabulary one = BytePairVocabulary.FromMerges([('a', 'b')]);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.First(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.First(-1));
        byte[]?[] tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), "ab"u8.ToArray(), "abc"u8.ToArray()];
        var disordered = new BytePairVocabulary(tokens, [new(256, 'c', 257), new('a', 'b', 256)]);
        Assert.Contains("later merge", Assert.Throws<InvalidOperationException>(() => disordered.First(1)).Message, StringComparison.Ordinal);
    }
}
