using LlmFromScratch.Cli.Output;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Networks;

/// <summary>The folder of --out: whether a training may begin or go on there.</summary>
internal static class TrainingFolder
{
    /// <summary>What a save that was interrupted before its end may have left: nothing of worth.</summary>
    private static readonly string[] s_leftovers = ["config.json", "vocabulary.json", "training.json", "data.json"];

    /// <summary>Refuses a folder in which something would be overwritten.</summary>
    /// <exception cref="IOException">There is something in it, or it cannot be written; the message says what to do.</exception>
    public static void CheckNew(string folder, string kind)
    {
        if (File.Exists(folder))
            throw new IOException($"'{folder}' is a file; expected the name of a folder for the checkpoint");
        if (TrainingCheckpoint.Exists(folder))
            throw new IOException($"there is a training in '{folder}' already: go on with it by llm train {kind} --out {Shell.Quoted(folder)} --resume, or take another folder");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(IsOthers) is { } other)
            throw new IOException($"'{folder}' is not empty, and no training (there is {other}): expected a new or empty folder");
        OutputFiles.CheckWritable(Path.Combine(folder, s_leftovers[0]));
    }

    /// <summary>Refuses a folder without a training.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static void CheckResumable(string folder, string kind)
    {
        if (!TrainingCheckpoint.Exists(folder))
            throw new IOException(File.Exists(Path.Combine(folder, "model.safetensors"))
                ? $"there is a network in '{folder}', but no training to go on with (no training.safetensors): begin one in another folder, llm train {kind} --data NAME --out FOLDER"
                : $"there is no training in '{folder}' to go on with: leave --resume out to begin one, llm train {kind} --data NAME --out {Shell.Quoted(folder)}");
    }

    private static bool IsOthers(string? name) => !s_leftovers.Contains(name) && !name!.EndsWith(".partial", StringComparison.Ordinal);
}
