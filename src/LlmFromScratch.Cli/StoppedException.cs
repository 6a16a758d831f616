namespace LlmFromScratch.Cli;

/// <summary>Long work was stopped by Ctrl+C, and can be gone on with.</summary>
/// <param name="message">One sentence: where it stopped, and how to go on.</param>
/// <param name="inner">What stopped it.</param>
internal sealed class StoppedException(string message, OperationCanceledException inner) : OperationCanceledException(message, inner, inner.CancellationToken);
