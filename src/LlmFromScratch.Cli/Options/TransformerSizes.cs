using System.CommandLine;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Cli.Options;

/// <summary>The sizes and parts of a transformer as options; where one is not given, that of a preset stands.</summary>
internal sealed class TransformerSizes
{
    private const int MostSize = 1 << 20;

    private Option<int?> Layers { get; } = CommonOptions.OptionalWholeNumber("--layers", "Blocks on top of each other.", 1, 256);

    private Option<int?> Heads { get; } = CommonOptions.OptionalWholeNumber("--heads", "Heads of attention in each block; they share the width.", 1, MostSize);

    private Option<int?> KeyValueHeads { get; } = CommonOptions.OptionalWholeNumber("--key-value-heads", "Heads with keys and values of their own, shared by the others; 0: all.", 0, MostSize);

    private Option<int?> Width { get; } = CommonOptions.OptionalWholeNumber("--width", "Numbers for each token, in and between the blocks.", 1, MostSize);

    private Option<int?> Hidden { get; } = CommonOptions.OptionalWholeNumber("--hidden", "Units of each feed-forward layer; 0: four times the width.", 0, MostSize);

    private Option<int?> Context { get; } = CommonOptions.OptionalWholeNumber("--context", "How many tokens it sees, the latest included.", 1, MostSize);

    private Option<string?> Positions { get; } = CommonOptions.Choice("--positions", "How it knows where a token stands.", ["learned", "rotary"]);

    private Option<string?> Norm { get; } = CommonOptions.Choice("--norm", "What keeps numbers at one size.", ["layer", "rms"]);

    private Option<string?> FeedForward { get; } = CommonOptions.Choice("--feed-forward", "The bend of the feed-forward layers.", ["gelu", "gelu-tanh", "relu2", "swiglu"]);

    private Option<bool> Bias { get; } = new("--bias") { Description = "Linear layers and layer norms have a bias." };

    private Option<bool> QueryKeyNorm { get; } = new("--query-key-norm") { Description = "Queries and keys are brought to one size in each head." };

    private Option<bool> Untied { get; } = new("--untied") { Description = "The output has weights of its own, not the tokens' vectors." };

    /// <summary>Only for training.</summary>
    public Option<double?> Dropout { get; } = CommonOptions.OptionalNumber("--dropout", "The part of the numbers that is left out at each step, against overfitting.", 0, 0.99);

    /// <summary>--vocabulary, for a network that learns from no text.</summary>
    public static Option<int> Vocabulary() => CommonOptions.WholeNumber("--vocabulary", "Different tokens.", 65, 1, MostSize);

    /// <summary>All but the dropout.</summary>
    public IReadOnlyList<Option> All => field ??= [Layers, Heads, KeyValueHeads, Width, Hidden, Context, Positions, Norm, FeedForward, Bias, QueryKeyNorm, Untied];

    /// <summary>Some options with those of the command line instead.</summary>
    public TransformerOptions Of(ParseResult result, TransformerOptions otherwise) => otherwise with
    {
        Layers = result.GetValue(Layers) ?? otherwise.Layers,
        Heads = result.GetValue(Heads) ?? otherwise.Heads,
        KeyValueHeads = result.GetValue(KeyValueHeads) ?? otherwise.KeyValueHeads,
        Width = result.GetValue(Width) ?? otherwise.Width,
        Hidden = result.GetValue(Hidden) ?? otherwise.Hidden,
        Context = result.GetValue(Context) ?? otherwise.Context,
        Positions = result.GetValue(Positions) ?? otherwise.Positions,
        Norm = result.GetValue(Norm) ?? otherwise.Norm,
        FeedForward = result.GetValue(FeedForward) ?? otherwise.FeedForward,
        Bias = TrainingChoices.IsGiven(result, Bias) ? result.GetValue(Bias) : otherwise.Bias,
        QueryKeyNorm = TrainingChoices.IsGiven(result, QueryKeyNorm) ? result.GetValue(QueryKeyNorm) : otherwise.QueryKeyNorm,
        TiedEmbeddings = TrainingChoices.IsGiven(result, Untied) ? !result.GetValue(Untied) : otherwise.TiedEmbeddings,
        Dropout = (float)(result.GetValue(Dropout) ?? otherwise.Dropout),
    };
}
