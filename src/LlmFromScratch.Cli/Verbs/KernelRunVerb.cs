using System.CommandLine;
using System.Diagnostics;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm kernel run: the kernel itself, as an editor starts it.</summary>
internal static class KernelRunVerb
{
    public static Verb Create(CommandConsole console)
    {
        var connection = new Argument<string>("CONNECTION-FILE") { Description = "The file in which Jupyter says where the kernel is to listen." };
        return new Verb("run", "Runs the kernel until it is asked to end. An editor starts an installed kernel itself; this one runs from the build, not from a copy.",
            "llm kernel run connection.json") { connection }.Does(async (result, cancellation) =>
        {
            string file = result.GetRequiredValue(connection);
            if (!File.Exists(file))
                throw new FileNotFoundException($"there is no connection file '{file}'; Jupyter writes one for each kernel that it starts");
            // In a process of its own, as it runs when installed.
            string program = Path.Combine(AppContext.BaseDirectory, KernelContent.Program);
            using Process kernel = Process.Start(new ProcessStartInfo(DotnetPath.Find(), [program, "kernel", file]) { UseShellExecute = false })!;
            try
            {
                await kernel.WaitForExitAsync(cancellation);
                return kernel.ExitCode;
            }
            finally
            {
                if (!kernel.HasExited)
                    kernel.Kill(entireProcessTree: true);
            }
        });
    }
}
