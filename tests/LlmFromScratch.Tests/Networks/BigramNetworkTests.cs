using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;
using MathNet.Numerics.LinearAlgebra;

namespace LlmFromScratch.Tests.Networks;

public class BigramNetworkTests
{
    private static readonly Tokenizer Letters = Tokenizer.Train(new CharacterSplitter(), ["abc"], Vocabulary.SentenceStart, Vocabulary.SentenceEnd);

    [Fact]
    public void Pairs_TwoWords_AreCountedWithinThemAndAtTheirEnds()
    {
        Matrix<double> pairs = BigramNetwork.Pairs(Letters.Vocabulary, Letters.EncodeSentences(["ab", "a"]));
        int a = Id("a"), b = Id("b"), start = Letters.Vocabulary.StartId!.Value, end = Letters.Vocabulary.EndId!.Value;
        Assert.Equal((2, 1, 1, 1), (pairs[start, a], pairs[a, b], pairs[a, end], pairs[b, end]));
        Assert.Equal(5, pairs.RowSums().Sum());
    }

    [Fact]
    public void Gradient_RandomWeights_IsTheSlopeOfTheLoss()
    {
        var random = new SeededRandom(3, "weights");
        int[] ids = Letters.EncodeSentences(["abc", "aab", "cab", "b"]);
        Matrix<double> pairs = BigramNetwork.Pairs(Letters.Vocabulary, ids);
        Matrix<double> weights = Matrix<double>.Build.Dense(Letters.Vocabulary.Count, Letters.Vocabulary.Count, (_, _) => random.NextDouble() - 0.5);
        Matrix<double> gradient = BigramNetwork.Gradient(BigramNetwork.Softmax(Letters.Vocabulary, weights), pairs);
        double LossWith(int row, int column, double change)
        {
            Matrix<double> moved = weights.Clone();
            moved[row, column] += change;
            return BigramNetwork.Loss(BigramNetwork.Softmax(Letters.Vocabulary, moved), pairs);
        }
        for (int row = 0; row < weights.RowCount; row++)
            for (int column = 0; column < weights.ColumnCount; column++)
                if (column != Letters.Vocabulary.StartId)
                    Assert.Equal((LossWith(row, column, 1e-5) - LossWith(row, column, -1e-5)) / 2e-5, gradient[row, column], 1e-9);
    }

    [Fact]
    public void Train_OnTheNames_ReachesTheLossOfTheCounts()
    {
        Corpus names = Corpus.Load("names");
        NGramCounts counts = NGramCounts.OfLines(new CharacterSplitter(), names.Lines, order: 2);
        int[] ids = new Tokenizer(new CharacterSplitter(), counts.Vocabulary).EncodeSentences(names.Lines);
        (BigramNetwork network, IReadOnlyList<double> losses) = BigramNetwork.Train(counts.Vocabulary, ids, steps: 40_000, learningRate: 25);

        Assert.Equal(Math.Log(counts.Vocabulary.Count - 1), losses[0], 1e-12); // every token but the start equally likely
        for (int step = 1; step < losses.Count; step++)
            Assert.True(losses[step] <= losses[step - 1], $"step {step}: {losses[step - 1]} -> {losses[step]}");
        double counted = new MaximumLikelihood().Train(counts).Evaluate(ids).NatsPerToken;
        Assert.Equal(counted, network.Evaluate(ids).NatsPerToken, 1e-4);
    }

    [Fact]
    public void Train_SameText_GivesTheSameBits()
    {
        int[] ids = Letters.EncodeSentences(["abc", "aab", "cab"]);
        Assert.Equal(BigramNetwork.Train(Letters.Vocabulary, ids, 50, 1).Losses, BigramNetwork.Train(Letters.Vocabulary, ids, 50, 1).Losses);
    }

    [Fact]
    public void Probabilities_AfterAnyToken_SumToOneWithoutTheStart()
    {
        BigramNetwork network = BigramNetwork.Train(Letters.Vocabulary, Letters.EncodeSentences(["abc"]), 10, 1).Network;
        Assert.Equal(network.Predict()[Vocabulary.SentenceEnd], network.Predict(Letters.Vocabulary.StartId!.Value)[Vocabulary.SentenceEnd]);
        for (int token = 0; token < Letters.Vocabulary.Count; token++)
        {
            Probabilities next = network.Predict(token).Probabilities;
            Assert.Equal(1, next.Values.ToArray().Sum(), 1e-12);
            Assert.Equal(0, next[Letters.Vocabulary.StartId!.Value]);
        }
    }

    [Fact]
    public void Network_BadInput_SaysWhatWasExpected()
    {
        Vocabulary vocabulary = Letters.Vocabulary;
        Assert.Contains("[5, 5]", Assert.Throws<ArgumentException>(() => new BigramNetwork(vocabulary, Matrix<double>.Build.Dense(5, 4))).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => new BigramNetwork(vocabulary, Matrix<double>.Build.Dense(5, 5, double.NaN))).Message);
        Assert.Throws<ArgumentException>(() => new BigramNetwork(new Vocabulary(["a"]), Matrix<double>.Build.Dense(1, 1)));
        Assert.Throws<ArgumentException>(() => BigramNetwork.Train(vocabulary, [], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BigramNetwork.Train(vocabulary, [0, 2], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BigramNetwork.Pairs(vocabulary, [0, 99]));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => BigramNetwork.Train(vocabulary, [0, 2], 1, 1, null, stopped.Token));
    }

    private static int Id(string token) => Letters.Vocabulary.IdOf(token);
}
