namespace LlmFromScratch.Corpora;

public sealed partial class DatasetStore
{
    private static readonly Lazy<HttpClient> SharedClient = new(() => new HttpClient
    {
        Timeout = Timeout.InfiniteTimeSpan, // FileDownload has its own patience, for each read instead of for the whole.
        DefaultRequestHeaders = { { "User-Agent", "LlmFromScratch" } },
    });

    /// <summary>What downloads; a test puts its own here.</summary>
    public HttpClient? Client { get; init; }

    /// <summary>How long a server may stay silent before the download is given up; a minute if not given.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Makes sure that a data set is on this machine: downloads the files that are missing or wrong in the cache.</summary>
    /// <remarks>
    /// A file appears in the cache only when it is complete and its SHA-256 is right; whatever goes wrong, nothing is left behind and
    /// what was there before stays. Files of the offline folder are checked and never written.
    /// </remarks>
    /// <param name="datasetName">Name of the data set.</param>
    /// <param name="progress">Is told the bytes so far of each file.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <returns>Where the files are, in the order of the catalogue.</returns>
    /// <exception cref="ArgumentException">There is no data set of that name.</exception>
    /// <exception cref="IOException">The cache cannot be written (found out before anything is downloaded), or the server failed.</exception>
    /// <exception cref="InvalidDataException">The server sent another file than the catalogue names, or the offline folder holds one.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<IReadOnlyList<DatasetLocation>> GetAsync(
        string datasetName, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        GetAsync(DatasetCatalogue.Find(datasetName), progress, cancellation);

    /// <inheritdoc cref="GetAsync(string, IProgress{WorkProgress}?, CancellationToken)"/>
    /// <param name="dataset">The data set.</param>
    /// <param name="progress">Is told the bytes so far of each file.</param>
    /// <param name="cancellation">Stops the download.</param>
    public async Task<IReadOnlyList<DatasetLocation>> GetAsync(
        Dataset dataset, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var locations = new List<DatasetLocation>();
        foreach (DatasetFile file in dataset.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            DatasetCheck check = Verify(dataset, file);
            if (check is { State: DatasetState.Different, Location.Place: DatasetPlace.OfflineFolder })
                throw Different(dataset, file, check.Location, check.ActualBytes, check.ActualSha256);
            if (check.State != DatasetState.Good)
                await new FileDownload(Client ?? SharedClient.Value, file, CachePath(file), Patience)
                    .RunAsync(progress, cancellation).ConfigureAwait(false);
            locations.Add(check.State == DatasetState.Good ? check.Location! : new DatasetLocation(DatasetPlace.Cache, CachePath(file)));
        }
        return locations.AsReadOnly();
    }
}
