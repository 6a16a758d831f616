using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tests.Kernels;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

[Collection(KernelThreadsCollection.Name)]
public class ResumeTests
{
    private static readonly TrainingOptions Options = new() { Steps = 40, BatchSize = 8, Window = 12, EvaluateEvery = 10, Patience = 2, Schedule = new WarmupCosineSchedule(0.01, 5) };

    public static TheoryData<string> Kinds => SmallModels.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Resume_InTheMiddle_GivesTheSameBitsAsWithoutAStop(string kind)
    {
        using var folder = new TemporaryFolder();
        int[] text = SmallModels.Names(60), validation = SmallModels.Names(20);
        var whole = new Trainer(SmallModels.Make(kind, dropout: 0.1f), text, Options, validation);
        whole.Run(save: null);

        var first = new Trainer(SmallModels.Make(kind, dropout: 0.1f), text, Options with { SaveEvery = 23 }, validation);
        Assert.Throws<InvalidOperationException>(() => first.Run(save: trainer =>
        {
            trainer.Save(folder.Path, SmallModels.Tokenizer);
            throw new InvalidOperationException("the light goes out");
        }));
        (Trainer second, _) = TrainingCheckpoint.Resume(folder.Path, text, validation);
        Assert.Equal(23, second.Step);
        second.Run();

        Assert.Equal(whole.History.Steps, second.History.Steps);
        Assert.Equal(whole.History.Evaluations, second.History.Evaluations);
        Assert.Equal(Weights(whole.Model), Weights(second.Model));
    }

    [Fact]
    public void Resume_WithMoreStepsAfterTheBestWeightsWereTaken_GoesOnFromTheLast()
    {
        using var folder = new TemporaryFolder();
        int[] text = SmallModels.Names(60), validation = SmallModels.Names(20);
        TrainingOptions options = Options with { Schedule = new ConstantSchedule(0.05), Patience = 100 };
        var whole = new Trainer(SmallModels.Make("mlp"), text, options with { Steps = 60 }, validation);
        whole.Run();
        new Trainer(SmallModels.Make("mlp"), text, options, validation).Run(save: trainer => trainer.Save(folder.Path, SmallModels.Tokenizer));
        (Trainer more, _) = TrainingCheckpoint.Resume(folder.Path, text, validation, before => before with { Steps = 60 });
        more.Run();
        Assert.Equal(whole.History.Steps, more.History.Steps);
    }

    [Fact]
    public void Resume_OfATrainingThatIsOver_KeepsTheBestWeights()
    {
        using var folder = new TemporaryFolder();
        int[] text = SmallModels.Names(60), validation = SmallModels.Names(20);
        var done = new Trainer(SmallModels.Make("mlp"), text, Options with { Schedule = new ConstantSchedule(1), ClipNorm = 0 }, validation); // so that the last weights are worse
        done.Run(save: trainer => trainer.Save(folder.Path, SmallModels.Tokenizer));
        Assert.NotEqual(done.History.Evaluations[^1], done.History.Best);
        Assert.Equal(done.History.Best!.Value.NatsPerToken, done.Model.Evaluate(validation).NatsPerToken);

        for (int again = 0; again < 2; again++)
        {
            (Trainer over, _) = TrainingCheckpoint.Resume(folder.Path, text, validation);
            Assert.True(over.IsDone);
            over.Run(save: trainer => trainer.Save(folder.Path, SmallModels.Tokenizer));
            over.Run(save: trainer => trainer.Save(folder.Path, SmallModels.Tokenizer));
            Assert.Equal(done.History.Evaluations, over.History.Evaluations);
            Assert.Equal(Weights(done.Model), Weights(over.Model));
            Assert.Equal(Weights(done.Model), Weights(Checkpoint.Load(folder.Path).Model));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Train_AnyWidthAndThreads_GivesTheSameBits(string kind)
    {
        TrainingHistory expected = Train(kind);
        foreach (int width in LaneWidth.All)
        {
            using var lanes = new LaneWidth(width);
            Assert.Equal(expected.Steps, Train(kind).Steps);
        }
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var count = new ThreadCount(threads);
            Assert.Equal(expected.Steps, Train(kind).Steps);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Save_ThenLoad_PredictsTheSame(string kind)
    {
        using var folder = new TemporaryFolder();
        NeuralLanguageModel model = SmallModels.Make(kind);
        new Checkpoint(model, SmallModels.Tokenizer).Save(folder.Path);
        Checkpoint loaded = Checkpoint.Load(folder.Path);
        Assert.Equal(model.Options, loaded.Model.Options);
        Assert.Equal(model.Vocabulary, loaded.Tokenizer.Vocabulary);
        Assert.Equal(model.Predict(1, 5).Probabilities.Values.ToArray(), loaded.Model.Predict(1, 5).Probabilities.Values.ToArray());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Train_AFewSteps_LossFallsBelowThatOfEqualChances(string kind)
    {
        TrainingHistory history = Train(kind, 120);
        Assert.InRange(history.RecentLoss(20), 0.5, Math.Log(28) - 0.3);
    }

    private static TrainingHistory Train(string kind, long steps = 12)
    {
        var trainer = new Trainer(SmallModels.Make(kind), SmallModels.Names(60), Options with { Steps = steps, EvaluateEvery = 0, Patience = 0 });
        trainer.Run();
        return trainer.History;
    }

    private static float[][] Weights(NeuralLanguageModel model) => [.. model.Parameters.Select(one => one.Tensor.Data.ToArray())];
}
