using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class SvgRendererTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Render_AnyExample_IsWellFormedAndTellsScreenReadersWhatItShows()
    {
        foreach (Chart chart in Examples.All)
        {
            XElement svg = XDocument.Parse(SvgRenderer.Render(chart)).Root!;
            Assert.Equal(s_svg + "svg", svg.Name);
            Assert.Equal("img", (string?)svg.Attribute("role"));
            string[] words = ((string)svg.Attribute("aria-labelledby")!).Split(' ');
            Assert.Equal([words[0]], svg.Elements(s_svg + "title").Select(title => (string?)title.Attribute("id")));
            Assert.Equal([words[1]], svg.Elements(s_svg + "desc").Select(desc => (string?)desc.Attribute("id")));
            Assert.NotEqual("", svg.Element(s_svg + "desc")!.Value);
        }
    }

    [Fact]
    public void Render_AnyExample_NeedsNothingFromElsewhere()
    {
        foreach (Chart chart in Examples.All)
        {
            string svg = SvgRenderer.Render(chart);
            Assert.DoesNotContain("<script", svg, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("url(", svg, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href", svg, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("@import", svg, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(1, Regex.Count(svg, "https?://")); // the name of the format
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("∞\"", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_AnyExample_StaysInsideThePicture()
    {
        foreach (Chart chart in Examples.All)
        {
            XElement svg = XDocument.Parse(SvgRenderer.Render(chart)).Root!;
            double[] box = [.. ((string)svg.Attribute("viewBox")!).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
            foreach (XElement rect in svg.Elements(s_svg + "rect").Skip(1))
            {
                double At(string name) => double.Parse((string)rect.Attribute(name)!, CultureInfo.InvariantCulture);
                Assert.True(At("x") >= 0 && At("x") + At("width") <= box[2] + 0.2, $"{chart.Title}: {rect}");
                Assert.True(At("y") >= 0 && At("y") + At("height") <= box[3] + 0.2, $"{chart.Title}: {rect}");
            }
        }
    }

    [Fact]
    public void Render_Bars_LengthsAreInProportion()
    {
        XElement svg = XDocument.Parse(SvgRenderer.Render(Examples.Bars)).Root!;
        double[] widths = [.. svg.Elements(s_svg + "rect").Skip(1).Select(rect => double.Parse((string)rect.Attribute("width")!, CultureInfo.InvariantCulture))];
        Assert.Equal(2, widths.Length);
        Assert.Equal(2, widths[0] / widths[1], 2);
    }

    [Fact]
    public void Render_Twice_GivesTheSameBytesInEveryCountry()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string[] first = [.. Examples.All.Select(chart => SvgRenderer.Render(chart))];
        try
        {
            CultureInfo.CurrentCulture = OtherCulture.WithComma;
            Assert.Equal(first, Examples.All.Select(chart => SvgRenderer.Render(chart)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Render_SeveralCharts_EachHasItsOwnNameAndRules()
    {
        string[] ids = [.. new Chart[] { Examples.Bars, Examples.TwoSeries, Examples.Heatmap }.Select(chart => (string)XDocument.Parse(SvgRenderer.Render(chart)).Root!.Attribute("id")!)];
        Assert.Equal(3, ids.Distinct().Count());
        string style = XDocument.Parse(SvgRenderer.Render(Examples.Bars)).Root!.Element(s_svg + "style")!.Value;
        // Every selector is about this picture alone.
        foreach (string selectors in Regex.Matches(style, @"(?:^|[{}])([^{}@]+)\{").Select(match => match.Groups[1].Value))
            Assert.All(selectors.Split(','), selector => Assert.Contains("#" + ids[0], selector, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Themes_FollowTheReaderOrNot()
    {
        Assert.Contains("prefers-color-scheme:dark", SvgRenderer.Render(Examples.Bars), StringComparison.Ordinal);
        Assert.Contains("vscode-dark", SvgRenderer.Render(Examples.Bars), StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", SvgRenderer.Render(Examples.Bars, new SvgOptions { Theme = SvgTheme.Light }), StringComparison.Ordinal);
        Assert.Contains("--paper:#1b1e22", SvgRenderer.Render(Examples.Bars, new SvgOptions { Theme = SvgTheme.Dark }), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LongLabel_IsCutAndToldInFull()
    {
        string label = string.Concat(Enumerable.Repeat("long ", 50)).Trim();
        XElement text = XDocument.Parse(SvgRenderer.Render(new BarChart("t", [label], [1.0]))).Root!.Elements(s_svg + "text").Single(text => text.Element(s_svg + "title") is not null);
        Assert.Equal(label, text.Element(s_svg + "title")!.Value);
        Assert.EndsWith("…", text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_LargeHeatmapAndLongLine_StaySmall()
    {
        Assert.True(SvgRenderer.Render(HeatmapChart.Of("t", [.. Enumerable.Range(0, 65).Select(i => $"{i}")], [.. Enumerable.Range(0, 65).Select(i => $"{i}")], Filled(65))).Length < 200_000);
        Assert.True(SvgRenderer.Render(new LineChart("t", [PointSeries.Of("l", Enumerable.Range(0, 100_000).Select(i => Math.Sin(i)))], "x", "y")).Length < 60_000);
    }

    [Fact]
    public void Render_AnyTexts_IsWellFormed() => Prop.ForAll<string?[], string?>((labels, title) =>
    {
        string[] texts = [.. labels.Select(label => label ?? "")];
        Chart[] charts = [new BarChart(title ?? "", texts, [.. texts.Select(text => (double)text.Length)]), HeatmapChart.Of(title ?? "", texts, texts, new double[texts.Length, texts.Length])];
        return charts.All(chart => XDocument.Parse(SvgRenderer.Render(chart)).Root is not null);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Options_WithAnAbsurdWidth_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SvgOptions { Width = 10 });

    /// <summary>Text on paper is readable at 4.5 : 1, drawings at 3 : 1 (Web Content Accessibility Guidelines 2.2, 1.4.3 and 1.4.11).</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Colors_OnPaper_HaveEnoughContrast(bool dark)
    {
        IReadOnlyDictionary<string, string> colors = dark ? LlmFromScratch.Plots.Svg.SvgTheming.Dark : LlmFromScratch.Plots.Svg.SvgTheming.Light;
        double Contrast(string a, string b)
        {
            double[] luminances = [.. new[] { a, b }.Select(name => Luminance(colors[name])).Order()];
            return (luminances[1] + 0.05) / (luminances[0] + 0.05);
        }
        Assert.All(["ink", "muted"], name => Assert.True(Contrast(name, "paper") >= 4.5, name));
        Assert.All(["c0", "c1", "c2", "c3", "c4", "c5", "ref", "shade"], name => Assert.True(Contrast(name, "paper") >= 3, name));
        Assert.True(Contrast("ink", "warm") >= 4.5);
        Assert.True(Contrast("onshade", "shade") >= 4.5);
    }

    [Fact]
    public void ScatterChart_LabelledDot_HasTheColourOfItsCloud()
    {
        var chart = new ScatterChart("t", [new("a", [(1, 1)]), new("b", [(2, 2), (3, 1)])], "x", "y") { PointLabels = [new((3, 1), "three")] };
        string dot = SvgRenderer.Render(chart).Split('\n').Single(line => line.Contains("<circle", StringComparison.Ordinal) && line.Contains("r=\"3.5\"", StringComparison.Ordinal));
        Assert.Contains("c1", dot, StringComparison.Ordinal);
    }

    private static double Luminance(string color)
    {
        double Channel(int from)
        {
            double c = Convert.ToInt32(color.Substring(from, 2), 16) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    private static double[,] Filled(int size)
    {
        var values = new double[size, size];
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                values[row, column] = row * 31 % 17 + column;
        return values;
    }
}
