using System.CommandLine;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Options;

/// <summary>The sizes of an MLP or a recurrent network, and how it is trained.</summary>
/// <param name="kind">"mlp", "rnn", "gru" or "lstm".</param>
internal sealed class SmallNetworkChoices(string kind) : TrainingChoices
{
    private readonly MlpOptions _mlp = new();
    private readonly RecurrentOptions _recurrent = new();

    private bool IsMlp => kind == "mlp";

    public override Option Steps => StepCount;

    private Option<int> StepCount => field ??= CommonOptions.WholeNumber("--steps", "How many steps: one batch each.", IsMlp ? 10_000 : 2_000, 0);

    private Option<int> Context => field ??= CommonOptions.WholeNumber("--context", "How many tokens it looks back.", _mlp.Context, 1, MostSize);

    private Option<int> Embedding => field ??= CommonOptions.WholeNumber("--embedding", "Numbers for each token.", IsMlp ? _mlp.Embedding : _recurrent.Embedding, 1, MostSize);

    private Option<double> Deviation => field ??= CommonOptions.Number("--embedding-deviation", "How large those numbers are at first. 0.1 learns better where many words are rare.", 1, 1e-6, 1000);

    private Option<int> Hidden => field ??= CommonOptions.WholeNumber("--hidden", IsMlp ? "Units of the hidden layer." : "Numbers that are remembered.", IsMlp ? _mlp.Hidden : _recurrent.Hidden, 1, MostSize);

    private Option<int> Layers => field ??= CommonOptions.WholeNumber("--layers", "Cells on top of each other.", _recurrent.Layers, 1, 64);

    private Option<double> Dropout => field ??= CommonOptions.Number("--dropout", "The part of the numbers that is left out at each step, against overfitting.", 0, 0, 0.99);

    private Option<int> Batch => field ??= CommonOptions.WholeNumber("--batch", IsMlp ? "Places of the text in a batch." : "Rows of a batch, read side by side.", 32, 1);

    private Option<int> Window => field ??= CommonOptions.WholeNumber("--window", "Tokens of a row, through which gradients flow back.", 64, 1);

    private Option<double?> Rate { get; } = CommonOptions.OptionalNumber("--rate", "The largest learning rate: 0.003 with adamw, 0.1 with sgd unless given.", double.Epsilon);

    private Option<int?> Warmup { get; } = CommonOptions.OptionalWholeNumber("--warmup", "Steps in which the rate rises; then it falls along a cosine to a tenth. 100 or a tenth of the steps, whichever is less, unless given.", 0);

    private Option<string?> Optimizer { get; } = CommonOptions.Choice("--optimizer", "How gradients become steps.", ["adamw", "sgd"]);

    private Option<double?> Decay { get; } = CommonOptions.OptionalNumber("--decay", "With adamw, how fast weights shrink that nothing needs; 0.01 unless given.", 0);

    private Option<double> Clip { get; } = CommonOptions.Number("--clip", "A longer gradient is shortened to this; 0 leaves it as it is.", 1, 0);

    protected override IEnumerable<Option> Own => [.. IsMlp ? new Option[] { Context, Embedding, Deviation, Hidden, Dropout } : [Embedding, Deviation, Hidden, Layers, Dropout, Window],
        Batch, Rate, Warmup, Optimizer, Momentum, Decay, Clip];

    public override long? GivenSteps(ParseResult result) => IsGiven(result, StepCount) ? result.GetValue(StepCount) : null;

    public override NetworkOptions Network(ParseResult result) => IsMlp
        ? new MlpOptions { Context = result.GetValue(Context), Embedding = result.GetValue(Embedding), EmbeddingDeviation = result.GetValue(Deviation), Hidden = result.GetValue(Hidden), Dropout = (float)result.GetValue(Dropout) }
        : new RecurrentOptions { Cell = kind, Embedding = result.GetValue(Embedding), EmbeddingDeviation = result.GetValue(Deviation), Hidden = result.GetValue(Hidden), Layers = result.GetValue(Layers), Dropout = (float)result.GetValue(Dropout) };

    public override TrainingOptions Training(ParseResult result)
    {
        bool sgd = result.GetValue(Optimizer) == "sgd";
        if (sgd && IsGiven(result, Decay))
            throw new UsageException("--decay is for --optimizer adamw; sgd has none: leave it out");
        if (!sgd && IsGiven(result, Momentum))
            throw new UsageException("--momentum is for --optimizer sgd; adamw has its own: leave it out, or take sgd");
        int steps = result.GetValue(StepCount);
        return WithPauses(result, new TrainingOptions
        {
            Steps = steps,
            BatchSize = result.GetValue(Batch),
            Window = IsMlp ? 1 : result.GetValue(Window),
            Optimizer = sgd ? new SgdOptions(result.GetValue(Momentum) ?? 0) : new AdamWOptions(Decay: result.GetValue(Decay) ?? new AdamWOptions().Decay),
            Schedule = new WarmupCosineSchedule(result.GetValue(Rate) ?? (sgd ? SgdRate : AdamWRate), result.GetValue(Warmup) ?? Math.Min(100, steps / 10)),
            ClipNorm = result.GetValue(Clip),
        });
    }
}
