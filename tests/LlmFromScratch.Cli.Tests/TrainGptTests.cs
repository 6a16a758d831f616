using System.Text.Json.Nodes;
using System.Xml.Linq;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Tests;

public class TrainGptTests
{
    private static readonly string[] s_smallest = ["--layers", "1", "--heads", "2", "--width", "16", "--context", "8", "--batch", "4", "--steps", "30", "--rate", "0.01"];

    /// <summary>A training of a moment.</summary>
    private static LlmResult Train(TemporaryFolder folder, params string[] more) => TrainIn(folder.File("model"), more);

    private static LlmResult TrainIn(string model, params string[] more) =>
        Llm.Run(["train", "gpt", "--out", model, .. s_smallest.Chunk(2).Where(option => !more.Contains(option[0])).SelectMany(option => option), .. more]);

    private static JsonNode ConfigOf(TemporaryFolder folder) => JsonNode.Parse(File.ReadAllText(folder.File("model/config.json")))!["network"]!;

    private static JsonNode OptionsOf(TemporaryFolder folder) => JsonNode.Parse(File.ReadAllText(folder.File("model/training.json")))!["options"]!;

    [Fact]
    public void Train_OnTheMeals_WritesACheckpointThatTheOtherVerbsRead()
    {
        using var folder = new TemporaryFolder();
        LlmResult trained = Train(folder, "--data", "meals").Worked();
        string model = folder.File("model");

        Assert.Contains("tokens/s", trained.Output);
        Assert.Contains("Next: llm next \"I like to eat\" --model", trained.Output);
        Assert.Contains("llm generate --prompt \"I like to eat\" --model", trained.Output);
        Assert.All(trained.Output.Split('\n').Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        JsonObject next = Llm.Run("next", "I like to eat", "--model", model, "--json").Worked().Json;
        Assert.Equal(1, next["tokens"]!.AsArray().Sum(one => (double)one!["probability"]!), 1e-9);
        Assert.Equal("meals", (string)next["data"]!);
        Assert.Equal(2, Llm.Run("ngrams", "generate", "--model", model, "--count", "2", "--max-tokens", "5", "--json").Worked().Json["texts"]!.AsArray().Count);
    }

    [Fact]
    public void Train_EveryPart_StandsInTheCheckpoint()
    {
        using var folder = new TemporaryFolder();

        Train(folder, "--data", "names", "--key-value-heads", "1", "--hidden", "24", "--positions", "rotary", "--norm", "rms", "--feed-forward", "swiglu", "--bias", "--query-key-norm", "--untied", "--dropout", "0.1",
            "--optimizer", "muon", "--schedule", "trapezoid", "--decay", "0.05", "--clip", "0.5", "--warmup", "3").Worked();

        JsonNode network = ConfigOf(folder), options = OptionsOf(folder);
        Assert.Equal("transformer", (string)network["architecture"]!);
        Assert.Equal((1, 2, 1, 16, 24, 8), ((int)network["layers"]!, (int)network["heads"]!, (int)network["keyValueHeads"]!, (int)network["width"]!, (int)network["hidden"]!, (int)network["context"]!));
        Assert.Equal(("rotary", "rms", "swiglu"), ((string)network["positions"]!, (string)network["norm"]!, (string)network["feedForward"]!));
        Assert.True((bool)network["bias"]! && (bool)network["queryKeyNorm"]! && !(bool)network["tiedEmbeddings"]!);
        Assert.Equal(0.1f, (float)network["dropout"]!);
        Assert.Equal(("muon", 0.05), ((string)options["optimizer"]!["kind"]!, (double)options["optimizer"]!["decay"]!));
        Assert.Equal(("warmup-stable-decay", 0.01, 3), ((string)options["schedule"]!["kind"]!, (double)options["schedule"]!["rate"]!, (int)options["schedule"]!["warmup"]!));
        Assert.Equal((30, 4, 8, 0.5), ((int)options["steps"]!, (int)options["batchSize"]!, (int)options["window"]!, (double)options["clipNorm"]!));
    }

    [Fact]
    public void Train_Preset_GivesWhatTheCommandLineLeavesOut()
    {
        using var folder = new TemporaryFolder();
        string text = folder.File("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("To be, or not to be,\nthat is the question:\n", 20)));

        LlmResult trained = Llm.Run("train", "gpt", "--preset", "nanogpt-cpu", "--text", text, "--width", "16", "--layers", "1", "--steps", "2", "--json", "--out", folder.File("model")).Worked();

        TransformerPreset preset = TransformerPresets.NanoGptCpu;
        JsonNode network = ConfigOf(folder), options = OptionsOf(folder);
        Assert.Equal((1, 16, preset.Network.Context, preset.Network.Heads), ((int)network["layers"]!, (int)network["width"]!, (int)network["context"]!, (int)network["heads"]!));
        Assert.Equal((2, preset.Training.BatchSize, 0.1), ((int)options["steps"]!, (int)options["batchSize"]!, (double)options["optimizer"]!["decay"]!));
        Assert.Equal("characters", (string)trained.Json["tokenization"]!);
        Assert.StartsWith("the last tenth of the text", (string)trained.Json["validation"]!); // one stream, as the preset has it
        Assert.Equal("gpt", (string)trained.Json["architecture"]!);
    }

    [Fact]
    public void Train_PresetWithSentences_CutsThemAsTheCommandLineSays()
    {
        using var folder = new TemporaryFolder();
        JsonObject words = Train(folder, "--preset", "storyworld", "--data", "meals", "--json").Worked().Json;
        Assert.InRange((double)words["stepSeconds"]!, 0, (double)words["seconds"]!); // the scores take time, too
        Assert.Equal(("whitespace", "meals"), ((string)words["tokenization"]!, (string)words["data"]!));

        JsonObject characters = TrainIn(folder.File("other"), "--preset", "nanogpt-cpu", "--stream", "false", "--text", folder.Write("text.txt", "a b\nb c\nc d\nd e\n"u8), "--tokens", "whitespace", "--context", "2", "--json").Worked().Json;
        Assert.Equal("whitespace", (string)characters["tokenization"]!);
        Assert.Contains("lines of 4", (string)characters["validation"]!);
    }

    [DataFact("tinyshakespeare.txt")]
    public void Train_PresetAlone_LearnsFromItsTextAndScoresTheLastTenthOfTheCharacters()
    {
        using var folder = new TemporaryFolder();

        JsonObject answer = Train(folder, "--preset", "nanogpt-cpu", "--steps", "1", "--evaluate-every", "0", "--json").Worked().Json;

        Assert.Equal(("tiny-shakespeare", "characters"), ((string)answer["data"]!, (string)answer["tokenization"]!));
        Assert.Equal((1_003_854, 111_540), ((int)answer["tokens"]!, (int)answer["validationTokens"]!));
    }

    [Fact]
    public void Train_Prompt_ShowsWhatComesNextAndATextAtEachTenth()
    {
        using var folder = new TemporaryFolder();

        JsonArray samples = Train(folder, "--data", "meals", "--prompt", "I like to eat", "--json").Worked().Json["samples"]!.AsArray();
        LlmResult shown = TrainIn(folder.File("second"), "--data", "meals", "--prompt", "I like to eat").Worked();
        LlmResult without = TrainIn(folder.File("third"), "--data", "meals").Worked();

        Assert.Equal([0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30], samples.Select(one => (int)one!["step"]!));
        Assert.Null(samples[0]!["loss"]);
        Assert.Equal(10, samples[^1]!["tokens"]!.AsArray().Count);
        Assert.All(samples, one => Assert.StartsWith("I like to eat", (string)one!["text"]!));
        Assert.Contains("step 27 of 30, loss ", shown.Error);
        Assert.Contains("    I like to eat", shown.Error);
        Assert.All(shown.Error.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Empty(without.Error);
        Assert.Equal(File.ReadAllBytes(folder.File("second/model.safetensors")), File.ReadAllBytes(folder.File("third/model.safetensors"))); // looking on changes nothing
    }

    [Fact]
    public void Train_Film_IsAPictureWithTheTruthWhereThatIsKnown()
    {
        using var folder = new TemporaryFolder();

        Train(folder, "--data", "meals", "--prompt", "I like to eat", "--film", folder.File("film.svg")).Worked();

        string svg = XDocument.Load(folder.File("film.svg")).ToString();
        Assert.Contains("step 30", svg);
        Assert.Contains("0.375", svg); // apple, in truth
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("gru")]
    public void Train_PromptWithOtherKinds_ShowsSamplesToo(string kind)
    {
        using var folder = new TemporaryFolder();

        JsonArray samples = Llm.Run("train", kind, "--data", "meals", "--steps", "10", "--hidden", "8", "--embedding", "4", "--batch", "4", "--prompt", "", "--out", folder.File("model"), "--json").Worked().Json["samples"]!.AsArray();

        Assert.Equal(11, samples.Count);
    }

    [Fact]
    public void Train_PromptWithAMark_IsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "--data", "meals", "--prompt", "<s> I").FailedWith(1, "leave it out");
        Assert.False(Directory.Exists(folder.File("model")));
    }

    [Fact]
    public void Train_Vocabulary_IsThatOfTheStoriesOrOfAnotherNetwork()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", "Tom is in the kitchen .\nAnna sees xyzzy .\nTom is here .\nAnna is here .\n"u8);

        JsonObject stories = TrainIn(folder.File("a"), "--text", text, "--vocabulary", "storyworld", "--context", "4", "--batch", "2", "--validation", text, "--json").Worked().Json;
        JsonObject lent = TrainIn(folder.File("b"), "--text", text, "--vocabulary", folder.File("a"), "--context", "4", "--batch", "2", "--json").Worked().Json;
        Llm.Run(["train", "gpt", "--out", folder.File("b"), "--resume"]).Worked();

        Assert.Equal(Corpora.Stories.StoryWorld.In("en").WordTokenizer().Vocabulary.Count, (int)stories["vocabulary"]!);
        Assert.Equal((int)stories["vocabulary"]!, (int)lent["vocabulary"]!);
        Assert.Contains(stories["notes"]!.AsArray(), note => ((string)note!).Contains("are not in the vocabulary of storyworld", StringComparison.Ordinal));
        Llm.Run(["train", "gpt", "--text", text, "--vocabulary", "storyworld", "--tokens", "characters", "--out", folder.File("c")]).FailedWith(2, "is of words");
        Llm.Run(["train", "gpt", "--text", text, "--vocabulary", "storyworld", "--stream", "--out", folder.File("c")]).FailedWith(2, "leave --stream out");
        Llm.Run(["train", "gpt", "--text", text, "--vocabulary", "nowhere", "--out", folder.File("c")]).FailedWith(2, "storyworld-zh");
    }

    [Fact]
    public void Train_FreshStoriesWithTheVocabularyOfTheWorld_CanBeScoredBesideTheOthers()
    {
        using var folder = new TemporaryFolder();
        Llm.Run("data", "make", "storyworld", "--language", "zh", "--seed", "7", "--size", "30kB", "--out", folder.File("stories")).Worked();

        JsonObject answer = TrainIn(folder.File("model"), "--preset", "storyworld", "--text", folder.File("stories/train-zh.txt"), "--vocabulary", "storyworld-zh", "--validation", folder.File("stories/validation-zh.txt"), "--steps", "2",
            "--prompt", "我喜欢吃", "--film", folder.File("film.svg"), "--json").Worked().Json;

        Assert.Equal("whitespace", (string)answer["tokenization"]!);
        Assert.Equal(Corpora.Stories.StoryWorld.In("zh").WordTokenizer().Vocabulary.Count, (int)answer["vocabulary"]!);
        Assert.Empty(answer["notes"]!.AsArray());
        Assert.Contains(">truth<", XDocument.Load(folder.File("film.svg")).ToString()); // known for all stories of the world
    }

    [Fact]
    public void Score_OfAStreamLongerThanOnePiece_IsWhatTheTrainingSaid()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(1, "test");
        string text = folder.File("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 40_000).Select(_ => "abcde\n"[random.NextInt(6)])));
        JsonObject trained = Train(folder, "--text", text, "--validation", text, "--tokens", "characters", "--stream", "--json").Worked().Json;

        JsonObject score = Llm.Run("ngrams", "score", "--model", folder.File("model"), "--text", text, "--json").Worked().Json;

        Assert.Equal(40_000, (int)score["tokens"]!);
        Assert.Equal((double)trained["natsPerToken"]!, (double)score["natsPerToken"]!, 1e-9);
    }

    [Fact]
    public void Resume_OfAnotherKind_SaysWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "--data", "meals").Worked();

        Llm.Run("train", "mlp", "--out", folder.File("model"), "--resume").FailedWith(2, "llm train gpt");
        Llm.Run("train", "gpt", "--out", folder.File("model"), "--resume", "--preset", "storyworld").FailedWith(2, "--preset comes from the checkpoint");
        LlmResult more = Llm.Run("train", "gpt", "--out", folder.File("model"), "--resume", "--steps", "32", "--history", folder.File("history.csv")).Worked();
        Assert.Equal(33, File.ReadAllLines(folder.File("history.csv")).Length);
        Assert.Contains("Goes on after step 30", more.Output);
    }

    [Theory]
    [InlineData("--width", "15", "multiple of 2")]
    [InlineData("--key-value-heads", "3", "divides 2")]
    [InlineData("--context", "1000000", "longer than the text")]
    [InlineData("--width", "1000000", "at most 1,000,000,000 numbers")]
    public void Train_SizesThatCannotBe_SaysWhatToDoAndWritesNothing(string option, string value, string says)
    {
        using var folder = new TemporaryFolder();
        Train(folder, "--data", "meals", option, value).FailedWith(1, says);
        Assert.False(Directory.Exists(folder.File("model")));
    }

    [Theory]
    [InlineData("\"layers\": 1", "\"layers\": 2", "do not belong together")]
    [InlineData("\"heads\": 2", "\"heads\": 3", "multiple of 3")]
    [InlineData("\"positions\": \"learned\"", "\"positions\": \"sinus\"", "learned, rotary")]
    public void Next_ConfigAndTensorsThatDisagree_SaysSo(string was, string becomes, string says)
    {
        using var folder = new TemporaryFolder();
        Train(folder, "--data", "meals").Worked();
        string config = File.ReadAllText(folder.File("model/config.json"));
        Assert.Contains(was, config);
        File.WriteAllText(folder.File("model/config.json"), config.Replace(was, becomes, StringComparison.Ordinal));

        Llm.Run("next", "I", "--model", folder.File("model")).FailedWith(1, says, "config.json");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train gpt")]
    public void Bench_AFewSteps_GivesMillisecondsAndLessThan100KBOfGarbage(string verb)
    {
        JsonObject answer = Llm.Run(["bench", .. verb.Split(' '), "--layers", "2", "--heads", "2", "--width", "16", "--context", "8", "--batch", "3", "--vocabulary", "11", "--steps", "10", "--threads", "1", "--json"]).Worked().Json;

        Assert.Equal(11 * 16 + 8 * 16 + 2 * (12 * 16 * 16 + 2 * 16) + 16, (int)answer["parameters"]!);
        Assert.Equal(1, (int)answer["threads"]!);
        Assert.True((double)answer["millisecondsPerStep"]! > 0 && (double)answer["tokensPerSecond"]! > 0);
        Assert.InRange((double)answer["allocatedBytesPerStep"]!, 0, 100_000);
    }

    [Theory]
    [InlineData("bench train mlp --steps 1")]
    [InlineData("bench train gpt --layers 1 --heads 2 --width 16 --context 8 --batch 3 --vocabulary 11 --steps 1")]
    [InlineData("bench generate --layers 1 --heads 2 --width 16 --context 8 --vocabulary 11")]
    [InlineData("bench gemm --m 20 --n 20 --k 20")]
    [InlineData("train mlp --data meals --steps 50 --batch 4 --out")]
    public void Threads_OthersInTheProcessUseMoreMeanwhile_AreThoseThatWereAskedFor(string verb)
    {
        using var folder = new TemporaryFolder();
        int before = Kernels.KernelThreads.Count;
        using var others = new Timer(_ => Kernels.KernelThreads.Count = 2, null, 0, 1); // as a test that runs beside this one does
        try
        {
            string[] more = verb.EndsWith("--out", StringComparison.Ordinal) ? [folder.File("model")] : [];
            JsonObject answer = Llm.Run([.. verb.Split(' '), .. more, "--threads", "1", "--json"]).Worked().Json;

            Assert.Equal(1, (int)answer["threads"]!);
        }
        finally
        {
            others.Change(Timeout.Infinite, Timeout.Infinite);
            Kernels.KernelThreads.Count = before;
        }
    }
}
