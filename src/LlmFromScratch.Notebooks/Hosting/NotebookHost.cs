using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using LlmFromScratch.Notebooks.Documents;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.Win32.SafeHandles;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>The child process: takes cells and questions from a pipe, and answers on its standard output.</summary>
internal static class NotebookHost
{
    /// <summary>The argument that makes a program the child.</summary>
    public const string Verb = "notebook-host";

    // Shown as text, not as HTML around a text.
    private static readonly Type[] Simple =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(char), typeof(decimal), typeof(double), typeof(float), typeof(Half), typeof(int), typeof(uint),
        typeof(nint), typeof(nuint), typeof(long), typeof(ulong), typeof(short), typeof(ushort), typeof(string), typeof(DateTime),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(System.Numerics.BigInteger),
    ];

    /// <summary>Runs cells until the requests end.</summary>
    /// <param name="pipe">The handle of the anonymous pipe that requests come through, as its server writes it.</param>
    /// <returns>The exit code: 0.</returns>
    public static int Run(string pipe)
    {
        ProcessGroup.Begin();
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe), utf8);
        using var output = new StreamWriter(OpenOutput(), utf8) { NewLine = "\n" };
        using var sink = new OutputSink(output);
        TakeOverConsole(sink);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => sink.Flush(); // a cell may call Environment.Exit

        // Ctrl+C in a terminal reaches every process in it. The parent decides what it means, and ends the child if it is the end.
        using var ignoreCtrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

        if (input.ReadLine() is not { } first || HostProtocol.Read<HostRequest>(first) is not { Open: { } opening })
            return 0;
        var worker = new HostWorker(new CSharpSession(Environment.CurrentDirectory, opening, sink), sink);
        sink.Send(new HostMessage("ready"));
        while (input.ReadLine() is { } line)
            worker.Take(HostProtocol.Read<HostRequest>(line));

        // The parent has finished, or is gone: a cell that still runs has nobody to run for.
        worker.Complete();
        worker.WaitForEnd(TimeSpan.FromSeconds(2));
        sink.Flush();
        ProcessGroup.End();
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
        AppContext.SetData("LlmFromScratch.StopRequested", (Func<bool>)(() => CellInterrupt.IsAsked)); // the course's library asks, in its long loops
        foreach (var simple in Simple)
            Formatter.SetPreferredMimeTypesFor(simple, MimeTypes.PlainText);
        SharedAssemblies.Share();
        PlotlyCharts.ShowWhenLoaded();
        Console.SetOut(new StreamCapture(sink, "stdout"));
        Console.SetError(new StreamCapture(sink, "stderr"));
        Console.SetIn(new ConsoleInput(sink));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
