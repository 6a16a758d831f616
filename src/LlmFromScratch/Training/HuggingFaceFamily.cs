using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>An architecture of Hugging Face's transformers that our parts can be put together to.</summary>
/// <remarks>
/// All but GPT-2 have rotary positions and RMS norms; they differ in the feed-forward layer and in whether queries and keys of each head are normalized.
/// Source: github.com/huggingface/transformers, src/transformers/models: gpt2, llama, qwen3, arcee, apertus.
/// </remarks>
/// <param name="Type">The "model_type" of config.json.</param>
/// <param name="Class">The class of the model there.</param>
/// <param name="FeedForward">Our feed-forward layer.</param>
/// <param name="QueryKeyNorm">Are queries and keys normalized?</param>
/// <param name="CanHaveBias">Can all its layers have biases?</param>
/// <param name="AttentionNorm">What the norm before attention is called.</param>
/// <param name="FeedForwardNorm">What the norm before the feed-forward layer is called.</param>
internal sealed record HuggingFaceFamily(string Type, string Class, string FeedForward, bool QueryKeyNorm = false, bool CanHaveBias = true,
    string AttentionNorm = "input_layernorm", string FeedForwardNorm = "post_attention_layernorm")
{
    /// <summary>GPT-2 (2019): learned positions, layer norms, GELU.</summary>
    public static HuggingFaceFamily Gpt2 { get; } = new("gpt2", "GPT2LMHeadModel", "gelu", AttentionNorm: "ln_1", FeedForwardNorm: "ln_2");

    /// <summary>Llama (2023), and three others that differ from it by a part.</summary>
    public static IReadOnlyList<HuggingFaceFamily> All { get; } =
    [
        Gpt2,
        new("llama", "LlamaForCausalLM", "swiglu"),
        new("qwen3", "Qwen3ForCausalLM", "swiglu", QueryKeyNorm: true, CanHaveBias: false),
        new("arcee", "ArceeForCausalLM", "relu2"),
        new("apertus", "ApertusForCausalLM", "relu2", QueryKeyNorm: true, CanHaveBias: false, AttentionNorm: "attention_layernorm", FeedForwardNorm: "feedforward_layernorm"),
    ];

    /// <summary>Is it GPT-2?</summary>
    public bool IsGpt2 => this == Gpt2;

    /// <summary>The architecture that a model can be written as.</summary>
    /// <exception cref="ArgumentException">There is none; the message says what stands in the way.</exception>
    public static HuggingFaceFamily Of(TransformerOptions options)
    {
        string[] againstGpt2 =
        [
            .. Against(options.Positions == "learned", $"{options.Positions} positions"), .. Against(options.Norm == "layer", $"\"{options.Norm}\" norms"),
            .. Against(options.FeedForward is "gelu" or "gelu-tanh", $"feed-forward layer \"{options.FeedForward}\""), .. Against(!options.QueryKeyNorm, "norms of queries and keys"),
            .. Against(options.KeyHeads == options.Heads, "shared key and value heads"),
        ];
        if (againstGpt2.Length == 0)
            return Gpt2;
        string[] againstOthers =
        [
            .. Against(options.Positions == "rotary", $"{options.Positions} positions"), .. Against(options.Norm == "rms", $"\"{options.Norm}\" norms"),
            .. Against(options.FeedForward is "swiglu" or "relu2", $"feed-forward layer \"{options.FeedForward}\""), .. Against(!(options.QueryKeyNorm && options.Bias), "biases beside norms of queries and keys"),
        ];
        if (againstOthers.Length == 0)
            return All.First(family => !family.IsGpt2 && family.FeedForward == options.FeedForward && family.QueryKeyNorm == options.QueryKeyNorm);
        throw new ArgumentException($"expected a mixture of parts that transformers has, got another. GPT-2 has learned positions, layer norms and GELU; in the way: {string.Join(", ", againstGpt2)}. "
            + $"Llama and its kin have rotary positions, RMS norms and SwiGLU or squared ReLU; in the way: {string.Join(", ", againstOthers)}. Train one of these, or export as \"safetensors\", for a program of your own.", nameof(options));
    }

    private static string[] Against(bool fits, string what) => fits ? [] : [what];
}
