using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class TransformerPresetsTests
{
    public static TheoryData<string> Names => [.. TransformerPresets.All.Select(preset => preset.Name)];

    [Fact]
    public void NanoGptCpu_Sizes_AreNanoGpts()
    {
        TransformerPreset preset = TransformerPresets.Named("nanogpt-cpu");
        Assert.Same(TransformerPresets.NanoGptCpu, preset);
        Assert.Equal(804_096, preset.Network.CountParameters(65)); // 65 · 128, 64 · 128, 4 · (12 · 128² + 2 · 128) and 128
        Assert.Equal(12 * 64, preset.Training.BatchSize * preset.Training.Window);
        Assert.Equal(1e-3, preset.Training.Schedule.RateAt(100, 2000), 1e-12);
        Assert.Equal(1e-4, preset.Training.Schedule.RateAt(2000, 2000), 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void Preset_OneStep_IsTaken(string name)
    {
        TransformerPreset preset = TransformerPresets.Named(name);
        var vocabulary = new Vocabulary(["<s>", "</s>", "a", "b"]);
        int[] text = [.. Enumerable.Range(0, 600).Select(i => i % 6 == 0 ? 0 : i % 6 == 5 ? 1 : 2 + i % 2)];
        var trainer = new Trainer(preset.Network.Create(vocabulary, 1), text, preset.Training with { BatchSize = 1 });
        Assert.InRange(trainer.TakeStep(), 1, 2); // log 3, and more where the token itself looks most like its own vector
        Assert.Equal(preset.Network.Context, preset.Training.Window);
    }

    [Fact]
    public void Named_Unknown_ListsAll() =>
        Assert.Contains("nanogpt-cpu, shakespeare-3min, storyworld, storyworld-small", Assert.Throws<ArgumentException>(() => TransformerPresets.Named("gpt-5")).Message);
}
