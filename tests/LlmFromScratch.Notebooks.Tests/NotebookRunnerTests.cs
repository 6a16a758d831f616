using System.Globalization;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests;

/// <summary>What cells mean and what they show. Several small claims share a notebook, since each run starts a process.</summary>
public class NotebookRunnerTests
{
    [Fact]
    public async Task Run_CellsInOrder_SeeWhatEarlierOnesDefined()
    {
        using var notebook = TestNotebook.Of(
            "using System.Globalization;\nrecord Point(int X, int Y);\nint Twice(int x) => 2 * x;\nvar list = new List<int> { 1, 2 };",
            "Console.WriteLine(Twice(list.Sum()));\nConsole.WriteLine(new Point(1, 2));\nConsole.WriteLine(CultureInfo.CurrentCulture.Name == \"\" ? 0.5 : -1);",
            "static int Thrice(this int x) => 3 * x;\nint[] more = [1, .. list];\nawait Task.Delay(1);\nConsole.Write(more.Length.Thrice());",
            "Console.Write(System.IO.Path.GetFileName(System.IO.Directory.GetCurrentDirectory()));",
            "Console.Write(Console.ReadLine() ?? \"end of input\");");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal("6\nPoint { X = 1, Y = 2 }\n0.5\n", result.Cell(2).Stdout());
        Assert.Equal("9", result.Cell(3).Stdout());
        Assert.Equal(Path.GetFileName(notebook.Folder), result.Cell(4).Stdout());
        Assert.Equal("end of input", result.Cell(5).Stdout());
    }

    [Fact]
    public async Task Run_Values_AreShownAsInAnEditor()
    {
        using var notebook = TestNotebook.Of(
            "\"last\"",
            "var x = 1;",
            "Console.WriteLine(1)",
            "Console.Write(\"a\");\ndisplay(\"b\");\nConsole.Write(\"c\");\nConsole.Write(\"d\");\nConsole.Error.Write(\"e\");\n\"f\".Display();\n\"g\"",
            "new[] { 1, 2 }",
            "HTML(\"<b>x</b>\")",
            "display(\"# t\", \"text/markdown\");",
            "var shown = display(\"old\");\nshown.Update(\"new\");",
            "(string)null",
            "Formatter.Register<Version>(v => $\"<i>{v}</i>\", \"text/html\");\nFormatter.Register<Version>(v => $\"v{v}\", \"text/plain\");\nFormatter.SetPreferredMimeTypesFor(typeof(Version), \"text/html\", \"text/plain\");",
            "new Version(1, 2)",
            "display(\"once\")");
        notebook.File("test.ipynb", notebook.Text.Replace("Formatter.", "Microsoft.DotNet.Interactive.Formatting.Formatter.", StringComparison.Ordinal));
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["last"], result.Cell(1).Shown("text/plain"));
        Assert.True(Assert.IsType<DisplayOutput>(Assert.Single(result.Cell(1).Outputs)).IsResult);
        Assert.Empty(result.Cell(2).Outputs);
        Assert.IsType<StreamOutput>(Assert.Single(result.Cell(3).Outputs));
        Assert.Equal(
            ["stdout a", "b", "stdout cd", "stderr e", "f", "g"],
            result.Cell(4).Outputs.Select(output => output is StreamOutput s ? $"{s.Name} {s.Text}" : ((DisplayOutput)output).Data["text/plain"]));
        Assert.Contains("[ 1, 2 ]", result.Cell(5).Shown("text/html")[0], StringComparison.Ordinal);
        Assert.Equal(["<b>x</b>"], result.Cell(6).Shown("text/html"));
        Assert.Equal(["# t"], result.Cell(7).Shown("text/markdown"));
        Assert.Equal(["new"], result.Cell(8).Shown("text/plain"));
        Assert.Equal(["<null>"], result.Cell(9).Shown("text/plain"));
        Assert.Equal(["<i>1.2</i>"], result.Cell(11).Shown("text/html"));
        Assert.Equal(["v1.2"], result.Cell(11).Shown("text/plain"));
        Assert.Equal("once", Assert.IsType<DisplayOutput>(Assert.Single(result.Cell(12).Outputs)).Data["text/plain"]);
    }

    [Fact]
    public async Task Run_Return_ShowsTheValueThatItReturns()
    {
        using var notebook = TestNotebook.Of("return \"5\";", "return;", "if (DateTime.Now.Year > 1)\n    return \"7\";\n\"8\"", "string F() { return \"1\"; }\nF();", "// only a comment", "\"9\"");
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["5", "", "7", "", "", "9"], result.Cells.Select(cell => string.Concat(cell.Shown("text/plain"))));
    }

    [Fact]
    public async Task Run_TypeWithFormatterSource_IsShownInAllItsForms()
    {
        using var notebook = TestNotebook.Of(
            """
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            public class PlainFormatter
            {
                public string MimeType => "text/plain";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("a chart"); return true; }
            }
            public class SvgFormatter
            {
                public string MimeType => "image/svg+xml";
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write("<svg/>"); return true; }
            }
            public class Source { public IEnumerable<object> CreateTypeFormatters() => new object[] { new PlainFormatter(), new SvgFormatter() }; }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "image/svg+xml", "text/plain" })]
            public class Chart { }
            new Chart()
            """);
        var result = await notebook.RunAsync();

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Equal(["<svg/>"], result.Cell(1).Shown("image/svg+xml"));
        Assert.Equal(["a chart"], result.Cell(1).Shown("text/plain"));
    }
}
