using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Messages to frames, each with a header of its own, signed.</summary>
/// <remarks>May be used from several threads.</remarks>
internal sealed class MessageWriter(MessageSigner signer)
{
    /// <summary>The version of the messaging protocol that this kernel speaks.</summary>
    /// <remarks>5.5 asks for an XPUB socket and its welcome message, which this kernel does not have.</remarks>
    public const string ProtocolVersion = "5.4";

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly byte[] DelimiterFrame = MessageReader.Delimiter.ToArray();

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1_000,
        SkipValidation = true,
    };

    private long lastNumber;

    /// <summary>One for each start of a kernel: by it a front end sees that it was restarted.</summary>
    public string Session { get; } = Guid.NewGuid().ToString("D");

    /// <summary>The frames of a message, from the delimiter on.</summary>
    /// <param name="type">What it is: <c>execute_reply</c>.</param>
    /// <param name="content">What it says.</param>
    /// <param name="parentHeader">The header of the message because of which it is sent; empty if there is none.</param>
    public List<byte[]> Write(string type, JsonObject content, ReadOnlyMemory<byte> parentHeader = default)
    {
        var header = ToBytes(Header(type));
        var parent = parentHeader.IsEmpty ? EmptyObject : parentHeader.ToArray();
        var contentBytes = ToBytes(content);
        return [DelimiterFrame, signer.Sign(header, parent, EmptyObject, contentBytes), header, parent, EmptyObject, contentBytes];
    }

    private JsonObject Header(string type) => new()
    {
        ["msg_id"] = string.Create(CultureInfo.InvariantCulture, $"{Session}_{Interlocked.Increment(ref lastNumber)}"),
        ["session"] = Session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    };

    private static byte[] ToBytes(JsonObject json)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes, Options))
            json.WriteTo(writer);
        return bytes.WrittenSpan.ToArray();
    }
}
