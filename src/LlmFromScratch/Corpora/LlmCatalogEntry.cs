using System.Globalization;

namespace LlmFromScratch.Corpora;

/// <summary>A language model as it was published.</summary>
/// <param name="Name">Its name; a family stands there with its largest member.</param>
/// <param name="Released">The first day of the month of the release, or of the paper if that came first.</param>
/// <param name="Developer">Who made it, as it was called then.</param>
/// <param name="ParametersBillion">Parameters in billions, all experts counted; null if not published.</param>
/// <param name="CorpusTokensBillion">Training corpus in billions of tokens; null if not published.</param>
/// <param name="CorpusIsEstimated">True if the tokens are converted from words or bytes by a rule of thumb.</param>
/// <param name="CorpusAsStated">What was stated: "825 GiB", "300 billion tokens"; empty if nothing.</param>
public sealed record LlmCatalogEntry(string Name, DateOnly Released, string Developer,
    double? ParametersBillion, double? CorpusTokensBillion, bool CorpusIsEstimated, string CorpusAsStated)
{
    /// <summary>Training tokens for each parameter; null if either is not published. Chinchilla's advice is about 20 (Hoffmann et al., 2022).</summary>
    public double? TokensPerParameter => CorpusTokensBillion / ParametersBillion;

    /// <summary>Name, month and sizes: "GPT-3 (2020-05, OpenAI): 175 billion parameters, 300 billion tokens".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name} ({Released:yyyy-MM}, {Developer}): {Sized(ParametersBillion, "parameters")}, {Sized(CorpusTokensBillion, "tokens")}");

    private static string Sized(double? billions, string unit) =>
        billions is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:#,0.###} billion {unit}") : $"{unit} not published";
}
