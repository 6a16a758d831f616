using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Runs cells. Called for one request at a time.</summary>
/// <remarks>Source: "Execute" in https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class ExecuteRequests(KernelSockets sockets, CellEngine engine, InputQuestions questions, CellHistory history, CancellationToken stopping)
{
    private readonly AbortedRequests aborted = new();
    private long executionCount;

    /// <summary>The reply to a cell that is not run because one before it failed; null for any other request.</summary>
    public JsonObject? ReplyIfAborted(KernelRequest request) => request.Message.Type == "execute_request" && aborted.Includes(request)
        ? new JsonObject { ["status"] = "aborted", ["execution_count"] = executionCount }
        : null;

    public async Task<JsonObject?> ExecuteAsync(KernelRequest request)
    {
        JsonObject reply;
        try
        {
            reply = await RunAsync(request);
        }
        catch (BadRequestException e)
        {
            reply = KernelReplies.Error(request.Message.Type, e);
        }

        reply["execution_count"] = executionCount;
        reply["payload"] = new JsonArray();
        reply["user_expressions"] ??= new JsonObject();
        return reply;
    }

    private async Task<JsonObject> RunAsync(KernelRequest request)
    {
        var code = JsonFields.RequiredText(request.Content, "code");
        var silent = JsonFields.Flag(request.Content, "silent", otherwise: false);
        var hasCode = !string.IsNullOrWhiteSpace(code);
        var counts = hasCode && !silent && JsonFields.Flag(request.Content, "store_history", otherwise: true);
        var allowsInput = JsonFields.Flag(request.Content, "allow_stdin", otherwise: false);
        var stopsOnError = JsonFields.Flag(request.Content, "stop_on_error", otherwise: true);

        if (counts)
            executionCount++;
        if (!silent)
            sockets.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = executionCount }, request);

        var messages = new CellMessages(sockets, allowsInput ? questions : null, request, executionCount, silent);
        var error = hasCode ? await RunAsync(code, Label(counts), messages, allowsInput) : null;
        if (counts)
            history.Add(new HistoryEntry(executionCount, code, messages.ResultText));

        var reply = error is null ? KernelReplies.Ok() : KernelReplies.Error(error);
        if (error is not null && !silent)
        {
            var content = KernelReplies.Error(error);
            content.Remove("status");
            sockets.Publish("error", content, request);
            if (stopsOnError)
                aborted.Start(request, sockets.Shell.Messages.Count);
        }

        if (error is null)
            reply["user_expressions"] = await EvaluateAllAsync(request.Content);
        return reply;
    }

    private async Task<CellError?> RunAsync(string code, string label, CellMessages messages, bool allowsInput)
    {
        try
        {
            return await engine.RunAsync(code, label, messages, allowsInput);
        }
        catch (Exception e) // a mistake of our own, or the end of the kernel: the front end hears of it as of any other failure
        {
            return new CellError(CellErrorKind.CannotRun, e.GetType().FullName!, e.Message, null, [$"The cell could not be run: {e.GetType().FullName}: {e.Message}"]);
        }
    }

    private async Task<JsonObject> EvaluateAllAsync(JsonElement content)
    {
        var values = new JsonObject();
        if (JsonFields.Member(content, "user_expressions") is not { ValueKind: JsonValueKind.Object } expressions)
            return values;
        foreach (var expression in expressions.EnumerateObject())
            values[expression.Name] = await EvaluateAsync(expression.Value);
        return values;
    }

    private async Task<JsonObject> EvaluateAsync(JsonElement expression)
    {
        if (expression.ValueKind != JsonValueKind.String)
            return KernelReplies.Error("BadRequest", "expected the text of an expression.", []);
        try
        {
            var evaluated = await engine.EvaluateAsync(expression.GetString()!, stopping);
            if (evaluated.Error is { } error)
                return KernelReplies.Error(error);
            var value = KernelReplies.Ok();
            value["data"] = MimeBundle.Write(evaluated.Data ?? new Dictionary<string, string>());
            value["metadata"] = new JsonObject();
            return value;
        }
        catch (Exception e)
        {
            return KernelReplies.Error("user_expressions", e);
        }
    }

    // A cell that does not count has no number of its own.
    private string Label(bool counts) => counts ? executionCount.ToString(CultureInfo.InvariantCulture) : "without number";
}
