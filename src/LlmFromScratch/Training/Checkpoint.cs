using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>A trained network in a folder: <c>config.json</c>, <c>model.safetensors</c>, and <c>vocabulary.json</c> or, for byte pairs and scored pieces, <c>tokenizer.json</c>.</summary>
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
        SaveSettings(folder);
        SaveWeights(folder);
    }

    /// <summary>
    /// Writes it with weights of 16 bits, in half the space. <see cref="Load(string)"/> reads it as any other: a network whose weights are these, rounded
    /// (<see cref="NamedArray.ToHalf"/>), and that computes with 32 bits as ever.
    /// </summary>
    /// <inheritdoc cref="Save(string)"/>
    /// <exception cref="ArgumentException">A weight is NaN or beyond 65504, the largest number of 16 bits; or as for <see cref="Save(string)"/>. Nothing is written then.</exception>
    public void SaveHalf(string folder)
    {
        NamedArray[] weights = [.. Model.Parameters.Select(parameter => ToArray(parameter.Name, parameter.Tensor).ToHalf())]; // all of them before anything is written
        SaveSettings(folder);
        Safetensors.Write(Path.Combine(folder, WeightsFile), weights);
    }

    /// <summary>All but the weights.</summary>
    internal void SaveSettings(string folder)
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
            case SentencePieceTokenizer pieces:
                HuggingFaceTokenizer.Save(pieces, Path.Combine(folder, TokenizerFile));
                break;
            default:
                throw new ArgumentException($"expected a tokenizer of a splitter, of byte pairs or of scored pieces, got {Tokenizer.GetType().Name}");
        }
        SettingsFile.Write(Path.Combine(folder, ConfigFile), new NetworkSettings(Version, Model.Seed, Model.Options));
    }

    /// <summary>The weights.</summary>
    internal void SaveWeights(string folder) =>
        Safetensors.Write(Path.Combine(folder, WeightsFile), Model.Parameters.Select(parameter => ToArray(parameter.Name, parameter.Tensor)));

    /// <summary>Reads one. A folder as Hugging Face's transformers has it is read, too: see <see cref="HuggingFaceCheckpoint"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing, cut short, of another version, or does not belong to the others.</exception>
    public static Checkpoint Load(string folder)
    {
        var files = new CheckpointFolder(folder);
        return files.Has(ConfigFile) && HuggingFaceCheckpoint.IsItsConfig(files.Bytes(ConfigFile)) ? HuggingFaceCheckpoint.Load(folder) : Load(files);
    }

    internal static Checkpoint Load(ICheckpointFiles files)
    {
        (NeuralLanguageModel model, ITokenizer tokenizer) = Create(files, weights => weights.Arrays.Sum(array => (long)array.Values.Length), WeightsFile, out Safetensors weights);
        files.About(WeightsFile, () => Restore(model.Parameters, weights, ""));
        return new Checkpoint(model, tokenizer);
    }

    /// <summary>The network that some files tell of, still with random weights.</summary>
    /// <param name="files">The files.</param>
    /// <param name="count">How many of the numbers of a file are parameters. The network is made only if it needs as many: no memory is taken because a config.json says so.</param>
    /// <param name="weights">The name of the file with the weights.</param>
    /// <param name="content">Its content.</param>
    internal static (NeuralLanguageModel Model, ITokenizer Tokenizer) Create(ICheckpointFiles files, Func<Safetensors, long> count, string weights, out Safetensors content)
    {
        (NetworkOptions network, long seed) = files.Read(ConfigFile, bytes =>
        {
            NetworkSettings settings = SettingsFile.Read<NetworkSettings>(bytes);
            CheckVersion(settings.Version);
            return (settings.Network ?? throw new InvalidDataException("expected \"network\", the architecture and its sizes, got none"), settings.Seed);
        });
        ITokenizer tokenizer = files.Has(TokenizerFile) ? files.Read(TokenizerFile, bytes => HuggingFaceTokenizer.Load(bytes))
            : files.Read<ITokenizer>(VocabularyFile, bytes => VocabularyJson.Load(bytes));
        Safetensors read = content = files.Read(weights, bytes => Safetensors.Read(new MemoryStream(bytes, writable: false)));
        return (files.About(ConfigFile, () =>
        {
            Int128 needed = network.CountParameters(tokenizer.Vocabulary.Count);
            if (needed != count(read))
                throw new InvalidDataException($"expected a network of {count(read)} numbers, which {weights} holds, got one of {needed}: the two files do not belong together");
            return network.Create(tokenizer.Vocabulary, seed);
        }), tokenizer);
    }

    internal static void CheckVersion(int version)
    {
        if (version != Version)
            throw new InvalidDataException($"expected version {Version} of the format, got {version}: it was written by another version of this program");
    }

    /// <summary>Sets parameters to what a file says.</summary>
    internal static bool Restore(IEnumerable<Parameter> parameters, Safetensors file, string prefix)
    {
        foreach (Parameter parameter in parameters)
        {
            NamedArray array = file[prefix + parameter.Name];
            if (!array.Shape.SequenceEqual(parameter.Tensor.Shape))
                throw new InvalidDataException($"expected {parameter}, got {array}: it is another network's");
            if (!NotFinite.IsFinite(array.Floats))
                throw new InvalidDataException($"expected finite numbers, got one in {array} that is not");
            array.Floats.CopyTo(parameter.Tensor.Edit());
        }
        return true;
    }

    internal static NamedArray ToArray(string name, Tensor tensor) => new(name, [.. tensor.Shape], tensor.Data.ToArray());
}
