namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Questions of cells to the reader, on their way to the parent and back.</summary>
internal static class InputRequests
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, TaskCompletionSource<string?>> Open = [];
    private static int last;

    /// <summary>Whether somebody is there to answer.</summary>
    public static bool Allowed { get; set; }

    /// <summary>Asks for a line.</summary>
    /// <returns>What was typed; null if nobody is there to type.</returns>
    public static Task<string?> AskAsync(OutputSink sink, string prompt, bool password)
    {
        if (!Allowed)
            return Task.FromResult<string?>(null);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        int id;
        lock (Gate)
            Open.Add(id = ++last, answer);
        sink.Send(new HostMessage("input", prompt, Id: id, Flag: password));
        return answer.Task;
    }

    public static void Answer(int id, string? text)
    {
        lock (Gate)
        {
            if (Open.Remove(id, out var answer))
                answer.TrySetResult(text);
        }
    }
}
