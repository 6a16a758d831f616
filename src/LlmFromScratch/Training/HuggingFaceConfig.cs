using System.Globalization;
using System.Text.Json;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary><c>config.json</c> of Hugging Face's transformers: which architecture, and its sizes.</summary>
/// <remarks>
/// Many of its settings say how a program is to train or to keep its cache; those are passed over. A setting that changes what is calculated, and that is not built
/// here, is refused by name. Source: github.com/huggingface/transformers, configuration_gpt2.py, configuration_llama.py and their like.
/// </remarks>
internal static class HuggingFaceConfig
{
    /// <summary>Writes the settings of a model.</summary>
    public static void Write(Utf8JsonWriter json, HuggingFaceFamily family, TransformerOptions options, Vocabulary vocabulary)
    {
        json.WriteStartObject();
        json.WriteString("model_type", family.Type);
        json.WriteStartArray("architectures");
        json.WriteStringValue(family.Class);
        json.WriteEndArray();
        json.WriteNumber("vocab_size", vocabulary.Count);
        if (family.IsGpt2)
            WriteGpt2(json, options);
        else
            WriteRotary(json, family, options);
        json.WriteBoolean("tie_word_embeddings", options.TiedEmbeddings);
        WriteFloat(json, "initializer_range", options.Deviation);
        WriteMarks(json, options, vocabulary);
        json.WriteString("torch_dtype", "float32");
        json.WriteEndObject();
    }

    /// <summary>The ids of start and end, as config.json and generation_config.json both have them. Where a start may come next, it is the end.</summary>
    public static void WriteMarks(Utf8JsonWriter json, TransformerOptions options, Vocabulary vocabulary)
    {
        foreach ((string name, int? id) in new[] { ("bos_token_id", vocabulary.StartId), ("eos_token_id", options.PredictsStart ? vocabulary.StartId : vocabulary.EndId), ("pad_token_id", null) })
            if (id is null)
                json.WriteNull(name);
            else
                json.WriteNumber(name, id.Value);
    }

    /// <summary>Reads the settings of a model.</summary>
    /// <param name="file">The content of config.json.</param>
    /// <returns>The architecture, its sizes, and the number of tokens.</returns>
    /// <exception cref="InvalidDataException">It is of another kind, or asks for what is not built here; the message names it.</exception>
    public static (HuggingFaceFamily Family, TransformerOptions Options, int Tokens) Read(ReadOnlyMemory<byte> file)
    {
        using JsonDocument document = JsonFile.Parse(file);
        var json = new JsonSettings(document.RootElement, "config.json");
        string type = json.Text("model_type");
        if (json.Has("quantization_config"))
            throw new InvalidDataException("it has a \"quantization_config\": quantized weights are not read here, take the model's float32, float16 or bfloat16 files");
        HuggingFaceFamily family = HuggingFaceFamily.All.FirstOrDefault(one => one.Type == type)
            ?? throw new InvalidDataException($"expected the model_type {string.Join(", ", HuggingFaceFamily.All.Select(one => $"\"{one.Type}\""))}, got \"{JsonFile.Short(type)}\": other architectures are not built here");
        return (family, family.IsGpt2 ? ReadGpt2(json) : ReadRotary(json, family), json.Integer("vocab_size"));
    }

    /// <summary>Tokens that must never be generated, in the content of generation_config.json.</summary>
    /// <exception cref="InvalidDataException">They are no list of ids.</exception>
    public static int[] ReadSuppressed(ReadOnlyMemory<byte> file)
    {
        using JsonDocument document = JsonFile.Parse(file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected an object, got {JsonFile.Describe(document.RootElement)}");
        if (!JsonFile.IsGiven(document.RootElement, "suppress_tokens", out JsonElement list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected \"suppress_tokens\" to be a list of ids, got {JsonFile.Describe(list)}");
        return [.. list.EnumerateArray().Select(id => JsonFile.IdOf(id, "suppress_tokens"))];
    }

    private static void WriteGpt2(Utf8JsonWriter json, TransformerOptions options)
    {
        json.WriteNumber("n_positions", options.Context);
        json.WriteNumber("n_embd", options.Width);
        json.WriteNumber("n_layer", options.Layers);
        json.WriteNumber("n_head", options.Heads);
        if (options.Hidden == 0)
            json.WriteNull("n_inner");
        else
            json.WriteNumber("n_inner", options.Hidden);
        json.WriteString("activation_function", options.FeedForward == "gelu" ? "gelu" : "gelu_new");
        WriteFloat(json, "layer_norm_epsilon", options.NormEpsilon);
        WriteFloat(json, "embd_pdrop", options.Dropout);
        WriteFloat(json, "resid_pdrop", options.Dropout);
        WriteFloat(json, "attn_pdrop", 0f);
        json.WriteBoolean("bias", options.Bias); // transformers does not know it; without, it finds biases of 0
    }

    private static void WriteRotary(Utf8JsonWriter json, HuggingFaceFamily family, TransformerOptions options)
    {
        json.WriteNumber("max_position_embeddings", options.Context);
        json.WriteNumber("hidden_size", options.Width);
        json.WriteNumber("intermediate_size", options.HiddenUnits);
        json.WriteNumber("num_hidden_layers", options.Layers);
        json.WriteNumber("num_attention_heads", options.Heads);
        json.WriteNumber("num_key_value_heads", options.KeyHeads);
        json.WriteNumber("head_dim", options.HeadSize);
        json.WriteString("hidden_act", ActivationOf(family));
        WriteFloat(json, "rms_norm_eps", options.NormEpsilon);
        WriteFloat(json, "rope_theta", options.RotaryBase);
        json.WriteNull("rope_scaling"); // of version 4; an Apertus without it would get Llama 3's
        json.WriteStartObject("rope_parameters"); // of version 5
        json.WriteString("rope_type", "default");
        WriteFloat(json, "rope_theta", options.RotaryBase);
        json.WriteEndObject();
        json.WriteBoolean("attention_bias", options.Bias);
        if (family.CanHaveBias)
            json.WriteBoolean("mlp_bias", options.Bias);
        WriteFloat(json, "attention_dropout", 0f);
    }

    private static TransformerOptions ReadGpt2(JsonSettings json)
    {
        json.RequireIf("scale_attn_weights", true);
        json.RequireIf("scale_attn_by_inverse_layer_idx", false);
        json.RequireIf("add_cross_attention", false);
        string activation = json.Text("activation_function", "gelu_new");
        return new TransformerOptions
        {
            Layers = json.Integer("n_layer"),
            Heads = json.Integer("n_head"),
            Width = json.Integer("n_embd"),
            Hidden = json.Integer("n_inner", 0),
            Context = json.Integer("n_positions"),
            FeedForward = activation switch
            {
                "gelu" => "gelu",
                "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => "gelu-tanh",
                _ => throw new InvalidDataException($"expected the activation_function \"gelu\" or \"gelu_new\", got \"{JsonFile.Short(activation)}\""),
            },
            Bias = json.Flag("bias", true),
            TiedEmbeddings = json.Flag("tie_word_embeddings", true),
            Dropout = (float)json.Number("resid_pdrop", 0),
            NormEpsilon = (float)json.Number("layer_norm_epsilon", 1e-5),
            Deviation = json.Number("initializer_range", 0.02),
        };
    }

    private static TransformerOptions ReadRotary(JsonSettings json, HuggingFaceFamily family)
    {
        string activation = json.Text("hidden_act", family.Type == "apertus" ? "xielu" : ActivationOf(family)), expected = ActivationOf(family);
        if (activation != expected && (activation, expected) != ("swish", "silu"))
            throw new InvalidDataException($"expected the hidden_act \"{expected}\" of a model of type {family.Type}, got \"{JsonFile.Short(activation)}\"");
        if (json.Has("rope_scaling"))
            throw new InvalidDataException("it has a \"rope_scaling\": only plain rotary positions are built here");
        double rotaryBase = json.Number("rope_theta", 10_000);
        if (json.Object("rope_parameters") is { } rope) // since version 5 of transformers
        {
            if (rope.Text("rope_type", "default") is not "default" and string kind)
                throw new InvalidDataException($"expected the rope_type \"default\", got \"{JsonFile.Short(kind)}\": only plain rotary positions are built here");
            rotaryBase = rope.Number("rope_theta", rotaryBase);
        }
        json.RequireIf("use_sliding_window", false);
        bool bias = json.Flag("attention_bias", false);
        if (bias != json.Flag("mlp_bias", false))
            throw new InvalidDataException("expected \"attention_bias\" and \"mlp_bias\" to be alike, got one of them: biases are in all layers here or in none");
        int width = json.Integer("hidden_size"), heads = json.Integer("num_attention_heads");
        if (json.Integer("head_dim", 0) is > 0 and int size && (long)size * heads != width)
            throw new InvalidDataException($"expected heads that share the hidden_size of {width}, got {heads} heads of head_dim {size}");
        return new TransformerOptions
        {
            Positions = "rotary",
            Norm = "rms",
            FeedForward = family.FeedForward,
            QueryKeyNorm = family.QueryKeyNorm,
            Layers = json.Integer("num_hidden_layers"),
            Heads = heads,
            KeyValueHeads = json.Integer("num_key_value_heads", heads),
            Width = width,
            Hidden = json.Integer("intermediate_size"),
            Context = json.Integer("max_position_embeddings"),
            Bias = bias,
            TiedEmbeddings = json.Flag("tie_word_embeddings", false),
            NormEpsilon = (float)json.Number("rms_norm_eps", 1e-6),
            RotaryBase = rotaryBase,
            Deviation = json.Number("initializer_range", 0.02),
        };
    }

    private static string ActivationOf(HuggingFaceFamily family) => family.FeedForward == "swiglu" ? "silu" : "relu2";

    /// <summary>A number that Python takes for a float: 10000.0, not 10000.</summary>
    private static void WriteFloat<T>(Utf8JsonWriter json, string name, T number) where T : IFormattable
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        json.WritePropertyName(name);
        json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
    }
}
