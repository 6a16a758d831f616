using System.CommandLine;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Options;

/// <summary>The sizes and parts of a transformer and how it is trained: a preset, and what the command line says instead of it.</summary>
internal sealed class TransformerChoices : TrainingChoices
{
    private const double AdamWRateOfTransformers = 1e-3, MuonRate = 0.02;

    private static readonly TransformerPreset s_otherwise = TransformerPresets.NanoGptCpu;

    private readonly TransformerSizes _sizes = new();

    private Option<string?> PresetName { get; } = CommonOptions.Choice("--preset", $"Sizes and training under one name, with a text of the course where none is given. What else is given here overrides it. {s_otherwise} unless given, without its text. {string.Join(' ', TransformerPresets.All.Select(preset => $"{preset.Name}: {preset.Description}"))}", [.. TransformerPresets.All.Select(preset => preset.Name)]);

    public override Option Steps => StepCount;

    private Option<int?> StepCount { get; } = CommonOptions.OptionalWholeNumber("--steps", "How many steps: one batch each.", 0);

    private Option<int?> Batch { get; } = CommonOptions.OptionalWholeNumber("--batch", "Windows of the text in a batch, each as long as the context.", 1);

    private Option<double?> Rate { get; } = CommonOptions.OptionalNumber("--rate", "The largest learning rate. With another optimizer than the preset's: 0.001 with adamw, 0.02 with muon, 0.1 with sgd unless given.", double.Epsilon);

    private Option<int?> Warmup { get; } = CommonOptions.OptionalWholeNumber("--warmup", "Steps in which the rate rises; at most a tenth of the steps unless given.", 0);

    private Option<string?> Shape { get; } = CommonOptions.Choice("--schedule", "After the rise the rate falls along a cosine to a tenth, or it stays and falls to 0 at the end (trapezoid).", ["cosine", "trapezoid"]);

    private Option<string?> Optimizer { get; } = CommonOptions.Choice("--optimizer", "How gradients become steps.", ["adamw", "muon", "sgd"]);

    private Option<double?> Decay { get; } = CommonOptions.OptionalNumber("--decay", "With adamw and muon, how fast weights shrink that nothing needs.", 0);

    private Option<double?> Clip { get; } = CommonOptions.OptionalNumber("--clip", "A longer gradient is shortened to this; 0 leaves it as it is.", 0);

    protected override IEnumerable<Option> Own => [PresetName, .. _sizes.All, _sizes.Dropout, Batch, Rate, Warmup, Shape, Optimizer, Momentum, Decay, Clip];

    /// <inheritdoc/>
    public override TransformerPreset? Preset(ParseResult result) => result.GetValue(PresetName) is { } name ? TransformerPresets.Named(name) : null;

    public override long? GivenSteps(ParseResult result) => result.GetValue(StepCount);

    public override NetworkOptions Network(ParseResult result) => _sizes.Of(result, PresetOrOther(result).Network);

    public override TrainingOptions Training(ParseResult result)
    {
        TrainingOptions preset = PresetOrOther(result).Training;
        OptimizerOptions optimizer = OptimizerOf(result, preset.Optimizer);
        long steps = result.GetValue(StepCount) ?? preset.Steps;
        return WithPauses(result, preset with
        {
            Steps = steps,
            BatchSize = result.GetValue(Batch) ?? preset.BatchSize,
            Window = ((TransformerOptions)Network(result)).Context,
            Optimizer = optimizer,
            Schedule = ScheduleOf(result, preset.Schedule, steps, otherRate: optimizer.GetType() == preset.Optimizer.GetType() ? null
                : optimizer is SgdOptions ? SgdRate : optimizer is MuonOptions ? MuonRate : AdamWRateOfTransformers),
            ClipNorm = result.GetValue(Clip) ?? preset.ClipNorm,
        });
    }

    private TransformerPreset PresetOrOther(ParseResult result) => Preset(result) ?? s_otherwise;

    private OptimizerOptions OptimizerOf(ParseResult result, OptimizerOptions preset)
    {
        OptimizerOptions optimizer = result.GetValue(Optimizer) switch
        {
            "adamw" => preset as AdamWOptions ?? new(Decay: 0.1),
            "muon" => preset as MuonOptions ?? new(),
            "sgd" => preset as SgdOptions ?? new(),
            _ => preset,
        };
        if (optimizer is SgdOptions && IsGiven(result, Decay))
            throw new UsageException("--decay is for --optimizer adamw and muon; sgd has none: leave it out");
        if (optimizer is not SgdOptions && IsGiven(result, Momentum))
            throw new UsageException("--momentum is for --optimizer sgd; the others have their own: leave it out, or take sgd");
        return optimizer switch
        {
            AdamWOptions adam => adam with { Decay = result.GetValue(Decay) ?? adam.Decay },
            MuonOptions muon => muon with { Decay = result.GetValue(Decay) ?? muon.Decay },
            SgdOptions => new SgdOptions(result.GetValue(Momentum) ?? 0),
            _ => optimizer,
        };
    }

    /// <summary>The preset's schedule with another rate, another rise, or another shape.</summary>
    private Schedule ScheduleOf(ParseResult result, Schedule preset, long steps, double? otherRate)
    {
        (double rate, long warmup) = preset switch
        {
            WarmupCosineSchedule cosine => (cosine.Rate, cosine.Warmup),
            WarmupStableDecaySchedule trapezoid => (trapezoid.Rate, trapezoid.Warmup),
            _ => (preset.RateAt(0, steps), 0),
        };
        rate = result.GetValue(Rate) ?? otherRate ?? rate;
        warmup = result.GetValue(Warmup) ?? Math.Min(warmup, steps / 10);
        return (result.GetValue(Shape), preset) switch
        {
            ("cosine", not WarmupCosineSchedule) => new WarmupCosineSchedule(rate, warmup),
            ("trapezoid", not WarmupStableDecaySchedule) => new WarmupStableDecaySchedule(rate, warmup),
            (_, WarmupCosineSchedule cosine) => cosine with { Rate = rate, Warmup = warmup },
            (_, WarmupStableDecaySchedule trapezoid) => trapezoid with { Rate = rate, Warmup = warmup },
            _ => new ConstantSchedule(rate),
        };
    }
}
