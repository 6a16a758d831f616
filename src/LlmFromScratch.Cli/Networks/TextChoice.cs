using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmFromScratch.Cli.Networks;

/// <summary>Which text a network learns from and is scored on. Stands as data.json beside a checkpoint, so that --resume finds it again.</summary>
internal sealed record TextChoice
{
    private const string FileName = "data.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>A text of the course; null for a file.</summary>
    public string? Data { get; init; }

    /// <summary>The full path of a file; null for a text of the course.</summary>
    public string? Text { get; init; }

    /// <summary>The name or the full path of the text to be scored on; null for the one that belongs to the text, or a part of it.</summary>
    public string? Validation { get; init; }

    /// <summary>The name of the splitter; null for the text's own.</summary>
    public string? Tokens { get; init; }

    /// <summary>Whose tokens they are: "storyworld", "storyworld-zh", the name of a trained model or the full path of a network's folder; null for those of the text.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Whether the text is one unbroken stream.</summary>
    public bool Stream { get; init; }

    /// <summary>Decides which lines are kept for the score.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>"names", or the name of the file.</summary>
    [JsonIgnore]
    public string Name => Data ?? Path.GetFileName(Text) ?? "a text";

    /// <summary>Writes it.</summary>
    public void Save(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, s_json));

    /// <summary>Reads it; null where a folder has none, since a program and not llm wrote the checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static TextChoice? Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<TextChoice>(File.ReadAllBytes(path), s_json) is { } choice && (choice.Data is null) != (choice.Text is null) ? choice
                : throw new InvalidDataException($"{path}: expected \"data\" or \"text\", the one or the other");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: expected which text a training has, got something else: {e.Message.Split(" Path:")[0]}", e);
        }
    }
}
