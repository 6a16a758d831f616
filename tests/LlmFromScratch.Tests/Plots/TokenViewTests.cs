using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Plots;

public sealed class TokenViewTests
{
    private static readonly BytePairTokenizer s_bytes = new(BytePairVocabulary.Bytes);

    /// <summary>th, the, " the", and the first two bytes of 苹.</summary>
    private static readonly BytePairTokenizer s_few = new(BytePairVocabulary.FromMerges([('t', 'h'), (256, 'e'), (' ', 257), (0xE8, 0x8B)]));

    [Fact]
    public void TokenText_OfAText_ShowsSpacesLineEndsAndBytesOfCutCharacters()
    {
        TokenSequenceChart chart = TokenText.Of(s_few, "the the\n苹", "a small vocabulary");
        Assert.Equal(["the", "␣the", "⏎", "‹E8 8B›", "‹B9›"], chart.Tokens.Select(token => token.Label));
        Assert.Equal([257, 258, 10, 259, 0xB9], chart.Tokens.Select(token => token.Id));
        Assert.Equal([false, false, false, true, true], chart.Tokens.Select(token => token.IsPartial));
        Assert.Equal([false, false, true, false, false], chart.Tokens.Select(token => token.EndsLine));
        Assert.Equal(["", "", "", "苹", "苹"], chart.Tokens.Select(token => token.PartOf));
        Assert.Contains("<title>‹B9›: id 185, part of 苹</title>", SvgRenderer.Render(chart), StringComparison.Ordinal);
        Assert.Equal("How a small vocabulary cuts this text", chart.Title);
        Assert.Equal("5 tokens, 9 characters, 11 bytes: 1.8 characters per token", chart.Subtitle);
    }

    [Fact]
    public void TokenText_OfEmoji_CountsCharactersAsReadersDo()
    {
        TokenSequenceChart chart = TokenText.Of(s_bytes, "👨‍👩‍👧");
        Assert.Equal("18 tokens, 1 character, 18 bytes: 18.0 tokens per character", chart.Subtitle);
        Assert.Equal("‹F0›", chart.Tokens[0].Label);
        Assert.All(chart.Tokens, token => Assert.True(token.IsPartial));
    }

    [Fact]
    public void TokenText_OfWordsAndCharacters_WorksForEveryTokenizer()
    {
        var words = new Tokenizer(new WordSplitter(), new Vocabulary(["<unk>", "I", "eat"]));
        Assert.Equal([("I", 1), ("eat", 2), ("苹", 0)], TokenText.Of(words, "I eat 苹").Tokens.Select(token => (token.Label, token.Id)));
        Assert.Equal(["<0xE8>"], TokenText.Of(new Tokenizer(new WhitespaceSplitter(), new Vocabulary(["<0xE8>"])), "<0xE8>").Tokens.Select(token => token.Label)); // a word like any other
    }

    [Fact]
    public void TokenText_OfNothingOrLoneSurrogates_IsDrawn()
    {
        Assert.Equal("0 tokens, 0 characters, 0 bytes", TokenText.Of(s_few, "").Subtitle);
        Assert.Equal(3, TokenText.Of(s_few, "\uD800").Tokens.Count);
        Assert.Equal("U+0000", TokenText.Of(s_few, "\0").Tokens[0].Label);
        Assert.Throws<ArgumentNullException>(() => TokenText.Of(s_few, null!));
        Assert.Throws<ArgumentException>(() => new TokenSequenceChart("", [new("", 0)]));
        Assert.Throws<ArgumentException>(() => new TokenSequenceChart("", [new("a", -1)]));
    }

    [Fact]
    public void TokenText_OfAnyCodePoints_IsDrawnByEveryRenderer()
    {
        var random = new SeededRandom(1, "token views");
        for (int i = 0; i < 200; i++)
        {
            // Half of them from the first plane, where the marks, controls and halves of pairs are.
            string text = string.Concat(Enumerable.Range(0, 12).Select(_ => random.NextInt(2) == 0 ? ((char)random.NextInt(0x10000)).ToString()
                : char.ConvertFromUtf32(random.NextInt(0x10FFFF - 0x10000) + 0x10000)));
            TokenSequenceChart chart = TokenText.Of(s_few, text);
            Assert.Equal(s_few.Encode(text), chart.Tokens.Select(token => token.Id));
            System.Xml.Linq.XDocument.Parse(SvgRenderer.Render(chart));
            Assert.All(TextRenderer.Render(chart, 40).Split('\n'), line => Assert.True(TextWidth.Of(line) <= 40, line));
            System.Text.Json.JsonDocument.Parse(PlotlyFigure.ToJson(chart)).Dispose();
            MergeTreeChart tree = MergeTree.Of(s_few.BytePairs, text);
            Assert.Equal(s_few.Encode(text), tree.Roots.Select(root => tree.Nodes[root].Id));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x20, 0xE8, 0x8B, 0xB9 }, "␣苹")]
    [InlineData(new byte[] { 0x20, 0xE8, 0x8B }, "␣‹E8 8B›")]
    [InlineData(new byte[] { 0xB9, 0x61, 0xFF, 0xC0 }, "‹B9›a‹FF C0›")]
    [InlineData(new byte[] { 0x0A }, "⏎")]
    [InlineData(new byte[0], "∅")]
    public void TokenLabel_OfBytes_ShowsWholeCharactersAndTheRestInHexadecimal(byte[] bytes, string expected) => Assert.Equal(expected, TokenLabel.OfBytes(bytes));

    [Fact]
    public void MergeTree_OfAWord_HasItsMergesInTheirOrder()
    {
        MergeTreeChart chart = MergeTree.Of(s_few.BytePairs, " they");
        Assert.Equal(["␣", "t", "h", "e", "y", "th", "the", "␣the"], chart.Nodes.Select(node => node.Label));
        Assert.Equal([1, 2, 3], chart.Nodes.Skip(5).Select(node => node.Merge!.Value));
        Assert.Equal((0, 6), (chart.Nodes[7].Left, chart.Nodes[7].Right));
        Assert.Equal(["␣the", "y"], chart.Roots.Select(root => chart.Nodes[root].Label));
        Assert.StartsWith("5 bytes, 3 merges, 2 tokens", chart.Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void MergeTree_OfAnyText_EndsInTheTokensOfTheEncoder()
    {
        BytePairTokenizer tokenizer = new(FastBytePairTrainer.Train(["the cat sat on the mat, the cat sat on the hat", "aaaaaaaa aaaaaaaa"], 290));
        foreach (string text in (string[])["the cat", "aaaaaaaaaaaaa", "苹果 sat", " ", "hatmat'll sat!"])
            Assert.Equal(tokenizer.Encode(text), MergeTree.Of(tokenizer.BytePairs, text).Roots.Select(root => MergeTree.Of(tokenizer.BytePairs, text).Nodes[root].Id));
    }

    [Fact]
    public void MergeTree_OfBadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MergeTree.Of(s_few.BytePairs, ""));
        Assert.Contains("64 bytes", Assert.Throws<ArgumentException>(() => MergeTree.Of(s_few.BytePairs, new string('a', 65))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MergeTreeChart("not side by side", [new("a", 0), new("b", 1), new("c", 2), new("ac", 3, 1, 0, 2)]));
        Assert.Throws<ArgumentException>(() => new MergeTreeChart("used twice", [new("a", 0), new("b", 1), new("ab", 3, 1, 0, 1), new("ab", 3, 1, 0, 1)]));
        Assert.Throws<ArgumentException>(() => new MergeTreeChart("later part", [new("a", 0), new("ab", 3, 1, 0, 5)]));
    }

    [Fact]
    public void MergeTable_OfSteps_HasCountsAndTokens()
    {
        TableChart table = MergeTable.Of(BytePairTrainer.Steps(["aaab aaab"]), first: 2);
        Assert.Equal(["1", "a", "a", "aa", "256", "4", "7"], table.Rows[0]);
        Assert.Equal(["2", "a", "b", "ab", "257", "2", "5"], table.Rows[1]);
        Assert.Equal(2, table.Rows.Count);
        Assert.Throws<ArgumentException>(() => MergeTable.Of(BytePairTrainer.Steps(["aaab aaab"]).Skip(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MergeTable.Of(BytePairTrainer.Steps(["aaab aaab"]), 0));
    }

    [Fact]
    public void MergeTable_OfAVocabulary_ListsTheFirstAndSaysHowManyMore()
    {
        TableChart table = MergeTable.Of(s_few.BytePairs, 3);
        Assert.Equal([["1", "t", "h", "th", "256"], ["2", "th", "e", "the", "257"], ["3", "␣", "the", "␣the", "258"]], table.Rows);
        Assert.Equal("and 1 more", table.Note);
        Assert.Equal("‹E8 8B›", MergeTable.Of(s_few.BytePairs).Rows[3][3]);
        Assert.Empty(MergeTable.Of(BytePairVocabulary.Bytes).Rows);
        Assert.Throws<ArgumentException>(() => new TableChart("", ["a", "b"], [["1"]]));
        Assert.Throws<ArgumentException>(() => new TableChart("", [], []));
    }

    [Fact]
    public void TokenCostChart_OfLanguages_ComparesTokenizers()
    {
        BarChart chart = TokenCostChart.Of([("English", "the the"), ("Chinese", "苹果"), ("silence", "")], [("bytes", s_bytes), ("few", s_few)]);
        Assert.Equal(["English", "Chinese", "silence"], chart.Labels);
        Assert.Equal([1.0, 3, 0], chart.Series[0].Values);
        Assert.Equal([2 / 7.0, 2.5, 0], chart.Series[1].Values);
        Assert.Equal([2 / 7.0, 5 / 6.0, 0], TokenCostChart.Of([("English", "the the"), ("Chinese", "苹果"), ("silence", "")], [("few", s_few)], perByte: true).Series[0].Values);
        Assert.Throws<ArgumentException>(() => TokenCostChart.Of([], []));
    }

    [Fact]
    public void CompressionChart_OfAText_IsWhatEverySmallerVocabularyGives()
    {
        string[] lines = ["the cat sat on the mat, the cat sat on the hat", "苹果和香蕉，苹果和香蕉", "aaaaaaa aaaaa"];
        var tokenizer = new BytePairTokenizer(FastBytePairTrainer.Train(lines, 300));
        (long bytes, long[] tokens) = CompressionChart.TokensByMerges(tokenizer, lines);
        Assert.Equal(lines.Sum(System.Text.Encoding.UTF8.GetByteCount), bytes);
        for (int merges = 0; merges <= tokenizer.BytePairs.Merges.Count; merges++)
            Assert.Equal(lines.Sum(line => new BytePairTokenizer(tokenizer.BytePairs.First(merges)).Encode(line).Length), tokens[merges]);
        LineChart chart = CompressionChart.Of([("own", tokenizer), ("bytes", s_bytes)], lines);
        Assert.Equal(new Point(256, 1), chart.Lines[0].Points[0]);
        Assert.Equal(new Point(tokenizer.BytePairs.Count, bytes / (double)tokens[^1]), chart.Lines[0].Points[^1]);
        Assert.Equal([new Point(256, 1)], chart.Lines[1].Points);
        Assert.Equal(2, CompressionChart.Of(tokenizer, [("one", lines[..1]), ("two", lines[1..])]).Lines.Count);
        Assert.Throws<ArgumentException>(() => CompressionChart.Of(tokenizer, [("none", [])]));
    }

    [Fact]
    public void ZipfChart_OfATokenizer_CountsItsTokens()
    {
        ScatterChart chart = ZipfChart.Of(s_few, ["the the", "the"]);
        Assert.Equal([new Point(1, 2), new Point(2, 1)], chart.Clouds[0].Points);
        Assert.Equal(["the", "␣the"], chart.PointLabels.Select(label => label.Text));
    }
}
