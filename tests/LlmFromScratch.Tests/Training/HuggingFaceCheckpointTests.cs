using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Xunit.Abstractions;

namespace LlmFromScratch.Tests.Training;

/// <summary>Models in the layout of Hugging Face's transformers: the same bits when they come back, and what others expect to find.</summary>
public class HuggingFaceCheckpointTests(ITestOutputHelper output)
{
    private static readonly Tokenizer s_letters = new(new CharacterSplitter(), new Vocabulary(["<unk>", "<s>", "</s>", "a", "b", "c", "d"]));
    private static readonly Tokenizer s_stream = new(new CharacterSplitter(), new Vocabulary(["a", "b", "c", "d", "e"]));

    private static TransformerOptions Gpt2 => new() { Layers = 2, Heads = 2, Width = 8, Context = 6, Deviation = 0.3 };

    private static TransformerOptions Llama => TransformerOptions.Llama with { Layers = 2, Heads = 4, KeyValueHeads = 2, Width = 16, Hidden = 12, Context = 6, Deviation = 0.3 };

    public static TheoryData<string> Kinds { get; } = [.. Options.Keys];

    private static Dictionary<string, TransformerOptions> Options => new(StringComparer.Ordinal)
    {
        ["gpt2"] = Gpt2,
        ["gpt2, biases"] = Gpt2 with { Bias = true },
        ["gpt2, tanh, untied, hidden 12"] = Gpt2 with { FeedForward = "gelu-tanh", TiedEmbeddings = false, Hidden = 12, NormEpsilon = 3e-6f, Dropout = 0.1f },
        ["gpt2, start predicted"] = Gpt2 with { PredictsStart = true },
        ["llama"] = Llama,
        ["llama, biases, untied"] = Llama with { Bias = true, TiedEmbeddings = false },
        ["qwen3"] = Llama with { QueryKeyNorm = true },
        ["arcee, biases"] = Llama with { FeedForward = "relu2", Bias = true },
        ["apertus"] = Llama with { FeedForward = "relu2", QueryKeyNorm = true, KeyValueHeads = 4 },
        ["llama, base 500000.5"] = Llama with { RotaryBase = 500_000.5, NormEpsilon = 1e-6f, PredictsStart = true },
    };

    /// <summary>With all parameters random, biases and norms too.</summary>
    private static TransformerModel Model(TransformerOptions options, Vocabulary vocabulary, long seed = 5)
    {
        var model = new TransformerModel(vocabulary, options, seed);
        var random = new SeededRandom(seed, "all parameters");
        foreach (Parameter parameter in model.Parameters)
            foreach (ref float number in parameter.Tensor.Edit())
                number = (float)(random.NextDouble() - 0.5 + (parameter.Name.Contains("norm.weight", StringComparison.Ordinal) ? 1 : 0));
        return model;
    }

    private static int[] Bits(Tensor tensor) => [.. tensor.Data.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static string Refused(string folder, Vocabulary? vocabulary = null) =>
        Assert.Throws<InvalidDataException>(() => vocabulary is null ? HuggingFaceCheckpoint.Load(folder).Model : HuggingFaceCheckpoint.LoadModel(folder, vocabulary)).Message;

    private static void Change(TemporaryFolder folder, string file, Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(folder.File(file)))!.AsObject();
        change(json);
        File.WriteAllText(folder.File(file), json.ToJsonString());
    }

    private static void ChangeWeights(TemporaryFolder folder, Func<IEnumerable<NamedArray>, IEnumerable<NamedArray>> change)
    {
        string file = folder.File("model.safetensors");
        Safetensors.Write(file, change(Safetensors.Read(file).Arrays));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_WhatWasSaved_GivesTheSameLogitsBitForBit(string kind)
    {
        foreach (Tokenizer tokenizer in new[] { s_letters, s_stream })
        {
            using var folder = new TemporaryFolder();
            TransformerOptions options = tokenizer == s_stream ? Options[kind] with { PredictsStart = false } : Options[kind];
            TransformerModel model = Model(options, tokenizer.Vocabulary);
            HuggingFaceCheckpoint.Save(new(model, tokenizer), folder.Path);
            Checkpoint read = Checkpoint.Load(folder.Path); // by its config.json it knows what it is

            var again = Assert.IsType<TransformerModel>(read.Model);
            Assert.Equal(options, again.Sizes);
            int[] ids = [1, 2, 3, 4, 1, 0];
            Assert.Equal(Bits(model.Forward(ids)), Bits(again.Forward(ids)));
            Assert.Equal(tokenizer.Vocabulary, read.Tokenizer.Vocabulary);
            Assert.Equal("characters", Assert.IsType<Tokenizer>(read.Tokenizer).Splitter.Name);
        }
    }

    [Fact]
    public void Save_Gpt2_HasWhatTransformersExpects()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Gpt2, s_letters.Vocabulary), s_letters), folder.Path);
        JsonNode config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!, generation = JsonNode.Parse(File.ReadAllText(folder.File("generation_config.json")))!;
        Assert.Equal("gpt2", (string?)config["model_type"]);
        Assert.Equal("GPT2LMHeadModel", (string?)config["architectures"]![0]);
        Assert.Equal((7, 6, 8, 2, 2), ((int)config["vocab_size"]!, (int)config["n_positions"]!, (int)config["n_embd"]!, (int)config["n_layer"]!, (int)config["n_head"]!));
        Assert.Equal("gelu", (string?)config["activation_function"]);
        Assert.False((bool)config["bias"]!);
        Assert.Equal((1, 2), ((int)config["bos_token_id"]!, (int)config["eos_token_id"]!));
        Assert.Equal("[1]", generation["suppress_tokens"]!.ToJsonString()); // the start is never predicted
        Assert.Equal("PreTrainedTokenizerFast", (string?)JsonNode.Parse(File.ReadAllText(folder.File("tokenizer_config.json")))!["tokenizer_class"]);

        Safetensors weights = Safetensors.Read(folder.File("model.safetensors"));
        Assert.Equal("pt", weights.Metadata["format"]);
        Assert.Equal([8, 24], weights["transformer.h.1.attn.c_attn.weight"].Shape);
        Assert.All(weights.Arrays.Where(array => array.Name.EndsWith(".bias", StringComparison.Ordinal)), bias => Assert.DoesNotContain(bias.Floats, number => number != 0));
    }

    [Fact]
    public void Save_ModelThatPredictsItsStart_SuppressesNothingAndEndsThere()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Llama with { PredictsStart = true }, s_letters.Vocabulary), s_letters), folder.Path);
        JsonNode generation = JsonNode.Parse(File.ReadAllText(folder.File("generation_config.json")))!;
        Assert.Null(generation["suppress_tokens"]);
        Assert.Equal(1, (int)generation["eos_token_id"]!);
    }

    [Theory]
    [InlineData("bias-free")]
    [InlineData("with-bias")]
    public void Save_NanoGptsModel_HasTheNamesShapesAndNumbersOfTheFixture(string kind)
    {
        Safetensors theirs = Safetensors.Read(TestData.Fixture("nanogpt", kind, "model.safetensors"));
        TransformerModel model = HuggingFaceCheckpoint.LoadModel(TestData.Fixture("nanogpt", kind), new Vocabulary(Enumerable.Range(0, 13).Select(id => $"{id}")));
        Dictionary<string, NamedArray> ours = HuggingFaceCheckpoint.ToArrays(model).ToDictionary(array => array.Name);
        foreach (NamedArray array in theirs.Arrays)
        {
            Assert.Equal(array.Shape, ours[array.Name].Shape);
            Assert.Equal(array.Floats, ours[array.Name].Floats);
        }
        // Beyond these are only the zeros that transformers expects where there are no biases.
        Assert.Equal(28, ours.Count);
        Assert.All(ours.Values.Where(array => !theirs.Contains(array.Name)), array => Assert.EndsWith(".bias", array.Name));
    }

    [NumpyFact]
    public void Save_NanoGptsModel_GivesTheirLogitsInAnIndependentReader()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = new Tokenizer(new WhitespaceSplitter(), new Vocabulary(Enumerable.Range(0, 13).Select(id => $"{id}")));
        foreach (string kind in new[] { "bias-free", "with-bias" })
        {
            TransformerModel model = HuggingFaceCheckpoint.LoadModel(TestData.Fixture("nanogpt", kind), tokenizer.Vocabulary);
            HuggingFaceCheckpoint.Save(new(model, tokenizer), folder.File(kind));
            Safetensors forward = Safetensors.Read(TestData.Fixture("nanogpt", kind, "forward.safetensors"));
            int[] ids = [.. forward["inputs"].Integers.Take(8).Select(id => (int)id)];
            NumpyReader python = NumpyReader.Run(folder.File(kind), ids, ids[..3]);
            Assert.Equal("pt", python.Metadata["format"]);
            foreach (NamedArray array in Safetensors.Read(TestData.Fixture("nanogpt", kind, "model.safetensors")).Arrays)
                Assert.Equal($"F32 [{string.Join(", ", array.Shape)}]", python.Tensors[array.Name]);
            foreach ((int place, int text) in new[] { (7, 0), (2, 1) })
                Assert.InRange(python.Logits[text].Zip(forward["logits"].Floats.Skip(13 * place), (ours, theirs) => Math.Abs(ours - theirs)).Max(), 0, 2e-6);
        }
    }

    [NumpyFact]
    public void Save_EachArchitecture_GivesOurLogitsInAnIndependentReader()
    {
        using var folder = new TemporaryFolder();
        foreach ((string kind, TransformerOptions options) in Options)
        {
            TransformerModel model = Model(options with { PredictsStart = true }, s_letters.Vocabulary);
            HuggingFaceCheckpoint.Save(new(model, s_letters), folder.File(kind));
            int[] ids = [1, 3, 4, 5, 2, 6];
            float[] logits = model.Forward(ids).Data[^7..].ToArray();
            double largest = NumpyReader.Run(folder.File(kind), ids).Logits[0].Zip(logits, (theirs, ours) => Math.Abs(ours - theirs)).Max();
            output.WriteLine($"{kind}: logits differ by at most {largest:E1}");
            Assert.InRange(largest, 0, 1e-5);
        }
    }

    [Fact]
    public void Of_EveryPreset_IsAnArchitectureOfTransformers() =>
        Assert.Equal(["gpt2", "apertus", "apertus", "apertus"], TransformerPresets.All.Select(preset => HuggingFaceFamily.Of(preset.Network).Type));

    [NumpyFact("stories260K.bin", "tok512.bin")]
    public void Save_Stories260K_GivesRunCsLogitsInAnIndependentReaderWithHuggingFacesRotaryLayout()
    {
        using var folder = new TemporaryFolder();
        Checkpoint story = Llama2Checkpoint.Load(TestData.External("stories260K.bin"), TestData.External("tok512.bin"));
        HuggingFaceCheckpoint.Save(story, folder.Path);
        Llama2CheckpointTests.Case[] cases = Llama2CheckpointTests.Cases();
        NumpyReader python = NumpyReader.Run(folder.Path, [.. cases.Select(one => one.Tokens)]);
        for (int i = 0; i < cases.Length; i++)
        {
            double largest = python.Logits[i].Zip(cases[i].Logits, (ours, theirs) => Math.Abs(ours - theirs)).Max();
            output.WriteLine($"\"{cases[i].Prompt}\": logits differ by at most {largest:E1}");
            Assert.InRange(largest, 0, 1e-4);
        }

        var expected = new Dictionary<string, string>(StringComparer.Ordinal) { ["model.embed_tokens.weight"] = "F32 [512, 64]", ["model.norm.weight"] = "F32 [64]" };
        for (int layer = 0; layer < 5; layer++)
            foreach ((string name, string shape) in new[]
            {
                ("input_layernorm", "[64]"), ("self_attn.q_proj", "[64, 64]"), ("self_attn.k_proj", "[32, 64]"), ("self_attn.v_proj", "[32, 64]"), ("self_attn.o_proj", "[64, 64]"),
                ("post_attention_layernorm", "[64]"), ("mlp.gate_proj", "[172, 64]"), ("mlp.up_proj", "[172, 64]"), ("mlp.down_proj", "[64, 172]"),
            })
                expected[$"model.layers.{layer}.{name}.weight"] = $"F32 {shape}";
        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), python.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Load_Stories260KThatWasSaved_TellsTheSameStory()
    {
        using var folder = new TemporaryFolder();
        Checkpoint story = Llama2Checkpoint.Load(TestData.External("stories260K.bin"), TestData.External("tok512.bin"));
        HuggingFaceCheckpoint.Save(story, folder.File("hf"));
        story.Save(folder.File("own"));
        foreach (string one in new[] { "hf", "own" })
        {
            Checkpoint read = Checkpoint.Load(folder.File(one));
            int[] ids = [1, .. read.Tokenizer.Encode("Once upon a time, the 你 was")];
            Assert.Equal(story.Tokenizer.Encode("Once upon a time, the 你 was"), ids[1..]);
            Assert.Equal(Bits(((TransformerModel)story.Model).Forward(ids)), Bits(((TransformerModel)read.Model).Forward(ids)));
            Assert.True(((TransformerModel)read.Model).Sizes.PredictsStart);
        }
    }

    [Theory]
    [InlineData("F16", 2e-3)]
    [InlineData("BF16", 1e-2)]
    public void Load_HalfPrecision_IsConverted(string type, double near)
    {
        using var folder = new TemporaryFolder();
        TransformerModel model = Model(Llama, s_letters.Vocabulary);
        HuggingFaceCheckpoint.Save(new(model, s_letters), folder.Path);
        WriteHalves(folder.File("model.safetensors"), HuggingFaceCheckpoint.ToArrays(model), type);
        var read = (TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model;
        foreach ((Parameter whole, Parameter half) in model.Parameters.Zip(read.Parameters))
            Assert.InRange(whole.Tensor.Data.ToArray().Zip(half.Tensor.Data.ToArray(), (a, b) => Math.Abs(a - b)).Max(), 0, near * 2);
    }

    [Fact]
    public void Load_FileOfTheBaseModelWithMasksAndACopyOfTheTable_IsRead()
    {
        using var folder = new TemporaryFolder();
        TransformerModel model = Model(Gpt2 with { Bias = true }, s_stream.Vocabulary);
        HuggingFaceCheckpoint.Save(new(model, s_stream), folder.Path);
        ChangeWeights(folder, arrays => [.. arrays.Select(array => new NamedArray(array.Name.Replace("transformer.", ""), [.. array.Shape], array.Floats)),
            new("h.0.attn.bias", [1, 1, 6, 6], new float[36]), new("lm_head.weight", [5, 8], model.Tokens.Weight.Data.ToArray())]);
        Assert.Equal(Bits(model.Forward([0, 1, 2])), Bits(((TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model).Forward([0, 1, 2])));

        ChangeWeights(folder, arrays => arrays.Select(array => array.Name == "lm_head.weight" ? new("lm_head.weight", [5, 8], new float[40]) : array));
        Assert.Contains("no tensor lm_head.weight [5, 8]", Refused(folder.Path));
    }

    [Fact]
    public void Load_TensorsThatDoNotFitTheConfig_NamesTensorAndShapes()
    {
        using var folder = new TemporaryFolder();
        void Save(TransformerOptions options)
        {
            File.Delete(folder.File("config.json"));
            HuggingFaceCheckpoint.Save(new(Model(options, s_letters.Vocabulary), s_letters), folder.Path);
        }
        NamedArray Other(NamedArray array, string name, int[] shape) => array.Name == name ? new(name, shape, new float[shape.Aggregate((x, y) => x * y)]) : array;

        Save(Llama);
        ChangeWeights(folder, arrays => arrays.Where(array => array.Name != "model.layers.1.mlp.up_proj.weight"));
        Assert.Contains("\"model.layers.1.mlp.up_proj.weight\" [12, 16], got none", Refused(folder.Path));

        Save(Llama);
        ChangeWeights(folder, arrays => arrays.Select(array => Other(array, "model.layers.0.mlp.up_proj.weight", [16, 12])));
        Assert.Contains("\"model.layers.0.mlp.up_proj.weight\" [12, 16], as config.json says, got [16, 12]: is it the other way round?", Refused(folder.Path));

        Save(Llama);
        ChangeWeights(folder, arrays => [.. arrays, new("model.layers.0.self_attn.q_norm.weight", [4], new float[4])]);
        Assert.Contains("no tensor model.layers.0.self_attn.q_norm.weight [4]", Refused(folder.Path));

        Save(Llama);
        ChangeWeights(folder, arrays => arrays.Select(array => array.Name == "model.norm.weight" ? new(array.Name, [16], [.. array.Floats.Skip(1), float.NaN]) : array));
        Assert.Contains("finite numbers, got one in model.norm.weight [16]", Refused(folder.Path));

        Save(Llama);
        ChangeWeights(folder, arrays => arrays.Select(array => array.Name == "model.norm.weight" ? new(array.Name, [16], new long[16]) : array));
        Assert.Contains("\"model.norm.weight\" to hold 32-bit floating-point numbers", Refused(folder.Path));

        Save(Gpt2);
        ChangeWeights(folder, arrays => arrays.Select(array => array.Name == "transformer.ln_f.bias" ? new(array.Name, [8], [.. Enumerable.Repeat(1f, 8)]) : array));
        Assert.Contains("no bias, or one of zeros", Refused(folder.Path));

        Save(Gpt2 with { Bias = true });
        ChangeWeights(folder, arrays => arrays.Where(array => array.Name != "transformer.ln_f.bias"));
        Assert.Contains("\"transformer.ln_f.bias\" [8], got none", Refused(folder.Path));
    }

    [Theory]
    [InlineData("gpt2", "model_type", "\"bert\"", "got \"bert\"")]
    [InlineData("gpt2", "model_type", "7", "to be a string")]
    [InlineData("gpt2", "n_layer", "3", "transformer.h.2.ln_1.weight")]
    [InlineData("gpt2", "n_layer", "null", "a setting \"n_layer\", got none")]
    [InlineData("gpt2", "n_layer", "0", "Layers")]
    [InlineData("gpt2", "n_layer", "1000000000", "Layers")]
    [InlineData("gpt2", "n_layer", "1e99", "whole number")]
    [InlineData("gpt2", "n_head", "0", "Heads")]
    [InlineData("gpt2", "n_head", "3", "multiple of 3")]
    [InlineData("gpt2", "n_embd", "-8", "whole number")]
    [InlineData("gpt2", "n_embd", "1000000", "\"transformer.wte.weight\" [7, 1000000]")]
    [InlineData("gpt2", "n_positions", "7", "\"transformer.wpe.weight\" [7, 8]")]
    [InlineData("gpt2", "vocab_size", "8", "\"vocab_size\" of 7")]
    [InlineData("gpt2", "activation_function", "\"relu\"", "got \"relu\"")]
    [InlineData("gpt2", "scale_attn_weights", "false", "scale_attn_weights")]
    [InlineData("gpt2", "bias", "1", "true or false")]
    [InlineData("gpt2", "layer_norm_epsilon", "0", "epsilon")]
    [InlineData("gpt2", "tie_word_embeddings", "false", "lm_head.weight")]
    [InlineData("gpt2", "quantization_config", "{}", "quantized")]
    [InlineData("llama", "rope_scaling", "{\"type\":\"linear\"}", "rope_scaling")]
    [InlineData("llama", "rope_parameters", "{\"rope_type\":\"yarn\"}", "got \"yarn\"")]
    [InlineData("llama", "rope_parameters", "{\"rope_theta\":0.5}", "base above 1")]
    [InlineData("llama", "head_dim", "8", "head_dim 8")]
    [InlineData("llama", "num_key_value_heads", "3", "divides 4")]
    [InlineData("llama", "hidden_act", "\"gelu\"", "got \"gelu\"")]
    [InlineData("qwen3", "use_sliding_window", "true", "use_sliding_window")]
    [InlineData("apertus", "hidden_act", "null", "got \"xielu\"")]
    [InlineData("apertus", "attention_bias", "true", "alike")]
    [InlineData("llama", "mlp_bias", "true", "alike")]
    [InlineData("llama", "intermediate_size", "13", "mlp.gate_proj.weight\" [13, 16]")]
    public void Load_ConfigThatAsksForOtherThings_SaysWhich(string kind, string setting, string value, string says)
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Options[kind], s_letters.Vocabulary), s_letters), folder.Path);
        Change(folder, "config.json", config => config[setting] = JsonNode.Parse(value));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused(folder.Path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20); // whatever the config says
        Assert.Contains(says, message);
        Assert.Contains("'" + folder.Path, message);
    }

    [Fact]
    public void Load_RopeParametersOfVersion5_AreRead()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Llama, s_letters.Vocabulary), s_letters), folder.Path);
        Change(folder, "config.json", config =>
        {
            config.Remove("rope_theta");
            config["rope_parameters"] = JsonNode.Parse("{\"rope_type\":\"default\",\"rope_theta\":5000.0}");
        });
        Assert.Equal(5000, ((TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model).Sizes.RotaryBase);
    }

    [Fact]
    public void Load_FilesThatAreMissing_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no folder", Refused(folder.File("nowhere")));
        Assert.Contains("no tokenizer.json", Refused(folder.Path));
        Assert.Contains("no config.json", Refused(folder.Path, s_letters.Vocabulary));
        HuggingFaceCheckpoint.Save(new(Model(Gpt2, s_letters.Vocabulary), s_letters), folder.Path);
        File.Delete(folder.File("model.safetensors"));
        Assert.Contains("no model.safetensors", Refused(folder.Path));
        folder.Write("pytorch_model.bin", "x"u8);
        Assert.Contains("pickle", Refused(folder.Path));
        folder.Write("model.safetensors.index.json", "{}"u8);
        Assert.Contains("several files", Refused(folder.Path));
    }

    [Fact]
    public void Save_WhatTransformersHasNot_IsRefusedAndNothingIsWritten()
    {
        using var folder = new TemporaryFolder();
        string Message(NeuralLanguageModel model, ITokenizer tokenizer) => Assert.Throws<ArgumentException>(() => HuggingFaceCheckpoint.Save(new(model, tokenizer), folder.File("hf"))).Message;

        string message = Message(Model(Gpt2 with { Positions = "rotary", FeedForward = "relu2", QueryKeyNorm = true, Bias = true }, s_letters.Vocabulary), s_letters);
        Assert.Contains("in the way: rotary positions, feed-forward layer \"relu2\", norms of queries and keys.", message);
        Assert.Contains("in the way: \"layer\" norms, biases beside norms of queries and keys.", message);
        Assert.Contains("export as \"safetensors\"", message);
        Assert.Contains("shared key and value heads", Message(Model(Gpt2 with { KeyValueHeads = 1 }, s_letters.Vocabulary), s_letters));
        Assert.Contains("expected a transformer", Message(new MlpLanguageModel(s_letters.Vocabulary, new MlpOptions()), s_letters));
        Assert.Contains("expected a tokenizer with the model's vocabulary", Message(Model(Gpt2, s_letters.Vocabulary), s_stream));
        var clusters = new Tokenizer(new CharacterSplitter(), new Vocabulary(["a", "👩‍🚀"]));
        Assert.Contains("several code points", Message(Model(Gpt2, clusters.Vocabulary), clusters));
        Assert.False(Directory.Exists(folder.File("hf")));

        var checkpoint = new Checkpoint(Model(Gpt2, s_letters.Vocabulary), s_letters);
        checkpoint.Save(folder.File("own"));
        Assert.Contains("name another folder", Assert.Throws<ArgumentException>(() => HuggingFaceCheckpoint.Save(checkpoint, folder.File("own"))).Message);
        Assert.IsType<TransformerModel>(Checkpoint.Load(folder.File("own")).Model);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("model.safetensors")]
    [Trait("Category", "Long")]
    public void Load_FileWithChangedBytes_IsReadOrRefusedButNeverBreaks(string file)
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Llama with { Layers = 1 }, s_letters.Vocabulary), s_letters), folder.Path);
        byte[] whole = File.ReadAllBytes(folder.File(file));
        var random = new SeededRandom(7, file);
        for (int i = 0; i < 1500; i++)
        {
            byte[] changed = i < 200 ? whole[..(i * whole.Length / 200)] : [.. whole];
            for (int change = 0; change <= i % 3 && changed.Length > 0; change++)
                changed[random.NextInt(changed.Length)] = i % 2 == 0 ? (byte)random.NextInt(256) : (byte)"0123456789-\"{}[],:"[random.NextInt(18)];
            File.WriteAllBytes(folder.File(file), changed);
            Exception? thrown = Record.Exception(() => HuggingFaceCheckpoint.Load(folder.Path));
            Assert.True(thrown is null or InvalidDataException, $"{thrown}");
        }
    }

    /// <summary>The same tensors as 16-bit numbers, which our own writer does not write.</summary>
    private static void WriteHalves(string path, IReadOnlyList<NamedArray> arrays, string type)
    {
        var header = new JsonObject();
        var data = new MemoryStream();
        foreach (NamedArray array in arrays)
        {
            long begin = data.Length;
            foreach (float number in array.Floats)
            {
                ushort bits = type == "F16" ? BitConverter.HalfToUInt16Bits((Half)number) : (ushort)(BitConverter.SingleToUInt32Bits(number) >> 16);
                data.WriteByte((byte)bits);
                data.WriteByte((byte)(bits >> 8));
            }
            header[array.Name] = new JsonObject { ["dtype"] = type, ["shape"] = new JsonArray([.. array.Shape.Select(length => JsonValue.Create(length))]), ["data_offsets"] = new JsonArray(begin, data.Length) };
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. data.ToArray()]);
    }
}
