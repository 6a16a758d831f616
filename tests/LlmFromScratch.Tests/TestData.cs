using System.Text.RegularExpressions;

namespace LlmFromScratch.Tests;

/// <summary>Texts that several tests use.</summary>
internal static partial class TestData
{
    public static string Fixture(params string[] path) => Path.Combine([AppContext.BaseDirectory, "Fixtures", .. path]);

    /// <summary>Tiny Shakespeare as the KenLM references have it: see tests/Fixtures/README.md.</summary>
    public static List<string> TinyShakespeareSentences()
    {
        var sentences = new List<string>();
        foreach (string line in File.ReadLines(External("tinyshakespeare.txt")))
        {
            string sentence = string.Join(' ', Word().Matches(line.ToLowerInvariant()).Select(match => match.Value));
            if (sentence.Length > 0)
                sentences.Add(sentence);
        }
        return sentences;
    }

    public static string External(string file) =>
        Path.Combine(Environment.GetEnvironmentVariable("LLM_FROM_SCRATCH_DATA") ?? throw new InvalidOperationException("use [DataFact]"), file);

    [GeneratedRegex("[a-z']+|[.,!?;:&-]")]
    private static partial Regex Word();
}
