using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Tests;

public class GenerateTests
{
    private static int[] Ids(JsonNode? array) => [.. array!.AsArray().Select(id => (int)id!)];

    /// <summary>A small transformer of the meals.</summary>
    private static string Model(TemporaryFolder folder)
    {
        Llm.Run("train", "gpt", "--data", "meals", "--layers", "1", "--heads", "2", "--width", "16", "--context", "8", "--batch", "8", "--steps", "60", "--rate", "0.02", "--out", folder.File("model")).Worked();
        return folder.File("model");
    }

    [Fact]
    public void Generate_WithoutModel_TakesOneOfTheCourseInThePromptsLanguage()
    {
        JsonObject english = Llm.Run("generate", "--prompt", "I like to eat", "--max-tokens", "3", "--json").Worked().Json;
        JsonObject chinese = Llm.Run("generate", "--prompt", "我喜欢吃", "--max-tokens", "3", "--json").Worked().Json;

        Assert.EndsWith("-en", (string)english["data"]!);
        Assert.EndsWith("-zh", (string)chinese["data"]!);
        Assert.Equal("我喜欢吃", (string)chinese["prompt"]!);
    }

    [Fact]
    public void Generate_SameSeedTwice_WritesTheSame()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);
        string[] line = ["generate", "--model", model, "--prompt", "I like", "--seed", "7"];

        JsonObject answer = Llm.Run([.. line, "--json"]).Worked().Json;
        string shown = Llm.Run(line).Worked().Output;

        Assert.Equal(shown, Llm.Run(line).Worked().Output);
        Assert.Equal("I like" + (string)answer["text"]! + "\n", shown.ReplaceLineEndings("\n"));
        Assert.Equal((string)Llm.Run([.. line, "--json"]).Worked().Json["text"]!, (string)answer["text"]!);
        Assert.NotEqual(Ids(answer["tokens"]), Ids(Llm.Run(["generate", "--model", model, "--prompt", "I like", "--seed", "8", "--json"]).Worked().Json["tokens"]));
        Assert.Equal(3, Ids(answer["promptTokens"]).Length); // with the start of the sentence
    }

    [Fact]
    public void Generate_MaximumTokens_EndsThere()
    {
        using var folder = new TemporaryFolder();
        JsonObject answer = Llm.Run("generate", "--model", Model(folder), "--prompt", "I", "--max-tokens", "2", "--json").Worked().Json;

        Assert.Equal(2, Ids(answer["tokens"]).Length);
        Assert.Equal("--max-tokens", (string)answer["endedBy"]!);
        Assert.Empty((string)Llm.Run("generate", "--model", folder.File("model"), "--max-tokens", "0", "--json").Worked().Json["text"]!);
    }

    [Fact]
    public void Generate_Stop_EndsBeforeThatText()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);
        string whole = (string)Llm.Run("generate", "--model", model, "--prompt", "I like", "--json").Worked().Json["text"]!;
        string stop = whole.TrimEnd()[^3..]; // reaches over two tokens

        JsonObject answer = Llm.Run("generate", "--model", model, "--prompt", "I like", "--stop", "never there", "--stop", stop, "--json").Worked().Json;

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], (string)answer["text"]!);
        Assert.Equal("--stop", (string)answer["endedBy"]!);
        Llm.Run("generate", "--model", model, "--stop", "").FailedWith(2, "--stop");
    }

    [Fact]
    public void Generate_EightBits_WritesNearlyTheSame()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder);

        JsonObject answer = Llm.Run("generate", "--model", model, "--prompt", "I like", "--temperature", "0", "--max-tokens", "1", "--int8", "--json").Worked().Json;

        Assert.Equal(Ids(Llm.Run("generate", "--model", model, "--prompt", "I like", "--temperature", "0", "--max-tokens", "1", "--json").Worked().Json["tokens"]), Ids(answer["tokens"]));
        Llm.Run("generate", "--model", "gru-en", "--int8").FailedWith(1, "--int8 is for transformers");
    }

    [Fact]
    public void Generate_PromptLongerThanTheContext_Slides()
    {
        using var folder = new TemporaryFolder();
        string prompt = string.Join(' ', Enumerable.Repeat("I like to eat", 5));

        JsonObject answer = Llm.Run("generate", "--model", Model(folder), "--prompt", prompt, "--max-tokens", "12", "--json").Worked().Json;

        Assert.Equal(21, Ids(answer["promptTokens"]).Length);
    }

    [Fact]
    public void Generate_UnknownWordOrModel_SaysSo()
    {
        Assert.Contains("note: 'xyzzy' is not among", Llm.Run("generate", "--prompt", "I xyzzy", "--max-tokens", "1").Worked().Error);
        Llm.Run("generate", "--model", "nowhere.bin").FailedWith(1, "there is no file 'nowhere.bin'");
        using var folder = new TemporaryFolder();
        Llm.Run("generate", "--model", folder.Write("tokyo.bin", new byte[100])).FailedWith(2, "expected --tokenizer FILE"); // it is not its own tokenizer
        Llm.Run("generate", "--model", "gru-e").FailedWith(1, "did you mean the course's own gru-en?");
        Llm.Run("generate", "--model", "gru-en", "--tokenizer", "tok512.bin").FailedWith(2, "--tokenizer is for llama2.c's .bin");
    }

    [Fact]
    public void Generate_ArpaFile_IsAModelLikeAnyOther()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("ngrams", "train", "--data", "meals", "--order", "3", "--out", folder.File("meals.arpa")).Worked();

        Assert.Equal("I like to eat apple .\n", Llm.Run("generate", "--model", folder.File("meals.arpa"), "--prompt", "I like to", "--temperature", "0").Worked().Output.ReplaceLineEndings("\n"));
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Generate_ModelOfLlama2_WritesTheFixturesStoriesTokenForToken()
    {
        string bin = TestData.External("stories260K.bin"), tokenizer = TestData.External("tok512.bin");

        JsonObject answer = Llm.Run("generate", "--model", bin, "--tokenizer", tokenizer, "--prompt", "Once upon a time", "--temperature", "0", "--max-tokens", "16", "--json").Worked().Json;

        Assert.Equal([1, 403, 407, 261, 378], Ids(answer["promptTokens"]));
        Assert.Equal([432, 383, 286, 261, 376, 298, 315, 421, 395, 317, 426, 338, 401, 396, 267, 337], Ids(answer["tokens"]));
        Assert.Equal(", there was a little girl named Lily. She loved to play", (string)answer["text"]!);
        Assert.Equal("Once upon a time, there was a little girl named \n", Llm.Run("generate", "--model", "stories260K", "--prompt", "Once upon a time", "--temperature", "0", "--stop", "Lily").Worked().Output.ReplaceLineEndings("\n"));
        Assert.Equal(16, (int)Llm.Run("bench", "generate", "--model", bin, "--tokenizer", tokenizer, "--max-tokens", "16", "--json").Worked().Json["tokens"]!);
    }

    [Fact]
    public void Bench_RandomWeights_GivesTokensPerSecond()
    {
        string[] sizes = ["--layers", "1", "--heads", "2", "--width", "16", "--context", "8", "--vocabulary", "11", "--threads", "1", "--json"];
        JsonObject answer = Llm.Run(["bench", "generate", .. sizes]).Worked().Json;
        JsonObject small = Llm.Run(["bench", "generate", "--int8", "--max-tokens", "20", .. sizes]).Worked().Json;

        Assert.Equal((8, 1), ((int)answer["tokens"]!, (int)answer["threads"]!));
        Assert.Equal(11 * 16 + 8 * 16 + 12 * 16 * 16 + 3 * 16, (int)answer["parameters"]!);
        Assert.True((double)answer["millisecondsPerStep"]! > 0 && (double)answer["tokensPerSecond"]! > 0);
        Assert.Equal(20, (int)small["tokens"]!);
        Llm.Run("bench", "generate", "--model", "gru-en", "--layers", "2").FailedWith(2, "--model or --layers");
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Generate_LongText_IsWhatAllItsTokensDecodeTo()
    {
        JsonObject answer = Llm.Run("generate", "--model", "stories260k", "--prompt", "Once upon", "--max-tokens", "300", "--seed", "3", "--json").Worked().Json;

        ITokenizer tokenizer = Formats.Llama2Tokenizer.Load();
        int[] prompt = Ids(answer["promptTokens"]), tokens = Ids(answer["tokens"]);
        Assert.True(tokens.Length > 100, "the story is too short for this test");
        Assert.Equal(tokenizer.Decode([.. prompt, .. tokens]), "Once upon" + (string)answer["text"]!);
    }
}
