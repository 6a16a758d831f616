using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Questions about code that is being written.</summary>
/// <remarks>Source: "Completion", "Introspection" and "Code completeness" in
/// https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class CodeRequests(CellEngine engine, CancellationToken stopping)
{
    public async Task<JsonObject?> CompleteAsync(KernelRequest request)
    {
        var (code, cursor) = ReadPlace(request);
        var completions = await engine.CompleteAsync(code, cursor, stopping);
        var start = CodePoints.FromUtf16(code, completions.Start);
        var end = CodePoints.FromUtf16(code, completions.End);

        // IPython's extension, which JupyterLab and VS Code read: what each match is.
        var types = completions.Items.Select(item => (JsonNode)new JsonObject
        {
            ["start"] = start,
            ["end"] = end,
            ["text"] = item.Text,
            ["type"] = item.Kind,
            ["signature"] = item.Signature ?? "",
            ["documentation"] = item.Documentation ?? "",
        });
        var reply = KernelReplies.Ok();
        reply["matches"] = new JsonArray([.. completions.Items.Select(item => (JsonNode)item.Text)]);
        reply["cursor_start"] = start;
        reply["cursor_end"] = end;
        reply["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) };
        return reply;
    }

    public async Task<JsonObject?> InspectAsync(KernelRequest request)
    {
        var (code, cursor) = ReadPlace(request);
        var data = await engine.InspectAsync(code, cursor, stopping);
        var reply = KernelReplies.Ok();
        reply["found"] = data is not null;
        reply["data"] = data is null ? new JsonObject() : MimeBundle.Write(data);
        reply["metadata"] = new JsonObject();
        return reply;
    }

    public async Task<JsonObject?> IsCompleteAsync(KernelRequest request)
    {
        var completeness = await engine.IsCompleteAsync(JsonFields.RequiredText(request.Content, "code"), stopping);
        var reply = new JsonObject { ["status"] = completeness.Status };
        if (completeness.Status == "incomplete")
            reply["indent"] = completeness.Indent;
        return reply;
    }

    /// <summary>What the compiler says about code that is not run: a message of our own, since the protocol has none, for editors' extensions.</summary>
    /// <remarks>diagnose_request with "code"; the reply has "diagnostics", a list of {severity, id, message, line, start, end}, the line from 1, the places in code points.</remarks>
    public async Task<JsonObject?> DiagnoseAsync(KernelRequest request)
    {
        var code = JsonFields.RequiredText(request.Content, "code");
        var diagnostics = await engine.DiagnoseAsync(code, stopping);
        var reply = KernelReplies.Ok();
        reply["diagnostics"] = new JsonArray([.. diagnostics.Select(one => (JsonNode)new JsonObject
        {
            ["severity"] = one.Severity,
            ["id"] = one.Id,
            ["message"] = one.Message,
            ["line"] = one.Line,
            ["start"] = CodePoints.FromUtf16(code, one.Start),
            ["end"] = CodePoints.FromUtf16(code, one.End),
        })]);
        return reply;
    }

    // Without a place: the end of the code.
    private static (string Code, int Cursor) ReadPlace(KernelRequest request)
    {
        var code = JsonFields.RequiredText(request.Content, "code");
        return (code, CodePoints.ToUtf16(code, JsonFields.Number(request.Content, "cursor_pos") ?? long.MaxValue));
    }
}
