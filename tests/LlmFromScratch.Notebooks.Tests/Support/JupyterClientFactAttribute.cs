namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>A test with Jupyter's own client, skipped where there is no Python that has it.</summary>
internal sealed class JupyterClientFactAttribute : FactAttribute
{
    /// <param name="killsKernels">Whether it kills kernels and looks for what they leave behind, by means that only Unix has.</param>
    public JupyterClientFactAttribute(bool killsKernels = false)
    {
        if (killsKernels && OperatingSystem.IsWindows())
            Skip = "The script kills kernels and looks for what they leave behind, with signals, which Windows does not have.";
        else if (Python is null)
            Skip = "There is no Python with jupyter_client here: pip install jupyter_client, or apt-get install python3-jupyter-client.";
    }

    /// <summary>A Python that has jupyter_client; null if none was found.</summary>
    public static string? Python { get; } = PythonModule.Find("jupyter_client");
}
