using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Predictions;

public class EvaluationTests
{
    private static readonly Vocabulary Words = new(["<unk>", "<s>", "</s>", "a", "b"]);
    private static readonly FixedModel Model = new(Words, 0.125, 0, 0.25, 0.5, 0.125);

    [Fact]
    public void Evaluate_ByHand_CountsBitsAndUnknownWords()
    {
        // <s> a ? b </s>: the start is not predicted; 1 + 3 + 3 + 2 bits, 3 of them for the unknown word.
        Evaluation evaluation = Model.Evaluate([1, 3, 0, 4, 2]);
        Assert.Equal((4, 1), (evaluation.Tokens, evaluation.UnknownTokens));
        Assert.Equal(9, Information.ToBits(evaluation.Nats), 1e-12);
        Assert.Equal(3, Information.ToBits(evaluation.UnknownNats), 1e-12);
        Assert.Equal(9 / 4.0, evaluation.BitsPerToken, 1e-12);
        Assert.Equal(Math.Pow(2, 9 / 4.0), evaluation.Perplexity, 1e-12);
        Assert.Equal(Math.Pow(2, 6 / 3.0), evaluation.PerplexityWithoutUnknown, 1e-12);
        Assert.Equal("4 tokens (1 unknown), 1.5596 nats per token, perplexity 4.76", evaluation.ToString());
    }

    [Fact]
    public void Evaluate_ImpossibleUnknownWord_LeavesThePerplexityOfTheOthersFinite()
    {
        var model = new FixedModel(Words, 0, 0, 0.25, 0.5, 0.25);
        Evaluation evaluation = model.Evaluate([3, 0, 3]);
        Assert.Equal(double.PositiveInfinity, evaluation.Perplexity);
        Assert.Equal(2, evaluation.PerplexityWithoutUnknown, 1e-12);
    }

    [Fact]
    public void Evaluate_OnlyUnknownWords_HasNoPerplexityWithoutThem()
    {
        Evaluation evaluation = Model.Evaluate([0, 0, 0]);
        Assert.Equal(8, evaluation.Perplexity, 1e-12);
        Assert.True(double.IsNaN(evaluation.PerplexityWithoutUnknown));
    }

    [Fact]
    public void Evaluate_NothingPredicted_IsNotANumber()
    {
        foreach (int[] text in (int[][])[[], [1], [1, 1]])
        {
            Evaluation evaluation = Model.Evaluate(text);
            Assert.Equal(0, evaluation.Tokens);
            Assert.True(double.IsNaN(evaluation.Perplexity));
        }
    }

    [Fact]
    public void Plus_TwoTexts_IsTheScoreOfBoth()
    {
        Evaluation sum = Model.Evaluate([1, 3, 0, 2]) + Model.Evaluate([1, 4, 2]), both = Model.Evaluate([1, 3, 0, 2, 1, 4, 2]);
        Assert.Equal((both.Tokens, both.UnknownTokens), (sum.Tokens, sum.UnknownTokens));
        Assert.Equal(both.Nats, sum.Nats, 1e-12);
        Assert.Equal(both.UnknownNats, sum.UnknownNats, 1e-12);
    }

    [Fact]
    public void Of_OtherLengths_Throws()
    {
        Assert.Throws<ArgumentException>(() => Evaluation.Of(Words, [3, 4], [0.5]));
        Assert.Throws<ArgumentException>(() => ((ILanguageModel)Model).Score([3, 4], new double[3]));
    }

    [Fact]
    public void Predict_ByName_ReadsTheProbability()
    {
        Prediction prediction = Model.Predict(1, 3);
        Assert.Equal([("a", 0.5), ("</s>", 0.25), ("<unk>", 0.125)], prediction.Top(3));
        Assert.Equal(0.5, prediction["a"]);
        Assert.Equal(0.125, prediction["never heard of"]);
        Assert.Equal("<s> a", prediction.ContextText);
        Assert.Equal("fixed: <s> a -> a 0.5, </s> 0.25, <unk> 0.125, b 0.125, <s> 0", prediction.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Predict(99));
    }
}
