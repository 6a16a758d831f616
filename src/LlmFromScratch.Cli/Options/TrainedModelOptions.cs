using System.CommandLine;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Options;

/// <summary>--model and --tokenizer: a model that was trained before.</summary>
internal sealed class TrainedModelOptions
{
    public Option<string?> Model { get; } = CommonOptions.Path("--model", ModelFile.Description, ModelFile.HelpName);

    public Option<string?> Tokenizer { get; } = ModelFile.TokenizerOption();

    private Option<bool> InEightBits { get; } = new("--int8") { Description = "Take the weights with 8 bits each: a quarter of the bytes to read for each token, and nearly the same answers." };

    public void AddTo(Verb verb)
    {
        verb.Add(Model);
        verb.Add(Tokenizer);
    }

    /// <summary>With --int8, for verbs that generate.</summary>
    public void AddWithEightBitsTo(Verb verb)
    {
        AddTo(verb);
        verb.Add(InEightBits);
    }

    /// <summary>With --int8 the same model with weights of 8 bits, else the model.</summary>
    /// <exception cref="InvalidDataException">It is no transformer.</exception>
    public ILanguageModel EightBits(ParseResult result, ILanguageModel model) => !result.GetValue(InEightBits) ? model
        : model is TransformerModel transformer ? transformer.Quantize()
        : throw new InvalidDataException($"--int8 is for transformers, got {model.Name}: leave it out");

    /// <summary>Reads the model that the command line names, or a small one of the course in the prompt's language.</summary>
    public async Task<LoadedModel> ReadAsync(ParseResult result, string prompt, CommandConsole console, CancellationToken cancellation)
    {
        string name = result.GetValue(Model) ?? OfTheCourse(prompt);
        return await ProgressDisplay.ShowAsync(console, progress => Task.FromResult(ModelFile.Read(name, null, result.GetValue(Tokenizer), progress, cancellation)));
    }

    /// <summary>The smallest transformer that comes with the course in the language of a prompt; the smallest network where there is none.</summary>
    public static string OfTheCourse(string prompt)
    {
        string language = Prompt.IsChinese(prompt) ? "-zh" : "-en";
        return TrainedModels.Names.Where(name => name.EndsWith(language, StringComparison.Ordinal)).Select(name => (Name: name, TrainedModels.Load(name).Model))
            .OrderBy(one => one.Model is not TransformerModel).ThenBy(one => one.Model.CountParameters()).First().Name;
    }
}
