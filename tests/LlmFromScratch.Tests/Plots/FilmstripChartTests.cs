using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class FilmstripChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Of_Predictions_HasTheTruthsBarsInEveryFrame()
    {
        FilmstripChart film = FilmstripChart.Of([("step 0", Examples.Predict("net", 0.2, 0.2, 0.6)), ("step 9", Examples.Predict("net", 0.5, 0.4, 0.1))], Examples.Predict("truth", 0.6, 0.3, 0.1), top: 2);
        Assert.Equal("What comes after “like to”?", film.Title);
        Assert.Equal("net", film.Subtitle);
        Assert.Equal(["apple", "苹果", "other (3 tokens)"], film.Labels);
        Assert.Equal([0.6, 0.3, 0.1], film.Truth!.Select(value => Math.Round(value, 9)));
        Assert.Equal([0.2, 0.2, 0.6], film.Frames[0].Values.Select(value => Math.Round(value, 9)));
        Assert.Equal(["step 0", "step 9"], film.Frames.Select(frame => frame.Label));
        Assert.Null(FilmstripChart.Of([("end", Examples.Food)]).Truth);
    }

    [Fact]
    public void Svg_WithoutItsRules_IsTheLastFrame()
    {
        XElement svg = XDocument.Parse(SvgRenderer.Render(Examples.Film)).Root!;
        double[] widths = [.. svg.Elements(s_svg + "g").Where(group => ((string)group.Attribute("class")!)[0] == 'm').Select(group => Number(group.Elements().Single(), "width"))];
        Assert.Equal(3, widths.Length);
        Assert.Equal(0.5 / 0.375, widths[0] / widths[1], 2);
        XElement[] captions = [.. svg.Elements(s_svg + "g").Where(group => ((string)group.Attribute("class")!)[0] == 'f')];
        Assert.Equal(["0", "0", null], captions.Select(caption => (string?)caption.Attribute("opacity")));
        Assert.Equal("step 20", captions[^1].Elements().First().Value);
    }

    [Fact]
    public void Svg_Animation_BeginsAndEndsWithTheLastFrameAndPassesAllOthers()
    {
        string svg = SvgRenderer.Render(Examples.Film);
        string style = XDocument.Parse(svg).Root!.Element(s_svg + "style")!.Value;
        string first = Regex.Match(style, @"-m0\{(.*?\})\}").Groups[1].Value;
        string[] widths = [.. Regex.Matches(first, @"width:([0-9.]+)px").Select(match => match.Groups[1].Value)];
        Assert.StartsWith("0%,", first, StringComparison.Ordinal);
        Assert.Contains(",to{", first, StringComparison.Ordinal);
        Assert.Equal(4, widths.Length); // the last, the first twice (it stays a little), the second
        Assert.Equal(widths[1], widths[2]);
        Assert.Equal(2, Parse(widths[0]) / Parse(widths[3]), 1);
        double[] percents = [.. Regex.Matches(first, @"([0-9.]+)%").Select(match => Parse(match.Groups[1].Value))];
        Assert.Equal(percents.Order(), percents);
        Assert.InRange(percents[^1], 50, 99.9);
        // Each moves only where the reader has not asked for less of it, and never on paper.
        Assert.Equal(Regex.Count(style, "animation:"), Regex.Count(style, Regex.Escape("@media screen and (prefers-reduced-motion:no-preference){#chart-")));
        Assert.DoesNotContain("<animate", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_OfTwoFilmsWithTheSameEnds_DoNotShareTheirRules()
    {
        FilmstripChart other = new("After “I like”", Examples.Film.Labels, [Examples.Film.Frames[0], new("step 10", [0.75, 0.25, 0]), Examples.Film.Frames[2]], Examples.Film.Truth) { ValueFormat = "0.000", OtherIndex = 2 };
        Assert.Equal(Examples.Film.Description, other.Description);
        Assert.NotEqual(Id(Examples.Film), Id(other));
        Assert.NotEqual(Id(Examples.Film), Id(Examples.Film with { SecondsPerFrame = 1 }));
    }

    [Fact]
    public void Svg_AnyFilm_HasNoBarOutsideOfThePictureInAnyFrame()
    {
        foreach (FilmstripChart film in Examples.All.OfType<FilmstripChart>())
        {
            string svg = SvgRenderer.Render(film);
            XElement root = XDocument.Parse(svg).Root!;
            foreach (XElement rect in root.Descendants(s_svg + "rect").Skip(1))
                Assert.True(Number(rect, "x") + Number(rect, "width") <= 640.2, $"{film.Title}: {rect}");
            Assert.All(Regex.Matches(svg, @"\{width:([0-9.]+)px"), match => Assert.InRange(Parse(match.Groups[1].Value), 0, 640));
            Assert.True(svg.Length < 500_000);
        }
    }

    [Fact]
    public void Svg_OfTheRest_DoesNotSetTheScale()
    {
        Assert.Equal(0.5, Examples.Film.Largest);
        Assert.Equal(0.75, new FilmstripChart("t", ["a"], [new("", [0.75])]) { OtherIndex = 0 }.Largest); // unless there is nothing else
        Assert.Equal(1, (Examples.Film with { Maximum = 1 }).Largest);
    }

    [Fact]
    public void Svg_Still_ShowsFramesSideBySide()
    {
        string svg = SvgRenderer.Render(Examples.Film with { IsAnimated = false });
        Assert.DoesNotContain("@keyframes", svg, StringComparison.Ordinal);
        Assert.All(Examples.Film.Frames, frame => Assert.Contains($">{frame.Label}</text>", svg, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_OfAFilm_IsATableWithTheTruthAtItsEnd() => Assert.Equal("""
        After “I like”

                step 0  step 10  step 20    truth
        apple    0.125    0.250    0.500    0.500
        苹果     0.125    0.250    0.375    0.250
        other    0.750    0.500    0.125    0.250

        """.ReplaceLineEndings("\n"), TextRenderer.Render(Examples.Film, 60));

    [Fact]
    public void Text_WithMoreFramesThanFit_KeepsTheFirstAndTheLast()
    {
        var film = new FilmstripChart("t", ["a"], [.. Enumerable.Range(0, 100).Select(i => new FilmstripFrame($"{i}", [i]))]);
        string text = TextRenderer.Render(film, 30);
        Assert.Contains("4 of 100 frames", text, StringComparison.Ordinal);
        Assert.Matches(@"\n +0 +33 +66 +99\n", text);
    }

    [Fact]
    public void Plotly_OfAFilm_HasALineForEachBarAndItsTruth()
    {
        using JsonDocument figure = JsonDocument.Parse(PlotlyFigure.ToJson(Examples.Film));
        JsonElement data = figure.RootElement.GetProperty("data");
        Assert.Equal(["apple", "apple, truth", "苹果", "苹果, truth", "other", "other, truth"], data.EnumerateArray().Select(trace => trace.GetProperty("name").GetString()));
        Assert.Equal("[0.125,0.25,0.5]", data[0].GetProperty("y").GetRawText());
    }

    [Fact]
    public void FilmstripChart_OfBadFrames_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new FilmstripChart("t", ["a"], []));
        Assert.Throws<ArgumentException>(() => new FilmstripChart("t", ["a"], [new("", [1, 2])]));
        Assert.Throws<ArgumentException>(() => new FilmstripChart("t", ["a"], [new("", [double.NaN])]));
        Assert.Throws<ArgumentException>(() => new FilmstripChart("t", ["a"], [new("", [-1])]));
        Assert.Throws<ArgumentException>(() => new FilmstripChart("t", ["a"], [new("", [1])], [1, 2]));
        Assert.Throws<ArgumentException>(() => FilmstripChart.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Examples.Film with { SecondsPerFrame = 0 });
    }

    private static string Id(Chart chart) => (string)XDocument.Parse(SvgRenderer.Render(chart)).Root!.Attribute("id")!;

    private static double Number(XElement element, string name) => Parse((string)element.Attribute(name)!);

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
