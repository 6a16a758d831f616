using System.IO.MemoryMappedFiles;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Assemblies for the compiler to read, mapped into memory: it reads the descriptions of a few types, and would copy all of 170
/// files, with their native code, 60 MB.</summary>
internal static class MetadataFiles
{
    // Held as long as the process lives, as the compiler may read them any time.
    private static readonly List<(MemoryMappedFile File, MemoryMappedViewAccessor View)> Held = [];

    /// <summary>An assembly that will not change as long as the process lives: of the framework, or a copy of our own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="properties">How it is referred to.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="BadImageFormatException">It is no assembly.</exception>
    public static PortableExecutableReference Reference(string path, MetadataReferenceProperties properties = default)
    {
        if (Place(path) is not var (offset, size))
            return MetadataReference.CreateFromFile(path, properties); // the compiler says best what is wrong with it

        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        lock (Held)
            Held.Add((file, view));
        var module = ModuleMetadata.CreateFromMetadata(view.SafeMemoryMappedViewHandle.DangerousGetHandle() + offset, size);
        return AssemblyMetadata.Create(module).GetReference(filePath: path).WithProperties(properties);
    }

    /// <summary>Where in the file the description of its types is; null if it has none.</summary>
    private static (int Offset, int Size)? Place(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            using var image = new PEReader(stream);
            return image.HasMetadata ? (image.PEHeaders.MetadataStartOffset, image.PEHeaders.MetadataSize) : null;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
