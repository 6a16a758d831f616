using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

/// <summary>A test against Jupyter's own client, skipped where there is no Python that has it.</summary>
internal sealed class JupyterClientFactAttribute : FactAttribute
{
    public JupyterClientFactAttribute()
    {
        if (Python is null)
            Skip = "There is no Python with jupyter_client here: pip install jupyter_client, or apt-get install python3-jupyter-client.";
    }

    /// <summary>A Python that has jupyter_client; null if none was found.</summary>
    public static string? Python { get; } = PythonModule.Find("jupyter_client");
}
