using System.CommandLine;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Models;

/// <summary>A model as --model names it: an ARPA file, the folder of a checkpoint, llama2.c's .bin, or a trained model of the course.</summary>
internal static class ModelFile
{
    /// <summary>What --model says in the help.</summary>
    public static string Description { get; } = "A trained model: an ARPA file, from llm ngrams train or another program; the folder of a network, from llm train or as Hugging Face has it; a .bin of llama2.c, or stories260k for the one of the data sets"
        + (TrainedModels.Names.Count == 0 ? "." : $"; or one of the course's own: {string.Join(", ", TrainedModels.Names)}.");

    /// <summary>What stands behind --model.</summary>
    public const string HelpName = "FILE|FOLDER";

    /// <summary>--tokenizer FILE.</summary>
    public static Option<string?> TokenizerOption() => CommonOptions.Path("--tokenizer", "With a .bin of llama2.c, its tokenizer, such as tok512.bin; the one beside it unless given.");

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file or folder, or the name of one of <see cref="TrainedModels"/>.</param>
    /// <param name="asked">How to cut text for it, if the command line says so; a network knows that itself.</param>
    /// <param name="tokenizer">The file of the tokenizer; null if the command line names none.</param>
    /// <param name="progress">Told how far the reading is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">A network is to be given tokens that it was not trained on.</exception>
    public static LoadedModel Read(string path, ISplitter? asked, string? tokenizer, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (!File.Exists(path) && !NetworkFile.Is(path) && UsageErrors.Nearest(path, TrainedModels.Names) is { } near)
            throw new FileNotFoundException($"there is no file '{path}'; did you mean the course's own {near}?");
        if (!NetworkFile.Is(path))
            return tokenizer is null ? ArpaHeader.Read(path, asked, progress, cancellation)
                : throw new UsageException("--tokenizer is for llama2.c's .bin, which has none of its own: an ARPA file takes --tokens");
        Checkpoint checkpoint = NetworkFile.Read(path, tokenizer);
        var loaded = new LoadedModel(checkpoint.Model.Name, checkpoint.Model, checkpoint.Tokenizer, NetworkFile.DataOf(path), null, null);
        if (asked is not null && asked.Name != loaded.Splitter?.Name)
            throw new UsageException($"the network was trained on {loaded.Splitter?.Name ?? "byte pairs"}: leave --tokens out, got {asked.Name}");
        return loaded;
    }
}
