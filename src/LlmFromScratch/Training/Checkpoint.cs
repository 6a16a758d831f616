using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>A trained network in a folder: <c>config.json</c>, <c>model.safetensors</c>, and <c>vocabulary.json</c> or, for byte pairs, <c>tokenizer.json</c>.</summary>
/// <param name="Model">The network.</param>
/// <param name="Tokenizer">How text is cut for it.</param>
public sealed record Checkpoint(NeuralLanguageModel Model, ITokenizer Tokenizer)
{
    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int Version = 1;

    internal const string ConfigFile = "config.json", WeightsFile = "model.safetensors", VocabularyFile = "vocabulary.json", TokenizerFile = "tokenizer.json";

    /// <summary>Writes it. Each file is written whole or not at all; other files in the folder are left alone.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <exception cref="ArgumentException">The tokenizer is of a kind that cannot be written, or has another vocabulary than the model.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Tokenizer.Vocabulary.Equals(Model.Vocabulary))
            throw new ArgumentException($"expected a tokenizer with the model's vocabulary, {Model.Vocabulary}, got {Tokenizer.Vocabulary}");
        switch (Tokenizer)
        {
            case Tokenizer plain:
                plain.Save(Path.Combine(folder, VocabularyFile));
                break;
            case BytePairTokenizer pairs:
                pairs.Save(Path.Combine(folder, TokenizerFile));
                break;
            default:
                throw new ArgumentException($"expected a tokenizer of a splitter or of byte pairs, got {Tokenizer.GetType().Name}");
        }
        SettingsFile.Write(Path.Combine(folder, ConfigFile), new NetworkSettings(Version, Model.Options));
        Safetensors.Write(Path.Combine(folder, WeightsFile), Model.Parameters.Select(parameter => ToArray(parameter.Name, parameter.Tensor)));
    }

    /// <summary>Reads one.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing, cut short, of another version, or does not belong to the others.</exception>
    public static Checkpoint Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (NeuralLanguageModel model, ITokenizer tokenizer) = Create(folder, weights => weights.Arrays.Sum(array => (long)array.Values.Length), WeightsFile, out Safetensors file);
        Restore(model.Parameters, file, "", Path.Combine(folder, WeightsFile));
        return new Checkpoint(model, tokenizer);
    }

    /// <summary>The network that a folder tells of, still with random weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many of the numbers of a file are parameters. The network is made only if it needs as many: no memory is taken because a config.json says so.</param>
    /// <param name="weights">The name of the file with the weights.</param>
    /// <param name="file">Its content.</param>
    internal static (NeuralLanguageModel Model, ITokenizer Tokenizer) Create(string folder, Func<Safetensors, long> count, string weights, out Safetensors file)
    {
        string path = Existing(folder, ConfigFile);
        NetworkSettings settings = SettingsFile.Read<NetworkSettings>(path);
        if (settings.Version != Version)
            throw new InvalidDataException($"{path}: expected version {Version} of the format, got {settings.Version}: it was written by another version of this program");
        if (settings.Network is null)
            throw new InvalidDataException($"{path}: expected \"network\", the architecture and its sizes, got none");
        ITokenizer tokenizer = File.Exists(Path.Combine(folder, TokenizerFile)) ? TokenizerJson.Load(Path.Combine(folder, TokenizerFile))
            : VocabularyJson.Load(Existing(folder, VocabularyFile));
        string weightsPath = Existing(folder, weights);
        file = Safetensors.Read(weightsPath);
        try
        {
            Int128 needed = settings.Network.CountParameters(tokenizer.Vocabulary.Count);
            if (needed != count(file))
                throw new InvalidDataException($"{weightsPath}: expected the {needed} numbers of the network in {ConfigFile}, got {count(file)}: the two files do not belong together");
            return (settings.Network.Create(tokenizer.Vocabulary, 0), tokenizer);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Sets parameters to what a file says.</summary>
    internal static void Restore(IEnumerable<Parameter> parameters, Safetensors file, string prefix, string path)
    {
        foreach (Parameter parameter in parameters)
        {
            NamedArray array = Array(file, prefix + parameter.Name, path);
            if (!array.Shape.SequenceEqual(parameter.Tensor.Shape))
                throw new InvalidDataException($"{path}: expected {parameter}, got {array}: it is another network's");
            if (!NotFinite.IsFinite(array.Floats))
                throw new InvalidDataException($"{path}: expected finite numbers, got one in {array} that is not");
            array.Floats.CopyTo(parameter.Tensor.Edit());
        }
    }

    internal static NamedArray Array(Safetensors file, string name, string path)
    {
        try
        {
            return file[name];
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}: it is another network's", e);
        }
    }

    internal static NamedArray ToArray(string name, Tensor tensor) => new(name, [.. tensor.Shape], tensor.Data.ToArray());

    internal static string Existing(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new InvalidDataException(
            Directory.Exists(folder) ? $"there is no {name} in '{folder}', which a checkpoint has" : $"there is no folder '{folder}'; expected that of a checkpoint");
    }
}
