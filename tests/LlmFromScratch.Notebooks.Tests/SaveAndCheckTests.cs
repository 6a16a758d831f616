using System.Diagnostics;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Checking;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests;

/// <summary>Outputs written into a notebook, and compared with what is there.</summary>
public class SaveAndCheckTests
{
    private static readonly NotebookRunOptions Save = new() { Save = true, AllowDownload = false };
    private static readonly NotebookRunOptions Check = new() { Check = true, AllowDownload = false };

    [Fact]
    public async Task Save_ThenCheck_Agrees()
    {
        using var notebook = new TestNotebook()
            .Markdown("# 标题")
            .Code("Console.WriteLine(\"苹果 0.375\");\n1.0 / 3")
            .Code("display(\"{\\\"x\\\": [0.1]}\", \"application/vnd.plotly.v1+json\");\nHTML($\"<p id='{Guid.NewGuid()}'>{1.0 / 3}</p>\")")
            .Code("DateTime.UtcNow.Ticks", CellTags.Volatile)
            .Code("throw new Exception(\"as it should\");", CellTags.RaisesException)
            .Code("2", CellTags.Optional)
            .With("mine", "kept");
        var saved = await notebook.RunAsync(Save);
        Assert.True(saved.Saved, saved.Failure?.ToString());
        var text = File.ReadAllText(notebook.FilePath);
        var root = JsonNode.Parse(text)!;

        Assert.Equal(5, root["nbformat_minor"]!.GetValue<int>());
        Assert.Equal(".net-csharp", root["metadata"]!["kernelspec"]!["name"]!.GetValue<string>());
        Assert.Equal("csharp", root["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]!.GetValue<string>());
        Assert.Equal("C#", root["metadata"]!["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal("kept", root["metadata"]!["mine"]!.GetValue<string>());
        Assert.Equal("csharp", root["cells"]![1]!["metadata"]!["polyglot_notebook"]!["kernelName"]!.GetValue<string>());
        Assert.Equal(1, root["cells"]![1]!["execution_count"]!.GetValue<int>());
        Assert.Equal("苹果 0.375\n", root["cells"]![1]!["outputs"]![0]!["text"]![0]!.GetValue<string>());
        Assert.Equal(0.1, root["cells"]![2]!["outputs"]![0]!["data"]!["application/vnd.plotly.v1+json"]!["x"]![0]!.GetValue<double>());
        Assert.Null(root["cells"]![5]!["execution_count"]);
        Assert.Contains("苹果", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(notebook.Load().ToText(), text);
        Assert.Equal(["test.ipynb"], Directory.EnumerateFiles(notebook.Folder).Select(Path.GetFileName));

        var check = await notebook.RunAsync(Check);
        Assert.True(check.Succeeded, string.Join("\n", check.Check!.Differences));
        Assert.Equal(3, check.Check!.ComparedCells);
        Assert.Equal(text, File.ReadAllText(notebook.FilePath));
    }

    [Fact]
    public async Task Check_ChangedOutputs_FailsWithThePlaceAndTheDifference()
    {
        using var notebook = new TestNotebook().Markdown("x").Code("Console.Write(\"one\\ntwo 0.25\\nthree\");").Code("0.5.ToString()");
        Assert.True((await notebook.RunAsync(Save)).Saved);

        var text = File.ReadAllText(notebook.FilePath);
        notebook.File("test.ipynb", text.Replace("\"two 0.25", "\"two 0.26", StringComparison.Ordinal).Replace("\"0.5\"", "\"0.50000001\"", StringComparison.Ordinal));
        var result = await notebook.RunAsync(Check);

        Assert.False(result.Succeeded);
        Assert.Null(result.Failure);
        var difference = Assert.Single(result.Check!.Differences);
        Assert.Equal(
            $"{notebook.FilePath}, cell 2 (code cell 1), output 1, stdout:\n  line 2\n    saved: two 0.26\n    now:   two 0.25",
            difference.ToString());
    }

    [Fact]
    public async Task Save_FileChangedMeanwhile_IsLeftAlone()
    {
        using var notebook = TestNotebook.Of("System.IO.File.AppendAllText(\"test.ipynb\", \"\\n\");");
        notebook.File("test.ipynb", notebook.Text);
        File.SetLastWriteTimeUtc(notebook.FilePath, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Assert.ThrowsAsync<IOException>(() => notebook.RunAsync(Save));
        Assert.Equal(notebook.Text + "\n", File.ReadAllText(notebook.FilePath));
    }

    [NbformatFact]
    [Trait("Category", "Long")]
    public async Task Save_IsByteForByteWhatJupytersLibraryWrites()
    {
        using var notebook = new TestNotebook().Markdown("# 标题\n😀").Code("Console.Write(\"a\\nb\\u001b\\u007f\");\n\"c\"").Code("HTML(\"<b>\\n</b>\")");
        Assert.True((await notebook.RunAsync(Save)).Saved);
        notebook.File("roundtrip.py", "import nbformat\nn = nbformat.read('test.ipynb', 4)\nnbformat.validate(n)\nnbformat.write(n, 'again.ipynb')\n");
        using var python = Process.Start(new ProcessStartInfo(NbformatFactAttribute.Python!, "roundtrip.py") { WorkingDirectory = notebook.Folder, RedirectStandardError = true });
        var errors = await python!.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, errors);
        Assert.Equal(File.ReadAllText(notebook.FilePath), File.ReadAllText(Path.Combine(notebook.Folder, "again.ipynb")));
    }

    [Theory]
    [InlineData("x = 1.0000005", "x = 1", true)]
    [InlineData("x = 1.00001", "x = 1", false)]
    [InlineData("0.0000000001", "0", true)]
    [InlineData("0.00000001", "0", false)]
    [InlineData("-0.000", "0.000", true)]
    [InlineData("1e-300", "0.0", true)]
    [InlineData("12%", "13%", false)]
    [InlineData("apple 0.375", "Apple 0.375", false)]
    [InlineData("1 2", "1  2", false)]
    [InlineData("3-4", "3-4.0000000001", true)]
    [InlineData("x = -4", "x = 4", false)]
    [InlineData("NaN", "0", false)]
    [InlineData("1e999", "1e999", true)]
    [InlineData("1e999", "2e999", false)]
    [InlineData("123456789", "123456790", true)] // 8 parts in a thousand million
    [InlineData("a\r\nb", "a\nb", true)]
    [InlineData("a", "a\n", false)]
    public void Difference_OfTexts_AllowsNumbersAMillionth(string saved, string now, bool agree) =>
        Assert.Equal(agree, TextComparison.Difference(saved, now) is null);

    [Fact]
    public void Difference_OfALongLine_ShowsThePlace()
    {
        var text = TextComparison.Difference(new string('a', 5000) + "x" + new string('b', 5000), new string('a', 5000) + "y" + new string('b', 5000))!;
        Assert.Contains("ax", text, StringComparison.Ordinal);
        Assert.Contains("ay", text, StringComparison.Ordinal);
        Assert.True(text.Length < 400);
    }

    [Fact]
    public async Task Check_CellThatWasSkippedWhenSaved_IsNotCompared()
    {
        using var notebook = new TestNotebook()
            .Code("Console.Write(1);", CellTags.NeedsPackage)
            .Code("Console.Write(2);", CellTags.Optional)
            .Code("var x = 3;");
        var result = await notebook.RunAsync(new NotebookRunOptions { Check = true, IncludeOptional = true, AllowDownload = false });

        Assert.True(result.Check!.Agrees, string.Join("\n", result.Check.Differences));
        Assert.Equal(1, result.Check.ComparedCells);
    }

    [Fact]
    public void Compare_OutputsThatCameOrWentOrChangedKind_AreTold()
    {
        CellOutput text = new StreamOutput("stdout", "a");
        CellOutput shown = new DisplayOutput(new Dictionary<string, string> { ["text/plain"] = "a" }, IsResult: true);
        CellOutput both = new DisplayOutput(new Dictionary<string, string> { ["text/plain"] = "a", ["text/html"] = "<b>a</b>", ["image/png"] = "AAAA" }, IsResult: true);

        Assert.Single(OutputComparison.Compare([], [text]));
        Assert.Single(OutputComparison.Compare([text], []));
        Assert.Single(OutputComparison.Compare([text], [shown]));
        Assert.Equal("output 1, text/html", Assert.Single(OutputComparison.Compare([both], [shown])).What);
        Assert.Empty(OutputComparison.Compare([new StreamOutput("stdout", "a"), new StreamOutput("stdout", "b")], [new StreamOutput("stdout", "ab")]));
        Assert.Single(OutputComparison.Compare([new StreamOutput("stdout", "a")], [new StreamOutput("stderr", "a")]));
    }

    [Fact]
    public void Compare_MarkupWithHashesInIds_AgreesIfTheyStandInTheSamePlaces()
    {
        static DisplayOutput Svg(string svg) => new(new Dictionary<string, string> { ["image/svg+xml"] = svg }, IsResult: false);
        const string Text = "<svg id=\"chart-a2c475f1719a\"><style>#chart-a2c475f1719a{fill:#1f77b4}</style><text id=\"chart-a2c475f1719a-t\" x=\"0.1\"/></svg>";

        Assert.Empty(OutputComparison.Compare([Svg(Text)], [Svg(Text.Replace("a2c475f1719a", "0123456789ab", StringComparison.Ordinal).Replace("0.1", "0.10000001", StringComparison.Ordinal))]));
        Assert.Single(OutputComparison.Compare([Svg(Text)], [Svg(Text.Replace("#1f77b4", "#1f77b5", StringComparison.Ordinal))]));
        Assert.Single(OutputComparison.Compare([Svg(Text)], [Svg(Text.Replace("x=\"0.1\"", "x=\"0.2\"", StringComparison.Ordinal))]));
        Assert.Single(OutputComparison.Compare([Svg(Text)], [Svg(Text.Replace("#chart-a2c475f1719a", "#chart-0123456789ab", StringComparison.Ordinal))]));
    }

    [Fact]
    public void Compare_MarkupWithGuids_AgreesIfTheyStandInTheSamePlaces()
    {
        static DisplayOutput Html(string html) => new(new Dictionary<string, string> { ["text/html"] = html }, IsResult: false);
        var (a, b, c) = (Guid.Parse("00000000-0000-0000-0000-00000000000a"), Guid.Parse("00000000-0000-0000-0000-00000000000b"), Guid.Parse("00000000-0000-0000-0000-00000000000c"));

        Assert.Empty(OutputComparison.Compare([Html($"<p id='{a:N}'/><a href='#{a:N}'/>")], [Html($"<p id='{b:N}'/><a href='#{b:N}'/>")]));
        Assert.Single(OutputComparison.Compare([Html($"<p id='{a}'/><a href='#{a}'/>")], [Html($"<p id='{b}'/><a href='#{c}'/>")]));
    }
}
