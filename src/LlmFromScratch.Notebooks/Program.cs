using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks;

/// <summary>The program half of this assembly: the Jupyter kernel, which editors start, and the child process in which cells run, which
/// <see cref="Engine.CellEngine"/> starts.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is [NotebookHost.Verb, var requests])
            return NotebookHost.Run(requests);
        if (args is [KernelStart.Verb, var started])
            return KernelStart.Run(started);
        if (args is [KernelProgram.Verb, var connectionFile])
            return KernelProgram.RunAsync(connectionFile).GetAwaiter().GetResult();

        Console.Error.WriteLine("This program runs the cells of a notebook for those who start it: an editor, or llm. To make the kernel known to editors:");
        Console.Error.WriteLine("  dotnet run -c Release --project src/LlmFromScratch.Cli -- kernel install");
        Console.Error.WriteLine("To run a notebook without an editor:");
        Console.Error.WriteLine("  dotnet run -c Release --project src/LlmFromScratch.Cli -- notebooks run PATH");
        return 2;
    }
}
