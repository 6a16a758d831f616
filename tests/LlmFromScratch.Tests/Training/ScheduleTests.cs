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
}
