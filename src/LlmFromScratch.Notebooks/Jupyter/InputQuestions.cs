using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Questions of a cell to its reader, through the front end that runs the cell. One at a time.</summary>
/// <remarks>Source: "Messages on the stdin channel" in https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class InputQuestions(KernelSockets sockets, KernelLog log)
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1);
    private PeerIdentity asked;
    private TaskCompletionSource<string?>? answer;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="request">The request whose cell asks.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="password">Whether what is typed is not to be shown.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What was typed; null if the front end cannot be asked.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public async Task<string?> AskAsync(KernelRequest request, string prompt, bool password, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation); // several threads of a cell may read
        try
        {
            Task<string?> answered;
            lock (gate)
            {
                asked = request.Peer;
                answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
                answered = answer.Task;
            }

            var question = new JsonObject { ["prompt"] = prompt, ["password"] = password };
            return sockets.Send(sockets.Stdin, request, "input_request", question) ? await answered.WaitAsync(cancellation) : null;
        }
        finally
        {
            lock (gate)
                answer = null;
            turn.Release();
        }
    }

    /// <summary>Takes answers until the socket is closed. An answer to no question, or from another front end, is let go.</summary>
    public async Task RunAsync()
    {
        await foreach (var routed in sockets.Stdin.Messages.ReadAllAsync())
        {
            try
            {
                if (sockets.Reader.Read(routed.Frames, out var problem) is not { } message)
                    log.Write($"an input was dropped: {problem}.");
                else if (message.Type == "input_reply")
                    Answer(routed.Identity, JsonFields.Text(message.Content, "value") ?? "");
            }
            catch (Exception e)
            {
                log.Write($"an input could not be handled: {e.Message}");
            }
        }
    }

    private void Answer(PeerIdentity peer, string value)
    {
        lock (gate)
        {
            if (peer == asked)
                answer?.TrySetResult(value);
        }
    }
}
