using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>Small steps through JSON that may hold anything.</summary>
internal static class JsonParts
{
    /// <summary>The text at a path of property names; null if there is none.</summary>
    public static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
    }

    /// <summary>The object at a property, made if it is not there.</summary>
    public static JsonObject ObjectOrNew(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject found)
            return found;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    /// <summary>Whether this is nbformat's multi-line text: a string, or a list of strings.</summary>
    public static bool IsText(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String
        || (node is JsonArray lines && lines.All(line => line?.GetValueKind() == JsonValueKind.String));

    /// <summary>nbformat's multi-line text as one string.</summary>
    public static string JoinLines(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => node.GetValue<string>(),
    };

    /// <summary>A text as nbformat writes it: "a\nb" -> ["a\n", "b"].</summary>
    public static JsonArray ToLines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var newline = text.IndexOf('\n', start);
            var end = newline < 0 ? text.Length : newline + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }
}
