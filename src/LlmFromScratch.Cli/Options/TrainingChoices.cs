using System.CommandLine;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Options;

/// <summary>The sizes of a network and how it is trained, as options of llm train: what all kinds have.</summary>
internal abstract class TrainingChoices
{
    /// <summary>No network of the course has a layer this wide.</summary>
    protected const int MostSize = 1 << 20;

    /// <summary>The learning rates where neither the command line nor a preset says one.</summary>
    protected const double AdamWRate = 3e-3, SgdRate = 0.1;

    private Option[]? _all;

    /// <summary>The options of a kind of network.</summary>
    /// <param name="kind">"mlp", "rnn", "gru", "lstm" or "gpt".</param>
    public static TrainingChoices Of(string kind) => kind == "gpt" ? new TransformerChoices() : new SmallNetworkChoices(kind);

    /// <summary>--steps, the only one that a training which goes on may change.</summary>
    public abstract Option Steps { get; }

    public Option<long> Seed { get; } = CommonOptions.Seed(description: "The same seed gives the same network, to the last bit.");

    public Option<int> Threads { get; } = CommonOptions.WholeNumber("--threads", "How many threads; all cores if left out. The result does not depend on it.", Environment.ProcessorCount, 1, 1024);

    protected Option<double?> Momentum { get; } = CommonOptions.OptionalNumber("--momentum", "With sgd, how much of the last step is kept.", 0, 0.9999);

    protected Option<int?> EvaluateEvery { get; } = CommonOptions.OptionalWholeNumber("--evaluate-every", "Steps between scores on the validation text; 0: only at the end. A tenth of the steps unless given.", 0);

    protected Option<int> Patience { get; } = CommonOptions.WholeNumber("--patience", "Stops after this many scores without a better one, and takes the best weights; 0: never.", 0, 0);

    protected Option<int?> SaveEvery { get; } = CommonOptions.OptionalWholeNumber("--save-every", "Steps between checkpoints; 0: only at the end. A tenth of the steps unless given.", 0);

    /// <summary>Those that a training keeps from its beginning to its end, beside the ones that all kinds have.</summary>
    protected abstract IEnumerable<Option> Own { get; }

    private Option[] All => _all ??= [.. Own, EvaluateEvery, Patience, SaveEvery, Seed];

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

    /// <summary>The preset that the command line names; null for none.</summary>
    public virtual TransformerPreset? Preset(ParseResult result) => null;

    /// <summary>The steps that the command line says; null for none.</summary>
    public abstract long? GivenSteps(ParseResult result);

    /// <summary>The sizes.</summary>
    public abstract NetworkOptions Network(ParseResult result);

    /// <summary>How it is trained.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public abstract TrainingOptions Training(ParseResult result);

    /// <summary>Scores, checkpoints and patience, which all kinds have.</summary>
    protected TrainingOptions WithPauses(ParseResult result, TrainingOptions options)
    {
        long tenth = Math.Max(1, options.Steps / 10), evaluateEvery = result.GetValue(EvaluateEvery) ?? tenth;
        if (result.GetValue(Patience) > 0 && evaluateEvery == 0)
            throw new UsageException("--patience needs scores to judge by: expected --evaluate-every above 0, too");
        return options with
        {
            EvaluateEvery = evaluateEvery,
            Patience = result.GetValue(Patience),
            SaveEvery = result.GetValue(SaveEvery) ?? tenth,
            Seed = result.GetValue(Seed),
        };
    }
}
