namespace LlmFromScratch.Cli.Output;

/// <summary>Finds out before long work whether its result can be written.</summary>
internal static class OutputFiles
{
    /// <summary>Makes sure that a file can be made or replaced.</summary>
    /// <exception cref="IOException">It cannot; the message says why.</exception>
    public static void CheckWritable(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new IOException($"'{path}' is a folder; expected the name of a file to write");
        if (AtomicFile.IsDevice(full))
            throw new IOException($"'{path}' is a device; expected the name of a file to write");
        string folder = Path.GetDirectoryName(full)!;
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new IOException($"'{path}' cannot be written: '{folder}' is a file, not a folder");
            folder = Path.GetDirectoryName(folder) ?? throw new IOException($"'{path}' cannot be written: there is no '{Path.GetPathRoot(full)}'");
        }
        try
        {
            string probe = Path.Combine(folder, $".llm-{Guid.NewGuid():N}");
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: the folder '{folder}' does not allow it ({e.Message.TrimEnd('.')})", e);
        }
    }
}
