namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>
/// The copies of the kernel's program. Kernels run from a copy, so that the solution can be built while a notebook is open; each build has a
/// folder of its own, so that a kernel can be installed again while the one before it runs.
/// </summary>
/// <param name="folder">Where they lie.</param>
internal sealed class KernelCopies(string folder)
{
    private const string Partial = ".partial";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Where they lie.</summary>
    public string Folder => folder;

    /// <summary>Says that this process runs from its folder, for as long as the answer is not disposed: nobody removes the folder.</summary>
    /// <returns>Null where the file system knows no locks.</returns>
    public static IDisposable? KeepInUse() => Open(typeof(KernelCopies).Assembly.Location, FileShare.Read);

    /// <summary>Keeps other installations away until the answer is disposed.</summary>
    /// <exception cref="IOException">The folder cannot be written, or another installation does not end.</exception>
    public IDisposable Lock(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, ".lock");
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(file) && DateTime.UtcNow < deadline)
            {
                cancellation.WaitHandle.WaitOne(50);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Makes sure that there is a copy. It appears whole or not at all.</summary>
    /// <param name="content">Its files.</param>
    /// <param name="build">The name of the content.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The folder of the copy.</returns>
    public string Place(KernelContent content, string build, CancellationToken cancellation)
    {
        // A copy that somebody has damaged may be in use all the same: then there is another one beside it.
        var target = Path.Combine(folder, build);
        for (var next = 2; Directory.Exists(target); next++)
        {
            if (IsWhole(target, build))
                return target;
            target = Path.Combine(folder, FormattableString.Invariant($"{build}-{next}"));
        }

        var partial = Path.Combine(folder, $".{Guid.NewGuid():N}{Partial}");
        try
        {
            foreach (var (name, source) in content.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                var copy = Path.Combine(partial, name);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(source, copy);
            }

            if (!IsWhole(partial, build))
                throw new IOException("the kernel's files changed while they were copied; is a build running? When it is done, try again: llm kernel install");
            Move(partial, target);
            return target;
        }
        finally
        {
            if (Directory.Exists(partial))
                Delete(partial);
        }
    }

    /// <summary>Removes the copies that no kernel spec starts and no kernel runs from, and what interrupted installations have left.</summary>
    /// <param name="specs">All kernel specs that may start one.</param>
    /// <returns>How many were removed, and how many stay because they are in use.</returns>
    public (int Removed, int InUse) Prune(IEnumerable<KernelSpec> specs)
    {
        if (!Directory.Exists(folder))
            return (0, 0);
        var started = specs.SelectMany(spec => spec.Argv).Where(Path.IsPathFullyQualified).Select(Path.GetFullPath).ToList();
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        int removed = 0, inUse = 0;
        foreach (var copy in Directory.GetDirectories(folder))
        {
            var isCopy = !copy.EndsWith(Partial, StringComparison.Ordinal);
            if (isCopy && started.Any(one => one.StartsWith(copy + Path.DirectorySeparatorChar, comparison)))
                continue;
            if (isCopy && IsInUse(copy))
                inUse++;
            else if (Remove(copy) && isCopy)
                removed++;
        }

        return (removed, inUse);
    }

    /// <summary>Removes the folder of copies, and the one around it, if nothing is left in them.</summary>
    public void RemoveIfEmpty()
    {
        foreach (var empty in new[] { folder, Path.GetDirectoryName(folder)! })
        {
            try
            {
                Directory.Delete(empty);
            }
            catch (IOException)
            {
                return; // It is not there, or something is in it.
            }
        }
    }

    private static bool IsWhole(string copy, string build) => KernelContent.OfCopy(copy).BuildName() == build;

    // A running kernel holds this file (KeepInUse); on Windows, the runtime does too.
    private static bool IsInUse(string copy)
    {
        var program = Path.Combine(copy, KernelContent.Program);
        if (!File.Exists(program))
            return false;
        using var alone = Open(program, FileShare.None);
        return alone is null;
    }

    private static FileStream? Open(string file, FileShare share)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, share, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Renamed first: Windows refuses that while a file in it is open, before anything is lost.
    private static bool Remove(string copy)
    {
        var gone = Path.Combine(Path.GetDirectoryName(copy)!, $".{Guid.NewGuid():N}{Partial}");
        try
        {
            Directory.Move(copy, gone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        Delete(gone);
        return true;
    }

    // A virus scanner may still be reading what has just been written.
    private static void Move(string from, string to)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Move(from, to);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && attempt < 20 && e is (IOException or UnauthorizedAccessException))
            {
                Thread.Sleep(50);
            }
        }
    }

    // What cannot be deleted now is deleted with the next installation.
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
