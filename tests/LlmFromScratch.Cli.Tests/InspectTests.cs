using System.Text.Json.Nodes;
using System.Xml.Linq;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class InspectTests
{
    /// <summary>A small transformer of the meals.</summary>
    private static string Model(TemporaryFolder folder)
    {
        Llm.Run("train", "gpt", "--data", "meals", "--layers", "2", "--heads", "2", "--width", "16", "--context", "8", "--batch", "8", "--steps", "5", "--out", folder.File("model")).Worked();
        return folder.File("model");
    }

    [Fact]
    public void Attention_InATerminal_ShowsAllHeadsOrOneWithinEightyColumns()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);

        string all = Llm.Run("inspect", "attention", "I like to eat", "--model", model).Worked().Output;
        string layer = Llm.Run("inspect", "attention", "I like to eat", "--model", model, "--layer", "2").Worked().Output;
        string head = Llm.Run("inspect", "attention", "I like to eat", "--model", model, "--layer", "2", "--head", "1").Worked().Output;

        Assert.Contains("layer 1", all);
        Assert.Contains("What the last token, “eat”, looks at", all);
        Assert.DoesNotContain("layer 1", layer);
        Assert.Contains("layer 2", layer);
        Assert.Contains("layer 2, head 1", head);
        Assert.Contains("1.00", head); // the first token sees itself only
        Assert.All((all + layer + head).Split('\n'), line => Assert.True(Plots.TextWidth.Of(line) <= 80, line));
    }

    [Fact]
    public void Attention_Json_HasRowsThatSumToOne()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Llm.Run("inspect", "attention", "I like to eat", "--model", Model(folder), "--layer", "1", "--json").Worked().Json;

        Assert.Equal(["<s>", "I", "like", "to", "eat"], answer["tokens"]!.AsArray().Select(token => (string)token!));
        Assert.Equal((2, 2), ((int)answer["layers"]!, (int)answer["heads"]!));
        Assert.Equal(2, answer["maps"]!.AsArray().Count);
        foreach (JsonArray row in answer["maps"]!.AsArray().SelectMany(map => map!["weights"]!.AsArray()).Select(row => row!.AsArray()))
            Assert.Equal(1, row.Sum(weight => (double)weight!), 1e-5);
        Assert.Equal([1, 2, 3, 4, 5], answer["maps"]![0]!["weights"]!.AsArray().Select(row => row!.AsArray().Count));
    }

    [Theory]
    [InlineData("attention")]
    [InlineData("lens")]
    public void Inspect_Out_WritesAPictureOrAPage(string verb)
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);

        Llm.Run("inspect", verb, "I like to eat", "--model", model, "--out", folder.File("a.svg")).Worked();
        Llm.Run("inspect", verb, "I like to eat", "--model", model, "--out", folder.File("a.html")).Worked();

        Assert.Equal("svg", XDocument.Load(folder.File("a.svg")).Root!.Name.LocalName);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder.File("a.html")));
        Llm.Run("inspect", verb, "I like to eat", "--model", model, "--out", folder.File("a.png")).FailedWith(2, ".svg or .html");
    }

    [Fact]
    public void Lens_LastLayer_IsTheModelsAnswer()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);

        JsonArray layers = Llm.Run("inspect", "lens", "I like to eat", "--model", model, "--json").Worked().Json["layers"]!.AsArray();
        JsonNode next = Llm.Run("next", "I like to eat", "--model", model, "--json").Worked().Json["tokens"]![0]!;
        string shown = Llm.Run("inspect", "lens", "I like to eat", "--model", model).Worked().Output;

        Assert.Equal(3, layers.Count); // the embedding and two layers
        Assert.Equal((string)next["token"]!, (string)layers[2]!["tokens"]![0]!["token"]!);
        Assert.Equal((double)next["probability"]!, (double)layers[2]!["tokens"]![0]!["probability"]!, 1e-6);
        Assert.Contains("embedding", shown);
        Assert.All(shown.Split('\n'), line => Assert.True(Plots.TextWidth.Of(line) <= 80, line));
    }

    [Fact]
    public void Inspect_WhatCannotBe_SaysWhatWasExpected()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);
        Llm.Run("inspect", "attention", "I", "--model", model, "--layer", "3").FailedWith(1, "a layer from 1 to 2");
        Llm.Run("inspect", "attention", "I", "--model", model, "--layer", "1", "--head", "3").FailedWith(1, "a head from 1 to 2");
        Llm.Run("inspect", "attention", "I", "--model", model, "--head", "1").FailedWith(2, "--layer N");
        Llm.Run("inspect", "attention", "I", "--model", "gru-en").FailedWith(1, "expected a transformer", "GRU");
        Assert.Contains("the last ones are shown", Llm.Run("inspect", "attention", "I like to eat I like to eat I like to eat", "--model", model).Worked().Error);
        Llm.Run("inspect", "attention", "", "--model", model).Worked(); // the start of a sentence is something
    }

    [Fact]
    public void Inspect_EmptyPromptOfAStream_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("abc\n", 100))));
        Llm.Run("train", "gpt", "--text", text, "--tokens", "characters", "--stream", "--layers", "1", "--heads", "1", "--width", "8", "--context", "8", "--steps", "2", "--out", folder.File("model")).Worked();

        Llm.Run("inspect", "lens", "", "--model", folder.File("model")).FailedWith(2, "at least one token");
    }
}
