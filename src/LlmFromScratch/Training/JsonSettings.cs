using System.Text.Json;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Training;

/// <summary>The settings in an object of someone else's JSON: each is asked for by name, and must be of the right kind.</summary>
internal sealed class JsonSettings
{
    private readonly JsonElement _json;

    /// <param name="json">The object.</param>
    /// <param name="what">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no object.</exception>
    public JsonSettings(JsonElement json, string what) => _json = json.ValueKind == JsonValueKind.Object ? json
        : throw new InvalidDataException($"expected {what} to be an object, got {JsonFile.Describe(json)}");

    /// <summary>Is a setting there, and not null?</summary>
    public bool Has(string name) => JsonFile.IsGiven(_json, name, out _);

    /// <summary>A text.</summary>
    /// <exception cref="InvalidDataException">It is another thing, or missing with nothing to take instead; so with all settings.</exception>
    public string Text(string name, string? otherwise = null) =>
        Find(name, otherwise is null, out JsonElement value) ? JsonFile.StringOf(value, $"\"{name}\"") : otherwise!;

    /// <summary>A whole number of a size, 0 or more.</summary>
    public int Integer(string name, int? otherwise = null) =>
        !Find(name, otherwise is null, out JsonElement value) ? otherwise!.Value
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number
            : throw new InvalidDataException($"expected \"{name}\" to be a whole number from 0 on, got {JsonFile.Describe(value)}");

    /// <summary>A number.</summary>
    public double Number(string name, double otherwise) =>
        !Find(name, required: false, out JsonElement value) ? otherwise
            : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number
            : throw new InvalidDataException($"expected \"{name}\" to be a number, got {JsonFile.Describe(value)}");

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool otherwise) =>
        !Find(name, required: false, out JsonElement value) ? otherwise
            : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True
            : throw new InvalidDataException($"expected \"{name}\" to be true or false, got {JsonFile.Describe(value)}");

    /// <summary>Settings within these; null where there are none.</summary>
    public JsonSettings? Object(string name) => Find(name, required: false, out JsonElement value) ? new JsonSettings(value, $"\"{name}\"") : null;

    /// <summary>Refuses what is not built here: a flag that is there must have this value.</summary>
    public void RequireIf(string name, bool value)
    {
        if (Flag(name, value) != value)
            throw new InvalidDataException($"expected \"{name}\" to be {(value ? "true" : "false")}, got the opposite, which is not built here");
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        if (JsonFile.IsGiven(_json, name, out value))
            return true;
        return required ? throw new InvalidDataException($"expected a setting \"{name}\", got none: is this the config.json of a model?") : false;
    }
}
