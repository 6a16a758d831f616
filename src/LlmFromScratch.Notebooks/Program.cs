using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks;

/// <summary>The program half of this assembly: the child process in which a notebook's cells run, which only <see cref="Engine.CellEngine"/>
/// starts, and the kernel, which Jupyter's front ends start.</summary>
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

        Console.Error.WriteLine("This program runs the cells of one notebook for `llm notebooks run`, which starts it. To run a notebook yourself:");
        Console.Error.WriteLine("  dotnet run -c Release --project src/LlmFromScratch.Cli -- notebooks run PATH");
        return 2;
    }
}
