using LlmFromScratch.Cli.Tests.Support;

namespace LlmFromScratch.Cli.Tests;

public class UsageTests
{
    public static TheoryData<string> AllVerbs =>
        ["", "tour", "next", "ngrams", "ngrams train", "ngrams score", "ngrams generate", "ngrams why", "tokens", "tokens train", "tokens encode", "tokens decode", "tokens show", "data", "data list", "data make", "data get", "data verify", "notebooks", "notebooks run", "kernel", "kernel install", "kernel uninstall", "kernel list", "kernel run", "doctor", "bench", "bench ngrams", "bench tokens", "bench gemm", "bench train", "bench train mlp", "bench train rnn", "bench train gru", "bench train lstm",
        "train", "train mlp", "train rnn", "train gru", "train lstm", "train gpt", "generate", "export", "inspect", "inspect attention", "inspect lens", "bench train gpt", "bench generate"];

    [Theory, MemberData(nameof(AllVerbs))]
    public void Help_EveryVerb_ShowsAnExampleThatBeginsWithIt(string verb)
    {
        LlmResult result = Llm.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Worked();

        Assert.Contains("Example", result.Output);
        Assert.Contains($"  llm {verb}".TrimEnd(), result.Output[result.Output.IndexOf("Example", StringComparison.Ordinal)..]);
        Assert.All(result.Output.Split('\n'), line => Assert.True(Plots.TextWidth.Of(line.TrimEnd()) <= 80, line));
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("nxt", "did you mean next?")]
    [InlineData("ngrams trian", "did you mean train?")]
    [InlineData("ngrams train --ordre 3", "did you mean --order?")]
    [InlineData("ngrams train --text a", "needs --out")]
    [InlineData("ngrams train --text a --out", "--out needs a value")]
    [InlineData("ngrams train --text a --data meals --out b", "--text or --data, got both")]
    [InlineData("ngrams train --out b", "--text FILE")]
    [InlineData("ngrams train --text a --out b --order 0", "--order: expected a whole number from 1 to 64, got '0'")]
    [InlineData("ngrams train --text a --out b --order 65", "1 to 64")]
    [InlineData("ngrams train --text a --out b --order three", "got 'three'")]
    [InlineData("ngrams train --text a --out b --smoothing kneserney", "did you mean kneser-ney?")]
    [InlineData("ngrams train --text a --out b --smoothing add-0", "above 0")]
    [InlineData("ngrams train --text a --out b --smoothing add-one", "cannot be written as an ARPA file")]
    [InlineData("ngrams train --text a --out b --tokens word", "did you mean words?")]
    [InlineData("ngrams train --data meal --out b", "did you mean meals?")]
    [InlineData("ngrams score --model a", "a text to score")]
    [InlineData("ngrams generate --temperature -1", "--temperature: expected a number of 0 or more, got '-1'")]
    [InlineData("ngrams generate --top-p 1.5", "from 0 to 1")]
    [InlineData("ngrams generate --seed x", "--seed: expected a whole number")]
    [InlineData("next", "needs a PROMPT")]
    [InlineData("next two words", "quotes")]
    [InlineData("next I --model a --compare", "--model")]
    [InlineData("data get tiny-shakespear", "did you mean tiny-shakespeare?")]
    [InlineData("notebooks run --save --check", "got both")]
    [InlineData("kernel instal", "did you mean install?")]
    [InlineData("kernel install --user --prefix a", "--user or --prefix, got both")]
    [InlineData("kernel install --name my.kernel!", "because of its '!'")]
    [InlineData("kernel uninstall --name ..", "a letter or digit")]
    [InlineData("tokens encod a", "did you mean encode?")]
    [InlineData("tokens train --text a", "needs --out")]
    [InlineData("tokens train --out b", "--text FILE, or --data NAME")]
    [InlineData("tokens train --text a --data meals --out b", "not both")]
    [InlineData("tokens train --text a --size 255 --out b", "--size: expected a whole number of 256 or more, got '255'")]
    [InlineData("tokens train --text a --splitter gpt --out b", "did you mean gpt2?")]
    [InlineData("tokens encode", "TEXT, --text FILE, or --jsonl")]
    [InlineData("tokens encode word --jsonl", "one thing to encode")]
    [InlineData("tokens encode word --tokenizer byte", "did you mean bytes?")]
    [InlineData("tokens encode word --tokenizer nowhere.json", "no file 'nowhere.json'")]
    [InlineData("tokens decode", "--jsonl")]
    [InlineData("tokens decode 1 --jsonl", "not both")]
    [InlineData("tokens decode 1 two", "whole numbers of 0 or more, got 'two'")]
    [InlineData("tokens show", "a TEXT, --word WORD, or --merges N")]
    [InlineData("tokens show --merges 0", "--merges: expected a whole number of 1 or more")]
    [InlineData("tokens show two words", "quotes")]
    [InlineData("train mpl --data names --out b", "did you mean mlp?")]
    [InlineData("train mlp --data names", "needs --out")]
    [InlineData("train mlp --out b", "--text FILE, or --data NAME")]
    [InlineData("train mlp --text a --data names --out b", "--text or --data, got both")]
    [InlineData("train mlp --data names --out b --context 0", "--context: expected a whole number from 1")]
    [InlineData("train mlp --data names --out b --layers 2", "no option '--layers'")]
    [InlineData("train lstm --data names --out b --layers 65", "from 1 to 64")]
    [InlineData("train mlp --data names --out b --dropout 1", "from 0 to 0.99")]
    [InlineData("train mlp --data names --out b --rate 0", "--rate: expected a number above 0")]
    [InlineData("train mlp --data names --out b --rate NaN", "--rate: expected a number above 0")]
    [InlineData("train mlp --data names --out b --rate 1e999", "--rate: expected a number above 0")]
    [InlineData("train mlp --data names --out b --optimizer adam", "did you mean adamw?")]
    [InlineData("train mlp --data names --out b --momentum 0.9", "--momentum is for --optimizer sgd")]
    [InlineData("train mlp --data names --out b --optimizer sgd --decay 0.1", "--decay is for --optimizer adamw")]
    [InlineData("train mlp --data names --out b --patience 3 --evaluate-every 0", "--evaluate-every above 0")]
    [InlineData("train mlp --data names --out b --validation name", "did you mean names?")]
    [InlineData("train lstm --out b --resume --rate 1", "--rate comes from the checkpoint")]
    [InlineData("train lstm --out b --resume --tokens words", "--tokens comes from the checkpoint")]
    [InlineData("train gpt --data names --out b --preset nanogpt", "did you mean nanogpt-cpu?")]
    [InlineData("train gpt --out b", "--text FILE, or --data NAME")]
    [InlineData("train gpt --data names --out b --layers 0", "--layers: expected a whole number from 1 to 256")]
    [InlineData("train gpt --data names --out b --positions rotatory", "did you mean rotary?")]
    [InlineData("train gpt --data names --out b --feed-forward geluu", "did you mean gelu?")]
    [InlineData("train gpt --data names --out b --optimizer moun", "did you mean muon?")]
    [InlineData("train gpt --data names --out b --optimizer muon --momentum 0.9", "--momentum is for --optimizer sgd")]
    [InlineData("train gpt --data names --out b --optimizer sgd --decay 0.1", "--decay is for --optimizer adamw and muon")]
    [InlineData("train gpt --data names --out b --film c.svg", "--film shows the answer to a prompt")]
    [InlineData("train gpt --data names --out b --film c.gif --prompt x", ".svg or .html")]
    [InlineData("train gpt --out b --resume --layers 2", "--layers comes from the checkpoint")]
    [InlineData("train gpt --data names --out b --embedding 3", "no option '--embedding'")]
    [InlineData("generate word", "did not expect 'word'")]
    [InlineData("generate --max-tokens -1", "--max-tokens: expected a whole number of 0 or more")]
    [InlineData("export --format hf --out b", "needs --model")]
    [InlineData("export --model gru-en --out b", "needs --format")]
    [InlineData("export --model gru-en --format hugging --out b", "--format: expected one of hf")]
    [InlineData("inspect attention", "needs a PROMPT")]
    [InlineData("inspect attntion x", "did you mean attention?")]
    [InlineData("bench train mpl", "did you mean mlp?")]
    [InlineData("bench train --layers 0", "--layers: expected a whole number from 1 to 256")]
    [InlineData("bench train mlp --steps 0", "--steps: expected a whole number from 1")]
    public void CommandLine_ThatMakesNoSense_SaysWhatWasExpectedAndEndsWith2(string line, string says)
    {
        using var folder = new LlmFromScratch.Tests.TemporaryFolder();
        string[] args = [.. line.Split(' ').Select(word => word is "a" or "b" ? folder.File(word) : word)];
        if (line.Contains("--compare", StringComparison.Ordinal))
            folder.Write("a", "\\data\\\nngram 1=3\n\n\\1-grams:\n-1\t<unk>\n0\t<s>\n-0.1\t</s>\n\n\\end\\\n"u8);

        Llm.Run(args).FailedWith(2, says, "--help");
        Assert.False(File.Exists(folder.File("b")));
    }

    [Fact]
    public void Verb_ThatIsMissing_GetsTheHelpOnStandardErrorAnd2()
    {
        LlmResult result = Llm.Run("ngrams");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("train", result.Error);
    }

    [Fact]
    public async Task Program_Redirected_WritesUtf8WithoutEscapeCodesAndNoByteOrderMark()
    {
        LlmResult result = (await Llm.RunProgramAsync(null, "next", "我喜欢吃")).Worked();

        Assert.StartsWith("What comes after “我喜欢吃”?", result.Output);
        Assert.DoesNotContain('\e', result.Output);
        Assert.Empty(result.Error);
        Assert.All(result.Output.Split('\n'), line => Assert.True(Plots.TextWidth.Of(line) <= 80, line));
    }

    [Fact]
    public async Task Program_WithWrongUsage_EndsWith2AndSaysNothingOnStandardOutput()
    {
        LlmResult result = await Llm.RunProgramAsync(null, "nxt");

        result.FailedWith(2, "did you mean next?");
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Program_FailingWithDebugOn_ShowsTheTraceBelowTheLine()
    {
        var debug = new Dictionary<string, string?> { [LlmCommand.DebugVariable] = "1" };

        LlmResult result = await Llm.RunProgramAsync(debug, "ngrams", "score", "--model", "no-such.arpa", "--data", "meals");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FileNotFoundException", result.Error);
        Assert.Contains("   at ", result.Error);
    }
}
