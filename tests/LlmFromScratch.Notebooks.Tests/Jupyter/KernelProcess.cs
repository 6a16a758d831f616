using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>A kernel in a process of its own, as a front end starts it.</summary>
internal sealed class KernelProcess : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llm-kernel-");
    private readonly StringBuilder errors = new();

    /// <param name="wrapper">A program that starts the kernel's command, which follows its arguments; none: the kernel is started itself.</param>
    public KernelProcess(params string[] wrapper)
    {
        var path = Path.Combine(folder.FullName, "connection.json");
        var ports = FreePorts(5);
        File.WriteAllText(path, new JsonObject
        {
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
            ["ip"] = "127.0.0.1",
            ["transport"] = "tcp",
            ["signature_scheme"] = "hmac-sha256",
            ["key"] = Key,
        }.ToJsonString());
        Connection = ConnectionFile.Read(path);

        var command = NotebookHostCommand.Default;
        string[] words = [.. wrapper, command.FileName, .. command.Arguments, KernelProgram.Verb, path];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, line) => AddError(line.Data);
        Process.OutputDataReceived += (_, line) => AddError(line.Data);
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
    }

    public string Key { get; } = Guid.NewGuid().ToString("N");

    public ConnectionFile Connection { get; }

    public Process Process { get; }

    /// <summary>What it has said on its standard error and output.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }

    public async Task<int> WaitForEndAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Patience);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException) // on Windows, while the process for cells is still ending in it
        {
        }
    }

    private void AddError(string? line)
    {
        lock (errors)
            errors.AppendLine(line);
    }
}
