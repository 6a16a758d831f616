namespace LlmFromScratch.Notebooks.Processes;

/// <summary>A new folder for temporary files, deleted with everything in it when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("llm-notebook-").FullName;

    public void Dispose()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(FullPath, recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows lets go of a killed process's files a moment later. What remains is in the system's temporary folder.
                if (attempt == 20)
                    return;
                Thread.Sleep(50);
            }
        }
    }
}
