using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// This process with the programs that its cells start. When the parent is killed, and so cannot end them, they end themselves together.
/// On Windows, which has no such groups, only this process does.
/// </summary>
internal static class ProcessGroup
{
    private const int Kill = 9;

    /// <summary>Makes a group of this process; what it starts from now on belongs to it.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
            _ = setpgid(0, 0);
    }

    /// <summary>Ends this process and the others of its group. Does not return.</summary>
    public static void End()
    {
        if (!OperatingSystem.IsWindows() && getpgrp() == Environment.ProcessId)
            _ = kill(0, Kill);
        Process.GetCurrentProcess().Kill();
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006, SA1300 // three calls of the C library, by their names
    [DllImport("libc")]
    private static extern int setpgid(int pid, int group);

    [DllImport("libc")]
    private static extern int getpgrp();

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
#pragma warning restore SYSLIB1054, CA5392, IDE1006, SA1300
}
