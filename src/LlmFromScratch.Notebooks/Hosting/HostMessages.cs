using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>What the parent asks of the child, one JSON object a line, through a pipe of its own.</summary>
/// <param name="Notebook">The notebook's file name, on the first request only, which starts the session.</param>
/// <param name="Scratch">A folder for copies of assemblies, on the first request only; the parent deletes it.</param>
/// <param name="Cell">The cell to run: its number among all cells, from 1.</param>
/// <param name="Code">Its C# code.</param>
/// <param name="References">Assemblies of packages that the cell asked for.</param>
internal sealed record HostRequest(
    string? Notebook = null,
    string? Scratch = null,
    int Cell = 0,
    string? Code = null,
    IReadOnlyList<string>? References = null);

/// <summary>
/// What the child answers. Each is one JSON object a line on its standard output, after the character RS (U+001E), as in RFC 7464:
/// so what a native library or a child of the child prints there is told apart, and is shown as output of the cell.
/// </summary>
/// <param name="Kind"><c>ready</c>, <c>stream</c>, <c>display</c>, <c>update</c> or <c>done</c>.</param>
/// <param name="Text">Of a stream: what was written.</param>
/// <param name="Name">Of a stream: <c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Data">Of a display: text by mime type.</param>
/// <param name="IsResult">Of a display: whether it is the value of the last expression.</param>
/// <param name="Id">Of a display: which one a later update replaces.</param>
/// <param name="Error">Of done: what went wrong; null if nothing did.</param>
internal sealed record HostMessage(
    string Kind,
    string? Text = null,
    string? Name = null,
    IReadOnlyDictionary<string, string>? Data = null,
    bool IsResult = false,
    int Id = 0,
    HostError? Error = null);

/// <summary>A failure inside a cell.</summary>
/// <param name="IsCompileError">Whether the cell did not compile, and so did not run.</param>
/// <param name="Name">The type of the exception.</param>
/// <param name="Message">What it says.</param>
/// <param name="Line">The line in this cell, from 1; null if it is not known.</param>
/// <param name="Traceback">Where it came from.</param>
internal sealed record HostError(bool IsCompileError, string Name, string Message, int? Line, IReadOnlyList<string> Traceback);

/// <summary>How both sides write their lines.</summary>
internal static class HostProtocol
{
    /// <summary>Record separator: stands before each message of the child.</summary>
    public const char RecordSeparator = '\u001e';

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Options);

    public static T Read<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("Expected a message, got null.");
}
