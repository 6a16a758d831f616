using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>The child process: takes cells from a pipe, runs them, and answers on its standard output.</summary>
internal static class NotebookHost
{
    /// <summary>The argument that makes a program the child.</summary>
    public const string Verb = "notebook-host";

    /// <summary>Runs cells until the requests end.</summary>
    /// <param name="pipe">The handle of the anonymous pipe that requests come through, as its server writes it.</param>
    /// <returns>The exit code: 0.</returns>
    public static async Task<int> RunAsync(string pipe)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe), utf8);
        using var output = new StreamWriter(OpenOutput(), utf8) { NewLine = "\n" };
        using var sink = new OutputSink(output);
        TakeOverConsole(sink);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => sink.Flush(); // a cell may call Environment.Exit

        // Ctrl+C in a terminal reaches every process in it. The parent decides what it means, and ends the child if it is the end.
        using var ignoreCtrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

        var requests = Channel.CreateUnbounded<HostRequest>();
        var reading = new Thread(() => ReadRequests(input, requests.Writer)) { IsBackground = true, Name = "requests" };
        reading.Start();

        CSharpSession? session = null;
        await foreach (var request in requests.Reader.ReadAllAsync())
        {
            if (session is null)
            {
                session = new CSharpSession(Environment.CurrentDirectory, request.Notebook ?? "notebook", request.Scratch ?? Path.GetTempPath(), sink);
                sink.Send(new HostMessage("ready"));
                continue;
            }

            sink.StartCell();
            HostError? error;
            try
            {
                error = await session.RunAsync(request.Cell, request.Code ?? "", request.References ?? []);
            }
            catch (Exception e) // our own mistake: the parent must hear of it, or it would wait for this cell until its budget ends
            {
                error = new HostError(IsCompileError: false, e.GetType().FullName!, e.Message, null, [e.ToString()]);
            }
            sink.Send(new HostMessage("done", Error: error));
        }

        return 0;
    }

    /// <summary>The standard output, past the console: on Unix the console's own stream takes the lock of Console.Out for each write,
    /// which a cell that prints holds while it waits for the sink, and the two would wait for each other.</summary>
    private static Stream OpenOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    private static void TakeOverConsole(OutputSink sink)
    {
        CellHelpers.Sink = sink;
        Console.SetOut(new StreamCapture(sink, "stdout"));
        Console.SetError(new StreamCapture(sink, "stderr"));
        Console.SetIn(TextReader.Null); // nobody is there to type: a cell that reads meets the end of input
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }

    private static void ReadRequests(StreamReader input, ChannelWriter<HostRequest> requests)
    {
        while (input.ReadLine() is { } line)
            requests.TryWrite(HostProtocol.Read<HostRequest>(line));

        // The parent has finished, or is gone: a cell that still runs has nobody to run for.
        requests.TryComplete();
        Thread.Sleep(TimeSpan.FromSeconds(2));
        Process.GetCurrentProcess().Kill();
    }
}
