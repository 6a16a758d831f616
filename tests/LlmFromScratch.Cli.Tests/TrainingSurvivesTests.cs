using System.Diagnostics;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Tests;

/// <summary>The same bits whatever happens: other processors, other threads, a power cut at any moment.</summary>
[Trait("Category", "Long")]
public class TrainingSurvivesTests
{
    private static readonly string[] Mlp = ["train", "mlp", "--data", "names", "--steps", "200", "--dropout", "0.1", "--evaluate-every", "50"];
    private static readonly string[] Lstm = ["train", "lstm", "--data", "names", "--steps", "200", "--dropout", "0.1", "--evaluate-every", "100", "--hidden", "16", "--embedding", "8", "--batch", "8", "--window", "16"];

    private static readonly string[] Gpt = ["train", "gpt", "--data", "names", "--steps", "200", "--dropout", "0.1", "--evaluate-every", "100", "--layers", "2", "--heads", "2", "--width", "16", "--context", "16", "--batch", "8"];
    private static readonly string[] Muon = [.. Gpt, "--positions", "rotary", "--norm", "rms", "--feed-forward", "swiglu", "--key-value-heads", "1", "--query-key-norm", "--optimizer", "muon", "--schedule", "trapezoid"];

    private static string[] Options(string kind) => kind switch
    {
        "mlp" => Mlp,
        "lstm" => Lstm,
        "gpt" => Gpt,
        _ => Muon,
    };

    [Theory]
    [InlineData("mlp")]
    [InlineData("lstm")]
    [InlineData("gpt")]
    [InlineData("gpt with Llama's parts and Muon")]
    public async Task History_OtherThreadsAndProcessors_IsTheSameToTheLastBit(string kind)
    {
        using var folder = new TemporaryFolder();
        (string Name, string? Variable, string Threads)[] machines =
        [
            ("plain", null, "2"), ("one", null, "1"), ("no512", "DOTNET_EnableAVX512", "2"), ("no256", "DOTNET_EnableAVX2", "2"), ("none", "DOTNET_EnableHWIntrinsic", "2"),
        ];
        foreach ((string name, string? variable, string threads) in machines)
        {
            Dictionary<string, string?> environment = variable is null ? [] : new() { [variable] = "0" };
            (await Llm.RunProgramAsync(environment, [.. Options(kind), "--threads", threads, "--out", folder.File(name), "--history", folder.File(name + ".csv")])).Worked();
            Assert.Equal(File.ReadAllText(folder.File("plain.csv")), File.ReadAllText(folder.File(name + ".csv")));
            Assert.Equal(File.ReadAllBytes(folder.File("plain/model.safetensors")), File.ReadAllBytes(folder.File(name + "/model.safetensors")));
        }
        Assert.Equal(201, File.ReadAllLines(folder.File("plain.csv")).Length);
    }

    [UnixTheory]
    [InlineData("mlp")]
    [InlineData("lstm")]
    [InlineData("gpt")]
    [InlineData("gpt with Llama's parts and Muon")]
    public async Task Resume_KilledAtAboutStep120_GivesTheSameHistoryToTheLastBit(string kind)
    {
        using var folder = new TemporaryFolder();
        Llm.Run([.. Options(kind), "--out", folder.File("whole"), "--history", folder.File("whole.csv")]).Worked();

        // A busy machine may let the training end before this thread sees that it is time: then once more, in another folder.
        string cut = "";
        for (int attempt = 0; attempt < 20 && (cut == "" || StepOf(cut) == 200); attempt++)
        {
            cut = folder.File($"cut {attempt}");
            using Process training = Llm.Start(null, [.. Options(kind), "--save-every", "1", "--out", cut]);
            while (!training.HasExited && StepOf(cut) < 120)
                await Task.Delay(1);
            training.Kill(); // as kill -9
            await training.WaitForExitAsync();
        }
        Assert.InRange(StepOf(cut), 120, 199);
        Llm.Run("train", Options(kind)[1], "--out", cut, "--resume", "--history", folder.File("cut.csv")).Worked();

        Assert.Equal(File.ReadAllText(folder.File("whole.csv")), File.ReadAllText(folder.File("cut.csv")));
        Assert.Equal(File.ReadAllBytes(folder.File("whole/model.safetensors")), File.ReadAllBytes(Path.Combine(cut, "model.safetensors")));
    }

    [UnixFact]
    public async Task Resume_KilledWhileSavingAgainAndAgain_AlwaysGoesOn()
    {
        using var folder = new TemporaryFolder();
        Llm.Run([.. Mlp, "--out", folder.File("whole"), "--history", folder.File("whole.csv")]).Worked();
        var random = new SeededRandom(1, "moments");
        string cut = folder.File("cut");
        long step = 0;
        for (int round = 0; round < 8 && step < 200; round++)
        {
            using (Process training = Llm.Start(null, round == 0 ? [.. Mlp, "--save-every", "1", "--out", cut] : ["train", "mlp", "--out", cut, "--resume"]))
            {
                while (!training.HasExited && StepOf(cut) < step + 2)
                    await Task.Delay(1);
                await Task.Delay(random.NextInt(30));
                training.Kill();
                await training.WaitForExitAsync();
            }
            long found = StepOf(cut);
            Assert.True(found >= step);
            step = found;
            Llm.Run("next", "a", "--model", cut).Worked(); // the model is whole, too
        }
        Llm.Run("train", "mlp", "--out", cut, "--resume", "--history", folder.File("cut.csv")).Worked();

        Assert.Equal(File.ReadAllText(folder.File("whole.csv")), File.ReadAllText(folder.File("cut.csv")));
        Assert.DoesNotContain(Directory.GetFiles(cut), file => file.EndsWith(".partial", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task Train_InterruptedByCtrlC_WritesACheckpointAndEndsWith130()
    {
        using var folder = new TemporaryFolder();
        using Process training = Llm.Start(null, ["train", "mlp", "--data", "names", "--steps", "100000000", "--save-every", "1000", "--evaluate-every", "0", "--out", folder.File("model")]);
        while (!training.HasExited && StepOf(folder.File("model")) < 1000)
            await Task.Delay(5);
        using (Process kill = Process.Start("kill", ["-INT", $"{training.Id}"]))
            await kill.WaitForExitAsync();

        (await Llm.EndOf(training)).FailedWith(130, "stopped after step ", "--resume");
        Assert.True(TrainingCheckpoint.Exists(folder.File("model")));
    }

    [UnixFact]
    public async Task Train_DiskFull_SaysSoAndLeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        string model = folder.File("model");
        Llm.Run("train", "mlp", "--data", "names", "--steps", "3", "--out", model).Worked();
        byte[] before = File.ReadAllBytes(folder.File("model/training.safetensors"));

        // A limit on the length of a file stands in for a full disk. The runtime itself keeps within it only without its double-mapped code.
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "bash", "dotnet", typeof(LlmCommand).Assembly.Location, "train", "mlp", "--out", model, "--resume", "--steps", "6"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        };
        using Process training = Process.Start(start)!;
        (await Llm.EndOf(training)).FailedWith(1, "too large"); // a full disk has its own words

        Assert.Equal(before, File.ReadAllBytes(folder.File("model/training.safetensors")));
        Assert.DoesNotContain(Directory.GetFiles(model), file => file.EndsWith(".partial", StringComparison.Ordinal));
        Llm.Run("train", "mlp", "--out", model, "--resume", "--steps", "6").Worked();
    }

    /// <summary>The step of the latest checkpoint; -1 before there is one.</summary>
    private static long StepOf(string model)
    {
        string settings = Path.Combine(model, "training.json");
        return TrainingCheckpoint.Exists(model) ? (long)JsonNode.Parse(File.ReadAllText(settings))!["step"]! : -1;
    }
}
