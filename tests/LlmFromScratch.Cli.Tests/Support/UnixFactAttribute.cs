namespace LlmFromScratch.Cli.Tests.Support;

/// <summary>A test that sends a signal to a process, which Windows does not have.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows cannot send a signal to one process.";
    }
}
