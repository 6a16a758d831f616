using System.Net;
using System.Text;
using System.Text.Json;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Where a front end wants its kernel to listen, and the key that both sign with.</summary>
/// <remarks>Source: "Connection files" in https://jupyter-client.readthedocs.io/en/latest/kernels.html. A plain class, not a record: a
/// record would print the key.</remarks>
internal sealed class ConnectionFile
{
    // Jupyter's own are under 500 bytes.
    private const int MaxBytes = 64 * 1024;

    /// <summary>The address to listen on.</summary>
    public required IPAddress Address { get; init; }

    public required int ShellPort { get; init; }

    public required int ControlPort { get; init; }

    public required int IopubPort { get; init; }

    public required int StdinPort { get; init; }

    public required int HeartbeatPort { get; init; }

    /// <summary>What messages are signed with; empty: they are not signed. Never to be written anywhere.</summary>
    public required byte[] Key { get; init; }

    /// <summary>How they are signed: <c>hmac-sha256</c>.</summary>
    public required string SignatureScheme { get; init; }

    /// <summary>The name of the kernel spec that started this kernel; null if it is not said.</summary>
    public string? KernelName { get; init; }

    /// <summary>What whoever started the kernel should know, in sentences.</summary>
    public IReadOnlyList<string> Warnings => (IPAddress.IsLoopback(Address), Key.Length > 0) switch
    {
        (false, _) => [$"This kernel listens on {Address}, which other machines may reach. Whoever has its key can run code here. Use 127.0.0.1 unless you mean this."],
        (true, false) => ["This kernel has no key: every program on this machine can run code in it."],
        _ => [],
    };

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="ConnectionFileException">It cannot be read, or asks for what this kernel cannot do.</exception>
    public static ConnectionFile Read(string path)
    {
        byte[] bytes;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxBytes)
                throw new ConnectionFileException($"{path} is {file.Length} bytes long, and a connection file has less than {MaxBytes}. Is it another file?");
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConnectionFileException($"There is no connection file {path}. Jupyter writes one and passes its path when it starts a kernel; to start one by hand, run `jupyter console --kernel llm-csharp`.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConnectionFileException($"The connection file {path} could not be read: {e.Message}");
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads what stands in a connection file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="path">What to call it in errors.</param>
    /// <exception cref="ConnectionFileException">It asks for what this kernel cannot do.</exception>
    public static ConnectionFile Parse(ReadOnlySpan<byte> json, string path)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        // The reader's own message may quote the file, and so the key.
        JsonElement root;
        try
        {
            root = JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException e)
        {
            throw new ConnectionFileException($"The connection file {path} is not JSON (line {e.LineNumber + 1}). Jupyter writes such files; was this one edited, or only half written?");
        }

        if (root.ValueKind != JsonValueKind.Object)
            throw new ConnectionFileException($"The connection file {path} should hold one JSON object with ports and a key, and holds a JSON {Describe(root)}.");

        return new ConnectionFields(root, path).Read();
    }

    /// <summary>The kind of a JSON value, in words.</summary>
    internal static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "truth value",
        _ => "null",
    };
}
