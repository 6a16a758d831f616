using System.Globalization;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// Copies of the folders from which a notebook takes assemblies. The copies are loaded, not the originals: so the solution can be
/// built again while a notebook runs, also on Windows, where a loaded file is locked.
/// </summary>
/// <param name="scratch">Where the copies go; whoever made it deletes it.</param>
internal sealed class ShadowFolder(string scratch)
{
    // What an assembly may need beside it: other assemblies, native libraries, symbols for line numbers.
    private static readonly string[] Extensions = [".dll", ".pdb", ".so", ".dylib"];

    private readonly Dictionary<string, string> copies = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Where the copy of this assembly is; its folder is copied the first time.</summary>
    /// <param name="assembly">The full path of an assembly that exists.</param>
    public string CopyOf(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        lock (gate)
        {
            if (!copies.TryGetValue(folder, out var copy))
            {
                copy = Path.Combine(scratch, copies.Count.ToString(CultureInfo.InvariantCulture));
                CopyFolder(folder, copy);
                copies.Add(folder, copy);
            }

            return Path.Combine(copy, Path.GetFileName(assembly));
        }
    }

    /// <summary>From where a copy was made; a path that is none comes back as it is.</summary>
    public string OriginalOf(string copy)
    {
        var folder = Path.GetDirectoryName(copy);
        lock (gate)
        {
            foreach (var (from, to) in copies)
            {
                if (to == folder)
                    return Path.Combine(from, Path.GetFileName(copy));
            }
        }

        return copy;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            if (Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        }

        // Native libraries of packages lie below.
        var runtimes = Path.Combine(from, "runtimes");
        if (!Directory.Exists(runtimes))
            return;
        foreach (var file in Directory.EnumerateFiles(runtimes, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CopyFile(file, target);
        }
    }

    private static void CopyFile(string from, string to)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Copy(from, to, overwrite: true);
                return;
            }
            catch (IOException) when (attempt < 10)
            {
                Thread.Sleep(100); // a build may be writing it just now
            }
        }
    }
}
