using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>The metadata by which VS Code and Jupyter know a C# notebook.</summary>
internal static class KernelMetadata
{
    /// <summary>Writes it, and keeps whatever else is there.</summary>
    public static void Apply(Notebook notebook)
    {
        var metadata = notebook.Metadata;
        var spec = JsonParts.ObjectOrNew(metadata, "kernelspec");
        spec["display_name"] = ".NET (C#)";
        spec["language"] = "C#";
        spec["name"] = ".net-csharp";

        var language = JsonParts.ObjectOrNew(metadata, "language_info");
        language["file_extension"] = ".cs";
        language["mimetype"] = "text/x-csharp";
        language["name"] = "C#"; // by this an editor colours cells before a kernel is chosen
        language["pygments_lexer"] = "csharp";
        language.Remove("version"); // of the runtime that happened to run it

        var info = JsonParts.ObjectOrNew(JsonParts.ObjectOrNew(metadata, "polyglot_notebook"), "kernelInfo");
        info["defaultKernelName"] = CellLanguage.CSharp;
        if (info["items"] is not JsonArray)
            info["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["name"] = CellLanguage.CSharp });

        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
            JsonParts.ObjectOrNew(cell.Metadata, "polyglot_notebook")["kernelName"] = cell.Language;
    }
}
