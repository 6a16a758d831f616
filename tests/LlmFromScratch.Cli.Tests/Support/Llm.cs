using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Tests.Support;

/// <summary>What a command line gave.</summary>
internal sealed record LlmResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON object that it is to be.</summary>
    public JsonObject Json => Assert.IsType<JsonObject>(JsonNode.Parse(Output));

    /// <summary>It worked and complained of nothing.</summary>
    public LlmResult Worked()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>It ended with this exit code and exactly one line on standard error, which says all of these things.</summary>
    public LlmResult FailedWith(int exitCode, params string[] says)
    {
        Assert.True(exitCode == ExitCode, $"expected exit code {exitCode}, got {ExitCode}: {Error}");
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), one => !one.StartsWith("note: ", StringComparison.Ordinal));
        Assert.StartsWith("llm: ", line);
        foreach (string text in says)
            Assert.Contains(text, line);
        Assert.DoesNotContain("   at ", Error); // no stack trace
        return this;
    }
}

/// <summary>Runs the command: in this process where that is enough, as a program where streams and exit codes are in question.</summary>
internal static class Llm
{
    public static LlmResult Run(params string[] args) => RunAsync(default, args).GetAwaiter().GetResult();

    /// <summary>Runs with this on standard input.</summary>
    public static LlmResult RunWithInput(byte[] input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var console = new CommandConsole(output, error, input: new MemoryStream(input));
        int code = LlmCommand.RunAsync(args, console, default).GetAwaiter().GetResult();
        return new LlmResult(code, output.ToString(), error.ToString());
    }

    public static async Task<LlmResult> RunAsync(CancellationToken cancellation, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var console = new CommandConsole(output, error);
        int code = await LlmCommand.RunAsync(args, console, cancellation);
        return new LlmResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(IReadOnlyDictionary<string, string?>? environment, params string[] args)
    {
        string program = typeof(LlmCommand).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<LlmResult> RunProgramAsync(IReadOnlyDictionary<string, string?>? environment, params string[] args)
    {
        using Process process = Start(environment, args);
        return await EndOf(process);
    }

    public static async Task<LlmResult> EndOf(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new LlmResult(process.ExitCode, await output, await error);
    }
}
