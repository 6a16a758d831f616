using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class ScheduleTests
{
    [Theory]
    [InlineData(0, 0.25)] // a quarter of the warm-up
    [InlineData(1, 0.5)]
    [InlineData(3, 1.0)]
    [InlineData(4, 1.0)] // the top of the cosine
    [InlineData(8, 0.55)] // its middle: half way between 1 and 0.1
    [InlineData(12, 0.1)]
    [InlineData(20, 0.1)]
    public void WarmupCosine_ByHand_RisesInALineAndFallsToTheFloor(long step, double part) =>
        Assert.Equal(2 * part, new WarmupCosineSchedule(2, Warmup: 4, Floor: 0.1).RateAt(step, 12), 1e-12);

    [Fact]
    public void WarmupCosine_EveryStep_IsTheCosine()
    {
        var schedule = new WarmupCosineSchedule(1, Warmup: 0, Floor: 0);
        for (int step = 0; step <= 1000; step++)
            Assert.Equal(0.5 * (1 + Math.Cos(Math.PI * step / 1000)), schedule.RateAt(step, 1000), 1e-13);
    }

    [Fact]
    public void WarmupCosine_WarmupLongerThanTheTraining_StillRisesFromAboveZero()
    {
        var schedule = new WarmupCosineSchedule(1, Warmup: 100);
        Assert.Equal(0.01, schedule.RateAt(0, 10), 1e-15);
        Assert.Equal(0.1, schedule.RateAt(9, 10), 1e-15);
        Assert.Equal(0.1, schedule.RateAt(100, 10), 1e-15);
    }

    [Fact]
    public void Constant_AnyStep_IsTheSame() => Assert.Equal(0.3, new ConstantSchedule(0.3).RateAt(99, 100));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.0)]
    [InlineData(11, 1.0)]
    [InlineData(12, 1.0)] // the last of the constant part: 8 steps are left
    [InlineData(16, 0.6)] // half way between 1 and 0.2
    [InlineData(19, 0.3)] // the last step
    [InlineData(25, 0.2)]
    public void WarmupStableDecay_ByHand_IsATrapezoid(long step, double part) =>
        Assert.Equal(3 * part, new WarmupStableDecaySchedule(3, Warmup: 2, Decay: 0.4, Floor: 0.2).RateAt(step, 20), 1e-12);

    [Theory]
    [InlineData(1.0, 12, 0.5)] // from the end of the rise on: a triangle
    [InlineData(1.0, 4, 1.0)]
    [InlineData(0.0, 19, 1.0)] // never
    public void WarmupStableDecay_AllOrNothingFalls_HasThatShape(double decay, long step, double part) =>
        Assert.Equal(part, new WarmupStableDecaySchedule(1, Warmup: 4, decay).RateAt(step, 20), 1e-12);

    [Theory]
    [InlineData(-1, 0.4, 0)]
    [InlineData(10, -0.1, 0)]
    [InlineData(10, 1.1, 0)]
    [InlineData(10, double.NaN, 0)]
    [InlineData(10, 0.4, 1.1)]
    public void WarmupStableDecay_NumbersOutOfRange_AreRefused(long warmup, double decay, double floor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Schedule = new WarmupStableDecaySchedule(1, warmup, decay, floor) }.Check());

    [Fact]
    public void WarmupStableDecay_WarmupLongerThanTheTraining_StaysAboveZero()
    {
        var schedule = new WarmupStableDecaySchedule(1, Warmup: 100);
        Assert.Equal(0.1, schedule.RateAt(9, 10), 1e-12);
    }
}
