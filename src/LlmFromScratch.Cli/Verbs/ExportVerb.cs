using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm export: a network for other programs, or in half the space.</summary>
internal static class ExportVerb
{
    public static Verb Create(CommandConsole console)
    {
        Option<string?> model = CommonOptions.Path("--model", "The network: the folder of a checkpoint, a .bin of llama2.c, or one of the course's own.", ModelFile.HelpName, required: true);
        Option<string?> tokenizer = ModelFile.TokenizerOption();
        Option<string?> format = CommonOptions.Choice("--format", "hf: a folder that Hugging Face's transformers open, GPT-2's or Llama's; llama2c: a .bin for llama2.c's run.c; safetensors: the weights alone, with the names that they have here; half: a folder for llm again, with weights of 16 bits, half the size.", ["hf", "llama2c", "safetensors", "half"]);
        format.Required = true;
        Option<string?> output = CommonOptions.Path("--out", "Where it goes: for hf and half a new or empty folder, else a file, FILE.bin or FILE.safetensors.", "FOLDER|FILE", required: true);
        Option<bool> json = CommonOptions.Json();
        return new Verb("export", "Writes a network for other programs, or in half the space.",
            "llm export --model FOLDER --format hf --out my-gpt",
            "llm export --model FOLDER --format llama2c --out my-llama.bin",
            "llm export --model gru-en --format safetensors --out gru.safetensors",
            "llm export --model FOLDER --format half --out my-gpt-small") { model, tokenizer, format, output, json }.Does((result, cancellation) =>
        {
            string path = result.GetRequiredValue(output)!, kind = result.GetRequiredValue(format)!;
            CheckTarget(path, kind);
            string source = result.GetRequiredValue(model)!;
            if (!NetworkFile.Is(source))
                throw new InvalidDataException($"'{source}' is no network: expected the folder of a checkpoint, a .bin of llama2.c, or one of {string.Join(", ", TrainedModels.Names)}");
            Checkpoint checkpoint = NetworkFile.Read(source, result.GetValue(tokenizer));
            cancellation.ThrowIfCancellationRequested();
            string[] files = Write(checkpoint, kind, path, console);
            if (result.GetValue(json))
                console.Json(Answer(checkpoint, kind, path, files));
            else
                Show(console, checkpoint, kind, path, files);
            return ExitCode.Success;
        });
    }

    private static void CheckTarget(string path, string format)
    {
        if (format is "hf" or "half")
        {
            if (File.Exists(path))
                throw new IOException($"'{path}' is a file; expected the name of a folder for --format {format}");
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } other)
                throw new IOException($"'{path}' is not empty (there is {Path.GetFileName(other)}): expected a new or empty folder");
            OutputFiles.CheckWritable(Path.Combine(path, "config.json"));
            return;
        }
        string ending = format == "llama2c" ? ".bin" : ".safetensors";
        if (!Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--format {format} writes a file: expected --out FILE{ending}, got '{path}'");
        OutputFiles.CheckWritable(path);
    }

    private static string[] Write(Checkpoint checkpoint, string format, string path, CommandConsole console)
    {
        switch (format)
        {
            case "hf":
                HuggingFaceCheckpoint.Save(checkpoint, path);
                return [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
            case "half":
                checkpoint.SaveHalf(path);
                return [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
            case "llama2c":
                string? tokenizer = checkpoint.Tokenizer is SentencePieceTokenizer ? NetworkFile.TokenizerFileOf(path) : null;
                Llama2Checkpoint.Save(checkpoint, path, tokenizer);
                if (tokenizer is null)
                    console.Note("the tokenizer is of another kind than llama2.c's and is not written: run.c can run the model, but not read or write text with it");
                return tokenizer is null ? [path] : [path, tokenizer];
            default:
                Safetensors.Write(path, checkpoint.Model.Parameters.Select(parameter => new NamedArray(parameter.Name, [.. parameter.Tensor.Shape], parameter.Tensor.Data.ToArray())));
                return [path];
        }
    }

    private static void Show(CommandConsole console, Checkpoint checkpoint, string format, string path, string[] files)
    {
        console.Say(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Model.Name}: {checkpoint.Model.CountParameters():N0} numbers, {checkpoint.Model.Parameters.Count():N0} tensors.")));
        foreach (string file in files)
            console.Say($"Written: [bold]{Markup.Escape(file)}[/], {Quantity.Bytes(new FileInfo(file).Length)}");
        if (format == "hf")
            console.Say($"[grey]In Python: transformers.AutoModelForCausalLM.from_pretrained(\"{Markup.Escape(path)}\")[/]");
        else if (format == "half" || format == "llama2c" && files.Length > 1)
            console.Say($"[grey]Here again: llm generate --model {Markup.Escape(Shell.Quoted(path))}[/]");
    }

    private static JsonObject Answer(Checkpoint checkpoint, string format, string path, string[] files) => new()
    {
        ["model"] = checkpoint.Model.Name,
        ["format"] = format,
        ["out"] = path,
        ["parameters"] = checkpoint.Model.CountParameters(),
        ["tensors"] = checkpoint.Model.Parameters.Count(),
        ["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["file"] = file, ["bytes"] = new FileInfo(file).Length })]),
    };
}
