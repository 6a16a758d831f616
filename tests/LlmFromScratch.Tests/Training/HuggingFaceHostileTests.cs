using System.Text.Json.Nodes;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using static LlmFromScratch.Tests.Training.SmallTransformers;

namespace LlmFromScratch.Tests.Training;

/// <summary>Folders in Hugging Face's layout that are damaged or ask for what is not here, and models that the layout cannot hold.</summary>
public class HuggingFaceHostileTests
{
    [Fact]
    public void Load_TensorsThatDoNotFitTheConfig_NamesTensorAndShapes()
    {
        using var folder = new TemporaryFolder();
        void Save(TransformerOptions options)
        {
            File.Delete(folder.File("config.json"));
            HuggingFaceCheckpoint.Save(new(Model(options, Letters.Vocabulary), Letters), folder.Path);
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
    [InlineData("gpt2", "resid_pdrop", "5", "config.json in")]
    [InlineData("gpt2", "resid_pdrop", "-0.1", "a dropout from 0 to below 1")]
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
        HuggingFaceCheckpoint.Save(new(Model(Options[kind], Letters.Vocabulary), Letters), folder.Path);
        Change(folder, "config.json", config => config[setting] = JsonNode.Parse(value));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused(folder.Path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20); // whatever the config says
        Assert.Contains(says, message);
        Assert.Contains("'" + folder.Path, message);
    }

    [Fact]
    public void Load_FilesThatAreMissing_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no folder", Refused(folder.File("nowhere")));
        Assert.Contains("no tokenizer.json", Refused(folder.Path));
        Assert.Contains("no config.json", Refused(folder.Path, Letters.Vocabulary));
        HuggingFaceCheckpoint.Save(new(Model(Gpt2, Letters.Vocabulary), Letters), folder.Path);
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

        string message = Message(Model(Gpt2 with { Positions = "rotary", FeedForward = "relu2", QueryKeyNorm = true, Bias = true }, Letters.Vocabulary), Letters);
        Assert.Contains("in the way: rotary positions, feed-forward layer \"relu2\", norms of queries and keys.", message);
        Assert.Contains("in the way: \"layer\" norms, biases beside norms of queries and keys.", message);
        Assert.Contains("export as \"safetensors\"", message);
        Assert.Contains("shared key and value heads", Message(Model(Gpt2 with { KeyValueHeads = 1 }, Letters.Vocabulary), Letters));
        Assert.Contains("expected a transformer", Message(new MlpLanguageModel(Letters.Vocabulary, new MlpOptions()), Letters));
        Assert.Contains("expected a tokenizer with the model's vocabulary", Message(Model(Gpt2, Letters.Vocabulary), OneStream));
        var clusters = new Tokenizer(new CharacterSplitter(), new Vocabulary(["a", "👩‍🚀"]));
        Assert.Contains("several code points", Message(Model(Gpt2, clusters.Vocabulary), clusters));
        Assert.False(Directory.Exists(folder.File("hf")));

        var checkpoint = new Checkpoint(Model(Gpt2, Letters.Vocabulary), Letters);
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
        HuggingFaceCheckpoint.Save(new(Model(Llama with { Layers = 1 }, Letters.Vocabulary), Letters), folder.Path);
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
}
