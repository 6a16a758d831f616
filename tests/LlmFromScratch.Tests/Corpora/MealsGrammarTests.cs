using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class MealsGrammarTests
{
    [Fact]
    public void NextWord_PromptsOfTheCourse_GivesPublishedProbabilities()
    {
        string[] eat = ["apple 0.375", "banana 0.146", "rice 0.122", "bread 0.098", "noodles 0.081", "cake 0.062", "dumplings 0.048", "fish 0.037", "eggs 0.031"];
        string[] listen = ["heart 0.412", "gut 0.187", "body 0.165", "parents 0.132", "grandma 0.104"];
        string[] 吃 = ["苹果 0.375", "香蕉 0.146", "米饭 0.122", "面包 0.098", "面条 0.081", "蛋糕 0.062", "饺子 0.048", "鱼 0.037", "鸡蛋 0.031"];
        string[] 听 = ["心 0.412", "直觉 0.187", "身体 0.165", "父母 0.132", "奶奶 0.104"];

        Assert.Equal(eat, Show(MealsGrammar.English.NextWord("I like to eat")));
        Assert.Equal(listen, Show(MealsGrammar.English.NextWord("listen to your")));
        Assert.Equal(吃, Show(MealsGrammar.Chinese.NextWord("我 喜欢 吃")));
        Assert.Equal(听, Show(MealsGrammar.Chinese.NextWord("听 你的")));
    }

    [Theory]
    [InlineData("eat", 505, 3000)]
    [InlineData("to eat", 505, 2600)]
    [InlineData("like to eat", 415, 2000)]
    [InlineData("I like to eat", 375, 1000)]
    public void NextWordAfter_MoreContext_ChangesTheAnswer(string context, int apples, int total)
    {
        MealsNextToken apple = MealsGrammar.English.NextWordAfter(context).Single(next => next.Token == "apple");
        Assert.Equal((apples, total), (apple.Count, apple.Total));
    }

    [Fact]
    public void Lines_CountedByHand_AreThePublishedFractions()
    {
        foreach (MealsGrammar grammar in new[] { MealsGrammar.English, MealsGrammar.Chinese })
        {
            string[] lines = grammar.Lines();
            Assert.Equal(6000, lines.Length);
            foreach (string prompt in grammar.Patterns.Select(pattern => pattern.Beginning))
            {
                string[] after = [.. lines.Where(line => line.StartsWith(prompt + " ", StringComparison.Ordinal))
                    .Select(line => line[(prompt.Length + 1)..].Split(' ')[0])];
                foreach (MealsNextToken next in grammar.NextWord(prompt))
                    Assert.Equal((next.Count, next.Total), (after.Count(word => word == next.Token), after.Length));
            }
        }
    }

    [Fact]
    public void NextWord_EveryPrefix_SumsToItsTotal()
    {
        foreach (MealsGrammar grammar in new[] { MealsGrammar.English, MealsGrammar.Chinese })
            foreach (string[] words in grammar.Sentences.Select(sentence => sentence.Sentence.Split(' ')))
                for (int length = 0; length <= words.Length; length++)
                {
                    IReadOnlyList<MealsNextToken> next = grammar.NextWord(string.Join(' ', words[..length]));
                    Assert.Equal(next[0].Total, next.Sum(token => token.Count));
                    Assert.Equal(1, next.Sum(token => token.Probability), 1e-12);
                }
    }

    [Fact]
    public void Factors_WordsAfterThePrompts_MultiplyToTheWord()
    {
        MealsGrammar chinese = MealsGrammar.Chinese;
        Assert.Equal([("听你的", 0.187), ("听你的直", 1.0)],
            chinese.Factors("听 你的", "直觉").Select(factor => (factor.Before, factor.Character.Probability)));
        Assert.Equal([0.179, 98 / 179.0], chinese.Factors("我 喜欢 吃", "面包").Select(factor => factor.Character.Probability));
        foreach (string prompt in new[] { "我 喜欢 吃", "听 你的" })
            foreach (MealsNextToken word in chinese.NextWord(prompt))
                Assert.Equal(word.Probability, chinese.Factors(prompt, word.Token).Aggregate(1.0, (p, f) => p * f.Character.Probability), 1e-12);
    }

    [Fact]
    public void Pattern_WithEndings_DividesCopiesWithoutLoss()
    {
        var pattern = new MealsPattern("I eat", [("apple", 375), ("egg", 1)], [(".", 7), ("now .", 2), ("here .", 1)]);
        Assert.Equal([("I eat apple .", 262), ("I eat apple now .", 75), ("I eat apple here .", 38), ("I eat egg here .", 1)], pattern.Sentences());
    }

    [Fact]
    public void Lines_SameSeed_SameOrder_OtherSeed_SameLines()
    {
        string[] one = MealsGrammar.English.Lines(1), again = MealsGrammar.English.Lines(1), two = MealsGrammar.English.Lines(2);
        Assert.Equal(one, again);
        Assert.NotEqual(one, two);
        Assert.Equal(one.Order(StringComparer.Ordinal), two.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NextWord_UnknownPrompt_SaysWhatWouldDo()
    {
        var error = Assert.Throws<ArgumentException>(() => MealsGrammar.English.NextWord("I like to sing"));
        Assert.Contains("I like to eat", error.Message);
        Assert.Throws<ArgumentException>(() => MealsGrammar.Chinese.Factors("听 你的", "苹果"));
        Assert.Throws<ArgumentNullException>(() => MealsGrammar.English.NextWord(null!));
    }

    private static IEnumerable<string> Show(IEnumerable<MealsNextToken> next) =>
        next.Select(token => FormattableString.Invariant($"{token.Token} {token.Probability:R}"));
}
