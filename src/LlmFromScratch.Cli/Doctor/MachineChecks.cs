using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Doctor;

/// <summary>Looks at the machine: .NET, processor, terminal.</summary>
internal static class MachineChecks
{
    private const int NeededVersion = 10;

    public static async Task<Finding> DotnetAsync(CancellationToken cancellation)
    {
        string runtime = RuntimeInformation.FrameworkDescription;
        string? sdk = await Tool.AskAsync("dotnet", ["--version"], cancellation);
        if (sdk is null)
            return new Finding(".NET", Health.Warning, $"{runtime}; no SDK on the PATH", "To build and test, install the .NET SDK 10 or later: https://dotnet.microsoft.com/download");
        bool old = !int.TryParse(sdk.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) || major < NeededVersion;
        return old
            ? new Finding(".NET", Health.Problem, $"{runtime}; SDK {sdk}", "The course needs the .NET SDK 10 or later: https://dotnet.microsoft.com/download")
            : new Finding(".NET", Health.Ok, $"{runtime}; SDK {sdk}");
    }

    public static Finding Processor()
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, vectors of {widest} bits, {Quantity.Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory");
        return widest == 0
            ? new Finding("processor", Health.Warning, found, "Without vectors training is slow; is DOTNET_EnableHWIntrinsic set to 0?")
            : new Finding("processor", Health.Ok, found);
    }

    public static Finding System() => new("system", Health.Ok, RuntimeInformation.OSDescription.Trim());

    public static Finding Terminal(CommandConsole console)
    {
        string where = Console.IsOutputRedirected ? "output goes to a file or pipe" : string.Create(CultureInfo.InvariantCulture, $"{Console.WindowWidth} columns, {(console.Color ? "colours" : "no colours")}");
        string found = $"{where}, {Console.OutputEncoding.WebName}";
        if (Console.OutputEncoding.CodePage != 65001)
            return new Finding("terminal", Health.Warning, found, "Chinese will not show; use a terminal that speaks UTF-8 (on Windows: Windows Terminal)");
        return !Console.IsOutputRedirected && Console.WindowWidth < 80
            ? new Finding("terminal", Health.Warning, found, "Charts look best from 80 columns on; widen the window")
            : new Finding("terminal", Health.Ok, found);
    }
}
