using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A small notebook in a temporary folder of its own.</summary>
internal sealed class TestNotebook : IDisposable
{
    private readonly JsonArray cells = [];
    private readonly JsonObject metadata = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("notebook-test-").FullName;

    public string FilePath => Path.Combine(Folder, "test.ipynb");

    public static TestNotebook Of(params string[] codeCells)
    {
        var notebook = new TestNotebook();
        foreach (var code in codeCells)
            notebook.Code(code);
        return notebook;
    }

    public TestNotebook Code(string source, params string[] tags) =>
        Code(source, new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) });

    public TestNotebook Code(string source, JsonObject cellMetadata)
    {
        cells.Add(new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = cellMetadata, ["outputs"] = new JsonArray(), ["source"] = source });
        return this;
    }

    public TestNotebook Markdown(string source)
    {
        cells.Add(new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source });
        return this;
    }

    public TestNotebook With(string name, JsonNode value)
    {
        metadata[name] = value;
        return this;
    }

    public TestNotebook Budget(double seconds) => With("llm", new JsonObject { ["budgetSeconds"] = seconds });

    public TestNotebook File(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return this;
    }

    public string Text => new JsonObject { ["cells"] = cells.DeepClone(), ["metadata"] = metadata.DeepClone(), ["nbformat"] = 4, ["nbformat_minor"] = 5 }.ToJsonString();

    /// <summary>Runs it; the file is written first if it is not there.</summary>
    public Task<NotebookRunResult> RunAsync(NotebookRunOptions? options = null, IProgress<NotebookProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!System.IO.File.Exists(FilePath))
            File("test.ipynb", Text);
        return NotebookRunner.RunAsync(FilePath, options ?? new NotebookRunOptions { AllowDownload = false }, progress, cancellation);
    }

    public Notebook Load() => Notebook.Load(FilePath);

    public void Dispose()
    {
        for (var attempt = 1; Directory.Exists(Folder); attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && e is (IOException or UnauthorizedAccessException))
            {
                // Windows keeps the folder of a process that still ends, or that a cell left behind.
                if (attempt == 20)
                    return;
                Thread.Sleep(50);
            }
        }
    }
}

internal static class Results
{
    public static CellResult Cell(this NotebookRunResult result, int codeCellNumber) => result.Cells[codeCellNumber - 1];

    /// <summary>What a cell wrote to standard output.</summary>
    public static string Stdout(this CellResult cell) =>
        string.Concat(cell.Outputs.OfType<StreamOutput>().Where(stream => stream.Name == "stdout").Select(stream => stream.Text));

    /// <summary>What it displayed, each value in the given form.</summary>
    public static IReadOnlyList<string> Shown(this CellResult cell, string mime) =>
        [.. cell.Outputs.OfType<DisplayOutput>().Select(display => display.Data.GetValueOrDefault(mime, ""))];
}
