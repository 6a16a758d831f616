using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Bench;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm bench: the speeds that the course claims, measured here.</summary>
internal static class BenchVerb
{
    private const long GeneratedBytes = 4_000_000;

    public static Verb Create(CommandConsole console) => new("bench", "Measures speed and memory on this machine.", "llm bench ngrams --json")
    {
        NGrams(console),
        Tokens(console),
        Gemm(console),
        BenchTrainVerb.Create(console),
        BenchGenerateVerb.Create(console),
    };

    private static Verb Tokens(CommandConsole console)
    {
        Option<string?> text = CommonOptions.Path("--text", "The text; tiny Shakespeare if no file is given, or 4 MB of made-up words where that is not here.");
        Option<int> merges = CommonOptions.WholeNumber("--merges", "How many merges to train.", 4096, 0, 1_000_000);
        Option<bool> json = CommonOptions.Json();
        return new Verb("tokens", "Measures training, encoding and decoding of byte pairs: first call, in process.",
            "llm bench tokens", "llm bench tokens --text book.txt --merges 8192 --json") { text, merges, json }.Does((result, cancellation) =>
        {
            string path = result.GetValue(text) ?? "";
            (string words, string name) = path.Length > 0 ? (string.Join('\n', TextFile.ReadLines(path)), Path.GetFileName(path))
                : TinyShakespeare() is { } shakespeare ? (shakespeare, "tiny-shakespeare")
                : (string.Concat(BenchText.Lines(GeneratedBytes).Select(line => line + "\n")), "generated");
            long bytes = Encoding.UTF8.GetByteCount(words);
            (Measurement training, BytePairTokenizer own) = BenchTokens.Train(words, bytes, result.GetValue(merges), cancellation);
            List<Measurement> measurements = [training, BenchTokens.Encode("its own vocabulary", own, words, bytes, cancellation), BenchTokens.Decode(own, words, bytes)];
            try
            {
                (Measurement reading, BytePairTokenizer gpt2) = BenchTokens.LoadGpt2();
                measurements.AddRange([reading, BenchTokens.Encode("GPT-2's vocabulary", gpt2, words, bytes, cancellation)]);
            }
            catch (FileNotFoundException)
            {
                // GPT-2's files are not on this machine: its figures are left out.
            }
            if (result.GetValue(json))
                console.Json(Answer(measurements, name));
            else
                Show(console, measurements);
            return ExitCode.Success;
        });
    }

    private static Verb Gemm(CommandConsole console)
    {
        Option<int> m = CommonOptions.WholeNumber("--m", "Rows of the first matrix.", 1024, 1, 16_384);
        Option<int> n = CommonOptions.WholeNumber("--n", "Columns of the second matrix.", 1024, 1, 16_384);
        Option<int> k = CommonOptions.WholeNumber("--k", "Columns of the first matrix, rows of the second.", 1024, 1, 16_384);
        Option<int> threads = BenchTrainVerb.Threads();
        Option<bool> json = CommonOptions.Json();
        return new Verb("gemm", "Measures the matrix product in its three layouts; gigaflops is the best speed of A·B.",
            "llm bench gemm --m 768 --n 384 --k 128", "llm bench gemm --threads 1 --json") { m, n, k, threads, json }.Does((result, cancellation) =>
        {
            int kernels = BenchTrainVerb.Set(threads, result);
            List<Measurement> measurements = BenchGemm.Measure(result.GetValue(m), result.GetValue(k), result.GetValue(n), cancellation);
            if (!result.GetValue(json))
            {
                Show(console, measurements);
                return ExitCode.Success;
            }
            console.Json(Answer(measurements, null, ("m", result.GetValue(m)), ("n", result.GetValue(n)), ("k", result.GetValue(k)),
                ("threads", kernels), ("gigaflops", measurements[0].Details["gigaflops"])));
            return ExitCode.Success;
        });
    }

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

    /// <summary>Writes measurements for a reader.</summary>
    public static void Show(CommandConsole console, List<Measurement> measurements)
    {
        foreach (Measurement one in measurements)
        {
            console.Say($"[bold]{Markup.Escape(one.Name)}[/]: {one.Seconds.ToString(one.Seconds < 0.1 ? "0.######" : "0.00", CultureInfo.InvariantCulture)} s");
            foreach ((string name, double value) in one.Details)
                console.Say($"  [grey]{name}[/] {value.ToString("#,0.###", CultureInfo.InvariantCulture)}");
        }
        console.Say($"peak working set: {Quantity.Bytes(BenchNGrams.PeakWorkingSet())}");
    }

    /// <summary>The same for a program, with some numbers of one's own.</summary>
    public static JsonObject Answer(List<Measurement> measurements, string? text, params ReadOnlySpan<(string Name, double Value)> more)
    {
        var answer = new JsonObject
        {
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount,
        };
        if (text is not null)
            answer["text"] = text;
        answer["measurements"] = new JsonArray([.. measurements.Select(Answer)]);
        foreach ((string name, double value) in more)
            answer[name] = CommandConsole.Number(value);
        answer["peakWorkingSetBytes"] = BenchNGrams.PeakWorkingSet();
        return answer;
    }

    private static JsonObject Answer(Measurement one)
    {
        var answer = new JsonObject { ["name"] = one.Name, ["seconds"] = Math.Round(one.Seconds, 6) };
        foreach ((string name, double value) in one.Details)
            answer[name] = CommandConsole.Number(value);
        return answer;
    }
}
