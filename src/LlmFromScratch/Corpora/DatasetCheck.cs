namespace LlmFromScratch.Corpora;

/// <summary>Where a file of a data set can be.</summary>
public enum DatasetPlace
{
    /// <summary>Inside the library.</summary>
    Embedded,

    /// <summary>In the folder that the user names for machines without a network.</summary>
    OfflineFolder,

    /// <summary>In the user's cache, downloaded earlier.</summary>
    Cache,
}

/// <summary>Where a file of a data set is.</summary>
/// <param name="Place">Which of the places.</param>
/// <param name="Path">The full path; for an embedded file the name of the resource.</param>
public sealed record DatasetLocation(DatasetPlace Place, string Path);

/// <summary>What a look at a file found.</summary>
public enum DatasetState
{
    /// <summary>It is there and is the right one.</summary>
    Good,

    /// <summary>It is not on this machine.</summary>
    Missing,

    /// <summary>There is a file of that name with another content.</summary>
    Different,
}

/// <summary>What a look at a file found, and where.</summary>
/// <param name="File">The file as it should be.</param>
/// <param name="State">Good, missing or different.</param>
/// <param name="Location">Where it is; null if it is missing.</param>
/// <param name="ActualBytes">Its size there; 0 if it is missing.</param>
/// <param name="ActualSha256">SHA-256 of what is there; null if it is missing.</param>
public sealed record DatasetCheck(
    DatasetFile File, DatasetState State, DatasetLocation? Location, long ActualBytes, string? ActualSha256);
