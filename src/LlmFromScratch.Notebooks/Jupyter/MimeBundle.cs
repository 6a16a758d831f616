using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Text by mime type, as messages carry it: JSON as JSON, everything else as text.</summary>
internal static class MimeBundle
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    public static JsonObject Write(IReadOnlyDictionary<string, string> data)
    {
        var json = new JsonObject();
        foreach (var (mime, text) in data)
            json[mime] = MimeTypes.IsJson(mime) ? ParseOrText(text) : text;
        return json;
    }

    private static JsonNode? ParseOrText(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Options);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
