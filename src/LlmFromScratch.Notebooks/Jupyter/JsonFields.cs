using System.Text.Json;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Members of a message that may be missing or of any kind. A reader that needs one says what it needed.</summary>
internal static class JsonFields
{
    /// <summary>The text of a member; null if there is none, or it is null.</summary>
    /// <exception cref="BadRequestException">It is something else.</exception>
    public static string? OptionalText(JsonElement parent, string name) =>
        Member(parent, name) is not { } value ? null : Text(value) ?? throw Wrong(name, "text", value);

    /// <summary>The text of a member.</summary>
    /// <exception cref="BadRequestException">There is none, or it is something else.</exception>
    public static string RequiredText(JsonElement parent, string name) =>
        OptionalText(parent, name) ?? throw new BadRequestException($"expected \"{name}\", and there is none.");

    /// <summary>A truth value; the default if there is none, or it is null.</summary>
    /// <exception cref="BadRequestException">It is something else.</exception>
    public static bool Flag(JsonElement parent, string name, bool otherwise) => Member(parent, name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, "true or false", value),
    };

    /// <summary>A whole number; null if there is none, or it is null.</summary>
    /// <exception cref="BadRequestException">It is something else.</exception>
    public static long? Number(JsonElement parent, string name) => Member(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var real) && Math.Abs(real) < 1e15 && real == Math.Floor(real) => (long)real,
        { } value => throw Wrong(name, "a whole number", value),
    };

    /// <summary>The text of a member, where anything else is the same as nothing.</summary>
    public static string? Text(JsonElement parent, string name) => Member(parent, name) is { } value ? Text(value) : null;

    /// <summary>A member; null if there is none, or it is null.</summary>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static BadRequestException Wrong(string name, string expected, JsonElement value) =>
        new($"expected \"{name}\" to be {expected}, and it is a {ConnectionFile.Describe(value)}.");
}

/// <summary>A request whose content is not as the protocol has it. The message goes to the front end.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
