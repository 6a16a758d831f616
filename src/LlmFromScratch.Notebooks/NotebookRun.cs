using System.Diagnostics;
using System.Globalization;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Packages;
using LlmFromScratch.Notebooks.Processes;

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

    private const int Killed = 128 + 9; // SIGKILL, as a shell counts it

    private readonly Stopwatch clock = new();
    private readonly List<PackageRequest> packages = [];
    private ScratchFolder? scratch;
    private HostProcess? host;
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

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        scratch?.Dispose();
    }

    private async Task<CellResult> RunCellAsync(NotebookCell cell, int codeNumber)
    {
        var program = CellProgram.Read(cell);
        var references = new List<string>();
        var skip = program.SkipReason
            ?? (cell.Tags.Contains(CellTags.Optional) && !options.IncludeOptional ? "it is tagged optional" : null)
            ?? (cell.Tags.Contains(CellTags.NeedsPackage) && missingPackages is not null ? missingPackages : null)
            ?? await RestoreAsync(program, references);
        if (skip is not null)
            return Unrun(cell, codeNumber, CellStatus.Skipped, skip);

        var outputs = new OutputCollector();
        if (program.ShownAs is { } mime)
        {
            outputs.Add(new DisplayOutput(new Dictionary<string, string> { [mime] = program.Code }, IsResult: false));
            return Finished(cell, codeNumber, CellStatus.Ran, outputs, null);
        }

        var failure = string.IsNullOrWhiteSpace(program.Code) && references.Count == 0
            ? null
            : await RunCSharpAsync(cell, codeNumber, program.Code, references, outputs);
        return Finished(cell, codeNumber, failure is null ? CellStatus.Ran : CellStatus.Failed, outputs, failure);
    }

    /// <summary>Finds the packages a cell asks for, with the clock stopped: how fast a network is says nothing about a notebook.</summary>
    /// <returns>Why they cannot be had; null if they can, or if none are asked for.</returns>
    private async Task<string?> RestoreAsync(CellProgram program, List<string> references)
    {
        if (program.Packages.Count == 0)
            return null;
        clock.Stop();
        var restored = await PackageRestore.RestoreAsync([.. packages.Concat(program.Packages).Distinct()], options.AllowDownload, cancellation);
        clock.Start();
        if (restored.Problem is { } problem)
            return missingPackages = $"{string.Join(", ", program.Packages)} {problem}";
        packages.AddRange(program.Packages);
        references.AddRange(restored.Assemblies);
        return null;
    }

    private async Task<CellFailure?> RunCSharpAsync(NotebookCell cell, int codeNumber, string code, IReadOnlyList<string> references, OutputCollector outputs)
    {
        var mayTake = budget * options.BudgetFactor;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = mayTake - clock.Elapsed;
        limit.CancelAfter(left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait);
        var throws = cell.Tags.Contains(CellTags.RaisesException);
        try
        {
            await StartHostAsync();
            await host!.SendAsync(new HostRequest(Cell: cell.Number, Code: code, References: references), limit.Token);
            await foreach (var message in host.Messages.ReadAllAsync(limit.Token))
            {
                limit.Token.ThrowIfCancellationRequested(); // a cell that prints without end always has a message ready
                outputs.Add(message);
                if (message.Kind != "done")
                    continue;
                if (message.Error is not { } error)
                    return throws ? Fail(CellFailureKind.DidNotThrow, "expected an exception, since the cell is tagged raises-exception, and it ran to its end. Take the tag off, or mend the cell.", null) : null;
                outputs.Add(new ErrorOutput(error.Name, error.Message, error.Traceback));
                if (throws && !error.IsCompileError)
                    return null;
                return error.IsCompileError
                    ? Fail(CellFailureKind.DoesNotCompile, error.Message, error.Line)
                    : Fail(CellFailureKind.Threw, $"{error.Name}: {error.Message}", error.Line);
            }

            return Fail(CellFailureKind.EndedTheProcess, DescribeEnd(await host.WaitForEndAsync(limit.Token)), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            host!.Kill();
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

    private async Task StartHostAsync()
    {
        if (host is not null)
            return;
        scratch = new ScratchFolder();
        var full = Path.GetFullPath(path);
        host = await HostProcess.StartAsync(
            options.Host ?? NotebookHostCommand.Default, Path.GetDirectoryName(full)!, Path.GetFileName(full), scratch.FullPath);
    }

    private static string DescribeEnd((int ExitCode, string Errors) end)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"exit code {end.ExitCode}");
        var said = end.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (said.Length == 0)
        {
            return end.ExitCode switch
            {
                Killed => $"the process was killed ({code}): by somebody, or by the system for want of memory.",
                > 128 or < 0 => $"the process crashed without a word ({code}). Does the cell call native code?",
                _ => $"the cell ended the process ({code}). Does it call Environment.Exit?",
            };
        }

        if (said[0].StartsWith("Stack overflow", StringComparison.Ordinal))
            return $"stack overflow, which ended the process ({code}). Does a function call itself without end?";
        var first = said is ["Process terminated.", var reason, ..] && !reason.StartsWith("at ", StringComparison.Ordinal) ? $"Process terminated. {reason}" : said[0];
        return $"the process crashed ({code}): {first}";
    }

    private static CellResult Unrun(NotebookCell cell, int codeNumber, CellStatus status, string reason) =>
        new(cell.Number, codeNumber, cell.Id, status, reason, [], TimeSpan.Zero, null);

    private static CellResult Finished(NotebookCell cell, int codeNumber, CellStatus status, OutputCollector outputs, CellFailure? failure) =>
        new(cell.Number, codeNumber, cell.Id, status, null, outputs.Outputs, TimeSpan.Zero, failure);

    private static string FirstLine(NotebookCell cell) =>
        cell.Source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "(an empty cell)";
}
