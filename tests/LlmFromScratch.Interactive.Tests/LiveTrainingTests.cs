using LlmFromScratch.Networks;
using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Interactive.Tests;

public sealed class LiveTrainingTests
{
    private static readonly Vocabulary s_vocabulary = new(["<s>", "a", "b", "</s>"]);

    private static readonly int[] s_text = [0, 1, 2, 1, 2, 3, 0, 2, 1, 2, 1, 3];

    private readonly List<object> _shown = [];

    private static Trainer NewTrainer(int patience = 0) => new(new MlpLanguageModel(s_vocabulary, new MlpOptions { Context = 2, Embedding = 2, Hidden = 4 }),
        s_text, new TrainingOptions { Steps = 40, BatchSize = 4, EvaluateEvery = 2, Patience = patience, Schedule = new ConstantSchedule(0.5) }, [0, 2, 2, 3]);

    // The first display has place 0 in the list, and is replaced there.
    private Action<object>? Show(object value)
    {
        _shown.Add(value);
        return _shown.Add;
    }

    [Fact]
    public void Report_OfAWholeTraining_EndsWithItsChartAndWithoutThePassingLine()
    {
        Trainer trainer = NewTrainer();
        var truth = new ReferenceLine("truth", 0.5);
        trainer.Run(new LiveTraining(Show, [truth]));
        Assert.StartsWith("step ", Assert.IsType<LineChart>(_shown[0]).Subtitle, StringComparison.Ordinal);
        Assert.Equal(TextRenderer.Render(TrainingChart.Of(trainer.History, truth)), TextRenderer.Render((Chart)_shown[^1]));
    }

    [Fact]
    public void Report_OfATrainingThatStopsEarly_EndsWithItsChart()
    {
        Trainer trainer = NewTrainer(patience: 2);
        trainer.Run(new LiveTraining(Show, []));
        Assert.True(trainer.Step < 40);
        Assert.Equal("", ((Chart)_shown[^1]).Subtitle);
    }

    [Fact]
    public void Report_ManyInAMoment_DrawsTheFirstAndTheLast()
    {
        var live = new LiveTraining(Show, []);
        var progress = new TrainingProgress(1, 1000, 2.5, null, 1234, TimeSpan.FromSeconds(2.1), new TrainingHistory());
        for (int i = 0; i < 100; i++)
            live.Report(progress);
        live.Report(progress with { IsOver = true });
        Assert.True(_shown.Count is 2 or 3, $"{_shown.Count} drawings"); // 3 on a machine that sleeps half a second meanwhile
        Assert.Equal("step 1 of 1,000 · loss 2.50 · 1,234 tokens/s · 3 s left", ((Chart)_shown[0]).Subtitle);
    }

    [Fact]
    public void Live_InAHostThatShowsNothing_DoesNothing()
    {
        Trainer trainer = NewTrainer();
        trainer.Run(LlmNotebook.Live(new ReferenceLine("truth", 0.5)));
        Assert.Equal(40, trainer.Step);
    }

    [Fact]
    public void Network_Displayed_IsItsParameterTable()
    {
        LlmNotebook.Setup();
        NeuralLanguageModel model = NewTrainer().Model;
        Assert.Equal(TextRenderer.Render(ParameterTable.Of(model)), model.ToDisplayString("text/plain"));
        Assert.Equal(TextRenderer.Render(ParameterTable.Of(new Linear(2, 3, new SeededRandom(1, "w")))), new Linear(2, 3, new SeededRandom(1, "w")).ToDisplayString("text/plain"));
    }

    [Fact]
    public void History_Displayed_IsItsChart()
    {
        LlmNotebook.Setup();
        Trainer trainer = NewTrainer();
        trainer.Run();
        Assert.Contains("validation text", trainer.History.ToDisplayString("image/svg+xml"), StringComparison.Ordinal);
    }
}
