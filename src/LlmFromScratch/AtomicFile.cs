using System.Text;

namespace LlmFromScratch;

/// <summary>Writes a file whole or not at all: beside its target under another name first, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>UTF-8 without a byte-order mark, the encoding of every text file here.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes what <paramref name="write"/> puts into the stream. If it throws, the target is as it was before.</summary>
    /// <param name="path">The target; its folder is made if it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The folder cannot be written, the disk is full, or the target is a device such as /dev/null.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        if (IsDevice(target))
            throw new IOException($"'{path}' is a device; expected the name of a file to write");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string partial = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
                write(stream);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial); // Already gone unless something failed.
        }
    }

    /// <summary>Whether a name is that of a device. To rename a file over /dev/null would take it from the whole system, and root may.</summary>
    /// <param name="fullPath">The full path.</param>
    public static bool IsDevice(string fullPath)
    {
        ArgumentNullException.ThrowIfNull(fullPath);
        return !OperatingSystem.IsWindows() && File.Exists(fullPath)
            && fullPath.StartsWith("/dev/", StringComparison.Ordinal) && !fullPath.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The target; its folder is made if it is missing.</param>
    /// <param name="text">The whole content.</param>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
            writer.Write(text);
        });
    }
}
