using System.Text.Json;
using System.Text.Unicode;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>
/// Frames to a message: <c>[identities...] &lt;IDS|MSG&gt; signature header parent_header metadata content [buffers...]</c>.
/// What is wrong with a message is said in a few words, without what stands in it.
/// </summary>
/// <remarks>Source: "The Wire Protocol" in https://jupyter-client.readthedocs.io/en/latest/messaging.html. May be used from several
/// threads.</remarks>
internal sealed class MessageReader(MessageSigner signer, ReplayGuard replays)
{
    // Deeper than any front end's metadata, and far from where a parser that calls itself would run out of stack.
    private const int MaxDepth = 128;
    private const int JsonParts = 4;

    private static readonly JsonSerializerOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>What stands between the identities and the message.</summary>
    public static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads a message and checks its signature.</summary>
    /// <param name="frames">The frames after the identity of the peer.</param>
    /// <param name="problem">Why there is no message; null if there is one.</param>
    public JupyterMessage? Read(IReadOnlyList<byte[]> frames, out string? problem)
    {
        problem = null;
        var start = 0;
        while (start < frames.Count && !frames[start].AsSpan().SequenceEqual(Delimiter))
            start++;
        if (start == frames.Count)
            return Refuse("it has no frame <IDS|MSG>", out problem);
        if (frames.Count < start + 2 + JsonParts)
            return Refuse($"it has {frames.Count - start - 1} frames after <IDS|MSG>; expected a signature and four parts", out problem);

        var signature = frames[start + 1];
        var (header, parent, metadata, content) = (frames[start + 2], frames[start + 3], frames[start + 4], frames[start + 5]);
        if (!signer.IsRight(signature, header, parent, metadata, content))
            return Refuse("its signature is not that of the connection file's key", out problem);
        if (signer.IsOn && !replays.IsNew(signature))
            return Refuse("it was received before", out problem);

        if (!TryParse(ref header, out var headerJson))
            return Refuse("its header is no JSON object", out problem);
        if (!TryParse(ref parent, out var parentJson))
            return Refuse("its parent header is no JSON object", out problem);
        if (!TryParse(ref metadata, out var metadataJson))
            return Refuse("its metadata is no JSON object", out problem);
        if (!TryParse(ref content, out var contentJson))
            return Refuse("its content is no JSON object", out problem);
        if (JsonFields.Text(headerJson, "msg_id") is not { } id || JsonFields.Text(headerJson, "msg_type") is not { } type)
            return Refuse("its header lacks msg_id or msg_type", out problem);

        return new JupyterMessage(id, type, header, headerJson, parentJson, metadataJson, contentJson, [.. frames.Skip(start + 2 + JsonParts)]);
    }

    private static JupyterMessage? Refuse(string why, out string? problem)
    {
        problem = why;
        return null;
    }

    private static bool TryParse(ref byte[] json, out JsonElement value)
    {
        value = default;
        if (!Utf8.IsValid(json))
            return false;
        json = LoneSurrogates.Replace(json);
        try
        {
            value = JsonSerializer.Deserialize<JsonElement>(json, Options);
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
