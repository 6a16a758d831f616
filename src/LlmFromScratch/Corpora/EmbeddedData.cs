using System.Reflection;
using System.Security.Cryptography;

namespace LlmFromScratch.Corpora;

/// <summary>The files of the folder datasets/ that are part of the library itself.</summary>
internal static class EmbeddedData
{
    private static readonly Assembly Library = typeof(EmbeddedData).Assembly;

    /// <summary>The files of one folder in the order of their names; size and SHA-256 are of the bytes as they are embedded.</summary>
    public static IReadOnlyList<DatasetFile> FilesOf(string folder)
    {
        string prefix = $"datasets/{folder}/";
        return [.. Library.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Describe(name, name[prefix.Length..]))];
    }

    /// <summary>The content of a file.</summary>
    public static byte[] Read(string folder, string file)
    {
        using Stream stream = Open($"datasets/{folder}/{file}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static DatasetFile Describe(string resource, string name)
    {
        using Stream stream = Open(resource);
        return new DatasetFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)), Address: null);
    }

    private static Stream Open(string resource) => Library.GetManifestResourceStream(resource) ??
        throw new ArgumentException($"The library has no embedded file '{resource}'.", nameof(resource));
}
