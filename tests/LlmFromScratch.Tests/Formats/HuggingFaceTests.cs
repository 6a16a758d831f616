using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

/// <summary>Our <c>tokenizer.json</c> in the hands of Hugging Face's own package (@huggingface/tokenizers, npm): the same ids, the same text.</summary>
[Trait("Category", "Long")]
public class HuggingFaceTests
{
    private static readonly string[] s_special = ["<|endoftext|>", "<|user|>"];

    [NodeFact]
    public void TokenizerJson_OurOwnVocabulary_GivesTheSameIds() => AssertOwnVocabulary(new Gpt2Splitter());

    [NodeFact]
    public void TokenizerJson_OurOwnVocabularyCutAtSpaces_GivesTheSameIds() => AssertOwnVocabulary(new SpaceSplitter());

    private static void AssertOwnVocabulary(ISplitter splitter)
    {
        string[] english = [.. StoryWorld.English.Stories(1).Take(400).Select(story => story.Text)];
        string[] chinese = [.. StoryWorld.Chinese.Stories(1).Take(300).Select(story => story.Text)];
        BytePairVocabulary vocabulary = FastBytePairTrainer.Train([.. english, .. chinese], 1024, splitter, s_special);
        var random = new SeededRandom(1, "lines");
        string[] others = [.. Enumerable.Range(0, 296).Select(_ => AnyLine(random))];
        AssertSameIds(new BytePairTokenizer(vocabulary, splitter),
            [.. english, .. chinese, .. others, "", " ", "<|endoftext|>", "a<|user|><|user|> b<|endoftext|>\n<|end"]);
    }

    [NodeFact("gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void TokenizerJson_Gpt2OnTextOutsideTheBasicPlane_GivesTheSameIds()
    {
        var random = new SeededRandom(2, "lines");
        AssertSameIds(Gpt2Tokenizer.Load(), [.. Enumerable.Range(0, 1000).Select(_ => "a𠀀b" + AnyLine(random)), "a𠀀b", "𝟙𝟚 𝒳𝒴", "  👍🏽"]);
    }

    private static void AssertSameIds(BytePairTokenizer tokenizer, string[] lines)
    {
        using var folder = new TemporaryFolder();
        tokenizer.Save(folder.File("tokenizer.json"));
        (int[] Ids, string Text)[] theirs = Run(folder.File("tokenizer.json"), lines);
        BytePairTokenizer loaded = TokenizerJson.Load(folder.File("tokenizer.json"));
        Assert.Equal(lines.Length, theirs.Length);
        Assert.InRange(lines.Length, 1000, int.MaxValue);
        for (int i = 0; i < lines.Length; i++)
        {
            Assert.Equal(theirs[i].Ids, loaded.EncodeWithSpecial(lines[i]));
            Assert.Equal(lines[i], theirs[i].Text);
        }
    }

    internal static (int[] Ids, string Text)[] Run(string file, string[] lines)
    {
        var start = new ProcessStartInfo("node", ["encode.mjs", file])
        {
            WorkingDirectory = NodeFactAttribute.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = AtomicFile.Utf8,
            StandardOutputEncoding = AtomicFile.Utf8,
        };
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(), errors = node.StandardError.ReadToEndAsync();
        foreach (string line in lines)
            node.StandardInput.Write(JsonSerializer.Serialize(new { text = line }) + "\n");
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            return ((int[])[.. answer.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], answer.RootElement.GetProperty("text").GetString()!);
        })];
    }

    /// <summary>
    /// A line of letters, digits, marks, white space and emoji of all scripts. Left out are scalars that .NET's Unicode does not know (Node's may be
    /// newer), and two of which JavaScript has another opinion than Unicode: U+0085 is white space to Unicode, U+FEFF to JavaScript.
    /// </summary>
    internal static string AnyLine(SeededRandom random)
    {
        var line = new StringBuilder();
        for (int length = 1 + random.NextInt(30); length > 0; length--)
        {
            int code = random.NextInt(8) switch
            {
                0 => " \t\n'.0a"[random.NextInt(7)],
                1 or 2 => random.NextInt(128),
                3 => random.NextInt(0x800),
                4 => random.NextInt(0x10000),
                5 => 0x1F300 + random.NextInt(0x700),
                6 => 0x20000 + random.NextInt(0x400),
                _ => random.NextInt(0x110000),
            };
            if (Rune.IsValid(code) && code is not (0x85 or 0xFEFF) && CharUnicodeInfo.GetUnicodeCategory(code) != UnicodeCategory.OtherNotAssigned)
                line.Append(new Rune(code));
        }
        return line.ToString();
    }
}
