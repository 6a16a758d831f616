using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;
using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Interactive.Tests;

public sealed class LlmNotebookTests
{
    private static readonly Vocabulary s_vocabulary = new(["<s>", "apple", "苹果", "</s>"]);

    private static readonly Prediction s_prediction = new("bigram", s_vocabulary, [0], new Probabilities([0, 0.5, 0.375, 0.125]));

    public LlmNotebookTests() => LlmNotebook.Setup();

    public static TheoryData<Chart> EveryKind => new()
    {
        new BarChart("Bars", ["a"], [1.0]),
        HeatmapChart.Of("Heat", ["a"], ["b"], new double[,] { { 1 } }),
        new LineChart("Lines", [PointSeries.Of("loss", [2, 1])], "step", "nats"),
        new ScatterChart("Dots", [new("words", [(1, 2)])], "x", "y"),
        new TokenTextChart("Text", "我 eat", [new(0, 1, 2)]),
        new TokenSequenceChart("Tokens", [new("我", 5)]),
        new TableChart("Table", ["a"], [["1"]]),
        new MergeTreeChart("Tree", [new("a", 97), new("b", 98), new("ab", 256, 1, 0, 1)]),
        AttentionChart.Arcs(["a", "b"], new[,] { { 1.0, 0 }, { 0.5, 0.5 } }, from: 1, "Arcs"),
        AttentionChart.Grid(["a", "b"], [[new[,] { { 1.0, 0 }, { 0.5, 0.5 } }]], "Grid"),
        new LadderChart("Ladder", [new("bigram", 2)], floor: 1),
        LogitLensChart.Of(["a"], [["b"]], [[0.5]]),
        new FilmstripChart("Film", ["a"], [new("step 0", [0.1]), new("step 1", [0.9])], [1.0]),
        new GraphChart("Graph", [new("a", "", ["data 2"], []), new("", "+", [], [0, 0])]),
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Chart_Displayed_GivesSvgAndTextAndNoScript(Chart chart)
    {
        Assert.Equal(["image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(chart.GetType()));
        string svg = chart.ToDisplayString("image/svg+xml");
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Equal(svg, chart.ToDisplayString("text/html"));
        Assert.Equal(TextRenderer.Render(chart), chart.ToDisplayString("text/plain"));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Chart_AskedForPlotly_GivesAFigure(Chart chart)
    {
        using JsonDocument figure = JsonDocument.Parse(chart.ToDisplayString(PlotlyFigure.MimeType));
        Assert.True(figure.RootElement.GetProperty("data").GetArrayLength() > 0);
    }

    [Fact]
    public void BytePairs_Displayed_AreTheirFirstMerges()
    {
        BytePairVocabulary vocabulary = BytePairVocabulary.FromMerges([('t', 'h'), (256, 'e')]);
        Assert.Contains("2  th    e      the     257", vocabulary.ToDisplayString("text/plain"), StringComparison.Ordinal);
        Assert.Equal(vocabulary.ToDisplayString("text/plain"), new BytePairTokenizer(vocabulary).ToDisplayString("text/plain"));
        string steps = BytePairTrainer.Steps(["aaab aaab"]).Take(2).ToDisplayString("text/plain");
        Assert.Contains("pairs", steps, StringComparison.Ordinal);
        Assert.Contains("aa", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void Filmstrip_BeforeItsTraining_SaysSo() => Assert.Contains("without frames", new Training.Filmstrip([0]).ToDisplayString("text/plain"), StringComparison.Ordinal);

    [Fact]
    public void Setup_WithPlotly_GivesThatToo()
    {
        try
        {
            LlmNotebook.Setup(plotly: true);
            Assert.Equal(["image/svg+xml", "application/vnd.plotly.v1+json", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(BarChart)));
        }
        finally
        {
            LlmNotebook.Setup();
        }
    }

    [Fact]
    public void Setup_CalledTwice_ShowsTheSame()
    {
        string once = s_prediction.ToDisplayString("text/plain");
        LlmNotebook.Setup();
        Assert.Equal(once, s_prediction.ToDisplayString("text/plain"));
        Assert.Equal(2, Formatter.GetPreferredMimeTypesFor(typeof(Prediction)).Count());
    }

    // Made up: a system without ICU knows no culture but the invariant one.
    private static CultureInfo WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        return culture;
    }

    [Fact]
    public void Setup_InAnotherCountry_WritesNumbersWithAPoint()
    {
        CultureInfo.CurrentCulture = WithComma();
        LlmNotebook.Setup();
        Assert.Equal("0.375", 0.375.ToString(CultureInfo.CurrentCulture));
    }

    [Fact]
    public async Task Setup_InACellOfAGermanEditor_HoldsInTheNextCell()
    {
        CultureInfo.CurrentCulture = WithComma(); // as the kernel does when it starts
        await Cell();
        Assert.Equal("1,234.5", 1234.5.ToString("N1", CultureInfo.CurrentCulture));

        // What an asynchronous method sets as the current culture does not reach its caller, and a cell is one.
        static async Task Cell()
        {
            LlmNotebook.Setup();
            await Task.Yield();
        }
    }

    [Fact]
    public void Prediction_Displayed_IsItsChart()
    {
        Assert.Equal(TextRenderer.Render(NextTokenChart.Of(s_prediction)), s_prediction.ToDisplayString("text/plain"));
        Assert.Contains("苹果", s_prediction.ToDisplayString("image/svg+xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void ListOfCharts_Displayed_HoldsThePictures()
    {
        Chart[] charts = [new BarChart("One", ["a"], [1.0]), new BarChart("Two", ["a"], [2.0])];
        string html = charts.ToDisplayString("text/html");
        Assert.Contains("One</title>", html, StringComparison.Ordinal);
        Assert.Contains("Two</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_Displayed_HasNatsBitsAndPerplexity()
    {
        var evaluation = new Evaluation(Tokens: 4, UnknownTokens: 0, KnownNats: 4 * Math.Log(8), UnknownNats: 0);
        Assert.Equal("""
            measure                         value
            predicted tokens                    4
            unknown among them                  0
            cross-entropy, nats per token  2.0794
            cross-entropy, bits per token       3
            perplexity                          8

            """.ReplaceLineEndings("\n"), evaluation.ToDisplayString("text/plain"));
        Assert.StartsWith("<table>", evaluation.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_Displayed_AsATable()
    {
        Token[] tokens = [new(2, "苹果", 0, 2), new(9, "\n", 2, 1)];
        const string expected = "2 tokens\ntoken  id  start  length\n苹果    2      0       2\n⏎       9      2       1\n";
        Assert.Equal(expected, tokens.ToDisplayString("text/plain"));
        Assert.Equal(expected, tokens.ToList().ToDisplayString("text/plain"));
        Assert.Contains("<td", tokens.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Vocabulary_OfManyTokens_ShowsTheFirstAndHowManyMore()
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, 12345).Select(i => $"w{i}"));
        string text = vocabulary.ToDisplayString("text/plain");
        Assert.StartsWith("Vocabulary of 12,345 tokens\n", text, StringComparison.Ordinal);
        Assert.EndsWith("and 12,325 more\n", text, StringComparison.Ordinal);
        Assert.True(vocabulary.ToDisplayString("text/html").Length < 4000);
    }

    [Fact]
    public void Probabilities_Displayed_LargestFirst()
    {
        string text = new Probabilities([0.25, 0.5, 0.25]).ToDisplayString("text/plain");
        Assert.Equal("3 probabilities, entropy 1.5 bits\noutcome  probability\n      1          0.5\n      0         0.25\n      2         0.25\n", text);
    }

    [Fact]
    public void Logits_WithAnImpossibleOutcome_ShowMinusInfinity()
    {
        string text = new Logits([Math.Log(3), 0, double.NegativeInfinity]).ToDisplayString("text/plain");
        Assert.Equal("3 logits\noutcome   logit  after softmax\n      0  1.0986           0.75\n      1       0           0.25\n      2      −∞              0\n", text);
    }

    [Fact]
    public void Show_OfAnyType_NeedsOneLine()
    {
        LlmNotebook.Show<Version>(version => new BarChart("A version", ["major", "minor"], [version.Major, (double)version.Minor]));
        Assert.Contains("major", new Version(3, 1).ToDisplayString("image/svg+xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithMarkup_IsEscaped()
    {
        var table = new Table("<b>", ["<s>"], [["<unk>"]]) { Note = "a & b" };
        Assert.DoesNotContain("<s>", table.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("&lt;unk&gt;", table.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("a &amp; b", table.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_Displayed_IsAnExcerptWithCounts()
    {
        Corpus corpus = Corpus.FromLines("tiny", ["a b", "a b", "c <d>"], splitter: new WhitespaceSplitter());
        string text = corpus.ToDisplayString("text/plain");
        Assert.Contains("3 lines (2 different), 6 tokens (4 different)", text, StringComparison.Ordinal);
        Assert.Contains("c &lt;d&gt;", corpus.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Corpus)));
    }

    [Fact]
    public void NGramCounts_Displayed_AreAHeatmapOfPairs()
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), ["a b", "a c"], 2);
        Assert.Equal(SvgRenderer.Render(CountCharts.BigramHeatmap(counts)), counts.ToDisplayString("image/svg+xml"));
        NGramCounts single = NGramCounts.OfLines(new WhitespaceSplitter(), ["a b", "a c"], 1);
        Assert.Equal(SvgRenderer.Render(CountCharts.MostFrequent(single)), single.ToDisplayString("image/svg+xml"));
    }

    [Fact]
    public void NGramModel_Displayed_HasItsNotes()
    {
        var model = (NGramModel)new ModifiedKneserNey().Train(NGramCounts.OfLines(new WhitespaceSplitter(), ["a b", "a c"], 2));
        Assert.Contains("0.5, 1 and 1.5 are used", model.ToDisplayString("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void Number_Displayed_IsPlain()
    {
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(double)));
        Assert.Equal("0.375", (0.375).ToDisplayString("text/plain"));
    }
}
