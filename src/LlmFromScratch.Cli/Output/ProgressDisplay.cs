using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LlmFromScratch.Cli.Output;

/// <summary>Shows how far long work is, on standard error and only where somebody looks: what, how far, how fast, how long still.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does some work while its reports are shown; the display is gone when it ends.</summary>
    /// <param name="console">Where.</param>
    /// <param name="work">Is given whom to report to.</param>
    public static async Task<T> ShowAsync<T>(CommandConsole console, Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (!console.ShowsProgress)
            return await work(new Silence());
        var units = new ConcurrentDictionary<int, string>(); // by the id of the display's line
        return await console.PrettyError.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 14 }, new AmountColumn(units), new RemainingTimeColumn())
            .StartAsync(context => work(new Tasks(context, units)));
    }

    private sealed class Silence : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
        }
    }

    /// <summary>One line of the display for each kind of work that is reported.</summary>
    private sealed class Tasks(ProgressContext context, ConcurrentDictionary<int, string> units) : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.What, out ProgressTask? task))
                {
                    foreach (ProgressTask earlier in _tasks.Values)
                        Finish(earlier);
                    _tasks[value.What] = task = context.AddTask(Markup.Escape(value.What));
                    task.IsIndeterminate = value.Total is null;
                    units[task.Id] = value.Unit;
                }
                task.MaxValue = Math.Max(1, value.Total ?? long.MaxValue);
                task.Value = Math.Min(value.Done, task.MaxValue);
            }
        }

        private static void Finish(ProgressTask task)
        {
            task.IsIndeterminate = false;
            task.MaxValue = Math.Max(1, task.Value);
            task.Value = task.MaxValue;
            task.StopTask();
        }
    }

    /// <summary>"1.2 M of 4.1 M n-grams, 0.9 M/s", or "1.2 MB of 4.1 MB, 0.9 MB/s".</summary>
    private sealed class AmountColumn(ConcurrentDictionary<int, string> units) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            string unit = units.GetValueOrDefault(task.Id, "");
            bool bytes = unit == "bytes";
            string Amount(double value) => bytes ? Quantity.Bytes((long)value) : Quantity.Short(value);
            string total = task.IsIndeterminate ? "" : $" of {Amount(task.MaxValue)}";
            string speed = task.Speed is double perSecond && perSecond >= 1 ? $", {Amount(perSecond)}/s" : "";
            return new Text($"{Amount(task.Value)}{total}{(bytes ? "" : " " + unit)}{speed}", new Style(Color.Grey));
        }
    }
}
