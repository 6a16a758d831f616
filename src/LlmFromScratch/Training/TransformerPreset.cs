using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>A transformer's sizes and how it is trained, together under a name.</summary>
/// <param name="Name">"nanogpt-cpu".</param>
/// <param name="Description">What it is for and what came out, in a sentence.</param>
/// <param name="Network">Parts and sizes.</param>
/// <param name="Training">How.</param>
public sealed record TransformerPreset(string Name, string Description, TransformerOptions Network, TrainingOptions Training)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
