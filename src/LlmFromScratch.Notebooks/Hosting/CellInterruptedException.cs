using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>A cell was stopped because the reader asked for it.</summary>
/// <param name="somethingGoesOn">Whether it was waiting for something that goes on without it.</param>
internal sealed class CellInterruptedException(bool somethingGoesOn) : Exception("The cell was interrupted.")
{
    public CellError ToError()
    {
        var message = "The cell was stopped where it was. What earlier cells defined is kept"
            + (somethingGoesOn ? "; what this one was waiting for may go on in the background until the kernel is restarted." : ".");
        return new CellError(CellErrorKind.Interrupted, "Interrupted", message, null, [$"Interrupted: {message}"]);
    }
}
