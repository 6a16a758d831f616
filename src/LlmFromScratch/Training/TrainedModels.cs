namespace LlmFromScratch.Training;

/// <summary>The trained models that come with the library: those of the folder datasets/models, whose README has the command that remakes each.</summary>
public static class TrainedModels
{
    private const string Folder = "datasets/models/";

    /// <summary>Their names, such as "mlp-en".</summary>
    public static IReadOnlyList<string> Names { get; } = [.. typeof(TrainedModels).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith("/" + Checkpoint.ConfigFile, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^(Checkpoint.ConfigFile.Length + 1)])
        .Order(StringComparer.Ordinal)];

    /// <summary>A model and its tokenizer.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Checkpoint Load(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name) ? Checkpoint.Load(new EmbeddedCheckpoint(name))
            : throw new ArgumentException($"there is no trained model '{name}'; expected one of: {string.Join(", ", Names)}. For a folder of your own use Checkpoint.Load.", nameof(name));
    }
}
