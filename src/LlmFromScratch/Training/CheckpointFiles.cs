using System.Reflection;

namespace LlmFromScratch.Training;

/// <summary>Where the files of a checkpoint are: in a folder, or in the library itself.</summary>
internal interface ICheckpointFiles
{
    /// <summary>What messages call the place.</summary>
    string Place { get; }

    /// <summary>Is there such a file?</summary>
    bool Has(string name);

    /// <summary>The content of a file.</summary>
    byte[] Bytes(string name);
}

internal static class CheckpointFilesExtensions
{
    /// <summary>Makes something of a file. What is wrong with it is said with its name.</summary>
    /// <exception cref="InvalidDataException">It is missing, or what it says is wrong.</exception>
    public static T Read<T>(this ICheckpointFiles files, string name, Func<byte[], T> make)
    {
        if (!files.Has(name))
            throw new InvalidDataException($"there is no {name} in {files.Place}, which a checkpoint has");
        return files.About(name, () => make(files.Bytes(name)));
    }

    /// <summary>Does something with what a file said. What is wrong with it is said with its name.</summary>
    /// <exception cref="InvalidDataException">What it says is wrong.</exception>
    public static T About<T>(this ICheckpointFiles files, string name, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException($"{name} in {files.Place}: {e.Message}", e);
        }
    }
}

/// <summary>The files of a folder.</summary>
internal sealed class CheckpointFolder : ICheckpointFiles
{
    private readonly string _folder;

    /// <exception cref="InvalidDataException">There is no such folder.</exception>
    public CheckpointFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"there is no folder '{folder}'; expected that of a checkpoint");
        _folder = folder;
    }

    public string Place => $"'{_folder}'";

    public bool Has(string name) => File.Exists(Path.Combine(_folder, name));

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder, name));
}

/// <summary>A model that comes with the library.</summary>
internal sealed class EmbeddedCheckpoint(string model) : ICheckpointFiles
{
    private static readonly Assembly Library = typeof(EmbeddedCheckpoint).Assembly;

    public string Place => $"the model '{model}' of the library";

    public bool Has(string name) => Library.GetManifestResourceInfo($"datasets/models/{model}/{name}") is not null;

    public byte[] Bytes(string name)
    {
        using Stream stream = Library.GetManifestResourceStream($"datasets/models/{model}/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
