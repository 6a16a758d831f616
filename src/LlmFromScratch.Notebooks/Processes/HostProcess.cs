using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using LlmFromScratch.Notebooks.Hosting;

namespace LlmFromScratch.Notebooks.Processes;

/// <summary>The parent's end of the child process in which cells run.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    // The runtime says why it crashed at the beginning; a stack overflow then goes on for pages.
    private const int MaxErrorChars = 4_000;

    // For what is still in the pipes of a process that has ended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly AnonymousPipeServerStream requests;
    private readonly Channel<HostMessage> messages = Channel.CreateBounded<HostMessage>(256);
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly StringBuilder errors = new();
    private readonly Task reading;
    private readonly Task readingErrors;
    private readonly Task ending;

    private HostProcess(Process process, AnonymousPipeServerStream requests)
    {
        this.process = process;
        this.requests = requests;
        reading = Task.Run(ReadMessagesAsync);
        readingErrors = Task.Run(ReadErrorsAsync);
        ending = Task.Run(EndMessagesAsync);
    }

    /// <summary>What the child has said; ends when the child has ended.</summary>
    public ChannelReader<HostMessage> Messages => messages.Reader;

    /// <summary>Starts a child in the notebook's folder.</summary>
    /// <exception cref="InvalidOperationException">It could not be started.</exception>
    public static async Task<HostProcess> StartAsync(NotebookHostCommand command, string folder, HostOpening opening)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(command.FileName)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        // Requests come through a pipe of their own: on the standard input, a cell that reads it would take them, and so would a program
        // that a cell starts, which inherits it. The standard input is at its end from the beginning.
        var requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        start.ArgumentList.Add(NotebookHost.Verb);
        start.ArgumentList.Add(requests.GetClientHandleAsString());
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0"; // a cell that crashes on purpose leaves no dump behind

        var process = Process.Start(start) ?? throw new InvalidOperationException($"Could not start {command.FileName} to run the notebook's cells.");
        process.StandardInput.Close();
        requests.DisposeLocalCopyOfClientHandle();
        var host = new HostProcess(process, requests);
        await host.SendAsync(new HostRequest("open", Open: opening), CancellationToken.None);
        return host;
    }

    /// <summary>Sends a request. If the child is gone it is lost: the end of <see cref="Messages"/> tells.</summary>
    public async Task SendAsync(HostRequest request, CancellationToken cancellation)
    {
        try
        {
            await sending.WaitAsync(cancellation);
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        try
        {
            await requests.WriteAsync(Encoding.UTF8.GetBytes(HostProtocol.Write(request) + "\n"), cancellation).AsTask().WaitAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Waits for a child whose messages have ended.</summary>
    /// <returns>Its exit code, and what its runtime said on the error stream.</returns>
    public async Task<(int ExitCode, string Errors)> WaitForEndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await readingErrors.WaitAsync(Patience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (errors)
            return (process.ExitCode, errors.ToString().Trim());
    }

    /// <summary>Ends the child and whatever it started.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself just now.
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Not by the end of its requests: a program that a cell started and left running would outlive the notebook.
        Kill();
        await closing.CancelAsync();
        await process.WaitForExitAsync();
        await Task.WhenAll(reading, readingErrors, ending).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await requests.DisposeAsync();
        process.Dispose();
        closing.Dispose();
    }

    private async Task ReadMessagesAsync()
    {
        try
        {
            // Bytes, and our own decoder: the reader of a process waits for more where what came fills its buffer to the last byte, and so
            // would hold back the end of an answer.
            var bytes = new byte[8192];
            var buffer = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
            var decoder = Encoding.UTF8.GetDecoder();
            var line = new StringBuilder();
            int read;
            while ((read = await process.StandardOutput.BaseStream.ReadAsync(bytes, closing.Token)) > 0)
            {
                var count = decoder.GetChars(bytes, 0, read, buffer, 0);
                for (var start = 0; start < count;)
                {
                    var newline = Array.IndexOf(buffer, '\n', start, count - start);
                    var end = newline < 0 ? count : newline + 1;
                    line.Append(buffer, start, end - start);
                    start = end;

                    // A line ends at its newline; one without end is passed on in parts if it is no message.
                    if (newline >= 0 || (line.Length > 100_000 && line[0] != HostProtocol.RecordSeparator))
                    {
                        await PassOnAsync(line.ToString());
                        line.Clear();
                    }
                }
            }

            if (line.Length > 0)
                await PassOnAsync(line.ToString());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or ChannelClosedException)
        {
        }
        finally
        {
            messages.Writer.TryComplete();
        }
    }

    // A program that a cell started may hold the child's output open when the child is gone: that is no reason to wait for it.
    private async Task EndMessagesAsync()
    {
        await process.WaitForExitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await reading.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        messages.Writer.TryComplete();
    }

    // What stands before the separator was printed past the console's writers: it is output of the cell all the same.
    private async Task PassOnAsync(string line)
    {
        var separator = line.IndexOf(HostProtocol.RecordSeparator);
        var printed = separator < 0 ? line : line[..separator];
        if (printed.Length > 0)
            await messages.Writer.WriteAsync(new HostMessage("stream", printed, "stdout"), closing.Token);
        if (separator < 0)
            return;

        HostMessage message;
        try
        {
            message = HostProtocol.Read<HostMessage>(line[(separator + 1)..]);
        }
        catch (JsonException) // cut off by a crash
        {
            return;
        }

        await messages.Writer.WriteAsync(message, closing.Token);
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new char[2048];
        try
        {
            int count;
            while ((count = await process.StandardError.ReadAsync(buffer, closing.Token)) > 0)
            {
                lock (errors)
                    errors.Append(buffer, 0, Math.Min(count, MaxErrorChars - errors.Length));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
