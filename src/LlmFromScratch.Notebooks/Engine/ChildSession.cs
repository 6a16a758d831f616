using System.Collections.Concurrent;
using System.Globalization;
using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary>One child process with the session it holds: questions to it, and their answers, which may be that it has ended.</summary>
internal sealed class ChildSession : IAsyncDisposable
{
    private const int Killed = 128 + 9; // SIGKILL, as a shell counts it

    private readonly ConcurrentDictionary<int, TaskCompletionSource<HostMessage>> asked = new();
    private readonly HostProcess process;
    private readonly ScratchFolder scratch;
    private readonly Action<HostMessage> receive;
    private readonly Task pumping;
    private volatile CellError? end;
    private volatile CellError? expected;
    private int lastId;

    private ChildSession(HostProcess process, ScratchFolder scratch, Action<HostMessage> receive)
    {
        (this.process, this.scratch, this.receive) = (process, scratch, receive);
        pumping = Task.Run(PumpAsync);
    }

    /// <summary>Whether it takes no more questions: from the moment at which anybody may hear of its end.</summary>
    public bool HasEnded => end is not null || pumping.IsCompleted;

    /// <summary>Starts a child.</summary>
    /// <param name="options">Where, and how.</param>
    /// <param name="receive">Given what it shows, in order, from one thread.</param>
    public static async Task<ChildSession> StartAsync(CellEngineOptions options, Action<HostMessage> receive)
    {
        var scratch = new ScratchFolder();
        try
        {
            var opening = new HostOpening(options.Name, scratch.FullPath, LibraryFolder.Find(options.Folder));
            return new ChildSession(await HostProcess.StartAsync(options.Host ?? NotebookHostCommand.Default, options.Folder, opening), scratch, receive);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    /// <summary>Asks something.</summary>
    /// <returns>The answer; if the child ends before, the error that tells of it.</returns>
    public async Task<HostMessage> AskAsync(HostRequest request)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<HostMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = answer;
        if (end is { } error && asked.TryRemove(id, out _))
            return new HostMessage("answer", Error: error);
        await SendAsync(request with { Id = id });
        return await answer.Task;
    }

    /// <summary>Sends what has no answer. If the child is gone it is lost.</summary>
    public Task SendAsync(HostRequest request) => process.SendAsync(request, CancellationToken.None);

    /// <summary>What a cell is told if the child ends before it: stopping one may crash it.</summary>
    public void ExpectEnd(CellError? reason) => expected = reason;

    /// <summary>Ends the child.</summary>
    /// <param name="reason">What a cell that runs is told; null for what the end itself tells.</param>
    public void Kill(CellError? reason)
    {
        end ??= reason;
        process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(); // not by the end of its requests: a program that a cell started and left running would outlive the notebook
        await pumping;
        await process.DisposeAsync();
        scratch.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (var message in process.Messages.ReadAllAsync())
        {
            if (message.Kind != "answer")
                receive(message);
            else if (asked.TryRemove(message.Id, out var answer))
                answer.TrySetResult(message);
        }

        var ended = await process.WaitForEndAsync(CancellationToken.None);
        var description = DescribeEnd(ended);
        end ??= expected ?? new CellError(CellErrorKind.EndedTheProcess, "ProcessEnded", description, null, [description]);
        foreach (var id in asked.Keys)
        {
            if (asked.TryRemove(id, out var answer))
                answer.TrySetResult(new HostMessage("answer", Error: end));
        }
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
}
