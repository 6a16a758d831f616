using System.Text;

namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>
/// The copies of the kernel's program. Kernels run from a copy, so that the solution can be built while a notebook is open; each build has a
/// folder of its own, so that a kernel can be installed again while the one before it runs.
/// </summary>
/// <remarks>
/// Beside the copies are a file that names the current one, and a folder <c>start</c> with what starts it (<see cref="KernelStart"/>). Kernel specs
/// name that folder, which stays: VS Code takes a kernel that is started by another command for another kernel, which has to be chosen again, and
/// an open window goes on starting the command that it has read.
/// </remarks>
/// <param name="folder">Where they lie.</param>
internal sealed class KernelCopies(string folder)
{
    /// <summary>The file that names the current copy.</summary>
    public const string CurrentName = "current";

    private const string Partial = ".partial", StartName = "start";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Where they lie.</summary>
    public string Folder => folder;

    /// <summary>What a kernel spec names.</summary>
    public string Starter => Path.Combine(folder, StartName, KernelContent.Program);

    /// <summary>The folder of the copy that is started; null if there is none.</summary>
    public string? Current
    {
        get
        {
            var named = Path.Combine(folder, CurrentName);
            var copy = File.Exists(named) ? Path.Combine(folder, Path.GetFileName(File.ReadAllText(named).Trim())) : folder;
            return File.Exists(Path.Combine(copy, KernelContent.Program)) ? copy : null;
        }
    }

    /// <summary>The name of the build that is started: "0.1.0-abc" also where the copy is a second one, 0.1.0-abc-2.</summary>
    public string? CurrentBuild => Current is { } copy ? string.Join('-', Path.GetFileName(copy).Split('-').Take(2)) : null;

    /// <summary>The copies of which a kernel spec starts the current one; null if it names no starter.</summary>
    public static KernelCopies? StartedBy(KernelSpec spec) =>
        spec.Argv is [_, var starter, ..] && Path.GetDirectoryName(starter) is { } start && Path.GetFileName(start) == StartName
            ? new KernelCopies(Path.GetDirectoryName(start)!)
            : null;

    /// <summary>Says that this process runs from a copy, for as long as the answer is not disposed: nobody removes the copy.</summary>
    /// <returns>Null where the file system knows no locks.</returns>
    public static IDisposable? KeepInUse(string copy) => Open(Path.Combine(copy, KernelContent.Program), FileShare.Read);

    /// <summary>Keeps other installations away until the answer is disposed.</summary>
    /// <exception cref="IOException">The folder cannot be written, or another installation does not end.</exception>
    public IDisposable Lock(CancellationToken cancellation)
    {
        var file = Path.Combine(folder, ".lock");
        var deadline = DateTime.UtcNow + Patience;
        for (var vanished = 0; ;)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is (IOException or UnauthorizedAccessException) && DateTime.UtcNow < deadline && (File.Exists(file) || ++vanished < 20))
            {
                // Another installation has it, or has just removed it.
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

    /// <summary>Makes a copy the one that is started.</summary>
    public void Choose(string copy)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Starter)!);
        foreach (var file in new[] { Starter, Path.ChangeExtension(Starter, ".runtimeconfig.json") })
        {
            try
            {
                WriteFile(file, File.ReadAllBytes(Path.Combine(copy, Path.GetFileName(file))));
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && File.Exists(file) && e is (IOException or UnauthorizedAccessException))
            {
                // Windows keeps it while a kernel runs. The one that is there starts this copy as well.
            }
        }

        WriteFile(Path.Combine(folder, CurrentName), Encoding.UTF8.GetBytes(Path.GetFileName(copy) + "\n"));
    }

    /// <summary>Removes the copies that no kernel spec starts and no kernel runs from, and what interrupted installations have left.</summary>
    /// <param name="specs">All kernel specs that may start one.</param>
    /// <returns>How many were removed, and how many stay because they are in use.</returns>
    public (int Removed, int InUse) Prune(IEnumerable<KernelSpec> specs)
    {
        if (!Directory.Exists(folder))
            return (0, 0);
        var isStarted = specs.Any(spec => spec.IsOurs && StartedBy(spec) is { } started && JupyterPaths.Comparer.Equals(Path.GetFullPath(started.Folder), folder));
        var kept = isStarted ? Current : null;
        if (!isStarted)
        {
            File.Delete(Path.Combine(folder, CurrentName));
            Remove(Path.GetDirectoryName(Starter)!);
        }

        foreach (var left in Directory.GetFiles(folder, ".*" + Partial))
            File.Delete(left);
        int removed = 0, inUse = 0;
        foreach (var copy in Directory.GetDirectories(folder))
        {
            if (copy == kept || Path.GetFileName(copy) == StartName)
                continue;
            var isCopy = !copy.EndsWith(Partial, StringComparison.Ordinal);
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

    /// <summary>Writes a file that appears whole or not at all.</summary>
    public static void WriteFile(string path, byte[] content)
    {
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}{Partial}");
        try
        {
            File.WriteAllBytes(partial, content);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial); // Already gone unless something failed.
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
