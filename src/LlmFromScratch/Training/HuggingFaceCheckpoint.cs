using System.Text.Json;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>
/// A transformer in a folder as Hugging Face's <c>transformers</c> has it: <c>config.json</c>, <c>model.safetensors</c>, <c>tokenizer.json</c> and
/// <c>generation_config.json</c>. Read and written are GPT-2 (<c>"model_type": "gpt2"</c>) and Llama (<c>"llama"</c>),
/// and three that differ from Llama by a part: <c>"qwen3"</c> (norms of queries and keys), <c>"arcee"</c> (squared ReLU), <c>"apertus"</c> (both, without biases).
/// </summary>
/// <remarks>
/// A model that is saved and loaded again gives the same logits, bit for bit. GPT-2 has biases in transformers whether one wants them or not: a model without is
/// written with zeros, and <c>"bias": false</c> says that they are none. A start of a text that is never predicted stands in <c>generation_config.json</c> as a token
/// to suppress. Not read: weights in several files, pickled ones (they can run code), quantized ones, scaled rotary positions. See README.md in Formats.
/// </remarks>
public static class HuggingFaceCheckpoint
{
    private const string GenerationFile = "generation_config.json", TokenizerConfigFile = "tokenizer_config.json", IndexFile = "model.safetensors.index.json";

    /// <summary>Reads a model and its tokenizer.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A file is missing, cut short, of a kind that is not read, or does not belong to the others; the message names the setting or tensor.</exception>
    public static Checkpoint Load(string folder)
    {
        var files = new CheckpointFolder(folder);
        ITokenizer tokenizer = files.Read(Checkpoint.TokenizerFile, bytes => HuggingFaceTokenizer.Load(bytes));
        return new Checkpoint(LoadModel(folder, tokenizer.Vocabulary), tokenizer);
    }

    /// <summary>Reads a model alone, for a folder without tokenizer.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vocabulary">Its tokens, as many as config.json says.</param>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static TransformerModel LoadModel(string folder, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var files = new CheckpointFolder(folder);
        int[] suppressed = files.Has(GenerationFile) ? files.Read(GenerationFile, bytes => HuggingFaceConfig.ReadSuppressed(bytes)) : [];
        (HuggingFaceFamily family, TransformerOptions options) = files.Read(Checkpoint.ConfigFile, bytes =>
        {
            (HuggingFaceFamily family, TransformerOptions options, int tokens) = HuggingFaceConfig.Read(bytes);
            options = options with { PredictsStart = vocabulary.StartId is { } start && !suppressed.Contains(start) };
            options.Check();
            if (tokens != vocabulary.Count)
                throw new InvalidDataException($"expected a \"vocab_size\" of {vocabulary.Count}, as the tokenizer has, got {tokens}: the two do not belong together");
            return (family, options);
        });
        if (!files.Has(Checkpoint.WeightsFile))
            throw new InvalidDataException($"there is no {Checkpoint.WeightsFile} in {files.Place}: " + (files.Has(IndexFile)
                ? "the weights are in several files, which are not read here; in Python model.save_pretrained(folder, max_shard_size=\"100GB\") makes one of them"
                : files.Has("pytorch_model.bin") ? "pytorch_model.bin is a pickle, which could run code and is not read; in Python model.save_pretrained(folder, safe_serialization=True) makes a safe file of it"
                : "it has the weights"));
        var weights = Safetensors.Read(Path.Combine(folder, Checkpoint.WeightsFile));
        return files.About(Checkpoint.WeightsFile, () => Read(family, options, vocabulary, weights));
    }

    /// <summary>Writes a model and its tokenizer. Each file is written whole or not at all; other files in the folder are left alone.</summary>
    /// <param name="checkpoint">A transformer with the parts of GPT-2, or of Llama and its kin.</param>
    /// <param name="folder">The folder; made if it is missing. Not that of a checkpoint of this program, whose config.json says other things.</param>
    /// <exception cref="ArgumentException">The model has parts that neither has, the tokenizer is of a kind that cannot be written, or the folder is taken; nothing is written then.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public static void Save(Checkpoint checkpoint, string folder)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (checkpoint.Model is not TransformerModel model)
            throw new ArgumentException($"expected a transformer, got {checkpoint.Model.Name}: transformers has nothing like it; export it as \"safetensors\", for a program of your own", nameof(checkpoint));
        if (!checkpoint.Tokenizer.Vocabulary.Equals(model.Vocabulary))
            throw new ArgumentException($"expected a tokenizer with the model's vocabulary, {model.Vocabulary}, got {checkpoint.Tokenizer.Vocabulary}", nameof(checkpoint));
        string config = Path.Combine(folder, Checkpoint.ConfigFile);
        if (File.Exists(config) && !IsItsConfig(File.ReadAllBytes(config)))
            throw new ArgumentException($"'{folder}' has a {Checkpoint.ConfigFile} of another program, such as a checkpoint's of this one: name another folder", nameof(folder));
        TransformerOptions sizes = model.Sizes;
        var family = HuggingFaceFamily.Of(sizes);
        byte[] tokenizer = HuggingFaceTokenizer.ToBytes(checkpoint.Tokenizer);
        AtomicFile.Write(Path.Combine(folder, Checkpoint.TokenizerFile), stream => stream.Write(tokenizer));
        WriteJson(Path.Combine(folder, TokenizerConfigFile), json => WriteTokenizerConfig(json, sizes, model.Vocabulary));
        WriteJson(Path.Combine(folder, GenerationFile), json => WriteGeneration(json, sizes, model.Vocabulary));
        WriteJson(config, json => HuggingFaceConfig.Write(json, family, sizes, model.Vocabulary));
        // transformers asks for the "format" and refuses a file without.
        Safetensors.Write(Path.Combine(folder, Checkpoint.WeightsFile), ToArrays(family, model), new Dictionary<string, string> { ["format"] = "pt" });
    }

    /// <summary>The tensors of a model as model.safetensors has them.</summary>
    /// <param name="model">A transformer with the parts of GPT-2, or of Llama and its kin.</param>
    /// <exception cref="ArgumentException">It has other parts; the message lists them.</exception>
    public static IReadOnlyList<NamedArray> ToArrays(TransformerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ToArrays(HuggingFaceFamily.Of(model.Sizes), model);
    }

    /// <summary>Is this the content of a config.json of transformers?</summary>
    internal static bool IsItsConfig(byte[] config)
    {
        try
        {
            using JsonDocument json = JsonFile.Parse(config);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("model_type", out _);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static TransformerModel Read(HuggingFaceFamily family, TransformerOptions options, Vocabulary vocabulary, Safetensors file)
    {
        HuggingFaceTensor[] tensors = [.. HuggingFaceTensors.Of(family, options, vocabulary.Count)];
        if (family.IsGpt2 && !file.Arrays.Any(array => array.Name.StartsWith(HuggingFaceTensors.Gpt2Prefix, StringComparison.Ordinal)))
            tensors = [.. tensors.Select(tensor => tensor with { Name = tensor.Name.Replace(HuggingFaceTensors.Gpt2Prefix, "") })];
        // Everything is checked before memory is taken for a model.
        foreach (HuggingFaceTensor tensor in tensors)
            Check(tensor, options, file);
        var names = tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        foreach (NamedArray array in file.Arrays)
            if (!names.Contains(array.Name) && !HuggingFaceTensors.IsConstant(array.Name) && !IsCopyOfTable(array, file, tensors[0].Name))
                throw new InvalidDataException($"expected no tensor {array}: config.json tells of none; is it another model's?");
        var model = new TransformerModel(vocabulary, options);
        Dictionary<string, Tensor> parameters = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor, StringComparer.Ordinal);
        foreach (HuggingFaceTensor tensor in tensors)
            if (parameters.ContainsKey(tensor.Parameters[0])) // not so the biases of a model without
                Read(tensor, file[tensor.Name].Floats, [.. tensor.Parameters.Select(name => parameters[name])]);
        return model;
    }

    /// <summary>A file may hold the table of tokens again as the output's weights, where the two are one.</summary>
    private static bool IsCopyOfTable(NamedArray array, Safetensors file, string table) =>
        array.Name == "lm_head.weight" && array.Values is float[] && file[table].Floats.AsSpan().SequenceEqual(array.Floats);

    private static void Check(HuggingFaceTensor tensor, TransformerOptions options, Safetensors file)
    {
        bool mayLack = tensor.IsBias && !options.Bias;
        if (!file.Contains(tensor.Name))
        {
            if (mayLack)
                return;
            throw new InvalidDataException($"expected a tensor {tensor}, got none of that name among {file.Arrays.Count}: {JsonFile.Short(string.Join(", ", file.Arrays.Select(array => array.Name)), 200)}");
        }
        NamedArray array = file[tensor.Name];
        if (!array.Shape.SequenceEqual(tensor.Shape))
            throw new InvalidDataException($"expected {tensor}, as config.json says, got [{string.Join(", ", array.Shape)}]{(array.Shape.Reverse().SequenceEqual(tensor.Shape) ? ": is it the other way round?" : "")}");
        if (!NotFinite.IsFinite(array.Floats))
            throw new InvalidDataException($"expected finite numbers, got one in {array} that is not");
        if (mayLack && array.Floats.AsSpan().ContainsAnyExcept(0f))
            throw new InvalidDataException($"expected no bias, or one of zeros, since config.json says \"bias\": false, got other numbers in {array}");
    }

    private static void Read(HuggingFaceTensor tensor, float[] numbers, Tensor[] parameters)
    {
        if (tensor.Transposed)
            WeightLayout.Transpose(numbers, parameters[0].Edit(), tensor.Shape[0], tensor.Shape[1]);
        else if (parameters.Length == 1)
            numbers.CopyTo(parameters[0].Edit());
        else
            for (int i = 0, width = tensor.Shape[^1], part = width / parameters.Length; i < parameters.Length; i++)
                WeightLayout.TakeColumns(numbers, width, i * part, parameters[i].Edit(), part);
    }

    private static NamedArray[] ToArrays(HuggingFaceFamily family, TransformerModel model)
    {
        Dictionary<string, Tensor> parameters = model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor, StringComparer.Ordinal);
        return [.. HuggingFaceTensors.Of(family, model.Sizes, model.Vocabulary.Count).Select(tensor =>
        {
            var numbers = new float[tensor.Shape.Aggregate((x, y) => x * y)];
            if (parameters.ContainsKey(tensor.Parameters[0]))
                Write(tensor, numbers, [.. tensor.Parameters.Select(name => parameters[name])]);
            return new NamedArray(tensor.Name, tensor.Shape, numbers);
        })];
    }

    private static void Write(HuggingFaceTensor tensor, float[] numbers, Tensor[] parameters)
    {
        if (tensor.Transposed)
            WeightLayout.Transpose(parameters[0].Data, numbers, tensor.Shape[1], tensor.Shape[0]);
        else if (parameters.Length == 1)
            parameters[0].Data.CopyTo(numbers);
        else
            for (int i = 0, width = tensor.Shape[^1], part = width / parameters.Length; i < parameters.Length; i++)
                WeightLayout.PutColumns(parameters[i].Data, part, numbers, width, i * part);
    }

    private static void WriteGeneration(Utf8JsonWriter json, TransformerOptions sizes, Vocabulary vocabulary)
    {
        json.WriteStartObject();
        HuggingFaceConfig.WriteMarks(json, sizes, vocabulary);
        if (vocabulary.StartId is { } start && !sizes.PredictsStart)
        {
            json.WriteStartArray("suppress_tokens");
            json.WriteNumberValue(start);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Without it transformers would take a tokenizer for GPT-2's or Llama's own, and add tokens that the model does not have.</summary>
    private static void WriteTokenizerConfig(Utf8JsonWriter json, TransformerOptions sizes, Vocabulary vocabulary)
    {
        json.WriteStartObject();
        json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        json.WriteNumber("model_max_length", sizes.Context);
        json.WriteBoolean("clean_up_tokenization_spaces", false);
        foreach ((string name, int? id) in new[] { ("unk_token", vocabulary.UnknownId), ("bos_token", vocabulary.StartId), ("eos_token", sizes.PredictsStart ? vocabulary.StartId : vocabulary.EndId) })
            if (id is not null)
                json.WriteString(name, vocabulary[id.Value]);
        json.WriteEndObject();
    }

    private static void WriteJson(string path, Action<Utf8JsonWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(json);
    });
}
