using System.Runtime.InteropServices;

namespace LlmFromScratch.Cli;

/// <summary>What the process says to the program that started it.</summary>
internal static class ExitCode
{
    /// <summary>It worked.</summary>
    public const int Success = 0;

    /// <summary>It did not; one line on standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense; one line on standard error says what was expected.</summary>
    public const int WrongUsage = 2;

    /// <summary>Ctrl+C: 128 and the number of the signal, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>130 for Ctrl+C, 143 for a request to terminate.</summary>
    public static int OfSignal(PosixSignal signal) => signal == PosixSignal.SIGTERM ? 143 : Cancelled;
}
