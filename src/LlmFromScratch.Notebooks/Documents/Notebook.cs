using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>
/// A Jupyter notebook (nbformat 4) in memory. Everything in the file is kept, known or not: this is a view of its JSON, which
/// <see cref="Save"/> writes back the way Jupyter would.
/// </summary>
/// <remarks>Source: the nbformat 4.5 schema, https://nbformat.readthedocs.io/en/latest/format_description.html.</remarks>
public sealed class Notebook
{
    /// <summary>The budget of a notebook that states none: a chapter of the course runs within 90 seconds on two cores.</summary>
    public static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(90);

    private readonly JsonObject root;

    internal Notebook(JsonObject root, string name)
    {
        this.root = root;
        Name = name;
        var array = root["cells"]!.AsArray();
        Cells = [.. array.Select((cell, i) => new NotebookCell(this, cell!.AsObject(), i + 1))];
        CellIds.FillIn(Cells);
    }

    /// <summary>What messages call this notebook: usually its path as it was given.</summary>
    public string Name { get; }

    /// <summary>The cells in order, at least one.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The notebook's metadata, as JSON; what is changed here is saved.</summary>
    public JsonObject Metadata => JsonParts.ObjectOrNew(root, "metadata");

    /// <summary>The language of cells that state none: <c>csharp</c> unless the metadata names another.</summary>
    public string DefaultLanguage => CellLanguage.Normalize(
        JsonParts.Text(root, "metadata", "polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? JsonParts.Text(root, "metadata", "kernelspec", "language")
        ?? JsonParts.Text(root, "metadata", "language_info", "name")
        ?? CellLanguage.CSharp);

    /// <summary>The time in which this notebook says it runs, in seconds at <c>metadata.llm.budgetSeconds</c>; null if unstated.</summary>
    /// <exception cref="InvalidDataException">The entry is not a number above 0.</exception>
    public TimeSpan? StatedBudget
    {
        get
        {
            if ((root["metadata"] as JsonObject)?["llm"] is not JsonObject llm || llm["budgetSeconds"] is not { } node)
                return null;
            if (node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue(out double seconds) && seconds is > 0 and < 1e6)
                return TimeSpan.FromSeconds(seconds);
            throw new InvalidDataException(
                $"{Name}: metadata.llm.budgetSeconds is {node.ToJsonString()}; expected the seconds this notebook takes on two cores, such as 60.");
        }
    }

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">An <c>.ipynb</c> file, at most 100 MB.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a notebook of nbformat 4; the message says what is wrong and what to do.</exception>
    public static Notebook Load(string path) => NotebookReader.Load(path);

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is not a notebook of nbformat 4.</exception>
    public static Notebook Parse(string text, string name = "notebook") => NotebookReader.Parse(text, name);

    /// <summary>The file's text as Jupyter writes it: one space of indent, keys in order, Chinese as it is, LF, a newline at the end.</summary>
    public string ToText()
    {
        var copy = root.DeepClone().AsObject();
        copy["nbformat"] = 4;
        if (copy["nbformat_minor"] is not JsonValue minor || !minor.TryGetValue(out int number) || number < 5)
            copy["nbformat_minor"] = 5;
        JsonParts.ObjectOrNew(copy, "metadata");
        foreach (var cell in copy["cells"]!.AsArray())
            CellJson.Normalize(cell!.AsObject());
        return NotebookJson.Write(copy);
    }

    /// <summary>Writes the notebook beside <paramref name="path"/> and then renames it, so that no reader sees half of it.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <exception cref="InvalidDataException">It would have more bytes than are read again. Nothing is written.</exception>
    public void Save(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(ToText()); // without a byte order mark
        if (bytes.Length > NotebookReader.MaxBytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{Name} would have {bytes.Length / 1_000_000} MB with its outputs; expected at most {NotebookReader.MaxBytes / 1_000_000}. Show less in its cells."));
        }

        var full = Path.GetFullPath(path);
        var beside = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
