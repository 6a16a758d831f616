using LlmFromScratch.Formats;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>A tensor of Hugging Face's and the parameters of ours that are in it.</summary>
/// <param name="Name">Its name in model.safetensors.</param>
/// <param name="Shape">Its shape there.</param>
/// <param name="Parameters">Names of our parameters: one, or several that stand there side by side, column after column.</param>
/// <param name="Transposed">Is it [out, in] there? Ours are [in, out].</param>
/// <param name="IsBias">Is it a bias? A file of a model without biases may have none, or zeros.</param>
internal sealed record HuggingFaceTensor(string Name, int[] Shape, string[] Parameters, bool Transposed = false, bool IsBias = false)
{
    /// <summary>"transformer.wpe.weight [8, 16]".</summary>
    public override string ToString() => $"\"{Name}\" [{string.Join(", ", Shape)}]";
}

/// <summary>The tensors of Hugging Face's models, by name and shape. Source: github.com/huggingface/transformers, modeling_gpt2.py, modeling_llama.py and their like.</summary>
internal static class HuggingFaceTensors
{
    /// <summary>Before the names of GPT-2's tensors, all but the output's; files of the base model go without.</summary>
    public const string Gpt2Prefix = "transformer.";

    /// <summary>Every tensor of a model, in the order of its layers, with all biases of the architecture.</summary>
    /// <param name="family">The architecture.</param>
    /// <param name="sizes">Its sizes, which have been checked.</param>
    /// <param name="tokens">The number of tokens.</param>
    public static IEnumerable<HuggingFaceTensor> Of(HuggingFaceFamily family, TransformerOptions sizes, int tokens) =>
        family.IsGpt2 ? Gpt2(sizes, tokens) : Rotary(family, sizes, tokens);

    /// <summary>Tables of constants that older files hold beside the weights: masks of attention, and the speeds of rotary positions.</summary>
    public static bool IsConstant(string name) =>
        name.EndsWith(".attn.bias", StringComparison.Ordinal) || name.EndsWith(".attn.masked_bias", StringComparison.Ordinal) || name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal);

    /// <summary>GPT-2: layers are [in, out], as here; query, key and value are one.</summary>
    private static IEnumerable<HuggingFaceTensor> Gpt2(TransformerOptions sizes, int tokens)
    {
        int width = sizes.Width, hidden = sizes.HiddenUnits;
        HuggingFaceTensor Weight(string name, int[] shape, params string[] parameters) => new($"{Gpt2Prefix}{name}.weight", shape, [.. parameters.Select(parameter => parameter + ".weight")]);
        HuggingFaceTensor Bias(string name, int count, params string[] parameters) => new($"{Gpt2Prefix}{name}.bias", [count], [.. parameters.Select(parameter => parameter + ".bias")], IsBias: true);
        yield return Weight("wte", [tokens, width], "tokens");
        yield return Weight("wpe", [sizes.Context, width], "positions");
        for (int layer = 0; layer < sizes.Layers; layer++)
        {
            string there = $"h.{layer}", here = $"block.{layer}";
            string[] three = [$"{here}.attention.query", $"{here}.attention.key", $"{here}.attention.value"];
            yield return Weight($"{there}.ln_1", [width], $"{here}.attention_norm");
            yield return Bias($"{there}.ln_1", width, $"{here}.attention_norm");
            yield return Weight($"{there}.attn.c_attn", [width, 3 * width], three);
            yield return Bias($"{there}.attn.c_attn", 3 * width, three);
            yield return Weight($"{there}.attn.c_proj", [width, width], $"{here}.attention.output");
            yield return Bias($"{there}.attn.c_proj", width, $"{here}.attention.output");
            yield return Weight($"{there}.ln_2", [width], $"{here}.feed_forward_norm");
            yield return Bias($"{there}.ln_2", width, $"{here}.feed_forward_norm");
            yield return Weight($"{there}.mlp.c_fc", [width, hidden], $"{here}.feed_forward.up");
            yield return Bias($"{there}.mlp.c_fc", hidden, $"{here}.feed_forward.up");
            yield return Weight($"{there}.mlp.c_proj", [hidden, width], $"{here}.feed_forward.down");
            yield return Bias($"{there}.mlp.c_proj", width, $"{here}.feed_forward.down");
        }
        yield return Weight("ln_f", [width], "norm");
        yield return Bias("ln_f", width, "norm");
        if (!sizes.TiedEmbeddings)
            yield return new("lm_head.weight", [tokens, width], ["output.weight"], Transposed: true);
    }

    /// <summary>Llama and its kin: layers are [out, in]; the numbers i and i + d/2 of a head are turned together, as here.</summary>
    private static IEnumerable<HuggingFaceTensor> Rotary(HuggingFaceFamily family, TransformerOptions sizes, int tokens)
    {
        int width = sizes.Width, hidden = sizes.HiddenUnits, keys = sizes.KeyHeads * sizes.HeadSize;
        yield return new("model.embed_tokens.weight", [tokens, width], ["tokens.weight"]);
        for (int layer = 0; layer < sizes.Layers; layer++)
        {
            string there = $"model.layers.{layer}", here = $"block.{layer}";
            yield return new($"{there}.{family.AttentionNorm}.weight", [width], [$"{here}.attention_norm.weight"]);
            if (family.QueryKeyNorm)
                foreach (string part in new[] { "q", "k" })
                    yield return new($"{there}.self_attn.{part}_norm.weight", [sizes.HeadSize], [$"{here}.attention.{(part == "q" ? "query" : "key")}_norm.weight"]);
            foreach ((string theirs, string ours, int inputs, int outputs) in new[]
            {
                ("self_attn.q_proj", "attention.query", width, width), ("self_attn.k_proj", "attention.key", width, keys),
                ("self_attn.v_proj", "attention.value", width, keys), ("self_attn.o_proj", "attention.output", width, width),
                ("mlp.gate_proj", "feed_forward.gate", width, hidden), ("mlp.up_proj", "feed_forward.up", width, hidden), ("mlp.down_proj", "feed_forward.down", hidden, width),
            })
            {
                if (ours == "feed_forward.gate" && family.FeedForward != "swiglu")
                    continue;
                yield return new($"{there}.{theirs}.weight", [outputs, inputs], [$"{here}.{ours}.weight"], Transposed: true);
                if (sizes.Bias)
                    yield return new($"{there}.{theirs}.bias", [outputs], [$"{here}.{ours}.bias"], IsBias: true);
            }
            yield return new($"{there}.{family.FeedForwardNorm}.weight", [width], [$"{here}.feed_forward_norm.weight"]);
        }
        yield return new("model.norm.weight", [width], ["norm.weight"]);
        if (!sizes.TiedEmbeddings)
            yield return new("lm_head.weight", [tokens, width], ["output.weight"], Transposed: true);
    }
}
