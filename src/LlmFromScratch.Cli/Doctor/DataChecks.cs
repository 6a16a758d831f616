using LlmFromScratch.Corpora;

namespace LlmFromScratch.Cli.Doctor;

/// <summary>Looks at the data sets: built in, in the offline folder, in the cache.</summary>
internal static class DataChecks
{
    public static Finding BuiltIn()
    {
        string[] empty = [.. DatasetCatalogue.All.Where(set => set.IsEmbedded && set.Files.Count == 0).Select(set => set.Name)];
        return empty.Length == 0
            ? new Finding("built-in data", Health.Ok, string.Join(", ", DatasetCatalogue.All.Where(set => set.IsEmbedded).Select(set => set.Name)))
            : new Finding("built-in data", Health.Problem, $"missing from this build: {string.Join(", ", empty)}", "Is the folder datasets/ complete? Check it out again, then: dotnet build -c Release");
    }

    public static Finding External(DatasetStore store, CancellationToken cancellation)
    {
        var found = new List<string>();
        var different = new List<string>();
        foreach (Dataset set in DatasetCatalogue.All.Where(set => !set.IsEmbedded))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<DatasetCheck> checks = store.Verify(set);
            if (checks.All(check => check.State == DatasetState.Good))
                found.Add(set.Name);
            different.AddRange(checks.Where(check => check.State == DatasetState.Different).Select(check => check.Location!.Path));
        }
        if (different.Count > 0)
            return new Finding("other data", Health.Problem, $"not what the catalogue names: {string.Join(", ", different)}", "Remove the file, or get it again with: llm data get NAME");
        return new Finding("other data", Health.Ok, found.Count > 0 ? $"{string.Join(", ", found)} (verified)" : "none on this machine; the chapters do without. Get some with: llm data get NAME");
    }

    public static Finding OfflineFolder(DatasetStore store) =>
        store.OfflineFolder is null ? new Finding("offline folder", Health.Ok, $"{DatasetStore.OfflineFolderVariable} is not set")
        : Directory.Exists(store.OfflineFolder) ? new Finding("offline folder", Health.Ok, store.OfflineFolder)
        : new Finding("offline folder", Health.Warning, $"there is no folder {store.OfflineFolder}", $"Correct or unset {DatasetStore.OfflineFolderVariable}");

    public static Finding Cache(DatasetStore store) => CanWrite(store.CacheFolder)
        ? new Finding("cache", Health.Ok, store.CacheFolder)
        : new Finding("cache", Health.Problem, $"{store.CacheFolder} cannot be written", $"Name a folder that can be in {DatasetStore.CacheFolderVariable}");

    public static Finding CurrentFolder() => CanWrite(Directory.GetCurrentDirectory())
        ? new Finding("this folder", Health.Ok, "can be written")
        : new Finding("this folder", Health.Warning, $"{Directory.GetCurrentDirectory()} cannot be written", "Give --out a path elsewhere");

    private static bool CanWrite(string folder)
    {
        try
        {
            Output.OutputFiles.CheckWritable(Path.Combine(folder, "file"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
