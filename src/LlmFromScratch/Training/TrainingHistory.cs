namespace LlmFromScratch.Training;

/// <summary>One step of training.</summary>
/// <param name="Step">Its number, from 0.</param>
/// <param name="Loss">The loss of its batch before the step, in nats per token.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="GradientNorm">The length of the gradient before it was clipped.</param>
public readonly record struct TrainingStep(long Step, double Loss, double Rate, double GradientNorm);

/// <summary>The score on the whole validation text.</summary>
/// <param name="Step">After how many steps.</param>
/// <param name="NatsPerToken">The score.</param>
public readonly record struct EvaluationStep(long Step, double NatsPerToken);

/// <summary>How a training went: the loss of each step, and the scores on the validation text. The same seed gives the same bits.</summary>
public sealed class TrainingHistory
{
    private readonly List<TrainingStep> _steps = [];
    private readonly List<EvaluationStep> _evaluations = [];

    /// <summary>All steps, the first one first.</summary>
    public IReadOnlyList<TrainingStep> Steps => _steps;

    /// <summary>All scores, the first one first.</summary>
    public IReadOnlyList<EvaluationStep> Evaluations => _evaluations;

    /// <summary>The lowest score; null before there is one.</summary>
    public EvaluationStep? Best => _evaluations.Count == 0 ? null : _evaluations.MinBy(one => one.NatsPerToken);

    /// <summary>How many scores came after the lowest, none of them lower; 0 before there is one.</summary>
    public int EvaluationsSinceBest => Best is { } best ? _evaluations.Count - 1 - _evaluations.IndexOf(best) : 0;

    /// <summary>The mean loss of the latest steps, which is less noisy than the last one; not a number before there is one.</summary>
    /// <param name="steps">How many, 1 or more.</param>
    public double RecentLoss(int steps = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double sum = 0;
        int count = Math.Min(steps, _steps.Count);
        for (int i = _steps.Count - count; i < _steps.Count; i++)
            sum += _steps[i].Loss;
        return sum / count;
    }

    internal void Add(TrainingStep step) => _steps.Add(step);

    internal void Add(EvaluationStep evaluation) => _evaluations.Add(evaluation);
}
