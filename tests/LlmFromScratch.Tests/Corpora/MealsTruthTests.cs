using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora;

public class MealsTruthTests
{
    [Theory]
    [InlineData("meals", "I like to eat")]
    [InlineData("meals", "listen to your")]
    [InlineData("meals-zh", "我 喜欢 吃")]
    [InlineData("meals-zh", "听 你的")]
    public void Truth_CountedWithEnoughContext_IsWhatCountingFindsToTheLastBit(string corpus, string prompt)
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), Corpus.Load(corpus).Lines, order: 5);
        MealsGrammar grammar = corpus == "meals" ? MealsGrammar.English : MealsGrammar.Chinese;
        Prediction truth = grammar.Truth(prompt, counts.Vocabulary);
        Prediction counted = new MaximumLikelihood().Train(counts).Predict([.. truth.Context]);
        Assert.Equal(truth.Probabilities.Values.ToArray(), counted.Probabilities.Values.ToArray());
    }

    [Fact]
    public void Truth_LikeToEat_HasThePublishedNumbers()
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), Corpus.Load("meals").Lines, order: 1);
        Prediction truth = MealsGrammar.English.Truth("I like to eat", counts.Vocabulary);
        Assert.Equal((0.375, 0.146), (truth["apple"], truth["banana"]));
    }

    [Fact]
    public void Truth_VocabularyWithoutTheWords_SaysWhich()
    {
        var error = Assert.Throws<ArgumentException>(() => MealsGrammar.English.Truth("I like to eat", new Vocabulary(["I", "<unk>"])));
        Assert.Contains("\"apple\"", error.Message, StringComparison.Ordinal);
    }
}
