using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm bench: the speeds that the course claims, measured here.</summary>
internal static class BenchVerb
{
    private const long GeneratedBytes = 4_000_000;

    public static Verb Create(CommandConsole console) => new("bench", "Measures speed and memory on this machine.", "llm bench ngrams --json")
    {
        NGrams(console),
    };

    private static Verb NGrams(CommandConsole console)
    {
        Option<string?> text = CommonOptions.Path("--text", "Words parted by spaces, a sentence a line; 4 MB of made-up ones if no file is given.");
        Option<int> order = CommonOptions.Order(5);
        Option<bool> json = CommonOptions.Json();
        return new Verb("ngrams", "Measures training, writing and scoring of n-gram models: first call, in process.",
            "llm bench ngrams", "llm bench ngrams --text bible.txt --json") { text, order, json }.Does((result, cancellation) =>
        {
            string path = result.GetValue(text) ?? "";
            string? generated = null;
            try
            {
                if (path.Length == 0)
                {
                    path = generated = Path.Combine(Path.GetTempPath(), $"llm-bench-{Guid.NewGuid():N}.txt");
                    AtomicFile.WriteText(path, string.Concat(BenchText.Lines(GeneratedBytes).Select(line => line + "\n")));
                }
                (Measurement training, NGramModel model) = BenchNGrams.TrainWords(path, result.GetValue(order), cancellation);
                List<Measurement> measurements = [training, BenchNGrams.Score(model, path, cancellation)];
                if (TinyShakespeare() is { } characters)
                    measurements.Insert(1, BenchNGrams.Characters(characters, cancellation));
                if (result.GetValue(json))
                    console.Json(Answer(measurements, generated is null ? Path.GetFileName(path) : "generated"));
                else
                    Show(console, measurements);
                return ExitCode.Success;
            }
            finally
            {
                if (generated is not null)
                    File.Delete(generated);
            }
        });
    }

    private static string? TinyShakespeare()
    {
        try
        {
            return Corpus.Load("tiny-shakespeare").Text;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void Show(CommandConsole console, List<Measurement> measurements)
    {
        foreach (Measurement one in measurements)
        {
            console.Say($"[bold]{Markup.Escape(one.Name)}[/]: {one.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s");
            foreach ((string name, double value) in one.Details)
                console.Say($"  [grey]{name}[/] {value.ToString("#,0.###", CultureInfo.InvariantCulture)}");
        }
        console.Say($"peak working set: {Quantity.Bytes(BenchNGrams.PeakWorkingSet())}");
    }

    private static JsonObject Answer(List<Measurement> measurements, string text) => new()
    {
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["cores"] = Environment.ProcessorCount,
        ["text"] = text,
        ["measurements"] = new JsonArray([.. measurements.Select(one =>
        {
            var answer = new JsonObject { ["name"] = one.Name, ["seconds"] = Math.Round(one.Seconds, 3) };
            foreach ((string name, double value) in one.Details)
                answer[name] = CommandConsole.Number(value);
            return answer;
        })]),
        ["peakWorkingSetBytes"] = BenchNGrams.PeakWorkingSet(),
    };
}
