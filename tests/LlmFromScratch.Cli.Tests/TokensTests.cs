using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public sealed class TokensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static int[] Ints(JsonNode? array) => [.. array!.AsArray().Select(one => (int)one!)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private string Trained(params string[] options)
    {
        string path = _folder.File("tokenizer.json");
        Llm.Run(["tokens", "train", "--data", "meals", "--size", "400", "--out", path, .. options]).Worked();
        return path;
    }

    [Fact]
    public void Train_OnTheMeals_WritesATokenizerThatGivesTheTextBack()
    {
        string path = Trained("--special", "<|end|>", "--special", "<|pad|>");

        JsonObject encoded = Llm.Run("tokens", "encode", "--tokenizer", path, "I like to eat 苹果", "--json").Worked().Json;
        int[] ids = Ints(encoded["ids"]);
        Assert.Equal(ids.Length, (int)encoded["count"]!);
        Assert.True(ids.Length < "I like to eat ".Length + 6);
        Assert.Equal("I like to eat 苹果\n", Llm.Run(["tokens", "decode", "--tokenizer", path, .. ids.Select(id => $"{id}")]).Worked().Output.ReplaceLineEndings("\n"));
        Assert.Equal("398\n", Llm.Run("tokens", "encode", "--tokenizer", path, "--with-special", "<|end|>").Worked().Output.ReplaceLineEndings("\n"));
        Assert.NotEqual("398\n", Llm.Run("tokens", "encode", "--tokenizer", path, "<|end|>").Worked().Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Train_Json_TellsTheFirstMergesAndTheCompression()
    {
        _folder.Write("a.txt", "aaab aaab\n"u8);
        JsonObject answer = Llm.Run("tokens", "train", "--text", _folder.File("a.txt"), "--size", "259", "--out", _folder.File("t.json"), "--json").Worked().Json;

        Assert.Equal(["aa", "ab", "aaab"], answer["firstMerges"]!.AsArray().Select(merge => (string)merge!["result"]!));
        Assert.Equal([4, 2, 2], answer["firstMerges"]!.AsArray().Select(merge => (int)merge!["pairs"]!));
        Assert.Equal([7, 5, 3], answer["firstMerges"]!.AsArray().Select(merge => (int)merge!["tokensOfTheText"]!));
        Assert.Equal((9, 3, 3.0), ((int)answer["bytes"]!, (int)answer["tokens"]!, (double)answer["bytesPerToken"]!));
        Assert.Equal((259, "gpt2"), ((int)answer["vocabulary"]!, (string)answer["splitter"]!));
    }

    [Fact]
    public void Train_MoreThanTheTextAllows_SaysSo()
    {
        _folder.Write("a.txt", "aaab aaab\n"u8);
        LlmResult result = Llm.Run("tokens", "train", "--text", _folder.File("a.txt"), "--splitter", "spaces", "--out", _folder.File("t.json")).Worked();
        Assert.Contains("note: the text allows 259 tokens, fewer than the 4,096 asked for", result.Error);
        Assert.Contains("3.00 bytes per token", result.Output);
        Assert.Contains("pieces as spaces cuts", result.Output);
    }

    [Fact]
    public void Train_OfAnEmptyOrMissingText_FailsAndWritesNothing()
    {
        _folder.Write("empty.txt", ""u8);
        Llm.Run("tokens", "train", "--text", _folder.File("empty.txt"), "--out", _folder.File("t.json")).FailedWith(1, "is empty");
        Llm.Run("tokens", "train", "--text", _folder.File("none.txt"), "--out", _folder.File("t.json")).FailedWith(1, "no file");
        Llm.Run("tokens", "train", "--data", "meals", "--size", "256", "--special", "<s>", "--out", _folder.File("t.json")).FailedWith(1, "257");
        Llm.Run("tokens", "train", "--data", "meals", "--special", "<s>", "--special", "<s>", "--out", _folder.File("t.json")).FailedWith(1, "twice");
        Assert.False(File.Exists(_folder.File("t.json")));
    }

    [Fact]
    public void Encode_JsonLines_AnswersEachLineAndPassesOverEmptyOnes()
    {
        LlmResult result = Llm.RunWithInput(Utf8("\uFEFF{\"text\": \"Hi\"}\r\n\n{\"id\": 7, \"text\": \"\"}\n{\"text\": \"苹\\n\"}"), "tokens", "encode", "--tokenizer", "bytes", "--jsonl").Worked();
        Assert.Equal(["{\"ids\": [72, 105]}", "{\"ids\": []}", "{\"ids\": [232, 139, 185, 10]}"], result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Llm.RunWithInput([], "tokens", "encode", "--tokenizer", "bytes", "--jsonl").Worked().Output);
    }

    [Theory]
    [InlineData("{\"txt\": \"a\"}", "something else")]
    [InlineData("{\"text\": 5}", "something else")]
    [InlineData("[1]", "something else")]
    [InlineData("{\"text\": \"a\"", "no JSON")]
    [InlineData("hello", "no JSON")]
    [InlineData("{\"text\": \"\\ud800\"}", "no Unicode")]
    public void Encode_JsonLinesWithABadLine_NamesItAfterAnsweringThoseBefore(string bad, string says)
    {
        LlmResult result = Llm.RunWithInput(Utf8("{\"text\": \"a\"}\n\n" + bad + "\n{\"text\": \"b\"}\n"), "tokens", "encode", "--tokenizer", "bytes", "--jsonl");
        result.FailedWith(1, "line 3: expected {\"text\": \"…\"}", says);
        Assert.Equal("{\"ids\": [97]}", result.Output.Trim());
    }

    [Fact]
    public void Encode_JsonLinesThatAreNotUtf8_AreRefused() =>
        Llm.RunWithInput([.. "{\"text\": \"a"u8, 0xFF, .. "\"}\n"u8], "tokens", "encode", "--tokenizer", "bytes", "--jsonl").FailedWith(1, "line 1", "UTF-8");

    [Fact]
    public void Decode_JsonLines_IsTheOtherWay()
    {
        LlmResult result = Llm.RunWithInput(Utf8("{\"ids\": [72, 105, 10, 34]}\n{\"ids\": [232, 139, 185]}\n{\"ids\": [232, 139]}\n{\"ids\": []}\n"), "tokens", "decode", "--tokenizer", "bytes", "--jsonl").Worked();
        Assert.Equal(["Hi\n\"", "苹", "\uFFFD", ""], result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["text"]!));
    }

    [Theory]
    [InlineData("{\"ids\": [256]}", "from 0 to 255, got 256")]
    [InlineData("{\"ids\": [-1]}", "from 0 to 255, got -1")]
    [InlineData("{\"ids\": [1.5]}", "something else")]
    [InlineData("{\"ids\": [99999999999]}", "something else")]
    [InlineData("{\"ids\": \"1\"}", "something else")]
    public void Decode_JsonLinesWithABadLine_NamesIt(string bad, string says) =>
        Llm.RunWithInput(Utf8("{\"ids\": [1]}\n" + bad), "tokens", "decode", "--tokenizer", "bytes", "--jsonl").FailedWith(1, "line 2:", says);

    [Fact]
    public void Encode_AFile_GivesTheSameIdsAsItsText()
    {
        _folder.Write("a.txt", Utf8("Hi 苹果\n\n"));
        Assert.Equal("72 105 32 232 139 185 230 158 156 10 10", Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", _folder.File("a.txt")).Worked().Output.Trim());
        Assert.Equal(11, (int)Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", _folder.File("a.txt"), "--json").Worked().Json["count"]!);
        Assert.Equal("", Llm.Run("tokens", "encode", "--tokenizer", "bytes", "").Worked().Output.Trim());
        Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", _folder.File("none.txt")).FailedWith(1, "none.txt");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Encode_AFileWithAByteOrderMark_LeavesTheMarkOutWithJsonAndWithout(string encoding)
    {
        var its = Encoding.GetEncoding(encoding);
        string file = _folder.Write("mark.txt", [.. its.GetPreamble(), .. its.GetBytes("a苹")]);
        Assert.Equal("97 232 139 185", Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", file).Worked().Output.Trim());
        Assert.Equal([97, 232, 139, 185], Ints(Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", file, "--json").Worked().Json["ids"]));
    }

    [Fact]
    public void Encode_AFileThatIsNoText_GivesItsBytesWithJsonAndWithout()
    {
        string file = _folder.Write("bytes.bin", [0xFF, 0, 0xE8, 65]);
        Assert.Equal("255 0 232 65", Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", file).Worked().Output.Trim());
        Assert.Equal([255, 0, 232, 65], Ints(Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", file, "--json").Worked().Json["ids"]));
    }

    [Fact]
    public void Encode_AFolder_IsRefused() => Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", _folder.Path).FailedWith(1, "is a folder");

    [UnixFact]
    public async Task Encode_APipe_IsReadToItsEnd()
    {
        // More ids than stand between two looks at the size, which a pipe does not have.
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        Task write = Task.Run(() =>
        {
            using (pipe)
                pipe.Write(new byte[100_000]);
        });
        LlmResult result = await Task.Run(() => Llm.Run("tokens", "encode", "--tokenizer", "bytes", "--text", "/dev/fd/" + pipe.GetClientHandleAsString()));
        await write;
        Assert.Equal(199_999, result.Worked().Output.Trim().Length);
    }

    [UnixFact]
    public void Train_ToADevice_IsRefusedBeforeTheWork() =>
        Llm.Run("tokens", "train", "--data", "meals", "--size", "400", "--out", "/dev/null").FailedWith(1, "is a device");

    [Fact]
    public async Task Answer_ThatCannotBeWritten_IsAFailureInOneLine()
    {
        var error = new StringWriter();
        using var console = new CommandConsole(new FullDisk(), error);
        Assert.Equal(ExitCode.Failure, await LlmCommand.RunAsync(["tokens", "encode", "--tokenizer", "bytes", "a"], console, default));
        Assert.Equal("llm: the answer cannot be written to standard output: No space left", error.ToString().Trim());
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Flush() => throw new IOException("No space left");
    }

    [Fact]
    public void Decode_OfIdsThatAreNotThere_SaysWhichThereAre()
    {
        Llm.Run("tokens", "decode", "--tokenizer", "bytes", "72", "256").FailedWith(1, "from 0 to 255, got 256");
        Assert.Equal("Hi", Llm.Run("tokens", "decode", "--tokenizer", "bytes", "72,", "105").Worked().Output.Trim());
        Assert.Equal("Hi", Llm.Run("tokens", "decode", "--tokenizer", "bytes", "[72,105]").Worked().Output.Trim());
    }

    [Fact]
    public void Tokenizer_OfAnotherKindOfFile_IsRefusedByName()
    {
        _folder.Write("bad.json", "{}"u8);
        _folder.Write("bad.bin", "abc"u8);
        Llm.Run("tokens", "encode", "a", "--tokenizer", _folder.File("bad.json")).FailedWith(1, "bad.json");
        Llm.Run("tokens", "encode", "a", "--tokenizer", _folder.File("bad.bin")).FailedWith(1, "bad.bin");
    }

    [Fact]
    public void Show_TextWordAndMerges_DrawsAndWritesThem()
    {
        string path = Trained();
        LlmResult result = Llm.Run("tokens", "show", "I like 苹果", "--tokenizer", path, "--word", "eat", "--merges", "3", "--svg", _folder.File("a.svg"), "--html", _folder.File("a.html")).Worked();
        Assert.Contains("How tokenizer.json cuts this text", result.Output);
        Assert.Contains("How merges build “eat”", result.Output);
        Assert.Contains("The first merges", result.Output);
        Assert.Contains("characters per token", result.Output);
        Assert.All(result.Output.Split('\n'), line => Assert.True(LlmFromScratch.Plots.TextWidth.Of(line.TrimEnd()) <= 80 || line.StartsWith("Written", StringComparison.Ordinal) || line.StartsWith('/'), line));
        Assert.Equal("svg", XDocument.Load(_folder.File("a.svg")).Root!.Name.LocalName);
        Assert.Equal(3, File.ReadAllText(_folder.File("a.html")).Split("<svg ").Length - 1);
    }

    [Fact]
    public void Show_Json_HasPlacesTreesAndMerges()
    {
        JsonObject answer = Llm.Run("tokens", "show", "a苹", "--tokenizer", "bytes", "--word", "ab", "--merges", "5", "--json").Worked().Json;
        Assert.Equal([97, 232, 139, 185], answer["tokens"]!.AsArray().Select(token => (int)token!["id"]!));
        Assert.Equal([0, 1, 1, 1], answer["tokens"]!.AsArray().Select(token => (int)token!["start"]!));
        Assert.Equal(["a", "b"], answer["word"]!.AsArray().Select(node => (string)node!["token"]!));
        Assert.Empty(answer["merges"]!.AsArray());
    }

    [Fact]
    public void Show_OfALongWord_IsRefusedInOneLine() => Llm.Run("tokens", "show", "--tokenizer", "bytes", "--word", new string('a', 100)).FailedWith(1, "64 bytes", "100");

    [DataFact("gpt2/encoder.json", "gpt2/vocab.bpe", "tok512.bin")]
    public void Tokenizers_OfOthers_AreKnownByName()
    {
        Assert.Equal("40 588 284 4483", Llm.Run("tokens", "encode", "I", "like", "to", "eat").Worked().Output.Trim());
        Assert.Equal("{\"ids\": [40, 588]}", Llm.RunWithInput("{\"text\": \"I like\"}"u8.ToArray(), "tokens", "encode", "--tokenizer", "gpt2", "--jsonl").Worked().Output.Trim());
        Assert.Contains("How GPT-2 cuts this text", Llm.Run("tokens", "show", "SolidGoldMagikarp").Worked().Output);
        Assert.Contains("stories260K", Llm.Run("tokens", "show", "Once upon a time", "--tokenizer", "stories260k").Worked().Output);
        Llm.Run("tokens", "show", "--merges", "3", "--tokenizer", "stories260k").FailedWith(2, "has scores instead");
    }
}
