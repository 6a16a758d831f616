namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A test against Jupyter's own library, skipped where there is no Python that has it.</summary>
internal sealed class NbformatFactAttribute : FactAttribute
{
    public NbformatFactAttribute()
    {
        if (Python is null)
            Skip = "There is no Python with nbformat here: pip install nbformat, or apt-get install python3-nbformat.";
    }

    /// <summary>A Python that has nbformat; null if none was found.</summary>
    public static string? Python { get; } = PythonModule.Find("nbformat");
}
