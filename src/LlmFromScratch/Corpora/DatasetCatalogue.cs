namespace LlmFromScratch.Corpora;

/// <summary>All data sets that the course knows: its own, embedded in the library, and those of others, downloaded only on request.</summary>
public static class DatasetCatalogue
{
    private const string OwnLicence = "CC BY 4.0", Own = "written for this course; see datasets/ in its repository";
    private static readonly Lazy<IReadOnlyList<Dataset>> Everything = new(() => [.. EmbeddedSets(), .. ExternalSets()]);

    /// <summary>Every data set, the embedded ones first.</summary>
    public static IReadOnlyList<Dataset> All => Everything.Value;

    /// <summary>Finds a data set by its name.</summary>
    /// <param name="name">Its name, such as "tiny-shakespeare".</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static Dataset Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return All.FirstOrDefault(dataset => dataset.Name == name) ?? throw new ArgumentException(
            $"There is no data set '{name}'; expected one of: {string.Join(", ", All.Select(dataset => dataset.Name))}.", nameof(name));
    }

    private static IEnumerable<Dataset> EmbeddedSets()
    {
        yield return Embedded("names", "21,201 first names from 126 languages in Latin letters, one a line.");
        yield return Embedded("meals", "Sentences from a small grammar in English and Chinese, with their exact next-word probabilities.");
        yield return Embedded("storyworld", "Small children's stories in English and Chinese from a world whose next-word probabilities are known exactly, and questions on them.");
        yield return Embedded("tokenizers", "A byte-pair tokenizer of 2,048 tokens, learnt from the stories in English and Chinese.");
        yield return Embedded("llm-catalog", "56 language models from 2018 to 2024 by release, developer, parameters and training corpus.");
    }

    private static IEnumerable<Dataset> ExternalSets()
    {
        yield return new("tiny-shakespeare", "1,115,394 characters of Shakespeare's plays.", "public domain",
            "Andrej Karpathy, github.com/karpathy/char-rnn", false, [
                new("tinyshakespeare.txt", 1_115_394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
                    new("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"))]);
        yield return new("makemore-names", "32,033 first names, one a line.", "MIT (the repository's licence)",
            "Andrej Karpathy, github.com/karpathy/makemore", false, [
                new("names.txt", 228_145, "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",
                    new("https://raw.githubusercontent.com/karpathy/makemore/master/names.txt"))]);
        yield return new("stories260k", "A trained transformer of 260 thousand parameters that tells children's stories, and its tokenizer.", "MIT",
            "Andrej Karpathy, huggingface.co/karpathy/tinyllamas", false, [
                new("stories260K.bin", 1_056_540, "b0a507e7ad0f626624f17112325e66691f9076d622e1d3274d103d00299f2696",
                    new("https://huggingface.co/karpathy/tinyllamas/resolve/main/stories260K/stories260K.bin")),
                new("tok512.bin", 6_227, "037cb335abb25d1fa9e8ecae30ed2a3a8ace9302862ebcdc05d51a6bbb10c312",
                    new("https://huggingface.co/karpathy/tinyllamas/resolve/main/stories260K/tok512.bin"))]);
        yield return new("gpt2", "GPT-2's 50,257 tokens and the merges that make them.", "MIT",
            "OpenAI, github.com/openai/gpt-2", false, [
                new("gpt2/encoder.json", 1_042_301, "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783",
                    new("https://openaipublic.blob.core.windows.net/gpt-2/models/124M/encoder.json")),
                new("gpt2/vocab.bpe", 456_318, "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5",
                    new("https://openaipublic.blob.core.windows.net/gpt-2/models/124M/vocab.bpe"))]);
    }

    private static Dataset Embedded(string folder, string what) =>
        new(folder, what, OwnLicence, Own, IsEmbedded: true, EmbeddedData.FilesOf(folder));
}
