namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>A connection file that cannot be used. The message says why, and never holds the key.</summary>
internal sealed class ConnectionFileException(string message) : Exception(message);
