using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>What a running cell shows, as messages to all front ends. A thread that the cell left behind may still show something when it has ended:
/// it goes out as this cell's, too.</summary>
/// <param name="sockets">Where they go out.</param>
/// <param name="questions">Where the cell's questions go; null if the front end takes none.</param>
/// <param name="request">The request that runs the cell.</param>
/// <param name="executionCount">The number of the cell.</param>
/// <param name="silent">Whether nothing is to be shown.</param>
internal sealed class CellMessages(KernelSockets sockets, InputQuestions? questions, KernelRequest request, long executionCount, bool silent) : ICellEvents
{
    private volatile string? resultText;

    /// <summary>The cell's result as plain text; null if it had none.</summary>
    public string? ResultText => resultText;

    public void Stream(string name, string text)
    {
        if (text.Length > 0)
            Publish("stream", new JsonObject { ["name"] = name, ["text"] = text });
    }

    public void Display(IReadOnlyDictionary<string, string> data, bool isResult, string id)
    {
        var content = Content(data, id);
        if (isResult)
        {
            content["execution_count"] = executionCount;
            resultText = data.GetValueOrDefault(MimeTypes.PlainText);
        }

        Publish(isResult ? "execute_result" : "display_data", content);
    }

    public void Update(IReadOnlyDictionary<string, string> data, string id) => Publish("update_display_data", Content(data, id));

    public void Clear(bool wait) => Publish("clear_output", new JsonObject { ["wait"] = wait });

    public Task<string?> ReadInputAsync(string prompt, bool password, CancellationToken cancellation) =>
        questions?.AskAsync(request, prompt, password, cancellation) ?? Task.FromResult<string?>(null);

    // The engine's ids begin again when the kernel is started again, and a page may still show what an earlier one named the same.
    private JsonObject Content(IReadOnlyDictionary<string, string> data, string id) => new()
    {
        ["data"] = MimeBundle.Write(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = $"{sockets.Session}_{id}" },
    };

    private void Publish(string type, JsonObject content)
    {
        if (!silent)
            sockets.Publish(type, content, request);
    }
}
