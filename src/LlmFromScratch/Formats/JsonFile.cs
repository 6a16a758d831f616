using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LlmFromScratch.Formats;

/// <summary>Reads JSON of unknown origin: whatever is wrong with it ends in an <see cref="InvalidDataException"/>.</summary>
internal static class JsonFile
{
    /// <summary>Takes a whole file apart. A byte-order mark is allowed; names that stand twice in one object are not.</summary>
    /// <exception cref="InvalidDataException">It is not JSON; the message says where it stops being so.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte> text = file.Span.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;
        if (text.IsEmpty)
            throw new InvalidDataException("expected JSON, got an empty file");
        if (!Utf8.IsValid(text.Span))
            throw new InvalidDataException("expected JSON in UTF-8, got bytes that are not UTF-8: is this the right kind of file?");
        try
        {
            CheckEscapes(text.Span);
            return JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e) when (e.LineNumber is null) // it is JSON, but for a name: those are compared at the end
        {
            throw new InvalidDataException($"expected JSON in which no object has a name twice, got {ReasonOf(e)}", e);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"expected JSON, got something else at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {ReasonOf(e)}; is the file cut short, or of another kind?"), e);
        }
        catch (InvalidOperationException e)
        {
            throw NoText(e); // It unescapes names, to compare them.
        }
    }

    /// <summary>Refuses half of a surrogate pair anywhere: whoever compares such a string later, with ValueEquals or DeepEquals, would break.</summary>
    private static void CheckEscapes(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(@"\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString();
    }

    /// <summary>The name of a property.</summary>
    /// <exception cref="InvalidDataException">It is no text, since half of a surrogate pair is escaped in it.</exception>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw NoText(e);
        }
    }

    /// <summary>A string.</summary>
    /// <param name="value">The value; anything but a string is refused.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="InvalidDataException">It is something else, or no text.</exception>
    public static string StringOf(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidDataException($"expected {what} to be a string, got {Describe(value)}");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw NoText(e);
        }
    }

    /// <summary>The id of a token: a whole number that is not negative.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static int IdOf(JsonElement value, string token) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int id) && id >= 0 ? id
            : throw new InvalidDataException($"expected the id of \"{Short(token)}\" to be a whole number from 0 on, got {Describe(value)}");

    /// <summary>Names a value for a message, a long one by its start.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.String => $"\"{Short(StringOf(value, "it"))}\"",
        _ => Short(value.GetRawText()),
    };

    /// <summary>The start of a text, for a message.</summary>
    public static string Short(string text, int longest = 40) => text.Length > longest ? text[..longest] + "…" : text;

    /// <summary>A property that is there and not null; null says the same as nothing at all.</summary>
    public static bool IsGiven(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Whatever is not in the list must be switched off: null, false, 0 or "".</summary>
    /// <param name="element">An object.</param>
    /// <param name="where">What it is, for the message.</param>
    /// <param name="known">The properties that it may have.</param>
    /// <exception cref="InvalidDataException">It has another; the message names it.</exception>
    public static void RefuseOthers(JsonElement element, string where, string[] known)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = NameOf(property);
            bool isOff = property.Value.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.False => true,
                JsonValueKind.Number => property.Value.TryGetDouble(out double number) && number == 0,
                JsonValueKind.String => property.Value.ValueEquals(""),
                _ => false,
            };
            if (!isOff && !known.Contains(name, StringComparer.Ordinal))
                throw new InvalidDataException($"{where} has \"{Short(name)}\": {FeatureOf(property.Value)}, which is not read here");
        }
    }

    private static InvalidDataException NoText(Exception inner) =>
        new("expected text, got a string with half of a surrogate pair, which is no character", inner);

    /// <summary>What the parser says, without the place, which has been said already.</summary>
    private static string ReasonOf(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Short((place < 0 ? e.Message : e.Message[..place]).TrimEnd('.'), longest: 120);
    }

    private static string FeatureOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? Describe(type) : Describe(value);
}
