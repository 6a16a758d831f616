using System.CommandLine;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Inspect;

/// <summary>A transformer that has read a prompt, with all that happened inside.</summary>
/// <param name="Model">The model as it was named.</param>
/// <param name="Transformer">The network.</param>
/// <param name="Prompt">What it has read, as it was typed.</param>
/// <param name="Words">The tokens that were read, as they are to be shown.</param>
/// <param name="Trace">What happened inside.</param>
internal sealed record Reading(LoadedModel Model, TransformerModel Transformer, string Prompt, IReadOnlyList<string> Words, TransformerTrace Trace)
{
    /// <summary>Reads a prompt with the model of the command line.</summary>
    /// <exception cref="InvalidDataException">The model is no transformer.</exception>
    /// <exception cref="UsageException">There is nothing to read.</exception>
    public static async Task<Reading> OfAsync(string text, TrainedModelOptions options, ParseResult result, CommandConsole console, CancellationToken cancellation)
    {
        LoadedModel model = await options.ReadAsync(result, text, console, cancellation);
        if (model.Model is not TransformerModel transformer)
            throw new InvalidDataException($"expected a transformer, which has attention and layers to look into, got {model.Model.Name}: train one with llm train gpt --preset storyworld --out FOLDER, or take --model stories260k");
        Prompt prompt = Models.Prompt.Of(text, model.Tokenizer);
        if (prompt.Warning(transformer.Vocabulary) is { } warning)
            console.Note(warning);
        int[] ids = prompt.Ids;
        if (ids.Length == 0)
            throw new UsageException("expected a prompt of at least one token, got an empty one: this model knows no start of a sentence");
        if (ids.Length > transformer.ContextLength)
        {
            console.Note(FormattableString.Invariant($"the prompt has {ids.Length} tokens, and the model sees {transformer.ContextLength}: the last ones are shown"));
            ids = ids[^transformer.ContextLength..];
        }
        return new Reading(model, transformer, text, [.. ids.Select(id => Shown(transformer.Vocabulary, id))], transformer.Trace(ids));
    }

    /// <summary>The end of a token such as " there" or "▁there" is what a reader wants to see.</summary>
    private static string Shown(Vocabulary vocabulary, int id) => vocabulary[id] is { Length: > 1 } token && token[0] is ' ' or '▁' ? token[1..] : vocabulary[id];
}
