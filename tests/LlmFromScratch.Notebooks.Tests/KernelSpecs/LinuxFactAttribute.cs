namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

/// <summary>A test of folders that only Linux has.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "This test is about Linux's folders.";
    }
}
