using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class GenerateAndWhyTests
{
    [Fact]
    public void Generate_SameSeedTwice_GivesTheSameNames()
    {
        string first = Llm.Run("ngrams", "generate", "--seed", "7").Worked().Output;

        Assert.Equal(first, Llm.Run("ngrams", "generate", "--seed", "7").Worked().Output);
        Assert.NotEqual(first, Llm.Run("ngrams", "generate", "--seed", "8").Worked().Output);
        Assert.Equal(10, first.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Generate_TemperatureZero_TakesTheLikeliestEveryTime()
    {
        JsonArray texts = Llm.Run("ngrams", "generate", "--data", "meals", "--prompt", "I like to eat", "--temperature", "0", "--count", "3", "--json").Worked().Json["texts"]!.AsArray();

        Assert.Equal(["I like to eat apple .", "I like to eat apple .", "I like to eat apple ."], texts.Select(text => (string)text!));
    }

    [Fact]
    public void Generate_MaximumTokens_CutsTheTextAndMarksThePlace()
    {
        string output = Llm.Run("ngrams", "generate", "--data", "meals", "--prompt", "I", "--max-tokens", "2", "--count", "1").Worked().Output;

        Assert.Matches("^I \\S+ \\S+…\n$", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Generate_ModelFile_WritesAsTheSameModelTrainedAtOnce()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("ngrams", "train", "--data", "meals", "--order", "5", "--out", folder.File("meals.arpa")).Worked();

        string fromFile = Llm.Run("ngrams", "generate", "--model", folder.File("meals.arpa")).Worked().Output;

        Assert.Equal(Llm.Run("ngrams", "generate", "--data", "meals", "--order", "5").Worked().Output, fromFile);
    }

    [Fact]
    public void Why_ILikeToEat_ShowsTheCountsAndTheLinesBehindThem()
    {
        JsonObject answer = Llm.Run("ngrams", "why", "I like to eat", "--json").Worked().Json;

        Assert.Equal("apple", (string)answer["token"]!);
        Assert.Equal(375, (int)answer["places"]!);
        Assert.Equal((1000, 375), ((int)answer["steps"]![0]!["contextCount"]!, (int)answer["steps"]![0]!["count"]!));
        foreach (JsonNode? line in answer["lines"]!.AsArray())
        {
            string text = (string)line!["line"]!;
            Assert.Equal("I like to eat apple", text.Substring((int)line["start"]!, (int)line["length"]!));
        }
        Assert.Equal(375, answer["lines"]!.AsArray().Sum(line => (int)line!["copies"]!));
    }

    [Fact]
    public void Why_InATerminal_SaysWhichLines()
    {
        string output = Llm.Run("ngrams", "why", "我喜欢吃", "--token", "香蕉").Worked().Output;

        Assert.Contains("香蕉", output);
        Assert.Contains("146 places", output);
        Assert.Contains("我 喜欢 吃 香蕉 。", output);
    }

    [Fact]
    public void Why_TokenNeverSeenThere_GoesBackToAShorterContext()
    {
        JsonObject answer = Llm.Run("ngrams", "why", "I like to eat", "--token", "heart", "--json").Worked().Json;

        Assert.Equal(0, (int)answer["steps"]![0]!["count"]!);
        Assert.NotEqual(0, (int)answer["places"]!);
    }

    [Fact]
    public void Why_TokenThatTheTextLacks_SaysSo()
    {
        Llm.Run("ngrams", "why", "I like to eat", "--token", "aple").FailedWith(1, "did you mean 'apple'?");
    }
}
