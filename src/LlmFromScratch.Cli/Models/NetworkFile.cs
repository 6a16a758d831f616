using LlmFromScratch.Cli.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Models;

/// <summary>A network as --model names it, whoever has written it.</summary>
internal static class NetworkFile
{
    /// <summary>Whether a name is that of a network: a folder, a file of weights, or a trained model of the course.</summary>
    public static bool Is(string path) => Directory.Exists(path) || IsLlama2(path) || IsOurs(path) || IsStories(path);

    /// <summary>Reads a network and how text is cut for it.</summary>
    /// <param name="path">A folder of ours or as Hugging Face's transformers has it, a .bin of llama2.c, or the name of one of <see cref="TrainedModels"/>.</param>
    /// <param name="tokenizer">The file of the tokenizer, for a .bin; null if the command line names none.</param>
    /// <exception cref="UsageException">A .bin comes without a tokenizer and none is beside it, or another model with one.</exception>
    public static Checkpoint Read(string path, string? tokenizer)
    {
        if (tokenizer is not null && !IsLlama2(path))
            throw new UsageException($"--tokenizer is for llama2.c's .bin, which has none of its own; '{path}' knows how text is cut for it: leave it out");
        if (IsLlama2(path))
            return !File.Exists(path) ? throw new FileNotFoundException($"there is no file '{path}'; expected a model of llama2.c, or one that llm export --format llama2c has written")
                : Llama2Checkpoint.Load(path, tokenizer ?? TokenizerBeside(path));
        if (IsStories(path))
            return Llama2Checkpoint.Load();
        if (IsOurs(path))
            return TrainedModels.Load(path);
        return File.Exists(Path.Combine(path, "config.json")) ? Checkpoint.Load(path)
            : throw new InvalidDataException($"'{path}' is a folder without config.json; expected an ARPA file, or the folder of a network: make one with llm train mlp --data NAME --out FOLDER");
    }

    /// <summary>What a network learnt from, as far as that is known: "meals", the name of a file, else the name of its own.</summary>
    public static string DataOf(string path) => IsOurs(path) || IsStories(path) ? path
        : (Directory.Exists(path) ? TextChoice.Load(path)?.Name : null) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>Where a .bin is exported to, its tokenizer goes beside it: model.bin, model.tokenizer.bin.</summary>
    public static string TokenizerFileOf(string binFile) => Path.ChangeExtension(binFile, ".tokenizer.bin");

    /// <summary>The one file beside a .bin that is called as tokenizers of llama2.c are.</summary>
    private static string TokenizerBeside(string path)
    {
        if (File.Exists(TokenizerFileOf(path)))
            return TokenizerFileOf(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] beside = [.. Directory.GetFiles(folder, "tok*.bin").Where(file => Path.GetFileName(file) != Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        return beside.Length == 1 ? beside[0]
            : throw new UsageException($"'{path}' does not say how text is cut for it: expected --tokenizer FILE, such as tok512.bin or llama2.c's tokenizer.bin");
    }

    private static bool IsStories(string path) => path.Equals("stories260k", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path) && !File.Exists(path);

    private static bool IsLlama2(string path) => Path.GetExtension(path).Equals(".bin", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);

    private static bool IsOurs(string path) => !Directory.Exists(path) && !File.Exists(path) && TrainedModels.Names.Contains(path);
}
