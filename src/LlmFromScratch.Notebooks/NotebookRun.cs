using System.Diagnostics;
using System.Globalization;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks;

/// <summary>One run of one notebook: its child process, its clock, the packages it has.</summary>
internal sealed class NotebookRun(
    Notebook notebook,
    string path,
    NotebookRunOptions options,
    TimeSpan budget,
    IProgress<NotebookProgress>? progress,
    CancellationToken cancellation) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30); // a timer's own limit is 49

    private readonly Stopwatch clock = new();
    private readonly CellEngine engine = new(new CellEngineOptions
    {
        Folder = Path.GetDirectoryName(Path.GetFullPath(path))!,
        Name = Path.GetFileName(path),
        AllowDownload = options.AllowDownload,
        Host = options.Host,
    });

    private string? missingPackages;

    /// <summary>Since the run began, without the download of packages.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    public async Task<IReadOnlyList<CellResult>> RunCellsAsync()
    {
        clock.Start();
        var codeCells = notebook.Cells.Where(cell => cell.IsCode).ToList();
        var results = new List<CellResult>();
        CellFailure? failure = null;
        foreach (var cell in codeCells)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = clock.Elapsed;
            Report(null);
            var result = failure is null
                ? await RunCellAsync(cell, results.Count + 1)
                : Unrun(cell, results.Count + 1, CellStatus.NotRun, string.Create(CultureInfo.InvariantCulture, $"cell {failure.CellNumber} failed"));
            results.Add(result with { Elapsed = clock.Elapsed - started });
            failure ??= result.Failure;
            Report(results[^1]);

            void Report(CellResult? finished) => progress?.Report(new NotebookProgress(
                notebook.Name, cell.Number, (finished is null ? 1 : 0) + results.Count, codeCells.Count, FirstLine(cell), finished, clock.Elapsed));
        }

        clock.Stop();
        return results;
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private async Task<CellResult> RunCellAsync(NotebookCell cell, int codeNumber)
    {
        var program = CellProgram.Read(cell.Source, cell.Language);
        var references = new List<string>();
        var skip = program.Problem
            ?? (cell.Tags.Contains(CellTags.Optional) && !options.IncludeOptional ? "it is tagged optional" : null)
            ?? (cell.Tags.Contains(CellTags.NeedsPackage) && missingPackages is not null ? missingPackages : null)
            ?? await RestoreAsync(program, references);
        if (skip is not null)
            return Unrun(cell, codeNumber, CellStatus.Skipped, skip);

        var outputs = new OutputCollector();
        var failure = await RunPartsAsync(cell, codeNumber, program, references, outputs);
        return new CellResult(
            cell.Number, codeNumber, cell.Id, failure is null ? CellStatus.Ran : CellStatus.Failed, null, outputs.Outputs, TimeSpan.Zero, failure);
    }

    /// <summary>Finds the packages a cell asks for, with the clock stopped: how fast a network is says nothing about a notebook.</summary>
    /// <returns>Why they cannot be had; null if they can, or if none are asked for.</returns>
    private async Task<string?> RestoreAsync(CellProgram program, List<string> references)
    {
        if (program.Packages.Count == 0)
            return null;
        clock.Stop();
        var restored = await engine.RestoreAsync(program, cancellation);
        clock.Start();
        if (restored.Problem is { } problem)
            return missingPackages = $"{string.Join(", ", program.Packages)} {problem}";
        references.AddRange(restored.Assemblies);
        return null;
    }

    private async Task<CellFailure?> RunPartsAsync(NotebookCell cell, int codeNumber, CellProgram program, IReadOnlyList<string> references, OutputCollector outputs)
    {
        var mayTake = budget * options.BudgetFactor;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = mayTake - clock.Elapsed;
        limit.CancelAfter(left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait);
        var throws = cell.Tags.Contains(CellTags.RaisesException);
        try
        {
            var error = await engine.RunAsync(program, cell.Number.ToString(CultureInfo.InvariantCulture), references, outputs, allowInput: false, limit.Token);
            if (error is null)
                return throws ? Fail(CellFailureKind.DidNotThrow, "expected an exception, since the cell is tagged raises-exception, and it ran to its end. Take the tag off, or mend the cell.", null) : null;
            if (error.Kind == CellErrorKind.EndedTheProcess)
                return Fail(CellFailureKind.EndedTheProcess, error.Message, null);
            outputs.Add(new ErrorOutput(error.Name, error.Message, error.Traceback));
            var doesNotCompile = error.Kind == CellErrorKind.DoesNotCompile;
            if (throws && !doesNotCompile)
                return null;
            return doesNotCompile
                ? Fail(CellFailureKind.DoesNotCompile, error.Message, error.Line)
                : Fail(CellFailureKind.Threw, $"{error.Name}: {error.Message}", error.Line);
        }
        catch (OperationCanceledException)
        {
            engine.Kill();
            cancellation.ThrowIfCancellationRequested();
            return Fail(
                CellFailureKind.TookTooLong,
                string.Create(CultureInfo.InvariantCulture, $"still running after {mayTake.TotalSeconds:0.#} s, which is {options.BudgetFactor:0.#} times the notebook's stated {budget.TotalSeconds:0.#} s. ")
                + "An endless loop? If it needs the time, tag the cell optional, or state more in metadata.llm.budgetSeconds.",
                null);
        }

        CellFailure Fail(CellFailureKind kind, string message, int? line)
        {
            var lines = cell.Source.Split('\n');
            var source = line is { } number && number <= lines.Length ? lines[number - 1] : FirstLine(cell);
            return new CellFailure(notebook.Name, cell.Number, codeNumber, kind, message, line, source);
        }
    }

    private static CellResult Unrun(NotebookCell cell, int codeNumber, CellStatus status, string reason) =>
        new(cell.Number, codeNumber, cell.Id, status, reason, [], TimeSpan.Zero, null);

    private static string FirstLine(NotebookCell cell) =>
        cell.Source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "(an empty cell)";
}
