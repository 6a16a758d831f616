namespace LlmFromScratch.Notebooks.Processes;

/// <summary>A new folder for temporary files, deleted with everything in it when disposed. One whose owner was killed is deleted by the next
/// that is made.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "llm-notebook-";
    private const string Owner = ".owner"; // held open as long as its owner lives

    private static readonly Lazy<bool> Swept = new(Sweep);

    private readonly FileStream owner;

    public ScratchFolder()
    {
        _ = Swept.Value;
        FullPath = Directory.CreateTempSubdirectory(Prefix).FullName;
        owner = new FileStream(Path.Combine(FullPath, Owner), FileMode.Create, FileAccess.Write, FileShare.None, 1);
    }

    public string FullPath { get; }

    public void Dispose()
    {
        owner.Dispose();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(FullPath, recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows lets go of a killed process's files a moment later. What remains is deleted another time.
                if (attempt == 20)
                    return;
                Thread.Sleep(50);
            }
        }
    }

    private static bool Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, Owner), FileMode.Open, FileAccess.Write, FileShare.None, 1))
                {
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, somebody else's, or just being made.
            }
        }

        return true;
    }
}
