using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Xunit.Abstractions;
using static LlmFromScratch.Tests.Training.SmallTransformers;

namespace LlmFromScratch.Tests.Training;

/// <summary>Models in the layout of Hugging Face's transformers: the same bits when they come back, and what others expect to find.</summary>
public class HuggingFaceCheckpointTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(SmallTransformers.Kinds), MemberType = typeof(SmallTransformers))]
    public void Load_WhatWasSaved_GivesTheSameLogitsBitForBit(string kind)
    {
        foreach (Tokenizer tokenizer in new[] { Letters, OneStream })
        {
            using var folder = new TemporaryFolder();
            TransformerOptions options = tokenizer == OneStream ? Options[kind] with { PredictsStart = false } : Options[kind];
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
        HuggingFaceCheckpoint.Save(new(Model(Gpt2, Letters.Vocabulary), Letters), folder.Path);
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
        HuggingFaceCheckpoint.Save(new(Model(Llama with { PredictsStart = true }, Letters.Vocabulary), Letters), folder.Path);
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
            TransformerModel model = Model(options with { PredictsStart = true }, Letters.Vocabulary);
            HuggingFaceCheckpoint.Save(new(model, Letters), folder.File(kind));
            int[] ids = [1, 3, 4, 5, 2, 6];
            float[] logits = model.Forward(ids).Data[^7..].ToArray();
            double largest = NumpyReader.Run(folder.File(kind), ids).Logits[0].Zip(logits, (theirs, ours) => Math.Abs(ours - theirs)).Max();
            output.WriteLine($"{kind}: logits differ by at most {largest:E1}");
            Assert.InRange(largest, 0, 1e-5);
        }
    }

    [NumpyFact]
    public void Save_WeightsOf16Bits_AreReadByAnIndependentReader()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Llama with { PredictsStart = true }, Letters.Vocabulary), Letters), folder.Path);
        ChangeWeights(folder, arrays => arrays.Select(array => array.ToHalf()));

        int[] ids = [1, 3, 4, 5, 2, 6];
        NumpyReader python = NumpyReader.Run(folder.Path, ids);

        Assert.All(python.Tensors.Values, tensor => Assert.StartsWith("F16 ", tensor));
        float[] logits = ((TransformerModel)Checkpoint.Load(folder.Path).Model).Forward(ids).Data[^7..].ToArray();
        Assert.InRange(python.Logits[0].Zip(logits, (theirs, ours) => Math.Abs(ours - theirs)).Max(), 0, 1e-5);
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
        TransformerModel model = Model(Llama, Letters.Vocabulary);
        HuggingFaceCheckpoint.Save(new(model, Letters), folder.Path);
        WriteHalves(folder.File("model.safetensors"), HuggingFaceCheckpoint.ToArrays(model), type);
        var read = (TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model;
        foreach ((Parameter whole, Parameter half) in model.Parameters.Zip(read.Parameters))
            Assert.InRange(whole.Tensor.Data.ToArray().Zip(half.Tensor.Data.ToArray(), (a, b) => Math.Abs(a - b)).Max(), 0, near * 2);
    }

    [Fact]
    public void Load_FileOfTheBaseModelWithMasksAndACopyOfTheTable_IsRead()
    {
        using var folder = new TemporaryFolder();
        TransformerModel model = Model(Gpt2 with { Bias = true }, OneStream.Vocabulary);
        HuggingFaceCheckpoint.Save(new(model, OneStream), folder.Path);
        ChangeWeights(folder, arrays => [.. arrays.Select(array => new NamedArray(array.Name.Replace("transformer.", ""), [.. array.Shape], array.Floats)),
            new("h.0.attn.bias", [1, 1, 6, 6], new float[36]), new("lm_head.weight", [5, 8], model.Tokens.Weight.Data.ToArray())]);
        Assert.Equal(Bits(model.Forward([0, 1, 2])), Bits(((TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model).Forward([0, 1, 2])));

        ChangeWeights(folder, arrays => arrays.Select(array => array.Name == "lm_head.weight" ? new("lm_head.weight", [5, 8], new float[40]) : array));
        Assert.Contains("no tensor lm_head.weight [5, 8]", Refused(folder.Path));
    }

    [Fact]
    public void Load_RopeParametersOfVersion5_AreRead()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceCheckpoint.Save(new(Model(Llama, Letters.Vocabulary), Letters), folder.Path);
        Change(folder, "config.json", config =>
        {
            config.Remove("rope_theta");
            config["rope_parameters"] = JsonNode.Parse("{\"rope_type\":\"default\",\"rope_theta\":5000.0}");
        });
        Assert.Equal(5000, ((TransformerModel)HuggingFaceCheckpoint.Load(folder.Path).Model).Sizes.RotaryBase);
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
