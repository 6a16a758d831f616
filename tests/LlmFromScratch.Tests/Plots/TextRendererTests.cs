using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed partial class TextRendererTests
{
    [Fact]
    public void Render_Bars_ToAnEighthOfAColumn() => Shows(new BarChart("Counts", ["apple", "苹果", "other (7 tokens)"], [4, 1.5, 2]) { ValueAxis = "count", OtherIndex = 2 }, 40, """
        Counts

                   apple ███████████████████ 4
                    苹果 ███████▏ 1.5
        other (7 tokens) ░░░░░░░░░░ 2
                         count

        """);

    [Fact]
    public void Render_SeveralSeries_NamesEachBar() => Shows(Examples.TwoSeries, 30, """
        Two models

        a truth  ██████████▋ 0.50
          bigram █████▍ 0.25

        b truth  ██████████▋ 0.50
          bigram ████████████████ 0.75

        """);

    [Fact]
    public void Render_BarsBelowZero_GoLeft() => Shows(new BarChart("Logits", ["up", "down"], [2.0, -1]), 30, """
        Logits

          up        ██████████████▋ 2
        down ███████ -1

        """);

    [Fact]
    public void Render_BarsInAscii_HasNoOtherCharacters() => Shows(new BarChart("Counts", ["a", "b"], [4.0, 1]) { OtherIndex = 1 }, 24, """
        Counts

        a #################### 4
        b ----- 1

        """, ascii: true);

    [Fact]
    public void Render_Heatmap_ShowsValuesWithTheirShades() => Shows(Examples.Heatmap, 40, """
        What follows what?

        rows: word; columns: next word
             eat  苹果
         I █1.00 ░0.25
        吃        0.00
        0.00  ·░▒▓█ 1.00 probability

        """);

    [Fact]
    public void Render_HeatmapTooWideForValues_ShowsShadesAlone() => Shows(
        HeatmapChart.Of("Letters", ["a", "b"], [.. "abcdefghij".Select(c => c.ToString())], new double[2, 10] { { 0, 1, 2, 3, 4, 5, 4, 3, 2, 1 }, { 5, 0, 0, 0, 0, 0, 0, 0, 0, 5 } }), 24, """
        Letters

          a b c d e f g h i j
        a   ··░░▒▒▓▓██▓▓▒▒░░··
        b ██                ██
        0  ·░▒▓█ 5

        """);

    [Fact]
    public void Render_TokenText_RaisesABlockBelowEachToken() => Shows(Examples.Text, 40, """
        Surprise

        I eat 苹果。
          ▂▂▂ ████∞∞
        0 ▁▂▃▄▅▆▇█ 7.0 surprisal, bits

        """);

    [Fact]
    public void Render_TokenSequence_PartsTokensAndShowsTheirIds() => Shows(Examples.Sequence, 24, """
        Tokens

        The│␣cat│‹E8 8B›│⏎  │
        464 3797 22755   198
        苹果│
        7

        """);

    [Fact]
    public void Render_TokenSequenceWithColor_PutsTokensOnDifferentGrounds()
    {
        string text = TextRenderer.Render(Examples.Sequence with { ShowIds = false }, color: true);
        Assert.Contains("\e[38;5;16;48;5;153mThe\e[0m\e[38;5;16;48;5;229m␣cat\e[0m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Table_AlignsColumns() => Shows(Examples.Table, 40, """
        Merges

         merge  left  right
             1  ␣     t
        10,000  苹    果
        and 5 more

        """);

    [Fact]
    public void Render_TableTooWide_CutsTheWidestColumn() => Shows(new TableChart("", ["id", "text"], [["1", "a very long text that goes on"]]), 24, """
        id text
         1 a very long text tha…

        """);

    [Fact]
    public void Render_MergeTree_ShowsTheWordAfterEachMerge() => Shows(Examples.Tree, 40, """
        abc

                      a b c d
         #1  b + c    a bc d
        #12  a + bc   abc d

          abc → 257
          d → 100

        """);

    [Fact]
    public void Render_Graph_ListsEachNodeWithWhatItWasMadeFrom() => Shows(Examples.Graph, 40, """
        c = a * b + a

        1  a             data 2
        2  b             data 3
        3  *     ← 1, 2  data 6
        4  c  +  ← 3, 1  data 8

        """);

    [Fact]
    public void Render_MergeTreeWithOneMergeInManyPlaces_TakesOneLine() => Shows(
        new MergeTreeChart("", [new("a", 97), new("b", 98), new("a", 97), new("b", 98), new("ab", 256, 1, 0, 1), new("ab", 256, 1, 2, 3)]), 40, """
                         a b a b
        #1  a + b (×2)   ab ab

          ab → 256
          ab → 256

        """);

    [Fact]
    public void Render_Lines_MarksEachSeriesAndTheReference()
    {
        string text = TextRenderer.Render(Examples.Lines, 40);
        Assert.Contains("nats per token\n4", text, StringComparison.Ordinal);
        Assert.Contains("o add-one", text, StringComparison.Ordinal);
        Assert.Contains("x Kneser-Ney", text, StringComparison.Ordinal);
        Assert.Contains("╌ true entropy 1", text, StringComparison.Ordinal);
        Assert.Contains("1 ┤╌╌╌╌", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithoutColor_HasNoEscapeCodes()
    {
        foreach (Chart chart in Examples.All)
        {
            Assert.DoesNotContain('\e', TextRenderer.Render(chart));
            Assert.DoesNotContain('\r', TextRenderer.Render(chart));
        }
    }

    [Fact]
    public void Render_InAsciiOfAsciiLabels_IsAsciiAlone()
    {
        foreach (Chart chart in new Chart[] { new BarChart("t", [new string('x', 300)], [1.0]), HeatmapChart.Of("t", ["a"], ["b"], new[,] { { 1.0 } }), new LineChart("t", [PointSeries.Of("l", [1, 2])], "x", "y") { References = [new("r", 1)] }, new TokenTextChart("t", "a b", [new(0, 1, 1)]) })
            Assert.True(System.Text.Ascii.IsValid(TextRenderer.Render(chart, ascii: true)));
    }

    [Fact]
    public void Render_AnyExample_StaysWithinAnyWidth()
    {
        foreach (Chart chart in Examples.All)
            foreach (int width in new[] { 24, 25, 40, 80, 200 })
                foreach ((bool color, bool ascii) in new[] { (false, false), (true, false), (false, true) })
                    Assert.All(TextRenderer.Render(chart, width, color, ascii).Split('\n'), line => Assert.True(TextWidth.Of(WithoutColors(line)) <= width, $"{chart.Title}, {width}: \"{line}\""));
    }

    [Fact]
    public void Render_AnyLabels_StayWithinTheWidth() => Prop.ForAll<NonNull<string>[], NormalFloat, PositiveInt>((labels, value, more) =>
    {
        int width = 24 + more.Get % 100;
        string[] texts = [.. labels.Select(label => label.Get)];
        Chart[] charts =
        [
            new BarChart("t", texts, [.. texts.Select(_ => value.Get)]),
            new BarChart("t", texts, [new("first name", [.. texts.Select(_ => value.Get)]), new("", [.. texts.Select(_ => -value.Get)])]),
            HeatmapChart.Of("t", texts, texts, new double[texts.Length, texts.Length]),
            new ScatterChart("t", [new("c", [(value.Get, value.Get), (0, 0)])], "x", "y") { PointLabels = [.. texts.Select(text => new PointLabel((value.Get, value.Get), text))] },
        ];
        return charts.All(chart => TextRenderer.Render(chart, width).Split('\n').All(line => TextWidth.Of(line) <= width));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Render_WithColor_MarksSeries() => Assert.Contains("\e[38;5;", TextRenderer.Render(Examples.TwoSeries, color: true), StringComparison.Ordinal);

    [Fact]
    public void Render_TooNarrow_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => TextRenderer.Render(Examples.Bars, 10));

    private static void Shows(Chart chart, int width, string expected, bool ascii = false) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), TextRenderer.Render(chart, width, ascii: ascii));

    private static string WithoutColors(string line) => EscapeCode().Replace(line, "");

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex EscapeCode();
}
