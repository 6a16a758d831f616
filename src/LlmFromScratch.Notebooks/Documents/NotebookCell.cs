using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>One cell of a notebook: a view of its JSON.</summary>
public sealed class NotebookCell
{
    private readonly Notebook notebook;
    private readonly JsonObject json;

    internal NotebookCell(Notebook notebook, JsonObject json, int number)
    {
        this.notebook = notebook;
        this.json = json;
        Number = number;
    }

    /// <summary>Its position among all cells, from 1.</summary>
    public int Number { get; }

    /// <summary>Its id: 1 to 64 letters, digits, '-' or '_', unique in the notebook; made if the file had none.</summary>
    public string Id
    {
        get => JsonParts.Text(json, "id") ?? "";
        internal set => json["id"] = value;
    }

    /// <summary>Whether it holds code rather than prose.</summary>
    public bool IsCode => JsonParts.Text(json, "cell_type") == "code";

    /// <summary>Its text, with LF between lines.</summary>
    public string Source => JsonParts.JoinLines(json["source"]).Replace("\r\n", "\n");

    /// <summary>Its tags, such as <c>optional</c>: see <see cref="CellTags"/>.</summary>
    public IReadOnlyList<string> Tags =>
        (json["metadata"] as JsonObject)?["tags"] is JsonArray tags ? [.. tags.Select(tag => JsonParts.Text(tag)).OfType<string>()] : [];

    /// <summary>The language its metadata names, else the notebook's: <c>csharp</c>, <c>html</c>, <c>markdown</c>, <c>mermaid</c> or
    /// another name. A magic first line such as <c>#!html</c> is not looked at here.</summary>
    public string Language => CellLanguage.Normalize(
        JsonParts.Text(json, "metadata", "polyglot_notebook", "kernelName")
        ?? JsonParts.Text(json, "metadata", "dotnet_interactive", "language")
        ?? KnownLanguage(JsonParts.Text(json, "metadata", "vscode", "languageId"))
        ?? notebook.DefaultLanguage);

    /// <summary>The saved outputs, in order; of kinds that are not known, none.</summary>
    public IReadOnlyList<CellOutput> Outputs =>
        json["outputs"] is JsonArray outputs ? [.. outputs.Select(output => OutputJson.Read(output!.AsObject())).OfType<CellOutput>()] : [];

    /// <summary>The saved execution count; null if the cell was never run.</summary>
    public int? ExecutionCount => json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;

    /// <summary>Its metadata, as JSON; what is changed here is saved.</summary>
    public JsonObject Metadata => JsonParts.ObjectOrNew(json, "metadata");

    /// <summary>Replaces the outputs and the execution count.</summary>
    /// <param name="outputs">In the order in which they appeared.</param>
    /// <param name="executionCount">From 1.</param>
    public void SetOutputs(IEnumerable<CellOutput> outputs, int executionCount)
    {
        json["execution_count"] = executionCount;
        json["outputs"] = new JsonArray([.. outputs.Select(output => (JsonNode)OutputJson.Write(output, executionCount))]);
    }

    // VS Code names the kind of notebook where there is no better name: then the cell says nothing about its language.
    private static string? KnownLanguage(string? languageId) => languageId == "polyglot-notebook" ? null : languageId;
}
