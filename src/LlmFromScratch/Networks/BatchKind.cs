namespace LlmFromScratch.Networks;

/// <summary>What kind of batches a network learns from.</summary>
public enum BatchKind
{
    /// <summary>Places of the text in random order, each with the few tokens before it.</summary>
    Contexts,

    /// <summary>Windows of the text, each going on where the one before ended, so that a memory can be carried over.</summary>
    ConsecutiveWindows,

    /// <summary>Windows of the text that begin anywhere, each read for itself.</summary>
    Windows,
}
