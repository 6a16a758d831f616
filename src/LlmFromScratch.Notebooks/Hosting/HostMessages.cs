using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>What the parent asks of the child, one JSON object a line, through a pipe of its own.</summary>
/// <param name="Kind">
/// <c>open</c> (first, starts the session), <c>run</c>, <c>evaluate</c> (in turn, after what was asked before); <c>complete</c>,
/// <c>inspect</c>, <c>completeness</c>, <c>diagnose</c> (beside a running cell); <c>input</c> and <c>interrupt</c> (at once).
/// </param>
/// <param name="Id">Which question this is: the answer bears it. Of an input: which question of the child it answers.</param>
/// <param name="Open">On opening.</param>
/// <param name="Label">How messages call the cell: <c>3</c> in "cell 3, line 2".</param>
/// <param name="Code">C# code.</param>
/// <param name="Magic">In place of code: a magic of the session, such as <c>who</c>.</param>
/// <param name="References">Assemblies of packages that the cell asked for.</param>
/// <param name="AllowInput">Whether somebody is there to answer a cell that asks.</param>
/// <param name="Cursor">A place in the code, in UTF-16 units from its start.</param>
/// <param name="Text">Of an input: what was typed; null if nothing will be.</param>
internal sealed record HostRequest(
    string Kind,
    int Id = 0,
    HostOpening? Open = null,
    string? Label = null,
    string? Code = null,
    string? Magic = null,
    IReadOnlyList<string>? References = null,
    bool AllowInput = false,
    int Cursor = 0,
    string? Text = null);

/// <summary>What a session needs to know from its beginning.</summary>
/// <param name="Name">What the notebook is called.</param>
/// <param name="Scratch">A folder for copies of assemblies; the parent deletes it.</param>
/// <param name="Library">The folder of the course's library, which cells may use without asking; null for none.</param>
internal sealed record HostOpening(string Name, string Scratch, string? Library);

/// <summary>
/// What the child answers. Each is one JSON object a line on its standard output, after the character RS (U+001E), as in RFC 7464:
/// so what a native library or a child of the child prints there is told apart, and is shown as output of the cell.
/// </summary>
/// <param name="Kind"><c>ready</c>, <c>stream</c>, <c>display</c>, <c>update</c>, <c>clear</c>, <c>input</c> or <c>answer</c>.</param>
/// <param name="Text">Of a stream: what was written. Of an input: the question.</param>
/// <param name="Name">Of a stream: <c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Data">Of a display: text by mime type.</param>
/// <param name="IsResult">Of a display: whether it is the value of the last expression.</param>
/// <param name="Id">Of a display: which one a later update replaces. Of an answer: of which question. Of an input: which question this is.</param>
/// <param name="Flag">Of an input: whether what is typed is to be hidden. Of clear: whether to wait for the next output.</param>
/// <param name="Error">Of an answer: what went wrong; null if nothing did.</param>
/// <param name="Answer">Of an answer: what was asked for.</param>
internal sealed record HostMessage(
    string Kind,
    string? Text = null,
    string? Name = null,
    IReadOnlyDictionary<string, string>? Data = null,
    bool IsResult = false,
    int Id = 0,
    bool Flag = false,
    CellError? Error = null,
    HostAnswer? Answer = null);

/// <summary>An answer to a question about code, one of these.</summary>
internal sealed record HostAnswer(
    IReadOnlyDictionary<string, string>? Data = null,
    Completions? Completions = null,
    Completeness? Completeness = null,
    IReadOnlyList<CellDiagnostic>? Diagnostics = null);

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
