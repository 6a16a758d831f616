using System.CommandLine;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Options;

/// <summary>The sizes of a network and how it is trained, as options of llm train.</summary>
/// <param name="kind">"mlp", "rnn", "gru" or "lstm".</param>
internal sealed class TrainingChoices(string kind)
{
    private const int MostSize = 1 << 20;
    private const double AdamWRate = 3e-3, SgdRate = 0.1;

    private readonly MlpOptions _mlp = new();
    private readonly RecurrentOptions _recurrent = new();
    private Option[]? _all;

    private bool IsMlp => kind == "mlp";

    public Option<int> Steps => field ??= CommonOptions.WholeNumber("--steps", "How many steps: one batch each.", IsMlp ? 10_000 : 2_000, 0);

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

    private Option<double?> Momentum { get; } = CommonOptions.OptionalNumber("--momentum", "With sgd, how much of the last step is kept.", 0, 0.9999);

    private Option<double?> Decay { get; } = CommonOptions.OptionalNumber("--decay", "With adamw, how fast weights shrink that nothing needs; 0.01 unless given.", 0);

    private Option<double> Clip { get; } = CommonOptions.Number("--clip", "A longer gradient is shortened to this; 0 leaves it as it is.", 1, 0);

    private Option<int?> EvaluateEvery { get; } = CommonOptions.OptionalWholeNumber("--evaluate-every", "Steps between scores on the validation text; 0: only at the end. A tenth of the steps unless given.", 0);

    private Option<int> Patience { get; } = CommonOptions.WholeNumber("--patience", "Stops after this many scores without a better one, and takes the best weights; 0: never.", 0, 0);

    private Option<int?> SaveEvery { get; } = CommonOptions.OptionalWholeNumber("--save-every", "Steps between checkpoints; 0: only at the end. A tenth of the steps unless given.", 0);

    public Option<long> Seed { get; } = CommonOptions.Seed(description: "The same seed gives the same network, to the last bit.");

    public Option<int> Threads { get; } = CommonOptions.WholeNumber("--threads", "How many threads; all cores if left out. The result does not depend on it.", Environment.ProcessorCount, 1, 1024);

    /// <summary>Those that a training keeps from its beginning to its end.</summary>
    private Option[] All => _all ??= [.. IsMlp ? new Option[] { Context, Embedding, Deviation, Hidden, Dropout } : [Embedding, Deviation, Hidden, Layers, Dropout, Window],
        Batch, Rate, Warmup, Optimizer, Momentum, Decay, Clip, EvaluateEvery, Patience, SaveEvery, Seed];

    public void AddTo(Verb verb)
    {
        verb.Add(Steps);
        foreach (Option option in All)
            verb.Add(option);
        verb.Add(Threads);
    }

    /// <summary>Refuses what only a new training can be told.</summary>
    /// <exception cref="UsageException">One of these is given.</exception>
    public void RefuseForResume(ParseResult result)
    {
        if (All.FirstOrDefault(option => IsGiven(result, option)) is { } given)
            throw new UsageException($"{given.Name} comes from the checkpoint with --resume: leave it out, or begin anew in another folder");
    }

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>The sizes.</summary>
    public NetworkOptions Network(ParseResult result) => IsMlp
        ? new MlpOptions { Context = result.GetValue(Context), Embedding = result.GetValue(Embedding), EmbeddingDeviation = result.GetValue(Deviation), Hidden = result.GetValue(Hidden), Dropout = (float)result.GetValue(Dropout) }
        : new RecurrentOptions { Cell = kind, Embedding = result.GetValue(Embedding), EmbeddingDeviation = result.GetValue(Deviation), Hidden = result.GetValue(Hidden), Layers = result.GetValue(Layers), Dropout = (float)result.GetValue(Dropout) };

    /// <summary>How it is trained.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public TrainingOptions Training(ParseResult result)
    {
        bool sgd = result.GetValue(Optimizer) == "sgd";
        if (sgd && IsGiven(result, Decay))
            throw new UsageException("--decay is for --optimizer adamw; sgd has none: leave it out");
        if (!sgd && IsGiven(result, Momentum))
            throw new UsageException("--momentum is for --optimizer sgd; adamw has its own: leave it out, or take sgd");
        int steps = result.GetValue(Steps), tenth = Math.Max(1, steps / 10), evaluateEvery = result.GetValue(EvaluateEvery) ?? tenth;
        if (result.GetValue(Patience) > 0 && evaluateEvery == 0)
            throw new UsageException("--patience needs scores to judge by: expected --evaluate-every above 0, too");
        return new TrainingOptions
        {
            Steps = steps,
            BatchSize = result.GetValue(Batch),
            Window = IsMlp ? 1 : result.GetValue(Window),
            Optimizer = sgd ? new SgdOptions(result.GetValue(Momentum) ?? 0) : new AdamWOptions(Decay: result.GetValue(Decay) ?? new AdamWOptions().Decay),
            Schedule = new WarmupCosineSchedule(result.GetValue(Rate) ?? (sgd ? SgdRate : AdamWRate), result.GetValue(Warmup) ?? Math.Min(100, steps / 10)),
            ClipNorm = result.GetValue(Clip),
            EvaluateEvery = evaluateEvery,
            Patience = result.GetValue(Patience),
            SaveEvery = result.GetValue(SaveEvery) ?? tenth,
            Seed = result.GetValue(Seed),
        };
    }
}
