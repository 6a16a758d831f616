using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>Outputs to nbformat's JSON and back.</summary>
internal static class OutputJson
{
    public static JsonObject Write(CellOutput output, int executionCount) => output switch
    {
        StreamOutput stream => new JsonObject
        {
            ["name"] = stream.Name,
            ["output_type"] = "stream",
            ["text"] = JsonParts.ToLines(stream.Text),
        },
        DisplayOutput { IsResult: true } result => new JsonObject
        {
            ["data"] = WriteData(result.Data),
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        },
        DisplayOutput display => new JsonObject
        {
            ["data"] = WriteData(display.Data),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        },
        ErrorOutput error => new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new ArgumentException($"Expected a stream, a display or an error, got {output.GetType()}.", nameof(output)),
    };

    /// <summary>Null for a kind of output that is not known here, or one with parts missing.</summary>
    public static CellOutput? Read(JsonObject output) => JsonParts.Text(output, "output_type") switch
    {
        "stream" when JsonParts.IsText(output["text"]) =>
            new StreamOutput(JsonParts.Text(output, "name") ?? "stdout", JsonParts.JoinLines(output["text"])),
        "execute_result" when output["data"] is JsonObject data => new DisplayOutput(ReadData(data), IsResult: true),
        "display_data" when output["data"] is JsonObject data => new DisplayOutput(ReadData(data), IsResult: false),
        "error" => new ErrorOutput(
            JsonParts.Text(output, "ename") ?? "",
            JsonParts.Text(output, "evalue") ?? "",
            output["traceback"] is JsonArray lines ? [.. lines.Select(line => JsonParts.Text(line)).OfType<string>()] : []),
        _ => null,
    };

    private static JsonObject WriteData(IReadOnlyDictionary<string, string> data)
    {
        var json = new JsonObject();
        foreach (var (mime, text) in data)
            json[mime] = MimeTypes.IsJson(mime) ? ParseOrText(text) : MimeTypes.IsWrittenAsLines(mime) ? JsonParts.ToLines(text) : text;
        return json;
    }

    private static Dictionary<string, string> ReadData(JsonObject data)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (mime, value) in data)
            texts[mime] = !MimeTypes.IsJson(mime) && JsonParts.IsText(value) ? JsonParts.JoinLines(value) : NotebookJson.Write(value);
        return texts;
    }

    private static JsonNode? ParseOrText(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
