using System.Globalization;
using LlmFromScratch.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LlmFromScratch.Cli.Output;

/// <summary>Shows a training on standard error, where somebody looks: step, loss, tokens a second, time left.</summary>
internal static class TrainingDisplay
{
    /// <summary>Does the work while its reports are shown; the display is gone when it ends.</summary>
    public static async Task ShowAsync(CommandConsole console, Action<IProgress<TrainingProgress>?> work)
    {
        if (!console.ShowsProgress)
        {
            work(null);
            return;
        }
        TrainingProgress? latest = null;
        await console.PrettyError.Progress().AutoClear(true).Columns(new ProgressBarColumn { Width = 14 }, new Figures(() => latest)).StartAsync(context =>
        {
            ProgressTask task = context.AddTask("training");
            work(new Reporter(report =>
            {
                latest = report;
                task.MaxValue = Math.Max(1, report.Steps);
                task.Value = report.Done;
            }));
            return Task.CompletedTask;
        });
    }

    /// <summary>"step 1,200 of 10,000, loss 2.314, validation 2.290, 151 k tokens/s, 12.3 s left".</summary>
    public static string Line(TrainingProgress progress) => string.Create(CultureInfo.InvariantCulture,
        $"step {progress.Done:N0} of {progress.Steps:N0}, loss {progress.Loss:0.000}{(progress.Validation is { } score ? $", validation {score:0.000}" : "")}, {Quantity.Short(progress.TokensPerSecond)} tokens/s, {Quantity.Seconds(progress.TimeLeft)} left");

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value); // at once: Progress<T> would go by way of the thread pool
    }

    private sealed class Figures(Func<TrainingProgress?> latest) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(latest() is { } progress ? Line(progress) : "the first step", new Style(Color.Grey));
    }
}
