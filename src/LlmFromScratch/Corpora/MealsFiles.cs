using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmFromScratch.Corpora;

/// <summary>The files of the data set "meals", made from the grammar: the corpora and the true probabilities beside them.</summary>
public static class MealsFiles
{
    private static readonly string[] EnglishContexts = ["eat", "to eat", "like to eat", "your", "to your"];
    private static readonly string[] ChineseContexts = ["吃", "喜欢 吃", "你的"];

    /// <summary>Every file by its name, as bytes: UTF-8 without a byte-order mark, lines that end in \n.</summary>
    public static IReadOnlyDictionary<string, byte[]> Make()
    {
        string[] english = MealsGrammar.English.Lines(), chinese = MealsGrammar.Chinese.Lines();
        return new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["meals-en.txt"] = Text(english),
            ["meals-zh.txt"] = Text(chinese),
            ["meals-zh-characters.txt"] = Text(chinese.Select(line => line.Replace(" ", "", StringComparison.Ordinal))),
            ["truth.json"] = Truth(),
        };
    }

    private static byte[] Text(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static byte[] Truth()
    {
        using var bytes = new MemoryStream();
        // Chinese is written as itself and not as \u escapes: the file is for reading too, and never part of a web page.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            WriteLanguage(json, MealsGrammar.English, EnglishContexts);
            WriteLanguage(json, MealsGrammar.Chinese, ChineseContexts);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteLanguage(Utf8JsonWriter json, MealsGrammar grammar, string[] contexts)
    {
        json.WriteStartObject(grammar.Language);
        json.WriteStartArray("prompts");
        foreach (MealsPattern pattern in grammar.Patterns)
            WriteNext(json, "prompt", pattern.Beginning, grammar.NextWord(pattern.Beginning));
        json.WriteEndArray();
        json.WriteStartArray("contexts");
        foreach (string context in contexts)
            WriteNext(json, "context", context, grammar.NextWordAfter(context));
        json.WriteEndArray();
        if (grammar == MealsGrammar.Chinese)
            WriteCharacters(json, grammar);
        json.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter json, string kind, string words, IReadOnlyList<MealsNextToken> next)
    {
        json.WriteStartObject();
        json.WriteString(kind, words);
        json.WriteNumber("occurrences", next[0].Total);
        json.WriteStartArray("next");
        foreach (MealsNextToken token in next)
            WriteToken(json, "word", token);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The words after the two prompts of the course, each as a product of character probabilities.
    private static void WriteCharacters(Utf8JsonWriter json, MealsGrammar grammar)
    {
        json.WriteStartArray("characters");
        foreach (string prompt in new[] { "我 喜欢 吃", "听 你的" })
            foreach (MealsNextToken word in grammar.NextWord(prompt))
            {
                json.WriteStartObject();
                json.WriteString("prompt", prompt.Replace(" ", "", StringComparison.Ordinal));
                json.WriteString("word", word.Token);
                json.WriteNumber("probability", word.Probability);
                json.WriteStartArray("factors");
                foreach ((string before, MealsNextToken character) in grammar.Factors(prompt, word.Token))
                    WriteToken(json, "character", character, before);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        json.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter json, string kind, MealsNextToken token, string? before = null)
    {
        json.WriteStartObject();
        if (before is not null)
            json.WriteString("after", before);
        json.WriteString(kind, token.Token);
        json.WriteNumber("count", token.Count);
        json.WriteNumber("probability", token.Probability);
        json.WriteEndObject();
    }
}
