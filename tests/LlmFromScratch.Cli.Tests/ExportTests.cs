using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Tests;

public class ExportTests
{
    private static readonly string[] s_llama = ["--positions", "rotary", "--norm", "rms", "--feed-forward", "swiglu"];

    /// <summary>A small transformer of the meals, with GPT-2's parts or Llama's.</summary>
    private static string Model(TemporaryFolder folder, bool llama)
    {
        Llm.Run(["train", "gpt", "--data", "meals", "--layers", "1", "--heads", "2", "--width", "16", "--context", "8", "--batch", "8", "--steps", "5", "--out", folder.File("model"), .. llama ? s_llama : []]).Worked();
        return folder.File("model");
    }

    private static (string, double)[] Next(string model) => [.. Llm.Run("next", "I like to eat", "--model", model, "--json").Worked().Json["tokens"]!.AsArray()
        .Select(one => ((string)one!["token"]!, (double)one["probability"]!))];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Export_ToHuggingFaceAndBack_AnswersTheSameBitForBit(bool llama)
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder, llama);

        JsonObject answer = Llm.Run("export", "--model", model, "--format", "hf", "--out", folder.File("hf"), "--json").Worked().Json;

        Assert.Equal(Next(model), Next(folder.File("hf")));
        Assert.Equal(llama ? "llama" : "gpt2", (string)JsonNode.Parse(File.ReadAllText(folder.File("hf/config.json")))!["model_type"]!);
        Assert.Contains(answer["files"]!.AsArray(), file => ((string)file!["file"]!).EndsWith("model.safetensors", StringComparison.Ordinal));
        Llm.Run("export", "--model", model, "--format", "hf", "--out", folder.File("hf")).FailedWith(1, "not empty");
        Llm.Run("export", "--model", model, "--format", "hf", "--out", model).FailedWith(1, "not empty");
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Export_ToLlama2AndHuggingFace_WritesTheSameStory()
    {
        using var folder = new TemporaryFolder();
        string[] prompt = ["--prompt", "Once upon a time", "--temperature", "0", "--max-tokens", "30"];
        string story = Llm.Run(["generate", "--model", "stories260k", .. prompt]).Worked().Output;

        LlmResult exported = Llm.Run("export", "--model", "stories260k", "--format", "llama2c", "--out", folder.File("story.bin")).Worked();
        Llm.Run("export", "--model", folder.File("story.bin"), "--format", "hf", "--out", folder.File("hf")).Worked();

        Assert.Contains("story.tokenizer.bin", exported.Output);
        Assert.Equal(story, Llm.Run(["generate", "--model", folder.File("story.bin"), .. prompt]).Worked().Output);
        Assert.Equal(story, Llm.Run(["generate", "--model", folder.File("hf"), .. prompt]).Worked().Output);
    }

    [Fact]
    public void Export_Safetensors_HoldsEveryParameter()
    {
        using var folder = new TemporaryFolder();

        Llm.Run("export", "--model", "gru-en", "--format", "safetensors", "--out", folder.File("gru.safetensors")).Worked();

        using FileStream stream = File.OpenRead(folder.File("gru.safetensors"));
        Formats.Safetensors file = Formats.Safetensors.Read(stream);
        foreach (LlmFromScratch.Networks.Parameter parameter in TrainedModels.Load("gru-en").Model.Parameters)
            Assert.Equal(parameter.Tensor.Data.ToArray(), file[parameter.Name].Floats);
    }

    [Fact]
    public void Export_Half_IsACheckpointOfHalfTheSizeThatAnswersNearlyTheSame()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder, llama: false);

        JsonObject answer = Llm.Run("export", "--model", model, "--format", "half", "--out", folder.File("half"), "--json").Worked().Json;

        Assert.Equal(["config.json", "model.safetensors", "vocabulary.json"], answer["files"]!.AsArray().Select(file => Path.GetFileName((string)file!["file"]!)));
        long whole = new FileInfo(folder.File("model/model.safetensors")).Length, half = new FileInfo(folder.File("half/model.safetensors")).Length;
        Assert.Equal(2 * (long)answer["parameters"]!, whole - half, 20.0); // but for some digits of the header
        foreach (string file in new[] { "config.json", "vocabulary.json" })
            Assert.Equal(File.ReadAllBytes(folder.File($"model/{file}")), File.ReadAllBytes(folder.File($"half/{file}")));
        Dictionary<string, double> before = Next(model).ToDictionary();
        Assert.All(Next(folder.File("half")), next => Assert.Equal(before[next.Item1], next.Item2, 0.001));
        Llm.Run("generate", "--model", folder.File("half"), "--max-tokens", "3").Worked();
        Llm.Run("export", "--model", model, "--format", "half", "--out", folder.File("half")).FailedWith(1, "not empty");
        Llm.Run("train", "gpt", "--out", folder.File("half"), "--resume").FailedWith(1, "no training to go on with");
    }

    [Fact]
    public void Export_HalfOfANetworkWithALargeWeight_IsRefusedAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        Checkpoint checkpoint = TrainedModels.Load("mlp-en");
        LlmFromScratch.Networks.Parameter last = checkpoint.Model.Parameters.Last();
        last.Tensor.Edit()[0] = 70_000;
        checkpoint.Save(folder.File("model"));

        Llm.Run("export", "--model", folder.File("model"), "--format", "half", "--out", folder.File("half")).FailedWith(1, last.Name, "got 70000");

        Assert.False(Directory.Exists(folder.File("half")));
    }

    [Fact]
    public void Export_WhatAFormatCannotHold_IsRefusedAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder, llama: false);
        string[] before = Directory.GetFileSystemEntries(folder.Path);

        Llm.Run("export", "--model", model, "--format", "llama2c", "--out", folder.File("a.bin")).FailedWith(1, "rotary");
        Llm.Run("export", "--model", "gru-en", "--format", "hf", "--out", folder.File("hf")).FailedWith(1, "transformer");
        Llm.Run("export", "--model", model, "--format", "llama2c", "--out", folder.File("a")).FailedWith(2, "FILE.bin");
        Llm.Run("export", "--model", "meals.arpa", "--format", "hf", "--out", folder.File("hf")).FailedWith(1, "is no network");
        Llm.Run("export", "--model", model, "--format", "onnx", "--out", folder.File("hf")).FailedWith(2, "hf, llama2c, safetensors, half");

        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Export_LlamaOfWordsToLlama2_SaysThatTheTokenizerStays()
    {
        using var folder = new TemporaryFolder();

        LlmResult result = Llm.Run("export", "--model", Model(folder, llama: true), "--format", "llama2c", "--out", folder.File("a.bin")).Worked();

        Assert.Contains("note: the tokenizer is of another kind", result.Error);
        Llm.Run("generate", "--model", folder.File("a.bin")).FailedWith(2, "--tokenizer FILE");
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Model_OfLlama2CutShortOrWithAnotherTokenizer_SaysSo()
    {
        using var folder = new TemporaryFolder();
        byte[] bin = File.ReadAllBytes(TestData.External("stories260K.bin"));
        string cut = folder.Write("cut.bin", bin.AsSpan(0, bin.Length / 2));

        Llm.Run("next", "a", "--model", cut, "--tokenizer", TestData.External("tok512.bin")).FailedWith(1, "cut.bin");
        Llm.Run("next", "a", "--model", TestData.External("stories260K.bin"), "--tokenizer", TestData.External("stories260K.bin")).FailedWith(1, "stories260K.bin");
        Llm.Run("next", "a", "--tokenizer", TestData.External("tok512.bin")).FailedWith(2, "--model");
    }
}
