using LlmFromScratch.Predictions;

namespace LlmFromScratch.Counts;

/// <summary>A way to turn counts into probabilities, so that what was never seen is not impossible.</summary>
public interface ISmoothing
{
    /// <summary>Its name in charts and on the command line: "kneser-ney".</summary>
    string Name { get; }

    /// <summary>The model that these counts and this way of smoothing make.</summary>
    /// <param name="counts">Counts of the training text.</param>
    ILanguageModel Train(NGramCounts counts);
}
