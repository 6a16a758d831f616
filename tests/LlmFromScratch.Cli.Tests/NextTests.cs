using System.Text.Json.Nodes;
using System.Xml.Linq;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class NextTests
{
    private static (string Token, double Probability)[] Tokens(JsonNode answer) =>
        [.. answer["tokens"]!.AsArray().Select(one => ((string)one!["token"]!, (double)one["probability"]!))];

    [Fact]
    public void Next_ILikeToEat_GivesExactlyTheProbabilitiesOfTheMeals()
    {
        JsonObject answer = Llm.Run("next", "I like to eat", "--json").Worked().Json;

        Assert.Equal("I like to eat", (string)answer["prompt"]!);
        Assert.Equal("meals", (string)answer["data"]!);
        Assert.Equal(
            [("apple", 0.375), ("banana", 0.146), ("rice", 0.122), ("bread", 0.098), ("noodles", 0.081), ("cake", 0.062), ("dumplings", 0.048), ("fish", 0.037), ("eggs", 0.031)],
            Tokens(answer));
    }

    [Fact]
    public void Next_ChinesePromptWithoutSpaces_IsCutIntoWordsAndAskedOfTheChineseMeals()
    {
        JsonObject eat = Llm.Run("next", "我喜欢吃", "--json").Worked().Json, listen = Llm.Run("next", "听你的", "--json").Worked().Json;

        Assert.Equal("meals-zh", (string)eat["data"]!);
        Assert.Equal([("苹果", 0.375), ("香蕉", 0.146)], Tokens(eat)[..2]);
        Assert.Equal(["心", "直觉", "身体", "父母", "奶奶"], Tokens(listen).Select(one => one.Token));
    }

    [Fact]
    public void Next_ChineseCharacters_AnswersWithTheFirstCharacterOfAWord()
    {
        JsonObject first = Llm.Run("next", "听你的", "--tokens", "characters", "--json").Worked().Json;
        JsonObject second = Llm.Run("next", "听你的直", "--tokens", "characters", "--json").Worked().Json;

        Assert.Equal(("直", 0.187), Tokens(first)[1]);
        Assert.Equal([("觉", 1.0)], Tokens(second));
    }

    [Fact]
    public void Next_Top_ShowsNoMoreTokens()
    {
        Assert.Equal(2, Tokens(Llm.Run("next", "I like to eat", "--json", "--top", "2").Worked().Json).Length);
    }

    [Fact]
    public void Next_Compare_PutsTheTruthFirstAndSumsToOneForEveryModel()
    {
        JsonObject answer = Llm.Run("next", "listen to your", "--json", "--smoothing", "katz,witten-bell,kneser-ney").Worked().Json;

        JsonArray models = answer["models"]!.AsArray();
        Assert.Equal(["truth", "katz", "witten-bell", "kneser-ney"], models.Select(model => (string)model!["model"]!));
        Assert.All(models, model => Assert.Equal(1, Tokens(model!).Sum(one => one.Probability), 1e-6));
        Assert.Equal(("heart", 0.412), Tokens(models[0]!)[0]);
        Assert.Equal(Tokens(models[1]!), Tokens(answer));
    }

    [Fact]
    public void Next_CompareInATerminal_ShowsEachModelByName()
    {
        string output = Llm.Run("next", "I like to eat", "--compare", "--top", "3").Worked().Output;

        Assert.Contains("truth", output);
        Assert.Contains("add-one", output);
        Assert.Contains("modified-kneser-ney", output);
    }

    [Fact]
    public void Next_UnknownWord_IsNotedAndAnswered()
    {
        LlmResult result = Llm.Run("next", "I like to eta").Worked();

        Assert.Contains("note: 'eta' is not among the", result.Error);
        Assert.Contains("there is eat", result.Error);
    }

    [Fact]
    public void Next_Svg_WritesAWellFormedPicture()
    {
        using var folder = new TemporaryFolder();

        Llm.Run("next", "我喜欢吃", "--svg", folder.File("chart.svg")).Worked();

        XElement svg = XDocument.Load(folder.File("chart.svg")).Root!;
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Contains("苹果", svg.ToString());
    }

    [Fact]
    public void Next_ModelFile_IsCutAsItWasTrained()
    {
        using var folder = new TemporaryFolder();
        string model = folder.File("names.arpa");
        Llm.Run("ngrams", "train", "--data", "meals", "--tokens", "characters", "--order", "6", "--smoothing", "maximum-likelihood", "--out", model).Worked();

        JsonObject answer = Llm.Run("next", "I like to ea", "--model", model, "--json").Worked().Json;

        Assert.Equal([("t", 1.0)], Tokens(answer));
    }

    [Fact]
    public void Next_PromptOfNothing_AnswersWithHowSentencesBegin()
    {
        Assert.Contains(Tokens(Llm.Run("next", "", "--json").Worked().Json), one => one.Token == "I");
    }

    [Theory]
    [InlineData("@file")]
    [InlineData("<s> I like")]
    public void Next_StrangePrompt_IsTakenAsTextOrRefusedInOneLine(string prompt)
    {
        LlmResult result = Llm.Run("next", prompt);

        if (prompt[0] == '<')
            result.FailedWith(1, "<s>", "leave it out");
        else
            result.Worked();
    }
}
