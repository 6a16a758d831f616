using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>How a kernel is started: the content of a kernel.json.</summary>
/// <remarks>The format: "Kernel specs" in https://jupyter-client.readthedocs.io/en/stable/kernels.html.</remarks>
internal sealed class KernelSpec
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "kernel.json";

    private const string Marker = "llm_from_scratch", Author = "llm kernel install";
    private const int LargestFile = 1_000_000;
    private static readonly JsonSerializerOptions Looks = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The program and its arguments; <c>{connection_file}</c> stands for the file that says where to listen.</summary>
    public required IReadOnlyList<string> Argv { get; init; }

    /// <summary>What a list of kernels shows.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The language, such as "C#".</summary>
    public required string Language { get; init; }

    /// <summary>How it is interrupted: by a "message" or, as Jupyter assumes where nothing is said, a "signal".</summary>
    public string InterruptMode { get; init; } = "signal";

    /// <summary>Environment variables that are set for it.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether we wrote it. Another's is never changed or removed.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Reads a kernel.json.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says why.</exception>
    public static KernelSpec Read(string file)
    {
        if (new FileInfo(file).Length > LargestFile)
            throw new InvalidDataException($"'{file}' is no kernel spec: expected at most {LargestFile / 1000} kB");
        JsonObject json;
        try
        {
            json = JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new InvalidDataException($"'{file}' is no kernel spec: expected a JSON object");
            if (json["argv"] is not JsonArray argv || argv.Count == 0 || argv.Any(one => JsonParts.Text(one) is null))
                throw new InvalidDataException($"'{file}' is no kernel spec: expected argv, a list of the program and its arguments");
            return new KernelSpec
            {
                Argv = [.. argv.Select(one => JsonParts.Text(one)!)],
                DisplayName = JsonParts.Text(json, "display_name") ?? throw new InvalidDataException($"'{file}' is no kernel spec: it has no display_name"),
                Language = JsonParts.Text(json, "language") ?? "",
                InterruptMode = JsonParts.Text(json, "interrupt_mode") ?? "signal",
                Env = (json["env"] as JsonObject ?? []).Where(one => JsonParts.Text(one.Value) is not null).ToDictionary(one => one.Key, one => JsonParts.Text(one.Value)!),
                IsOurs = JsonParts.Text(json, "metadata", Marker, "by") == Author,
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // ArgumentException: a name that stands twice
        {
            throw new InvalidDataException($"'{file}' is no kernel spec: {e.Message.Split('\n')[0].TrimEnd('.')}", e);
        }
    }

    /// <summary>The text of its kernel.json.</summary>
    public string ToJson()
    {
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. Argv.Select(one => (JsonNode)one)]),
            ["display_name"] = DisplayName,
            ["language"] = Language,
            ["interrupt_mode"] = InterruptMode,
            ["env"] = new JsonObject(Env.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            ["metadata"] = new JsonObject { ["debugger"] = false },
        };
        if (IsOurs)
            json["metadata"]![Marker] = new JsonObject { ["by"] = Author };
        return json.ToJsonString(Looks).ReplaceLineEndings("\n") + "\n";
    }
}
