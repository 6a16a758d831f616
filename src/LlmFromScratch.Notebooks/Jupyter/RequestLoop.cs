using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>
/// Takes the requests of one socket, one after another. Around each the front ends hear that the kernel is busy and idle again, and whatever
/// happens at one, the next is taken.
/// </summary>
/// <remarks>Source: "Request-Reply" in https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class RequestLoop(KernelSockets sockets, RouterSocket socket, KernelLog log)
{
    private const string Request = "_request";

    private readonly Dictionary<string, Handler> handlers = new(StringComparer.Ordinal);

    /// <summary>Does what a request asks for.</summary>
    /// <returns>What the reply says; null if there is none.</returns>
    public delegate Task<JsonObject?> Handler(KernelRequest request);

    /// <summary>Asked before each request is handled: a reply from here takes the place of the handler's.</summary>
    public Func<KernelRequest, JsonObject?>? Before { get; init; }

    /// <summary>Called when a request is over and the front ends have heard all there is to hear about it.</summary>
    public Action<KernelRequest>? After { get; init; }

    /// <summary>Says who handles requests of a type. Its replies are of type <c>x_reply</c> for an <c>x_request</c>.</summary>
    public void On(string type, Handler handler) => handlers.Add(type, handler);

    /// <summary>The same, for a handler that does not wait.</summary>
    public void On(string type, Func<KernelRequest, JsonObject?> handler) => On(type, request => Task.FromResult(handler(request)));

    /// <summary>Messages of a type are known, and nothing is done about them.</summary>
    public void Ignore(string type) => On(type, _ => Task.FromResult<JsonObject?>(null));

    /// <summary>Runs until the socket is closed.</summary>
    public async Task RunAsync()
    {
        long number = 0;
        await foreach (var routed in socket.Messages.ReadAllAsync())
        {
            number++;
            try
            {
                if (sockets.Reader.Read(routed.Frames, out var problem) is { } message)
                    await HandleAsync(new KernelRequest(message, number, routed.Identity));
                else
                    log.Write($"a message was dropped: {problem}.");
            }
            catch (Exception e)
            {
                log.Write($"a message could not be handled: {e}");
            }
        }
    }

    private async Task HandleAsync(KernelRequest request)
    {
        sockets.PublishStatus("busy", request);
        try
        {
            var type = request.Message.Type;
            if (Before?.Invoke(request) is { } early)
                sockets.Send(socket, request, ReplyType(type), early);
            else if (!handlers.TryGetValue(type, out var handler))
                log.Write($"messages of the type {Shorten(type)} are not known here.");
            else if (await AnswerAsync(handler, request) is { } reply)
                sockets.Send(socket, request, ReplyType(type), reply);
        }
        finally
        {
            sockets.PublishStatus("idle", request);
        }

        After?.Invoke(request);
    }

    private async Task<JsonObject?> AnswerAsync(Handler handler, KernelRequest request)
    {
        try
        {
            return await handler(request);
        }
        catch (Exception e)
        {
            var type = request.Message.Type;
            if (e is not (BadRequestException or OperationCanceledException))
                log.Write($"{type} failed: {e}");
            return type.EndsWith(Request, StringComparison.Ordinal) ? KernelReplies.Error(type, e) : null; // who does not ask is not answered
        }
    }

    private static string ReplyType(string type) => type[..^Request.Length] + "_reply";

    // It comes from outside, and may be anything.
    private static string Shorten(string type) => "\"" + (type.Length <= 40 ? type : type[..40] + "…").ReplaceLineEndings(" ") + "\"";
}
