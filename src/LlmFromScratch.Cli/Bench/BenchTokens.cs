using System.Diagnostics;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Bench;

/// <summary>Measures byte pairs as a user meets them: the first call, in a process that has just started, compilation included.</summary>
internal static class BenchTokens
{
    private const int Again = 20;

    /// <summary>Learns a vocabulary from a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="textBytes">Its size as UTF-8.</param>
    /// <param name="merges">How many merges to find.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static (Measurement Result, BytePairTokenizer Tokenizer) Train(string text, long textBytes, int merges, CancellationToken cancellation)
    {
        long before = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        BytePairVocabulary vocabulary = FastBytePairTrainer.Train([text], 256 + merges, cancellation: cancellation);
        double seconds = clock.Elapsed.TotalSeconds;
        return (new Measurement("training byte pairs", seconds, new Dictionary<string, double>
        {
            ["textBytes"] = textBytes,
            ["merges"] = vocabulary.Merges.Count,
            ["megabytesPerSecond"] = Speed(textBytes, seconds),
            ["allocatedBytes"] = GC.GetTotalAllocatedBytes() - before,
        }), new BytePairTokenizer(vocabulary));
    }

    /// <summary>Reads GPT-2's two files.</summary>
    /// <exception cref="FileNotFoundException">They are not on this machine.</exception>
    public static (Measurement Result, BytePairTokenizer Tokenizer) LoadGpt2()
    {
        var clock = Stopwatch.StartNew();
        BytePairTokenizer tokenizer = Gpt2Tokenizer.Load();
        return (new Measurement("reading GPT-2's vocabulary", clock.Elapsed.TotalSeconds, new Dictionary<string, double>
        {
            ["tokens"] = tokenizer.BytePairs.Count,
        }), tokenizer);
    }

    /// <summary>Encodes the text on one core: the first time, and the best of some more.</summary>
    public static Measurement Encode(string vocabulary, BytePairTokenizer tokenizer, string text, long textBytes, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        int tokens = tokenizer.Encode(text).Length;
        double first = clock.Elapsed.TotalSeconds, best = first;
        for (int i = 0; i < Again; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            clock.Restart();
            tokenizer.Encode(text);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return new Measurement($"encoding with {vocabulary}, one core", first, new Dictionary<string, double>
        {
            ["tokens"] = tokens,
            ["bytesPerToken"] = tokens == 0 ? 0 : Math.Round((double)textBytes / tokens, 3),
            ["megabytesPerSecond"] = Speed(textBytes, first),
            ["megabytesPerSecondWarm"] = Speed(textBytes, best),
        });
    }

    /// <summary>Decodes what was encoded, and holds it against the text.</summary>
    /// <exception cref="InvalidDataException">It is another text.</exception>
    public static Measurement Decode(BytePairTokenizer tokenizer, string text, long textBytes)
    {
        int[] ids = tokenizer.Encode(text);
        var clock = Stopwatch.StartNew();
        string decoded = tokenizer.Decode(ids);
        double seconds = clock.Elapsed.TotalSeconds;
        if (decoded != text)
            throw new InvalidDataException("the decoded text is not the one that was encoded: does it have lone surrogates?");
        return new Measurement("decoding, one core", seconds, new Dictionary<string, double>
        {
            ["megabytesPerSecond"] = Speed(textBytes, seconds),
        });
    }

    private static double Speed(long bytes, double seconds) => Math.Round(bytes / 1e6 / seconds, 1);
}
