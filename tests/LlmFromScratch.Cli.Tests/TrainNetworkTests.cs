using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Tests;

public class TrainNetworkTests
{
    /// <summary>A training of a moment.</summary>
    private static LlmResult Train(TemporaryFolder folder, string kind, params string[] more) => Llm.Run(["train", kind, "--out", folder.File("model"),
        .. Smallest(kind), .. more]);

    private static string[] Smallest(string kind) => kind == "mlp" ? ["--hidden", "8", "--embedding", "4"] : ["--hidden", "8", "--embedding", "4", "--batch", "4", "--window", "8"];

    [Theory]
    [InlineData("mlp")]
    [InlineData("rnn")]
    [InlineData("gru")]
    [InlineData("lstm")]
    public void Train_OnTheMeals_WritesACheckpointThatTheOtherVerbsRead(string kind)
    {
        using var folder = new TemporaryFolder();
        LlmResult trained = Train(folder, kind, "--data", "meals", "--steps", "30").Worked();
        string model = folder.File("model");

        Assert.Contains("tokens/s", trained.Output);
        Assert.Contains("none of them is in both", trained.Output);
        Assert.Contains($"Next: llm next \"I like to eat\" --model", trained.Output);
        Assert.All(trained.Output.Split('\n').Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        JsonObject next = Llm.Run("next", "I like to eat", "--model", model, "--json").Worked().Json;
        Assert.Equal(1, next["tokens"]!.AsArray().Sum(one => (double)one!["probability"]!), 1e-9);
        Assert.Equal("meals", (string)next["data"]!);
        JsonObject texts = Llm.Run("ngrams", "generate", "--model", model, "--count", "2", "--max-tokens", "5", "--json").Worked().Json;
        Assert.Equal(2, texts["texts"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("lstm")]
    public void Score_OfTheValidationText_IsWhatTheTrainingSaid(string kind)
    {
        using var folder = new TemporaryFolder();
        double said = (double)Train(folder, kind, "--data", "meals", "--validation", "meals", "--steps", "20", "--json").Worked().Json["natsPerToken"]!;

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model"), "--data", "meals", "--json").Worked().Json;
        JsonArray words = Llm.Run("ngrams", "score", "--model", folder.File("model"), "--data", "meals", "--per-word", "--json").Worked().Json["sentences"]!.AsArray();

        Assert.Equal(said, (double)score["natsPerToken"]!, 1e-6);
        double nats = -words.SelectMany(sentence => sentence!.AsArray()).Average(token => (double)token!["log10Probability"]!) * Math.Log(10);
        Assert.Equal(said, nats, 1e-6);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("gru")]
    public void Score_OfAStreamLongerThanOnePiece_IsWhatTheTrainingSaid(string kind)
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(1, "test");
        string text = folder.File("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 40_000).Select(_ => "abcde\n"[random.NextInt(6)])));
        JsonObject trained = Train(folder, kind, "--text", text, "--validation", text, "--tokens", "characters", "--stream", "--steps", "5", "--json").Worked().Json;

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model"), "--text", text, "--json").Worked().Json;

        Assert.Equal(40_000, (int)score["tokens"]!);
        Assert.Equal((double)trained["natsPerToken"]!, (double)score["natsPerToken"]!, 1e-6);
    }

    [Fact]
    public void Train_Json_SaysWhatALadderNeeds()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Train(folder, "mlp", "--data", "names", "--steps", "20", "--history", folder.File("history.csv"), "--json").Worked().Json;

        Assert.Equal("mlp", (string)answer["architecture"]!);
        Assert.Equal(30 * 4 + (12 + 1) * 8 + (8 + 1) * 29, (int)answer["parameters"]!);
        Assert.Equal(Math.Log(27), (double)answer["natsBeforeTraining"]!, 1e-12); // 26 letters and the end
        Assert.InRange((double)answer["natsPerToken"]!, 2, 3.5);
        string[] lines = File.ReadAllLines(folder.File("history.csv"));
        Assert.Equal("step,loss,rate,gradient_norm", lines[0]);
        Assert.Equal(21, lines.Length);
        Assert.StartsWith("19,", lines[^1]);
    }

    [Fact]
    public void Train_OnStoryWorld_KnowsEveryWordOfTheWorldAndItsValidationText()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Train(folder, "mlp", "--data", "storyworld", "--steps", "2", "--evaluate-every", "0", "--json").Worked().Json;

        Assert.Equal(Corpora.Stories.StoryWorld.In("en").WordTokenizer().Vocabulary.Count, (int)answer["vocabulary"]!);
        Assert.StartsWith("storyworld-validation", (string)answer["validation"]!);
        Assert.Empty(answer["notes"]!.AsArray());
    }

    [Fact]
    public void Train_Patience_TakesTheBestWeightsAndSaysSo()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Train(folder, "mlp", "--data", "names", "--steps", "400", "--rate", "1", "--evaluate-every", "5", "--patience", "2", "--json").Worked().Json;

        Assert.True((bool)answer["stoppedEarly"]!);
        Assert.Equal((double)answer["best"]!["natsPerToken"]!, (double)answer["natsPerToken"]!);
    }

    [Theory]
    [InlineData("mlp", "--batch", "100000", "a batch of 100000 places is larger than the text")]
    [InlineData("mlp", "--context", "100000", "a context of 100000 tokens is longer than the text")]
    [InlineData("lstm", "--batch", "100000", "is larger than the text")]
    [InlineData("lstm", "--window", "100000", "a window of 100000 tokens is longer than the text")]
    [InlineData("mlp", "--hidden", "1000000", "at most 1,000,000,000 numbers")]
    public void Train_MoreThanThereIs_SaysWhatToDoAndWritesNothing(string kind, string option, string value, string says)
    {
        using var folder = new TemporaryFolder();
        string[] sizes = option == "--hidden" ? ["--embedding", "1000000"] : [];

        LlmResult result = Llm.Run(["train", kind, "--data", "meals", "--out", folder.File("model"), option, value, .. sizes]);

        result.FailedWith(1, says);
        Assert.False(Directory.Exists(folder.File("model")));
    }

    [Fact]
    public void Train_RateFarTooLarge_SaysStepAndLayerAndLeavesAGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();

        LlmResult result = Train(folder, "mlp", "--data", "names", "--steps", "200", "--rate", "1e9", "--clip", "0", "--save-every", "1");

        result.FailedWith(1, "training stopped at step ", "smaller learning rate");
        Assert.Matches(@"embedding|hidden|output", result.Error);
        Llm.Run("next", "a", "--model", folder.File("model")).Worked(); // finite numbers only
    }

    [Fact]
    public void Train_FolderWithSomethingInIt_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model/precious.txt", "mine"u8);
        Train(folder, "mlp", "--data", "meals").FailedWith(1, "is not empty", "precious.txt");
        Assert.Single(Directory.GetFiles(folder.File("model")));
        File.Delete(folder.File("model/precious.txt"));
        folder.Write("model/config.json", "{"u8); // of a save that was interrupted
        Train(folder, "mlp", "--data", "meals", "--steps", "1").Worked();
        Train(folder, "mlp", "--data", "meals").FailedWith(1, "a training in", "--resume");
        Llm.Run("train", "mlp", "--data", "meals", "--out", folder.Write("file", "x"u8)).FailedWith(1, "is a file");
        Llm.Run("train", "mlp", "--resume", "--out", folder.File("nowhere")).FailedWith(1, "no training in");
    }

    [Fact]
    public void Resume_OfAnotherKindOrText_SaysWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "mlp", "--data", "meals", "--steps", "3").Worked();
        string model = folder.File("model");

        Llm.Run("train", "lstm", "--out", model, "--resume").FailedWith(2, "llm train mlp");
        Llm.Run("train", "mlp", "--out", model, "--resume", "--data", "names").FailedWith(1, "the text that the training began with");
        Llm.Run("train", "mlp", "--out", model, "--resume").Worked(); // nothing left to do
    }

    [Fact]
    public void Resume_WithMoreSteps_GoesOnAndSaysThatTheRatesAreOthers()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "lstm", "--data", "meals", "--steps", "3").Worked();

        LlmResult result = Llm.Run("train", "lstm", "--out", folder.File("model"), "--resume", "--steps", "6", "--history", folder.File("history.csv")).Worked();

        Assert.Contains("other rates", result.Error);
        Assert.Equal(7, File.ReadAllLines(folder.File("history.csv")).Length);
    }

    [Fact]
    public async Task Train_Cancelled_WritesACheckpointAndSaysHowToGoOn()
    {
        using var folder = new TemporaryFolder();
        string model = folder.File("model");
        using var stop = new CancellationTokenSource();
        Task<LlmResult> training = Task.Run(() => Llm.RunAsync(stop.Token, "train", "mlp", "--data", "names", "--steps", "100000000", "--save-every", "0", "--evaluate-every", "0", "--out", model));
        while (!training.IsCompleted && !TrainingCheckpoint.Exists(model))
            await Task.Delay(5);
        await Task.Delay(100);
        await stop.CancelAsync();

        (await training).FailedWith(130, "stopped after step ", $"llm train mlp --out {model} --resume");
        JsonObject settings = JsonNode.Parse(File.ReadAllText(folder.File("model/training.json")))!.AsObject();
        string steps = ((long)settings["step"]! + 2).ToString();
        JsonObject more = Llm.Run("train", "mlp", "--out", model, "--resume", "--steps", steps, "--json").Worked().Json;
        Assert.Equal(steps, (string)more["steps"]!.ToString());
    }

    [Theory]
    [InlineData("model.safetensors", 100)]
    [InlineData("model.safetensors", 7)]
    [InlineData("config.json", 30)]
    [InlineData("vocabulary.json", 40)]
    [InlineData("config.json", 0)]
    [InlineData("data.json", 10)]
    public void Next_FileOfTheCheckpointCutShort_SaysWhichOne(string file, int length)
    {
        using var folder = new TemporaryFolder();
        Train(folder, "mlp", "--data", "meals", "--steps", "1").Worked();
        using (FileStream stream = File.OpenWrite(folder.File("model/" + file)))
            stream.SetLength(length);

        Llm.Run("next", "I", "--model", folder.File("model")).FailedWith(1, file);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "another version")]
    [InlineData("\"mlp\"", "\"transformer\"", "config.json")]
    [InlineData("\"hidden\": 8", "\"hidden\": 9", "do not belong together")]
    [InlineData("\"hidden\": 8", "\"hidden\": 1000000000", "config.json")]
    public void Next_CheckpointOfAnotherVersionOrNetwork_SaysSo(string was, string becomes, string says)
    {
        using var folder = new TemporaryFolder();
        Train(folder, "mlp", "--data", "meals", "--steps", "1").Worked();
        string config = File.ReadAllText(folder.File("model/config.json"));
        Assert.Contains(was, config);
        File.WriteAllText(folder.File("model/config.json"), config.Replace(was, becomes, StringComparison.Ordinal));

        Llm.Run("next", "I", "--model", folder.File("model")).FailedWith(1, says);
    }

    [Fact]
    public void Next_ModelThatIsNone_SaysWhatWasExpected()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("next", "I", "--model", folder.Path).FailedWith(1, "config.json", "llm train mlp");
        Train(folder, "mlp", "--data", "meals", "--steps", "1").Worked();
        Llm.Run("next", "I", "--model", folder.File("model"), "--tokens", "characters").FailedWith(2, "leave --tokens out");
    }

    [Theory, InlineData("mlp", 28 * 10 + 31 * 200 + 201 * 27), InlineData("lstm", 65 * 128 + (128 + 128 + 1) * 4 * 128 + 129 * 65)]
    public void Bench_AFewSteps_GivesMillisecondsAndLessThan10KBOfGarbage(string kind, int parameters)
    {
        JsonObject answer = Llm.Run("bench", "train", kind, "--steps", "30", "--threads", Environment.ProcessorCount.ToString(), "--json").Worked().Json;

        Assert.Equal(parameters, (int)answer["parameters"]!);
        Assert.True((double)answer["millisecondsPerStep"]! > 0);
        Assert.InRange((double)answer["allocatedBytesPerStep"]!, 0, 10 * 1024);
    }
}
