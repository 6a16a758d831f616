using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>A model that is ready to answer, and all that is known of where it comes from.</summary>
/// <param name="Name">"kneser-ney, order 5".</param>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">How text is cut for it.</param>
/// <param name="Data">What it was trained on: "meals", or the name of a file.</param>
/// <param name="Counts">The counts it was made of; null for one that was read from a file.</param>
/// <param name="Source">The text it was trained on; null for one that was read from a file.</param>
internal sealed record LoadedModel(string Name, ILanguageModel Model, ITokenizer Tokenizer, string Data, NGramCounts? Counts, TextSource? Source)
{
    /// <summary>What cuts the text; null where that is not all, as with byte pairs.</summary>
    public ISplitter? Splitter => (Tokenizer as Tokenizer)?.Splitter;

    /// <summary>What the training had to decide.</summary>
    public IReadOnlyList<string> Notes => (Model as NGramModel)?.Notes ?? [];

    /// <summary>What it says comes after a prompt.</summary>
    public Prediction Predict(Prompt prompt) => Model.Predict(prompt.Ids) with { Model = Name };
}
