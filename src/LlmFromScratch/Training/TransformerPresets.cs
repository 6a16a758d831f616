using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>Settings that were tried and found good, by name.</summary>
public static class TransformerPresets
{
    /// <summary>
    /// nanoGPT's setting for a CPU, as it stands in its README: GPT-2's parts, AdamW. For characters.
    /// Source: A. Karpathy, nanoGPT (2022).
    /// </summary>
    public static TransformerPreset NanoGptCpu { get; } = new("nanogpt-cpu", "nanoGPT's setting for a CPU: 0.8 million parameters of GPT-2's kind, for characters.",
        new TransformerOptions { Layers = 4, Heads = 4, Width = 128, Context = 64 },
        new TrainingOptions { Steps = 2000, BatchSize = 12, Window = 64, Optimizer = new AdamWOptions(0.9, 0.99, Decay: 0.1), Schedule = new WarmupCosineSchedule(1e-3, Warmup: 100, Floor: 0.1), ClipNorm = 1 });

    /// <summary>The best for tiny Shakespeare's characters in three minutes on two cores.</summary>
    public static TransformerPreset Shakespeare3Min { get; } = new("shakespeare-3min", "Tiny Shakespeare's characters in three minutes on two cores: 1.2 million parameters, rotary positions, Muon; 1.453 nats per character.",
        Modern with { Layers = 6, Width = 128, Context = 128 },
        new TrainingOptions { Steps = 2048, BatchSize = 16, Window = 128, Optimizer = new MuonOptions(Decay: 0.1), Schedule = new WarmupStableDecaySchedule(0.02, Warmup: 40, Decay: 0.5), ClipNorm = 1 });

    /// <summary>For the stories of the course, in three minutes on two cores; best on fresh ones, of which there are as many as one likes.</summary>
    public static TransformerPreset StoryWorld { get; } = new("storyworld", "The words of StoryWorld's stories in about three minutes on two cores; best on 30 MB of fresh ones.",
        ModernForWords with { Layers = 6, Width = 96, Context = 288 },
        new TrainingOptions { Steps = 4800, BatchSize = 4, Window = 288, Optimizer = new MuonOptions(Decay: 0.1, AdamRate: 0.4), Schedule = new WarmupStableDecaySchedule(0.02, Warmup: 40, Decay: 0.6), ClipNorm = 1 });

    /// <summary>A smaller one, which a chapter trains while its reader waits.</summary>
    public static TransformerPreset StoryWorldSmall { get; } = new("storyworld-small", "The same, small enough to be trained within 40 seconds.",
        ModernForWords with { Layers = 2, Width = 96, Context = 288 },
        new TrainingOptions { Steps = 800, BatchSize = 4, Window = 288, Optimizer = new MuonOptions(Decay: 0.1, AdamRate: 0.4), Schedule = new WarmupStableDecaySchedule(0.02, Warmup: 30, Decay: 0.6), ClipNorm = 1 });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TransformerPreset> All { get; } = [NanoGptCpu, Shakespeare3Min, StoryWorld, StoryWorldSmall];

    /// <summary>What has been found since GPT-2 to learn faster: no vectors for places, but turned queries and keys of one size.</summary>
    private static TransformerOptions Modern => new() { Positions = "rotary", Norm = "rms", FeedForward = "relu2", QueryKeyNorm = true };

    /// <summary>
    /// The same for a thousand words: larger vectors at first, and an output of its own. Both together took two layers of 96 from 1.09 to 1.00 nats; the larger
    /// vectors alone do it, too. A likely reason, not tested: what the blocks write soon has the size of 1, and beside that vectors of 0.02 are lost.
    /// </summary>
    private static TransformerOptions ModernForWords => Modern with { TiedEmbeddings = false, Deviation = 0.1 };

    /// <summary>The preset of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists them.</exception>
    public static TransformerPreset Named(string name) => All.FirstOrDefault(preset => preset.Name == name)
        ?? throw new ArgumentException($"there is no preset '{name}'; expected one of: {string.Join(", ", All)}", nameof(name));
}
