using System.Net;
using System.Text;
using System.Text.Json;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>The fields of a connection file, one by one, each with an error of its own.</summary>
internal readonly struct ConnectionFields(JsonElement root, string path)
{
    public ConnectionFile Read()
    {
        if (root.TryGetProperty("registration_port", out _))
            throw Error("is a registration file, with which a kernel chooses its own ports (protocol 5.6). This kernel needs a connection file: its kernel spec should not say kernel_protocol_version 5.6");
        if (Text("transport") is { } transport and not "tcp")
            throw Error($"asks for the transport \"{transport}\", and this kernel has tcp only. Set c.KernelManager.transport = \"tcp\"");
        if (root.TryGetProperty("curve_publickey", out _) || root.TryGetProperty("curve_secretkey", out _))
            throw Error("asks for an encrypted transport (CurveZMQ), which this kernel does not have. Set c.KernelManager.transport_encryption to \"disabled\" or \"auto\"");

        var address = Address(Text("ip") ?? "127.0.0.1");
        var key = Encoding.UTF8.GetBytes(Text("key") ?? "");
        if (key.Length == 0 && !IPAddress.IsLoopback(address))
            throw Error($"has no key and asks the kernel to listen on {address}: anybody who reaches this machine could run code on it. Give it a key, or the ip 127.0.0.1");

        var scheme = Text("signature_scheme") is { Length: > 0 } given ? given : "hmac-sha256";
        if (!MessageSigner.Knows(scheme))
            throw Error($"asks for signatures of the kind \"{scheme}\". This kernel has hmac-sha256, hmac-sha384 and hmac-sha512");

        return new ConnectionFile
        {
            Address = address,
            ShellPort = Port("shell_port"),
            ControlPort = Port("control_port"),
            IopubPort = Port("iopub_port"),
            StdinPort = Port("stdin_port"),
            HeartbeatPort = Port("hb_port"),
            Key = key,
            SignatureScheme = scheme,
            KernelName = Text("kernel_name"),
        };
    }

    private IPAddress Address(string ip) => ip switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(ip, out var address) ? address : throw Error($"has the ip \"{ip}\", which is no address; expected one such as 127.0.0.1"),
    };

    private int Port(string name)
    {
        if (!root.TryGetProperty(name, out var value))
            throw Error($"has no {name}");
        if (value.ValueKind != JsonValueKind.Number)
            throw Error($"has a {ConnectionFile.Describe(value)} as its {name}; expected a number from 1 to 65535");
        return value.TryGetInt32(out var port) && port is > 0 and <= 65535
            ? port
            : throw Error($"has {value.GetRawText()} as its {name}; expected a number from 1 to 65535");
    }

    private string? Text(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Error(value.ValueKind == JsonValueKind.String
                ? $"has a {name} that is not valid Unicode"
                : $"has a {ConnectionFile.Describe(value)} as its {name}; expected text");
        }
    }

    private ConnectionFileException Error(string what) => new($"The connection file {path} {what}.");
}
