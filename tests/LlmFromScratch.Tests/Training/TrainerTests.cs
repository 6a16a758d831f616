using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Steps = 20, BatchSize = 8, Window = 12, Schedule = new ConstantSchedule(0.01) };

    [Fact]
    public void Run_WithPatience_StopsEarlyAndTakesTheBestWeightsAgain()
    {
        int[] validation = SmallModels.Names(30);
        NeuralLanguageModel model = SmallModels.Make("mlp");
        var trainer = new Trainer(model, SmallModels.Names(10), Options with { Steps = 2000, Schedule = new ConstantSchedule(0.05), EvaluateEvery = 10, Patience = 3 }, validation);

        trainer.Run();

        Assert.True(trainer.IsDone);
        Assert.InRange(trainer.Step, 40, 1999);
        EvaluationStep best = trainer.History.Best!.Value;
        Assert.Equal(trainer.Step - 30, best.Step);
        Assert.Equal(best.NatsPerToken, model.Evaluate(validation).NatsPerToken, 1e-12);
    }

    [Fact]
    public void Run_Evaluations_AreAtTheirStepsAndAtTheEnd()
    {
        var trainer = new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), Options with { EvaluateEvery = 8 }, SmallModels.Names(5));
        trainer.Run();
        Assert.Equal([8, 16, 20], trainer.History.Evaluations.Select(one => one.Step));
        Assert.Equal(20, trainer.History.Steps.Count);
    }

    [Fact]
    public void Run_WithoutValidationOrSteps_SaysNothingOfAScore()
    {
        var trainer = new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), Options with { Steps = 0 });
        trainer.Run();
        Assert.Empty(trainer.History.Evaluations);
        Assert.Null(trainer.History.Best);
        Assert.True(double.IsNaN(trainer.History.RecentLoss()));
    }

    [Fact]
    public void Run_Cancelled_SavesAndThrows()
    {
        using var stop = new CancellationTokenSource();
        var saved = new List<long>();
        var trainer = new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), Options with { SaveEvery = 7 });

        Assert.Throws<OperationCanceledException>(() => trainer.Run(null, one =>
        {
            saved.Add(one.Step);
            if (one.Step == 14)
                stop.Cancel();
        }, stop.Token));

        Assert.Equal([7, 14, 14], saved);
        trainer.Run(); // and goes on
        Assert.Equal(20, trainer.Step);
    }

    [Fact]
    public void TakeStep_WeightThatIsNotANumber_SaysStepAndLayerAndChangesNothing()
    {
        NeuralLanguageModel model = SmallModels.Make("mlp");
        var trainer = new Trainer(model, SmallModels.Names(20), Options);
        trainer.TakeStep();
        Parameter hidden = model.Parameters.Single(parameter => parameter.Name == "hidden.weight"), output = model.Parameters.Single(parameter => parameter.Name == "output.weight");
        hidden.Tensor.Edit()[3] = float.NaN;
        float[] before = output.Tensor.Data.ToArray();

        var diverged = Assert.Throws<TrainingDivergedException>(() => trainer.TakeStep());

        Assert.Equal(1, diverged.Step);
        Assert.Contains("hidden.weight", diverged.Place);
        Assert.Contains("step 1", diverged.Message);
        Assert.Equal(before, output.Tensor.Data.ToArray());
        Assert.Single(trainer.History.Steps);
    }

    [Fact]
    public void TakeStep_SumThatOverflows_NamesTheOperationAfterItsLayer()
    {
        NeuralLanguageModel model = SmallModels.Make("mlp");
        model.Parameters.Single(parameter => parameter.Name == "output.weight").Tensor.Edit().Fill(3e38f);

        var diverged = Assert.Throws<TrainingDivergedException>(() => new Trainer(model, SmallModels.Names(20), Options).TakeStep());

        Assert.Contains("output", diverged.Place);
    }

    [Fact]
    public void Run_StepThatThrowsTheWeightsOutOfRange_NeverSavesThem()
    {
        var trainer = new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), Options with { SaveEvery = 1, ClipNorm = 0, Schedule = new ConstantSchedule(1e20) });
        var saved = new List<bool>();

        Assert.Throws<TrainingDivergedException>(() => trainer.Run(null, one => saved.Add(one.Model.Parameters.All(parameter => parameter.Tensor.Data.ToArray().All(float.IsFinite)))));

        Assert.All(saved, Assert.True);
    }

    [Fact]
    public void Trainer_OptionsThatCannotBe_AreRefused()
    {
        void Refused(TrainingOptions options, int[]? validation = null) =>
            Assert.ThrowsAny<ArgumentException>(() => new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), options, validation));
        Refused(Options with { Steps = -1 });
        Refused(Options with { BatchSize = 0 });
        Refused(Options with { ClipNorm = -1 });
        Refused(Options with { ClipNorm = double.NaN });
        Refused(Options with { EvaluateEvery = -1 });
        Refused(Options with { Schedule = new ConstantSchedule(0) });
        Refused(Options with { Schedule = new ConstantSchedule(double.NaN) });
        Refused(Options with { Patience = 1 }, SmallModels.Names(3));
        Refused(Options with { Patience = 1, EvaluateEvery = 1 });
        Refused(Options, [99]);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("lstm")]
    public void TakeStep_Dropout_IsUsedInTrainingOnly(string kind)
    {
        NeuralLanguageModel with = SmallModels.Make(kind, dropout: 0.5f), without = SmallModels.Make(kind);
        int[] text = SmallModels.Names(20);

        Assert.Equal(without.Evaluate(text).NatsPerToken, with.Evaluate(text).NatsPerToken); // the same weights, and no dropout
        Assert.NotEqual(new Trainer(without, text, Options).TakeStep(), new Trainer(with, text, Options).TakeStep());
    }

    [Fact]
    public void RecentLoss_OfAFewSteps_IsTheirMean()
    {
        var trainer = new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), Options);
        trainer.Run();
        Assert.Equal(trainer.History.Steps.TakeLast(3).Average(step => step.Loss), trainer.History.RecentLoss(3), 1e-12);
        Assert.Equal(trainer.History.Steps.Average(step => step.Loss), trainer.History.RecentLoss(1000), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.History.RecentLoss(0));
    }

    [Fact]
    public void Run_ScoreThatIsNotFinite_SaysSoAndSavesNothing()
    {
        NeuralLanguageModel model = SmallModels.Make("mlp");
        var trainer = new Trainer(model, SmallModels.Names(20), Options with { Steps = 0 }, SmallModels.Names(5));
        model.Parameters.Single(parameter => parameter.Name == "output.bias").Tensor.Edit().Fill(float.NaN);

        var diverged = Assert.Throws<TrainingDivergedException>(() => trainer.Run());

        Assert.Contains("validation", diverged.Place);
        Assert.Empty(trainer.History.Evaluations);
    }

    [Fact]
    public void New_ValidationOfSentenceStartsOnly_IsRefused()
    {
        NeuralLanguageModel model = SmallModels.Make("mlp");
        int start = model.Vocabulary.StartId!.Value;
        Assert.Throws<ArgumentException>(() => new Trainer(model, SmallModels.Names(20), Options, [start, start]));
    }

    [Fact]
    public void New_NumbersThatNoCheckpointCouldHold_AreRefusedBeforeTheWork()
    {
        TrainingOptions[] wrong =
        [
            Options with { ClipNorm = double.PositiveInfinity },
            Options with { Schedule = new WarmupCosineSchedule(0.1, Warmup: -1) },
            Options with { Schedule = new WarmupCosineSchedule(0.1, Floor: -1) },
            Options with { Schedule = new WarmupCosineSchedule(0.1, Floor: double.NaN) },
            Options with { Optimizer = new AdamWOptions(Epsilon: 1e-50) },
            Options with { Optimizer = new AdamWOptions(Decay: double.PositiveInfinity) },
        ];
        Assert.All(wrong, options => Assert.ThrowsAny<ArgumentException>(() => new Trainer(SmallModels.Make("mlp"), SmallModels.Names(20), options)));
    }
}
