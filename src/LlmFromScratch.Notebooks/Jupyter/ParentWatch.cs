using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Whoever started a kernel may die without a word. A kernel that is left alone ends, or it would stay for ever.</summary>
/// <remarks>Jupyter names its process in JPY_PARENT_PID: on Unix its number, on Windows a handle to it.</remarks>
internal static class ParentWatch
{
    public const string Variable = "JPY_PARENT_PID";

    private const int NotPermitted = 1; // EPERM: it is there, and another user's

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Calls back once when the parent has ended. Does nothing where no parent is named.</summary>
    /// <param name="gone">Called from a thread of the pool.</param>
    /// <param name="cancellation">Ends the watch.</param>
    public static async Task RunAsync(Action gone, CancellationToken cancellation)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var named))
            return;
        try
        {
            if (OperatingSystem.IsWindows())
                await WaitForHandleAsync((nint)named, cancellation);
            else if (named is > 1 and <= int.MaxValue && IsThere((int)named)) // 1 does not end; and in a container the number may mean nothing
                await WaitForEndAsync((int)named, cancellation);
            else
                return;
        }
        catch (Exception e) when (e is OperationCanceledException or ArgumentException or Win32Exception or InvalidOperationException or EntryPointNotFoundException or DllNotFoundException)
        {
            return;
        }

        gone();
    }

    // Nothing can be waited for: Unix tells only parents of their children's end. An orphan gets another parent; where a script stands between
    // us and Jupyter, all there is to see is whether a process of that number is there.
    private static async Task WaitForEndAsync(int parent, CancellationToken cancellation)
    {
        var isOurs = ParentOfThisProcess() == parent;
        using var timer = new PeriodicTimer(Every);
        while (isOurs ? ParentOfThisProcess() == parent : IsThere(parent))
            await timer.WaitForNextTickAsync(cancellation);
    }

    private static bool IsThere(int process) => Kill(process, 0) == 0 || Marshal.GetLastPInvokeError() == NotPermitted;

    // The number could be anything: only a handle of a process has a process number.
    private static async Task WaitForHandleAsync(nint handle, CancellationToken cancellation)
    {
        var number = ProcessOfHandle(handle);
        if (number == 0)
            throw new ArgumentException("Not a handle of a process.");
        using var parent = Process.GetProcessById(number);
        await parent.WaitForExitAsync(cancellation);
    }

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentOfThisProcess();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    [DllImport("kernel32", EntryPoint = "GetProcessId")]
    private static extern int ProcessOfHandle(nint handle);
}
