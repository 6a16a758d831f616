namespace LlmFromScratch.Corpora;

/// <summary>A data set of the catalogue: what it is, whose it is, and the files that it consists of.</summary>
/// <param name="Name">What it is called on the command line: "meals", "tiny-shakespeare".</param>
/// <param name="What">What it is, in one sentence.</param>
/// <param name="Licence">Under which terms it may be used.</param>
/// <param name="Source">Who made it and where it is found.</param>
/// <param name="IsEmbedded">True if it is part of this library and needs no download.</param>
/// <param name="Files">Its files; one at least.</param>
public sealed record Dataset(
    string Name, string What, string Licence, string Source, bool IsEmbedded, IReadOnlyList<DatasetFile> Files)
{
    /// <summary>Size of all files together, in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The file of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public DatasetFile File(string name) => Files.FirstOrDefault(file => file.Name == name) ?? throw new ArgumentException(
        $"Data set '{Name}' has no file '{name}'; it has: {string.Join(", ", Files.Select(file => file.Name))}.", nameof(name));
}

/// <summary>One file of a data set, and how to tell that it is the right one.</summary>
/// <param name="Name">Its name, with / between folders: "gpt2/vocab.bpe".</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its content, 64 digits 0-9 a-f.</param>
/// <param name="Address">Where it is downloaded from; null for an embedded file.</param>
public sealed record DatasetFile(string Name, long Bytes, string Sha256, Uri? Address);
