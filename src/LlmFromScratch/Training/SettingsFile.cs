using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>What config.json holds.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Seed">What the weights were drawn from at first, and dropout is.</param>
/// <param name="Network">The architecture and its sizes.</param>
internal sealed record NetworkSettings(int Version, long Seed, NetworkOptions? Network);

/// <summary>What training.json holds: all that decides how a training goes on, and what a reader would like to know.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Step">Steps done when it was written.</param>
/// <param name="Text">SHA-256 of the ids of the text.</param>
/// <param name="ValidationText">SHA-256 of the ids of the validation text, which decides when training stops early.</param>
/// <param name="Options">How it is trained.</param>
/// <param name="Loss">The mean loss of the latest steps, in nats per token.</param>
/// <param name="Validation">The latest score on the validation text, in nats per token.</param>
internal sealed record TrainingSettings(int Version, long Step, string? Text, string? ValidationText, TrainingOptions? Options, double? Loss, double? Validation);

/// <summary>Small JSON files of settings: unknown names are refused, so that a slip of the pen is not taken for a default.</summary>
internal static class SettingsFile
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static void Write<T>(string path, T settings)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(settings, s_json);
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> file) where T : class
    {
        using JsonDocument json = JsonFile.Parse(file); // says where it breaks off
        try
        {
            return json.RootElement.Deserialize<T>(s_json) ?? throw new InvalidDataException("expected an object, got null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"expected the settings of a checkpoint, got others: {e.Message.Split(" Path:")[0]}", e);
        }
    }
}
