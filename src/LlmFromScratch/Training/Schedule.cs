using System.Text.Json.Serialization;

namespace LlmFromScratch.Training;

/// <summary>How large the learning rate is at each step.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(WarmupCosineSchedule), "warmup-cosine")]
[JsonDerivedType(typeof(WarmupStableDecaySchedule), "warmup-stable-decay")]
public abstract record Schedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">How many there will be in all.</param>
    public abstract double RateAt(long step, long steps);

    /// <summary>Refuses what makes no schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal virtual void Check()
    {
    }
}
