using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Parts that several answers have.</summary>
internal static class KernelReplies
{
    public static JsonObject Ok() => new() { ["status"] = "ok" };

    public static JsonObject Error(string name, string message, IEnumerable<string> traceback) => new()
    {
        ["status"] = "error",
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };

    /// <summary>A failure of a cell. Front ends show the traceback and nothing else, so it begins with what went wrong.</summary>
    public static JsonObject Error(CellError error)
    {
        var named = error.Kind == CellErrorKind.DoesNotCompile || error.Traceback.Any(line => line.Contains(error.Message, StringComparison.Ordinal));
        return Error(error.Name, error.Message, named ? error.Traceback : [$"{error.Name}: {error.Message}", .. error.Traceback]);
    }

    /// <summary>A request that is not as the protocol has it, or a mistake of the kernel's own.</summary>
    public static JsonObject Error(string type, Exception e) => e is BadRequestException
        ? Error("BadRequest", $"{type}: {e.Message}", [$"{type}: {e.Message}"])
        : Error(e.GetType().FullName!, e.Message, [$"The kernel itself failed at {type}: {e.GetType().FullName}: {e.Message}"]);
}
