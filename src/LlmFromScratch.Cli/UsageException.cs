namespace LlmFromScratch.Cli;

/// <summary>The command line makes no sense, as found out only when its parts are seen together.</summary>
/// <param name="message">One sentence: what was expected, what came, what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
