using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class ChartTests
{
    [Fact]
    public void BarChart_WithTooFewValues_SaysHowManyAreMissing()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new BarChart("t", ["a", "b"], [new("bigram", [1.0])]));
        Assert.Contains("expected 2 values for \"bigram\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void BarChart_WithAValueThatIsNotFinite_IsRefused(double value) =>
        Assert.Throws<ArgumentException>(() => new BarChart("t", ["a"], [value]));

    [Fact]
    public void BarChart_WithoutSeries_IsRefused() => Assert.Throws<ArgumentException>(() => new BarChart("t", ["a"], Array.Empty<Series>()));

    [Fact]
    public void BarChart_ArrayChangedAfterwards_StaysAsItWas()
    {
        double[] values = [1, 2];
        var chart = new BarChart("t", ["a", "b"], values);
        values[0] = 99;
        Assert.Equal([1.0, 2.0], chart.Series[0].Values);
    }

    [Fact]
    public void HeatmapChart_WithRaggedRows_NamesTheRow()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new HeatmapChart("t", ["r0", "r1"], ["c0", "c1"], [[1.0, 2.0], [3.0]]));
        Assert.Contains("row 1 (\"r1\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeatmapChart_WithAnInfiniteValue_IsRefusedAndNotANumberIsAGap()
    {
        Assert.Throws<ArgumentException>(() => HeatmapChart.Of("t", ["r"], ["c"], new[,] { { double.PositiveInfinity } }));
        HeatmapChart chart = HeatmapChart.Of("t", ["r"], ["c"], new[,] { { double.NaN } });
        Assert.Null(chart.Shade(chart.Values[0][0]));
    }

    [Fact]
    public void LineChart_WithZeroOnALogarithmicAxis_SaysWhatToDo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LineChart("t", [PointSeries.Of("loss", [1, 0])], "x", new Axis("y", Logarithmic: true)));
        Assert.Contains("point 1 of \"loss\" is (1, 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("leave it out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TokenTextChart_WithTokensOutsideOrOverlapping_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new TokenTextChart("t", "abc", [new(2, 2, 1)]));
        Assert.Throws<ArgumentException>(() => new TokenTextChart("t", "abc", [new(0, 2, 1), new(1, 1, 1)]));
        Assert.Throws<ArgumentException>(() => new TokenTextChart("t", "abc", [new(0, int.MaxValue, 1)]));
        Assert.Throws<ArgumentException>(() => new TokenTextChart("t", "abc", [new(0, 1, double.NegativeInfinity)]));
    }

    [Fact]
    public void Description_OfEachKind_IsMadeFromTheNumbers()
    {
        Assert.Equal("Bar chart. Counts. apple 3, 苹果 1.5.", Examples.Bars.Description);
        Assert.Equal("Heatmap of 2 rows and 2 columns. What follows what? The largest values: I, eat 1.00; I, 苹果 0.25; 吃, 苹果 0.00.", Examples.Heatmap.Description);
        Assert.Equal("Line chart. Loss. Nats per token against order. add-one: from 4 at 1 to 3.5 at 3, lowest 3 at 2; "
            + "Kneser-Ney: from 4 at 1 to 2 at 2, lowest 2 at 2, 1 without a value. true entropy: 1.", Examples.Lines.Description);
        Assert.Equal("Text of 4 tokens, shaded by surprisal, bits. Surprise. The largest: 。 ∞, 苹果 7.0, eat 1.0.", Examples.Text.Description);
        Assert.Equal("my words", (Examples.Bars with { Description = "my words" }).Description);
    }

    [Theory]
    [InlineData(" the", "␣the")]
    [InlineData("\n", "⏎")]
    [InlineData("\r\n", "⏎")]
    [InlineData("\t", "⇥")]
    [InlineData("", "∅")]
    [InlineData("苹果", "苹果")]
    [InlineData("<s>", "<s>")]
    [InlineData("\u200B", "U+200B")]
    [InlineData("\u0301", "◌\u0301")]
    public void TokenLabel_OfWhatCannotBeSeen_IsVisible(string token, string expected) => Assert.Equal(expected, TokenLabel.Of(token));

    [Theory]
    [InlineData(0, "", "0")]
    [InlineData(0.375, "0.000", "0.375")]
    [InlineData(0.0004, "0.000", "<0.001")]
    [InlineData(0.0, "0.000", "0.000")]
    [InlineData(1234, "", "1234")]
    [InlineData(1234567, "", "1,234,567")]
    [InlineData(1.23456, "", "1.235")]
    [InlineData(0.000000123, "", "1.23e-7")]
    [InlineData(1e300, "", "1e300")]
    [InlineData(-0.001, "0.00", "0.00")]
    [InlineData(-0.006, "0.00", "-0.01")]
    public void Numbers_OfAnySize_AreShort(double value, string format, string expected) => Assert.Equal(expected, Numbers.Format(value, format));
}
