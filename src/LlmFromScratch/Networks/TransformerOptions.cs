using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>
/// The sizes and parts of a <see cref="TransformerModel"/>. As they stand, GPT-2's parts (Radford and others, 2019) in the sizes of nanoGPT's setting
/// for a CPU; <see cref="Llama"/> has those of Llama (Touvron and others, 2023).
/// </summary>
public sealed record TransformerOptions : NetworkOptions
{
    /// <summary>Blocks on top of each other, 1 to 256.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Heads of attention in each block; they share the width.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Heads that have keys and values of their own; several heads that ask may share one. 0: as many as <see cref="Heads"/>. Source: Ainslie and others, "GQA" (2023).</summary>
    public int KeyValueHeads { get; init; }

    /// <summary>Numbers for each token, in and between the blocks: the width of the residual stream.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Units of each feed-forward layer; 0: four times the width.</summary>
    public int Hidden { get; init; }

    /// <summary>How many tokens it sees, the latest included; 1 or more.</summary>
    public int Context { get; init; } = 64;

    /// <summary>How it knows where a token stands: "learned", a vector for each place (GPT-2), or "rotary", queries and keys turned by an angle (Su and others, "RoFormer", 2021).</summary>
    public string Positions { get; init; } = "learned";

    /// <summary>What keeps numbers at one size: "layer" (<see cref="LayerNorm"/>) or "rms" (<see cref="RmsNorm"/>).</summary>
    public string Norm { get; init; } = "layer";

    /// <summary>The feed-forward layer: "gelu", "gelu-tanh" (GPT-2's approximation), "relu2" (relu squared) or "swiglu" (gated; Shazeer, "GLU variants improve transformer", 2020).</summary>
    public string FeedForward { get; init; } = "gelu";

    /// <summary>Do linear layers and layer norms have a bias?</summary>
    public bool Bias { get; init; }

    /// <summary>Are the vectors of the tokens also the weights of the output? Source: Press and Wolf, "Using the output embedding to improve language models" (2017).</summary>
    public bool TiedEmbeddings { get; init; } = true;

    /// <summary>Are queries and keys brought to one size in each head? Source: Henry and others, "Query-key normalization for transformers" (2020).</summary>
    public bool QueryKeyNorm { get; init; }

    /// <summary>The part of the numbers that is left out of each layer's result at each step of training, from 0 to below 1.</summary>
    public float Dropout { get; init; }

    /// <summary>The base of the rotary angles: the slowest turns once in about 2π times it.</summary>
    public double RotaryBase { get; init; } = 10_000;

    /// <summary>Added to the variance in norms.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>The standard deviation of the weights at first; those that write into the residual stream begin smaller by √(2 · layers), since that many are added up.</summary>
    public double Deviation { get; init; } = 0.02;

    /// <summary>May the start of a text come next? In text that was written one after the other without ends it does, as in llama2.c's stories, and there it is the end.</summary>
    public bool PredictsStart { get; init; }

    /// <summary>Numbers of a head.</summary>
    internal int HeadSize => Width / Heads;

    /// <summary>Heads with keys and values.</summary>
    internal int KeyHeads => KeyValueHeads == 0 ? Heads : KeyValueHeads;

    /// <summary>Units of a feed-forward layer.</summary>
    internal int HiddenUnits => Hidden == 0 ? 4 * Width : Hidden;

    /// <summary>The parts of Llama: RMS norm, rotary positions, SwiGLU, no bias.</summary>
    public static TransformerOptions Llama => new() { Norm = "rms", Positions = "rotary", FeedForward = "swiglu" };

    /// <inheritdoc/>
    public override NeuralLanguageModel Create(Vocabulary vocabulary, long seed) => new TransformerModel(vocabulary, this, seed);

    /// <inheritdoc/>
    public override Int128 CountParameters(int vocabulary)
    {
        Check();
        Int128 width = Width, keys = (Int128)KeyHeads * HeadSize, hidden = HiddenUnits, bias = Bias ? 1 : 0, norm = Norm == "layer" ? width * (1 + bias) : width;
        Int128 attention = 2 * width * (width + bias) + 2 * keys * (width + bias) + (QueryKeyNorm ? 2 * HeadSize : 0);
        Int128 feedForward = (FeedForward == "swiglu" ? 2 : 1) * hidden * (width + bias) + width * (hidden + bias);
        return vocabulary * width * (TiedEmbeddings ? 1 : 2) + (Positions == "learned" ? Context * width : 0) + Layers * (attention + feedForward + 2 * norm) + norm;
    }

    internal void Check()
    {
        CheckSize(Layers, 1, nameof(Layers));
        if (Layers > 256)
            throw new ArgumentOutOfRangeException(nameof(Layers), Layers, $"expected 256 layers at most, got {Layers}");
        CheckSize(Heads, 1, nameof(Heads));
        CheckSize(Width, 1, nameof(Width));
        CheckSize(Context, 1, nameof(Context));
        CheckSize(Hidden, 0, nameof(Hidden));
        CheckSize(KeyValueHeads, 0, nameof(KeyValueHeads));
        if (Width % Heads != 0)
            throw new ArgumentException($"expected a width that {Heads} heads can share, got {Width}: take a multiple of {Heads}", nameof(Width));
        if (Heads % KeyHeads != 0)
            throw new ArgumentException($"expected a number of key and value heads that divides {Heads}, so that as many heads share each, got {KeyValueHeads}", nameof(KeyValueHeads));
        CheckName(Positions, nameof(Positions), "learned", "rotary");
        CheckName(Norm, nameof(Norm), "layer", "rms");
        CheckName(FeedForward, nameof(FeedForward), "gelu", "gelu-tanh", "relu2", "swiglu");
        if (Positions == "rotary" && HeadSize % 2 != 0)
            throw new ArgumentException($"expected an even number of numbers in a head, since rotary positions turn them in pairs, got {HeadSize}: change the width or the heads", nameof(Width));
        if (!(RotaryBase > 1) || !double.IsFinite(RotaryBase))
            throw new ArgumentOutOfRangeException(nameof(RotaryBase), RotaryBase, "expected a base above 1, such as 10000");
        if (!(NormEpsilon > 0) || !float.IsFinite(NormEpsilon))
            throw new ArgumentOutOfRangeException(nameof(NormEpsilon), NormEpsilon, "expected an epsilon above 0, such as 1e-5");
        if (!(Dropout is >= 0 and < 1)) // also catches not-a-number
            throw new ArgumentOutOfRangeException(nameof(Dropout), Dropout, "expected a dropout from 0 to below 1");
        CheckDeviation(Deviation);
    }

    private static void CheckName(string name, string option, params string[] names)
    {
        if (!names.Contains(name))
            throw new ArgumentException($"expected {option} to be one of {string.Join(", ", names)}, got '{name}'", option);
    }
}
