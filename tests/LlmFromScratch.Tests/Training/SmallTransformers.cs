using System.Text.Json.Nodes;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

/// <summary>Small transformers of each architecture that others have, and changes of the folders in which they are saved.</summary>
internal static class SmallTransformers
{
    public static readonly Tokenizer Letters = new(new CharacterSplitter(), new Vocabulary(["<unk>", "<s>", "</s>", "a", "b", "c", "d"]));
    public static readonly Tokenizer OneStream = new(new CharacterSplitter(), new Vocabulary(["a", "b", "c", "d", "e"]));

    public static TransformerOptions Gpt2 => new() { Layers = 2, Heads = 2, Width = 8, Context = 6, Deviation = 0.3 };

    public static TransformerOptions Llama => TransformerOptions.Llama with { Layers = 2, Heads = 4, KeyValueHeads = 2, Width = 16, Hidden = 12, Context = 6, Deviation = 0.3 };

    public static TheoryData<string> Kinds => [.. Options.Keys];

    public static Dictionary<string, TransformerOptions> Options => new(StringComparer.Ordinal)
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
    public static TransformerModel Model(TransformerOptions options, Vocabulary vocabulary, long seed = 5)
    {
        var model = new TransformerModel(vocabulary, options, seed);
        var random = new SeededRandom(seed, "all parameters");
        foreach (Parameter parameter in model.Parameters)
            foreach (ref float number in parameter.Tensor.Edit())
                number = (float)(random.NextDouble() - 0.5 + (parameter.Name.Contains("norm.weight", StringComparison.Ordinal) ? 1 : 0));
        return model;
    }

    public static int[] Bits(Tensor tensor) => [.. tensor.Data.ToArray().Select(BitConverter.SingleToInt32Bits)];

    public static string Refused(string folder, Vocabulary? vocabulary = null) =>
        Assert.Throws<InvalidDataException>(() => vocabulary is null ? HuggingFaceCheckpoint.Load(folder).Model : HuggingFaceCheckpoint.LoadModel(folder, vocabulary)).Message;

    public static void Change(TemporaryFolder folder, string file, Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(folder.File(file)))!.AsObject();
        change(json);
        File.WriteAllText(folder.File(file), json.ToJsonString());
    }

    public static void ChangeWeights(TemporaryFolder folder, Func<IEnumerable<NamedArray>, IEnumerable<NamedArray>> change)
    {
        string file = folder.File("model.safetensors");
        Safetensors.Write(file, change(Safetensors.Read(file).Arrays));
    }
}
