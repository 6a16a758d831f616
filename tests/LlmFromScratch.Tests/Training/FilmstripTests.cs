using LlmFromScratch.Predictions;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class FilmstripTests
{
    private static Trainer Make(long steps) => new(SmallModels.Make("mlp"), SmallModels.Names(40), new TrainingOptions { Steps = steps, BatchSize = 4 });

    [Theory]
    [InlineData(20, 10, new long[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 })]
    [InlineData(10, 4, new long[] { 0, 3, 5, 8, 10 })]
    [InlineData(3, 10, new long[] { 0, 1, 2, 3 })]
    [InlineData(0, 10, new long[] { 0 })]
    public void Watch_ATraining_TakesAFrameAtTheEndOfEachPart(long steps, int parts, long[] expected)
    {
        var film = new Filmstrip([0, 5], parts);
        Make(steps).Run(watch: film.Watch);
        Assert.Equal(expected, film.Frames.Select(frame => frame.Step));
    }

    [Fact]
    public void Watch_ATraining_ChangesNothingAndShowsWhatTheModelSaid()
    {
        var film = new Filmstrip([0, 5]);
        Trainer watched = Make(20), alone = Make(20);
        double[] first = watched.Model.Predict(0, 5).Probabilities.Values.ToArray();
        watched.Run(watch: film.Watch);
        alone.Run();
        Assert.Equal(alone.History.Steps, watched.History.Steps);
        Assert.Equal(first, film.Frames[0].Prediction.Probabilities.Values.ToArray());
        Assert.Equal(watched.Model.Predict(0, 5).Probabilities.Values.ToArray(), film.Frames[^1].Prediction.Probabilities.Values.ToArray());
        Assert.Equal([0, 5], film.Frames[3].Prediction.Context);
    }

    [Fact]
    public void Watch_ATrainingThatGoesOn_TakesNoFrameTwice()
    {
        var film = new Filmstrip([]);
        Trainer trainer = Make(20);
        trainer.Run(watch: film.Watch);
        trainer.Run(watch: film.Watch);
        Assert.Equal(11, film.Frames.Count);
    }

    [Fact]
    public void Filmstrip_NoParts_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Filmstrip([1], 0));
}
