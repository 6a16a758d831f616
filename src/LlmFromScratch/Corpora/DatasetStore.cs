using System.Globalization;
using System.Security.Cryptography;

namespace LlmFromScratch.Corpora;

/// <summary>Finds the files of data sets on this machine: in the library itself, in an offline folder, in the user's cache.</summary>
/// <remarks>Every file from outside the library is compared with its SHA-256 before it is used. Only <c>GetAsync</c> downloads.</remarks>
public sealed partial class DatasetStore
{
    /// <summary>The environment variable that names a folder with files of the data sets, for machines without a network.</summary>
    public const string OfflineFolderVariable = "LLM_FROM_SCRATCH_DATA";

    /// <summary>The environment variable that names the cache folder, where the usual place will not do.</summary>
    public const string CacheFolderVariable = "LLM_FROM_SCRATCH_CACHE";

    /// <summary>A store with folders of one's own choice.</summary>
    /// <param name="offlineFolder">Files are looked for here first; never written to. Null for none.</param>
    /// <param name="cacheFolder">Downloaded files are kept here. It is made when the first file is downloaded.</param>
    public DatasetStore(string? offlineFolder, string cacheFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        OfflineFolder = string.IsNullOrEmpty(offlineFolder) ? null : Path.GetFullPath(offlineFolder);
        CacheFolder = Path.GetFullPath(cacheFolder);
    }

    /// <summary>The folder looked in first, or null.</summary>
    public string? OfflineFolder { get; }

    /// <summary>The folder that downloads go to.</summary>
    public string CacheFolder { get; }

    /// <summary>
    /// The store that the environment describes: <see cref="OfflineFolderVariable"/>; the cache in <see cref="CacheFolderVariable"/>,
    /// else llm-from-scratch in XDG_CACHE_HOME, else in the folder that the system has for a user's local data.
    /// </summary>
    public static DatasetStore FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    internal static DatasetStore FromEnvironment(Func<string, string?> variable, string localData)
    {
        string? cache = variable(CacheFolderVariable);
        if (string.IsNullOrEmpty(cache))
        {
            string parent = variable("XDG_CACHE_HOME") is { Length: > 0 } given ? given
                : localData.Length > 0 ? localData
                : Path.GetTempPath(); // An account without a home.
            cache = Path.Combine(parent, "llm-from-scratch");
        }
        return new DatasetStore(variable(OfflineFolderVariable), cache);
    }

    /// <summary>Where a file is on this machine, or null. Its content is not looked at.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="file">One of its files.</param>
    public DatasetLocation? Locate(Dataset dataset, DatasetFile file)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(file);
        if (dataset.IsEmbedded)
            return new DatasetLocation(DatasetPlace.Embedded, $"datasets/{dataset.Name}/{file.Name}");
        if (OfflineFolder is not null && Path.Combine(OfflineFolder, file.Name) is var offline && File.Exists(offline))
            return new DatasetLocation(DatasetPlace.OfflineFolder, Path.GetFullPath(offline));
        return File.Exists(CachePath(file)) ? new DatasetLocation(DatasetPlace.Cache, CachePath(file)) : null;
    }

    /// <summary>The content of a file, checked against its SHA-256.</summary>
    /// <param name="datasetName">Name of the data set, such as "gpt2".</param>
    /// <param name="fileName">Name of the file, such as "gpt2/vocab.bpe".</param>
    /// <exception cref="ArgumentException">The catalogue has no such data set or file.</exception>
    /// <exception cref="FileNotFoundException">It is not on this machine; the message says how to get it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">What is there is another file than the catalogue names.</exception>
    public byte[] Read(string datasetName, string fileName)
    {
        Dataset dataset = DatasetCatalogue.Find(datasetName);
        return Read(dataset, dataset.File(fileName));
    }

    /// <inheritdoc cref="Read(string, string)"/>
    /// <param name="dataset">The data set.</param>
    /// <param name="file">One of its files.</param>
    public byte[] Read(Dataset dataset, DatasetFile file)
    {
        DatasetLocation location = Locate(dataset, file) ?? throw Missing(dataset, file);
        if (location.Place == DatasetPlace.Embedded)
            return EmbeddedData.Read(dataset.Name, file.Name);
        using FileStream stream = Open(location.Path);
        if (stream.Length != file.Bytes) // So that a huge file is not read in vain.
            throw Different(dataset, file, location, stream.Length, null);
        var bytes = new byte[file.Bytes];
        stream.ReadExactly(bytes);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == file.Sha256 ? bytes : throw Different(dataset, file, location, bytes.Length, hash);
    }

    /// <summary>Looks at the files of a data set: are they there, and are they the right ones?</summary>
    /// <param name="datasetName">Name of the data set.</param>
    /// <returns>One answer for each file, in the order of the catalogue.</returns>
    /// <exception cref="ArgumentException">There is no data set of that name.</exception>
    public IReadOnlyList<DatasetCheck> Verify(string datasetName) => Verify(DatasetCatalogue.Find(datasetName));

    /// <inheritdoc cref="Verify(string)"/>
    /// <param name="dataset">The data set.</param>
    public IReadOnlyList<DatasetCheck> Verify(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return [.. dataset.Files.Select(file => Verify(dataset, file))];
    }

    private DatasetCheck Verify(Dataset dataset, DatasetFile file)
    {
        if (Locate(dataset, file) is not { } location)
            return new DatasetCheck(file, DatasetState.Missing, null, 0, null);
        if (location.Place == DatasetPlace.Embedded)
            return new DatasetCheck(file, DatasetState.Good, location, file.Bytes, file.Sha256);
        using FileStream stream = Open(location.Path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new DatasetCheck(file, hash == file.Sha256 ? DatasetState.Good : DatasetState.Different, location, stream.Length, hash);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' may not be read by this user; check its permissions.");
        }
    }

    private string CachePath(DatasetFile file) => Path.GetFullPath(Path.Combine(CacheFolder, file.Name));

    private FileNotFoundException Missing(Dataset dataset, DatasetFile file)
    {
        string offline = OfflineFolder is null ? $"{OfflineFolderVariable} is not set"
            : Directory.Exists(OfflineFolder) ? $"'{OfflineFolder}' does not have it" : $"there is no folder '{OfflineFolder}'";
        return new FileNotFoundException(string.Create(CultureInfo.InvariantCulture,
            $"Data set '{dataset.Name}' is not on this machine: no file {file.Name} in the offline folder ({offline}) or in the cache " +
            $"'{CacheFolder}'. Get it with: llm data get {dataset.Name} ({dataset.Bytes:N0} bytes). Without a network: put the file into " +
            $"a folder and name that folder in {OfflineFolderVariable}."), file.Name);
    }

    private static InvalidDataException Different(Dataset dataset, DatasetFile file, DatasetLocation location, long bytes, string? hash)
    {
        string actual = string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes") + (hash is null ? "" : $" with SHA-256 {hash}");
        string advice = location.Place == DatasetPlace.Cache ? $"Get it again with: llm data get {dataset.Name}." : "Replace or remove it.";
        return new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"'{location.Path}' is not the file {file.Name} of data set '{dataset.Name}': expected {file.Bytes:N0} bytes with SHA-256 " +
            $"{file.Sha256}, got {actual}. {advice}"));
    }
}
