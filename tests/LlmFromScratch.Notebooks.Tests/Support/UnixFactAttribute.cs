namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A test of what a signal leaves behind, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no signals: there, a process that is killed ends with an exit code that its killer chose.";
    }
}
