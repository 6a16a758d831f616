using System.Globalization;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class CsvTableTests
{
    [Fact]
    public void Parse_PlainRows_AreReadByColumn()
    {
        CsvTable table = CsvTable.Parse("name,released,parameters\r\nGPT-2,2019-02,1.5\n\nother,,");
        Assert.Equal(["name", "released", "parameters"], table.Columns);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal("GPT-2", table.Rows[0]["name"]);
        Assert.Equal(new DateOnly(2019, 2, 1), table.Rows[0].Month("released"));
        Assert.Equal(1.5, table.Rows[0].Number("parameters"));
        Assert.Null(table.Rows[1].Month("released"));
        Assert.Null(table.Rows[1].Number("parameters"));
        Assert.Equal([2, 4], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void Parse_QuotedValues_MayHoldAnything()
    {
        CsvTable table = CsvTable.Parse("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\nlines\",\"\"\nlast,1\n");
        Assert.Equal(["x, y", "he said \"no\""], table.Rows[0].Values);
        Assert.Equal(["two\nlines", ""], table.Rows[1].Values);
        Assert.Equal(5, table.Rows[2].Line);
    }

    [Fact]
    public void Parse_ByteOrderMarkAndNoRows_GivesColumnsOnly()
    {
        CsvTable table = CsvTable.Parse("\uFEFFa,b");
        Assert.Equal("a", table.Columns[0]);
        Assert.Empty(table.Rows);
    }

    [Theory]
    [InlineData("", "is empty; expected a first line of column names")]
    [InlineData("\n\n", "is empty")]
    [InlineData("a,a\n", "two columns 'a'")]
    [InlineData("a,b\n1\n", "t.csv, line 2: expected 2 values (a, b), got 1")]
    [InlineData("a,b\n1,2\n1,2,3", "line 3: expected 2 values (a, b), got 3")]
    [InlineData("a,b\n1,\"2\n\n", "line 2: a quote is opened here and never closed")]
    [InlineData("a,b\n1,\"2\"x", "line 2: expected a comma or a line end after a closing quote")]
    [InlineData("a,b\n1,2\"x", "line 2: a quote inside a value")]
    public void Parse_Malformed_SaysWhereAndWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "t.csv")).Message);

    [Theory]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("1e999")]
    [InlineData("175B")]
    [InlineData("2020-6")]
    [InlineData("2020-13")]
    public void Number_NoNumber_Throws(string value)
    {
        CsvRow row = CsvTable.Parse($"n\n\"{value}\"", "t.csv").Rows[0];
        Assert.Contains($"t.csv, line 2, column 'n': expected a number such as 1.5, got '{value}'", Assert.Throws<InvalidDataException>(() => row.Number("n")).Message);
        Assert.Throws<InvalidDataException>(() => row.Month("n"));
        Assert.Contains("expected one of: n", Assert.Throws<ArgumentException>(() => row["m"]).Message);
    }

    [Fact]
    public void Number_GermanCulture_StillReadsAPoint()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = OtherCulture.WithComma;
        try
        {
            Assert.Equal(1.5, CsvTable.Parse("n\n1.5").Rows[0].Number("n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
