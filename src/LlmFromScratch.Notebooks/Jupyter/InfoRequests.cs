using System.Reflection;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Questions about the kernel and its session.</summary>
/// <remarks>Source: "Kernel info", "History", "Connect", "Comm info" and "Custom Messages" in
/// https://jupyter-client.readthedocs.io/en/latest/messaging.html.</remarks>
internal sealed class InfoRequests(ConnectionFile connection, KernelSockets sockets, CellHistory history)
{
    /// <summary>The C# that cells are compiled as.</summary>
    private const string LanguageVersion = "14.0";

    // History is kept for this session only.
    private const int ThisSession = 1;

    public static JsonObject? KernelInfo(KernelRequest request)
    {
        var version = typeof(InfoRequests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        var reply = KernelReplies.Ok();
        reply["protocol_version"] = MessageWriter.ProtocolVersion;
        reply["implementation"] = "llm-csharp";
        reply["implementation_version"] = version;
        reply["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = LanguageVersion,
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        };
        reply["banner"] = $"LlmFromScratch {version}: C# {LanguageVersion} on .NET {Environment.Version}\n"
            + "The value of the last expression is shown. #!who lists variables, #r \"nuget: Name, 1.2.3\" adds a package.";
        reply["help_links"] = new JsonArray(
            Link("C#", "https://learn.microsoft.com/dotnet/csharp/"),
            Link(".NET", "https://learn.microsoft.com/dotnet/api/"),
            Link("MathNet.Numerics", "https://numerics.mathdotnet.com/"));
        return reply;
    }

    /// <summary>Deprecated in the protocol, and asked by old clients.</summary>
    public JsonObject? Connect(KernelRequest request)
    {
        var reply = KernelReplies.Ok();
        reply["shell_port"] = connection.ShellPort;
        reply["iopub_port"] = connection.IopubPort;
        reply["stdin_port"] = connection.StdinPort;
        reply["control_port"] = connection.ControlPort;
        reply["hb_port"] = connection.HeartbeatPort;
        return reply;
    }

    public JsonObject? History(KernelRequest request)
    {
        var content = request.Content;
        var withOutput = JsonFields.Flag(content, "output", otherwise: false);
        var n = JsonFields.Number(content, "n");
        var entries = JsonFields.OptionalText(content, "hist_access_type") switch
        {
            "range" when JsonFields.Number(content, "session") is null or 0 or ThisSession =>
                history.Range(JsonFields.Number(content, "start"), JsonFields.Number(content, "stop")),
            "range" => [], // an earlier session, of which nothing is kept
            "tail" or null => history.Tail(n),
            "search" => history.Search(JsonFields.OptionalText(content, "pattern") ?? "*", n, JsonFields.Flag(content, "unique", otherwise: false)),
            _ => throw new BadRequestException("expected \"hist_access_type\" to be range, tail or search."),
        };

        var reply = KernelReplies.Ok();
        reply["history"] = new JsonArray([.. entries.Select(entry =>
            (JsonNode)new JsonArray(ThisSession, entry.Number, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input))]);
        return reply;
    }

    /// <summary>No comms are ever open here.</summary>
    public static JsonObject? CommInfo(KernelRequest request)
    {
        var reply = KernelReplies.Ok();
        reply["comms"] = new JsonObject();
        return reply;
    }

    /// <summary>A front end opens a comm to something that is not here: it hears that it is closed.</summary>
    public JsonObject? CommOpen(KernelRequest request)
    {
        var id = JsonFields.RequiredText(request.Content, "comm_id");
        sockets.Publish("comm_close", new JsonObject { ["comm_id"] = id, ["data"] = new JsonObject() }, request);
        return null;
    }

    private static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
