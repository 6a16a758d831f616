using System.Diagnostics;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class LongAndInterruptedTests
{
    [UnixFact]
    public async Task Train_InterruptedByCtrlC_EndsWith130AndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        string text = folder.File("text.txt"), model = folder.File("model.arpa");
        File.WriteAllLines(text, BenchText.Lines(6_000_000)); // with order 20 seconds of work

        LlmResult result;
        int attempts = 0;
        do
        {
            File.Delete(model); // a busy machine may let it end before this thread gets to send the signal: then once more
            using Process training = Llm.Start(null, "ngrams", "train", "--text", text, "--order", "20", "--out", model);
            while (!training.HasExited && training.TotalProcessorTime < TimeSpan.FromSeconds(1.5))
                Thread.Sleep(5); // this thread itself, since those of the pool may all be taken by other tests
            using (Process kill = Process.Start("kill", ["-INT", $"{training.Id}"]))
                kill.WaitForExit();
            result = await Llm.EndOf(training);
        }
        while (result.ExitCode == 0 && ++attempts < 5);

        result.FailedWith(130, "stopped");
        Assert.Empty(result.Output);
        Assert.Equal([text], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact, Trait("Category", "Long")]
    public async Task Train_LineOf100Megabytes_IsCountedAndScored()
    {
        using var folder = new TemporaryFolder();
        string text = folder.File("text.txt"), model = folder.File("model.arpa");
        using (var writer = new StreamWriter(text))
            foreach (string line in BenchText.Lines(100_000_000))
                writer.Write(line + " ");

        (await Llm.RunProgramAsync(null, "ngrams", "train", "--text", text, "--order", "2", "--tokens", "whitespace", "--out", model)).Worked();
        LlmResult score = (await Llm.RunProgramAsync(null, "ngrams", "score", "--model", model, "--text", text, "--json")).Worked();

        Assert.InRange((int)score.Json["tokens"]!, 10_000_000, 50_000_000);
    }
}
