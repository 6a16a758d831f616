using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests;

/// <summary>A test that needs files of the offline folder; where one is missing, the test is skipped and says which.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    /// <param name="files">Names as in that folder: "tinyshakespeare.txt", "gpt2/vocab.bpe".</param>
    public DataFactAttribute(params string[] files)
    {
        string? folder = Environment.GetEnvironmentVariable(DatasetStore.OfflineFolderVariable);
        if (string.IsNullOrEmpty(folder))
            Skip = $"{DatasetStore.OfflineFolderVariable} is not set; this test needs {string.Join(", ", files)} in the folder it names.";
        else if (files.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file))) is { } missing)
            Skip = $"The folder of {DatasetStore.OfflineFolderVariable} has no file {missing}.";
    }
}
