using System.Diagnostics;
using System.Globalization;
using LlmFromScratch.Plots;
using LlmFromScratch.Training;

namespace LlmFromScratch.Interactive;

/// <summary>A training that is watched: its chart, which grows while the cell runs. Made by <see cref="LlmNotebook.Live"/>.</summary>
/// <remarks>
/// While it runs a line under the title says how far it is. At the end the whole chart stands there, without that line: speed and time differ from run
/// to run, and what a notebook saves should not. Where the host cannot show anything, nothing happens.
/// </remarks>
public sealed class LiveTraining : IProgress<TrainingProgress>
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(0.5); // drawing costs time that the training could use

    private readonly Func<object, Action<object>?> _show;
    private readonly ReferenceLine[] _references;
    private Action<object>? _update;
    private bool _cannot;
    private long _shownAt;

    internal LiveTraining(Func<object, Action<object>?> show, ReferenceLine[] references) => (_show, _references) = (show, references);

    /// <summary>Draws what is new: at the first report and at the last, and in between about twice a second.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_cannot || (_update is not null && !value.IsOver && Stopwatch.GetElapsedTime(_shownAt) < s_between))
            return;
        LineChart chart = TrainingChart.Of(value.History, _references);
        if (!value.IsOver)
            chart = chart with { Subtitle = Line(value) };
        if (_update is null)
            _cannot = (_update = _show(chart)) is null;
        else
            _update(chart);
        _shownAt = Stopwatch.GetTimestamp();
    }

    /// <summary>"step 1,200 of 3,000 · loss 2.31 · 45,000 tokens/s · 3 s left".</summary>
    internal static string Line(TrainingProgress progress) => string.Create(CultureInfo.InvariantCulture,
        $"step {progress.Done:N0} of {progress.Steps:N0} · loss {progress.Loss:0.00} · {progress.TokensPerSecond:N0} tokens/s · {Math.Ceiling(progress.TimeLeft.TotalSeconds):0} s left");
}
