using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>What cannot wait for the cell that is running.</summary>
/// <remarks>Source: "Messages on the Control channel" in https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class ControlRequests(KernelSockets sockets, CellEngine engine)
{
    private volatile KernelRequest? shutdown;

    /// <summary>Whether this is the request that ends the kernel.</summary>
    public bool Shuts(KernelRequest request) => ReferenceEquals(request, shutdown);

    public JsonObject? Interrupt(KernelRequest request)
    {
        engine.Interrupt();
        return KernelReplies.Ok();
    }

    /// <summary>Ends the kernel. Whether it is started again is up to the front end.</summary>
    public JsonObject? Shutdown(KernelRequest request)
    {
        var reply = KernelReplies.Ok();
        reply["restart"] = JsonFields.Flag(request.Content, "restart", otherwise: false);
        sockets.Publish("shutdown_reply", (JsonObject)reply.DeepClone(), request); // the other front ends hear of it, too
        shutdown = request;
        return reply;
    }

    /// <summary>A request of the Debug Adapter Protocol, answered in its way.</summary>
    public static JsonObject? Debug(KernelRequest request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = JsonFields.Number(request.Content, "seq") ?? 0,
        ["command"] = JsonFields.OptionalText(request.Content, "command") ?? "",
        ["success"] = false,
        ["message"] = "This kernel has no debugger. To step through a chapter's code, debug its tests in the editor.",
    };
}
