namespace LlmFromScratch.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("llm-tests-").FullName;

    /// <summary>The full path of "sub/a.txt" in it, with the separators of this system.</summary>
    public string File(string name) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public void Dispose()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && e is (IOException or UnauthorizedAccessException))
            {
                // Windows lets go of the files of a process that has ended, and of what a virus scanner reads, a moment later.
                if (attempt == 20)
                    return;
                Thread.Sleep(50);
            }
        }
    }
}
