using System.Text.Json.Serialization;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>How gradients become steps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SgdOptions), "sgd")]
[JsonDerivedType(typeof(AdamWOptions), "adamw")]
[JsonDerivedType(typeof(MuonOptions), "muon")]
public abstract record OptimizerOptions
{
    /// <summary>Starts the optimizer of some parameters.</summary>
    public abstract Optimizer Create(IEnumerable<Parameter> parameters);
}
