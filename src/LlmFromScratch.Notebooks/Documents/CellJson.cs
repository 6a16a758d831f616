using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>The JSON of a cell: whether it is one, and the form in which Jupyter writes it.</summary>
internal static class CellJson
{
    /// <summary>What is wrong with the JSON of a cell; null if nothing is.</summary>
    public static string? Problem(JsonObject cell)
    {
        if (JsonParts.Text(cell, "cell_type") is not { } type)
            return "expected a cell_type, which is code, markdown or raw";
        if (type is not ("code" or "markdown" or "raw"))
            return $"the cell_type is \"{type}\"; expected code, markdown or raw";
        if (!JsonParts.IsText(cell["source"]))
            return "expected its source to be text or a list of lines";
        if (cell["metadata"] is not (null or JsonObject))
            return "expected its metadata to be an object";
        if (cell["outputs"] is not (null or JsonArray))
            return "expected its outputs to be a list";
        return cell["outputs"] is JsonArray outputs && outputs.Any(o => o is not JsonObject || JsonParts.Text(o, "output_type") is null)
            ? "expected each of its outputs to be an object with an output_type"
            : null;
    }

    /// <summary>Adds what nbformat 4.5 requires of a cell, and writes its text as a list of lines.</summary>
    public static void Normalize(JsonObject cell)
    {
        JsonParts.ObjectOrNew(cell, "metadata");
        cell["source"] = JsonParts.ToLines(JsonParts.JoinLines(cell["source"]).Replace("\r\n", "\n"));
        if (JsonParts.Text(cell, "cell_type") != "code")
        {
            // Only code has outputs; an editor that turned code into prose may have left them.
            cell.Remove("outputs");
            cell.Remove("execution_count");
            return;
        }

        if (!cell.ContainsKey("execution_count"))
            cell["execution_count"] = null;
        if (cell["outputs"] is not JsonArray outputs)
            cell["outputs"] = outputs = [];
        foreach (var output in outputs.OfType<JsonObject>())
            NormalizeOutput(output);
    }

    private static void NormalizeOutput(JsonObject output)
    {
        if (output["text"] is { } text && JsonParts.IsText(text))
            output["text"] = JsonParts.ToLines(JsonParts.JoinLines(text));
        if (output["data"] is not JsonObject data)
            return;
        foreach (var (mime, value) in data.ToList())
        {
            if (MimeTypes.IsWrittenAsLines(mime) && JsonParts.IsText(value))
                data[mime] = JsonParts.ToLines(JsonParts.JoinLines(value));
        }
    }
}
