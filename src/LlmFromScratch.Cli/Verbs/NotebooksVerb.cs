using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Notebooks;
using LlmFromScratch.Notebooks.Checking;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm notebooks run: every cell of the course, without an editor.</summary>
internal static class NotebooksVerb
{
    public static Verb Create(CommandConsole console) => new("notebooks", "The notebooks of the course, run without an editor.",
        "llm notebooks run", "llm notebooks run notebooks --check")
    {
        Run(console),
    };

    private const int DifferencesShown = 5;

    private static Verb Run(CommandConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Notebooks, or folders of them; the folder notebooks if none is named.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> save = new("--save") { Description = "Write the outputs into the notebook, if every cell ran." };
        Option<bool> check = new("--check") { Description = "Fail where the outputs differ from the saved ones." };
        Option<bool> optional = new("--optional") { Description = "Run the cells tagged optional too." };
        Option<bool> offline = new("--offline") { Description = "Download no packages; cells that need one which is not here are skipped." };
        Option<double> budget = CommonOptions.Number("--budget", "The time that each notebook may state, in seconds, in place of its own. It is ended at three times that.", double.NaN, 0.001, 1e6);
        budget.DefaultValueFactory = null;
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb("run", "Runs the cells of notebooks in order, each notebook in a process of its own, in its folder.",
            "llm notebooks run", "llm notebooks run notebooks/02-counting-words --check", "llm notebooks run chapter.ipynb --save")
        {
            paths,
        };
        foreach (Option option in new Option[] { save, check, optional, offline, budget, json })
            verb.Add(option);
        return verb.Does(async (result, cancellation) =>
        {
            if (result.GetValue(save) && result.GetValue(check))
                throw new UsageException("expected --save or --check, got both: after saving, the saved outputs are the new ones, and agree");
            var options = new NotebookRunOptions
            {
                Save = result.GetValue(save),
                Check = result.GetValue(check),
                IncludeOptional = result.GetValue(optional),
                AllowDownload = !result.GetValue(offline),
                Budget = result.GetResult(budget) is null ? null : TimeSpan.FromSeconds(result.GetValue(budget)),
            };
            List<string> notebooks = Find(result.GetValue(paths) is { Length: > 0 } given ? given : ["notebooks"]);
            var outcomes = new List<Outcome>();
            foreach (string notebook in notebooks)
            {
                outcomes.Add(await RunAsync(notebook, options, console, cancellation));
                if (!result.GetValue(json))
                    Show(console, outcomes[^1]);
            }
            int failed = outcomes.Count(outcome => !outcome.Succeeded);
            if (result.GetValue(json))
                console.Json(new JsonObject { ["succeeded"] = failed == 0, ["notebooks"] = new JsonArray([.. outcomes.Select(Answer)]) });
            else
                ShowSkipped(console, outcomes);
            if (failed == 0)
                return ExitCode.Success;
            console.Complain(string.Create(CultureInfo.InvariantCulture, $"{failed} of {outcomes.Count} {(outcomes.Count == 1 ? "notebook" : "notebooks")} failed: {string.Join(", ", outcomes.Where(one => !one.Succeeded).Select(one => one.Path))}"));
            return ExitCode.Failure;
        });
    }

    /// <summary>What came of a notebook; where it could not even be read, the reason instead of a result.</summary>
    private sealed record Outcome(string Path, NotebookRunResult? Result, string? Problem)
    {
        public bool Succeeded => Result?.Succeeded == true;
    }

    private static List<string> Find(string[] paths)
    {
        var notebooks = new List<string>();
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                notebooks.Add(File.Exists(path) ? path : throw new FileNotFoundException($"there is no notebook or folder '{path}' (looked in '{Directory.GetCurrentDirectory()}')"));
                continue;
            }
            string[] found = [.. Directory.EnumerateFiles(path, "*.ipynb", SearchOption.AllDirectories)
                .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            notebooks.AddRange(found.Length > 0 ? found : throw new FileNotFoundException($"the folder '{path}' has no notebooks (files that end in .ipynb)"));
        }
        return notebooks;
    }

    private static async Task<Outcome> RunAsync(string path, NotebookRunOptions options, CommandConsole console, CancellationToken cancellation)
    {
        try
        {
            return new Outcome(path, await ProgressDisplay.ShowAsync(console, progress => NotebookRunner.RunAsync(path, options, new Cells(progress), cancellation)), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new Outcome(path, null, Failures.OneLine(e));
        }
    }

    /// <summary>Turns the runner's reports into those of other long work.</summary>
    private sealed class Cells(IProgress<WorkProgress> progress) : IProgress<NotebookProgress>
    {
        public void Report(NotebookProgress value) => progress.Report(new WorkProgress(
            TextWidth.Truncate(Path.GetFileName(value.Notebook), 24), value.CodeCellNumber - (value.Finished is null ? 1 : 0), value.CodeCellCount, "cells"));
    }

    private static void Show(CommandConsole console, Outcome outcome)
    {
        string mark = outcome.Succeeded ? "[green]ok    [/]" : "[red]failed[/]";
        if (outcome.Result is not { } run)
        {
            console.Say($"{mark} {Markup.Escape(outcome.Path)}");
            console.Say($"       {Markup.Escape(outcome.Problem!)}");
            return;
        }
        int ran = run.Cells.Count(cell => cell.Status == CellStatus.Ran), skipped = run.Skipped.Count();
        string numbers = string.Create(CultureInfo.InvariantCulture,
            $"{ran} {(ran == 1 ? "cell" : "cells")}{(skipped > 0 ? $", {skipped} skipped" : "")}, {run.Elapsed.TotalSeconds:0.0} s of {run.Budget.TotalSeconds:0} s{(run.IsOverBudget ? " (over)" : "")}{(run.Saved ? ", saved" : "")}{(run.Check is { } compared ? $", {compared.ComparedCells} compared" : "")}");
        console.Say($"{mark} {Markup.Escape(outcome.Path)}");
        console.Say($"       [grey]{numbers}[/]");
        if (run.Failure is { } failure)
            console.Line(Indented(failure.ToString()));
        IReadOnlyList<CheckDifference> differences = run.Check?.Differences ?? [];
        foreach (CheckDifference difference in differences.Take(DifferencesShown))
            console.Line(Indented(difference.ToString()));
        if (differences.Count > DifferencesShown)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"       and {differences.Count - DifferencesShown:N0} more outputs differ; --json lists them all"));
    }

    /// <summary>Below the notebook's line. What a cell says may hold escape codes: they are shown (␛), not sent to the terminal.</summary>
    private static string Indented(string text) => "       " + string.Concat(text.ReplaceLineEndings("\n").Select(c =>
        c == '\n' ? "\n       " : c < ' ' ? ((char)('␀' + c)).ToString() : char.IsControl(c) ? "\uFFFD" : c.ToString()));

    private static void ShowSkipped(CommandConsole console, List<Outcome> outcomes)
    {
        foreach (Outcome outcome in outcomes)
            foreach (CellResult cell in outcome.Result?.Skipped ?? [])
                console.Say($"[grey]{Markup.Escape(FormattableString.Invariant($"skipped: {outcome.Path}, cell {cell.CellNumber}: {cell.Reason}"))}[/]");
    }

    private static JsonObject Answer(Outcome outcome)
    {
        if (outcome.Result is not { } run)
            return new JsonObject { ["path"] = outcome.Path, ["succeeded"] = false, ["problem"] = outcome.Problem };
        return new JsonObject
        {
            ["path"] = outcome.Path,
            ["succeeded"] = run.Succeeded,
            ["seconds"] = Math.Round(run.Elapsed.TotalSeconds, 3),
            ["budgetSeconds"] = run.Budget.TotalSeconds,
            ["saved"] = run.Saved,
            ["cells"] = new JsonArray([.. run.Cells.Select(cell => new JsonObject
            {
                ["cell"] = cell.CellNumber,
                ["id"] = cell.Id,
                ["status"] = cell.Status switch { CellStatus.Ran => "ran", CellStatus.Skipped => "skipped", CellStatus.Failed => "failed", _ => "not run" },
                ["seconds"] = Math.Round(cell.Elapsed.TotalSeconds, 3),
                ["reason"] = cell.Reason,
            })]),
            ["failure"] = run.Failure is not { } failure ? null : new JsonObject
            {
                ["cell"] = failure.CellNumber,
                ["codeCell"] = failure.CodeCellNumber,
                ["line"] = failure.Line,
                ["source"] = failure.SourceLine,
                ["kind"] = failure.Kind.ToString(),
                ["message"] = failure.Message,
            },
            ["differences"] = run.Check is not { } check ? null : new JsonArray([.. check.Differences.Select(difference => new JsonObject
            {
                ["cell"] = difference.CellNumber,
                ["what"] = difference.What,
                ["diff"] = difference.Diff,
            })]),
        };
    }
}
