namespace LlmFromScratch.Networks;

/// <summary>A part of a network, or all of it: something with parameters.</summary>
public interface IModule
{
    /// <summary>What is learnt, always in the same order, each with another name.</summary>
    IEnumerable<Parameter> Parameters { get; }
}
