using System.CommandLine;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Cli.Options;

/// <summary>--temperature, --top-k, --top-p and --min-p.</summary>
internal sealed class SamplingChoices
{
    public Option<double> Temperature { get; } = CommonOptions.Number("--temperature", "Below 1 keeps to the likely, above 1 ventures out, 0 always takes the likeliest.", 1, 0);

    public Option<int?> TopK { get; } = CommonOptions.OptionalWholeNumber("--top-k", "Draw only from this many of the likeliest tokens.", 1);

    public Option<double> TopP { get; } = CommonOptions.Number("--top-p", "Draw only from the fewest likeliest tokens with this much probability together.", 1, 0, 1);

    public Option<double> MinP { get; } = CommonOptions.Number("--min-p", "Draw only from tokens at least this likely, as a part of the likeliest one's probability.", 0, 0, 1);

    public void AddTo(Verb verb)
    {
        foreach (Option option in new Option[] { Temperature, TopK, TopP, MinP })
            verb.Add(option);
    }

    public SamplingOptions Of(ParseResult result) => new()
    {
        Temperature = result.GetValue(Temperature),
        TopK = result.GetValue(TopK),
        TopP = result.GetValue(TopP),
        MinP = result.GetValue(MinP),
    };
}
