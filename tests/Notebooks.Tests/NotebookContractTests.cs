using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;

namespace Notebooks.Tests;

/// <summary>What every notebook of the course promises, looked at without running it.</summary>
public class NotebookContractTests
{
    private const string FirstLine = "#r \"../bin/LlmFromScratch.Interactive.dll\"";

    // Cells that may well have nothing to show for themselves in the file.
    private static readonly string[] MayBeUnsaved = [CellTags.Optional, CellTags.NeedsPackage];

    public static TheoryData<string> All => [.. Course.Notebooks];

    public static TheoryData<string> Chapters => [.. Course.Chapters];

    [CourseTheory]
    [MemberData(nameof(All))]
    public void Notebook_File_IsNbformat45AsJupyterWritesIt(string notebook)
    {
        var text = File.ReadAllText(Course.PathOf(notebook)).ReplaceLineEndings("\n");
        var root = JsonNode.Parse(text)!;
        Assert.Equal((4, 5), (root["nbformat"]!.GetValue<int>(), root["nbformat_minor"]!.GetValue<int>()));
        var ids = root["cells"]!.AsArray().Select(cell => cell!["id"]?.GetValue<string>()).ToList();
        Assert.DoesNotContain(null, ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(
            text == Course.Load(notebook).ToText(),
            $"{notebook} is not written as the runner writes it, so that its next change would show where nothing changed. Run: llm notebooks run {notebook} --save");
    }

    [CourseTheory]
    [MemberData(nameof(All))]
    public void Notebook_Metadata_NamesTheKernelAndABudget(string notebook)
    {
        var read = Course.Load(notebook);
        Assert.Equal(".net-csharp", read.Metadata["kernelspec"]?["name"]?.GetValue<string>());
        Assert.Equal("csharp", read.Metadata["polyglot_notebook"]?["kernelInfo"]?["defaultKernelName"]?.GetValue<string>());
        Assert.True(read.StatedBudget is not null, $"{notebook} states no time; expected metadata.llm.budgetSeconds.");
        Assert.True(read.StatedBudget <= TimeSpan.FromSeconds(90), $"{notebook} states more than 90 seconds. Tag the longer cells optional.");
    }

    [CourseTheory]
    [MemberData(nameof(All))]
    public void Notebook_FirstCodeCell_LoadsTheLibrary(string notebook)
    {
        var first = Course.Load(notebook).Cells.First(cell => cell.IsCode);
        Assert.True(first.Source.Split('\n').Contains(FirstLine), $"{notebook}, cell {first.Number}: expected the line {FirstLine} in the first code cell.");
    }

    [Fact]
    public void Film_OfChapter08_IsThePictureOfTheReadme()
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Course.PathOf("08-tiny-transformer/chapter.ipynb")))!;
        IEnumerable<string> pictures = root["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? [])
            .Select(output => output!["data"]?["image/svg+xml"]).OfType<JsonNode>()
            .Select(picture => picture is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : picture.GetValue<string>());
        string film = File.ReadAllText(Path.Combine(Course.Folder, "..", "docs", "film.svg")).ReplaceLineEndings("\n");

        Assert.True(pictures.Any(picture => picture.Trim() == film.Trim()), "docs/film.svg is no picture of chapter 08; copy the one of its film again");
    }

    [CourseTheory]
    [MemberData(nameof(All))]
    public void Notebook_Cells_WereRunInOrderAndWithoutErrors(string notebook)
    {
        if (Path.GetFileName(notebook) == "exercises.ipynb")
            return; // for the reader to run

        var last = 0;
        foreach (var cell in Course.Load(notebook).Cells.Where(cell => cell.IsCode))
        {
            if (cell.Tags.Any(tag => MayBeUnsaved.Contains(tag)) || cell.Language != "csharp")
                continue;
            Assert.True(cell.ExecutionCount is not null, $"{notebook}, cell {cell.Number} was never run. Run: llm notebooks run {notebook} --save");
            Assert.True(cell.ExecutionCount > last, $"{notebook}, cell {cell.Number} was run before one above it.");
            last = cell.ExecutionCount.Value;
            if (!cell.Tags.Contains(CellTags.RaisesException))
                Assert.True(!cell.Outputs.OfType<ErrorOutput>().Any(), $"{notebook}, cell {cell.Number} has an error saved in it.");
        }
    }

    [CourseTheory]
    [MemberData(nameof(Chapters))]
    public void Chapter_HasAtLeastFourPicturesThatNeedNoScript(string chapter)
    {
        var pictures = Course.Load(chapter).Cells
            .SelectMany(cell => cell.Outputs)
            .OfType<DisplayOutput>()
            .Count(output => output.Data.ContainsKey("image/svg+xml") || output.Data.ContainsKey("image/png")
                || (output.Data.TryGetValue("text/html", out var html) && html.Contains("<svg", StringComparison.Ordinal)));
        Assert.True(pictures >= 4, $"{chapter} has {pictures} pictures; expected at least 4 among its saved outputs.");
    }

    [CourseTheory]
    [MemberData(nameof(Chapters))]
    public void Chapter_ProseAndCode_KeepToTheContract(string chapter)
    {
        var cells = Course.Load(chapter).Cells;
        Assert.False(cells[0].IsCode, $"{chapter} opens with code; expected prose with its question, in English and in Chinese.");
        Assert.Contains(cells[0].Source + cells[1].Source, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.All(cells.Where(cell => cell.IsCode), cell => Assert.DoesNotContain("#!import", cell.Source, StringComparison.Ordinal));
    }
}
