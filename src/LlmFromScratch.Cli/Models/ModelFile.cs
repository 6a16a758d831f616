using LlmFromScratch.Cli.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Models;

/// <summary>A model as --model names it: an ARPA file, the folder of a checkpoint, or a trained model of the course.</summary>
internal static class ModelFile
{
    /// <summary>What --model says in the help.</summary>
    public static string Description { get; } = "A trained model: an ARPA file, from llm ngrams train or another program; or the folder of a network, from llm train"
        + (TrainedModels.Names.Count == 0 ? "." : $"; or one of the course's own: {string.Join(", ", TrainedModels.Names)}.");

    /// <summary>What stands behind --model.</summary>
    public const string HelpName = "FILE|FOLDER";

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file or folder, or the name of one of <see cref="TrainedModels"/>.</param>
    /// <param name="asked">How to cut text for it, if the command line says so; a network knows that itself.</param>
    /// <param name="progress">Told how far the reading is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">A network is to be given tokens that it was not trained on.</exception>
    public static LoadedModel Read(string path, ISplitter? asked, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        bool ours = !Directory.Exists(path) && !File.Exists(path) && TrainedModels.Names.Contains(path);
        if (!ours && !Directory.Exists(path))
            return ArpaHeader.Read(path, asked, progress, cancellation);
        if (!ours && !File.Exists(Path.Combine(path, "config.json")))
            throw new InvalidDataException($"'{path}' is a folder without config.json; expected an ARPA file, or the folder of a network: make one with llm train mlp --data NAME --out FOLDER");
        Checkpoint checkpoint = ours ? TrainedModels.Load(path) : Checkpoint.Load(path);
        var loaded = new LoadedModel(checkpoint.Model.Name, checkpoint.Model, checkpoint.Tokenizer, (ours ? path : TextChoice.Load(path)?.Name ?? NameOf(path)), null, null);
        if (asked is not null && asked.Name != loaded.Splitter?.Name)
            throw new UsageException($"the network was trained on {loaded.Splitter?.Name ?? "byte pairs"}: leave --tokens out, got {asked.Name}");
        return loaded;
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
