using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>How a kernel's process begins and ends.</summary>
public class KernelProgramTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Shutdown_is_answered_and_ends_the_process(bool restart, bool onControl)
    {
        using var kernel = new KernelProcess();
        using var frontEnd = await FrontEnd.ConnectAsync(kernel.Connection);
        await frontEnd.SendAsync(frontEnd.Shell, "execute_request", new JsonObject { ["code"] = onControl ? "while (true) { }" : "1" });

        var socket = onControl ? frontEnd.Control : frontEnd.Shell;
        await frontEnd.SendAsync(socket, "shutdown_request", new JsonObject { ["restart"] = restart });

        JupyterMessage reply;
        while ((reply = await frontEnd.ReceiveAsync(socket)).Type == "execute_reply")
        {
        }

        Assert.Equal("shutdown_reply", reply.Type);
        Assert.Equal(restart, reply.Content.GetProperty("restart").GetBoolean());
        while ((reply = await frontEnd.ReceiveAsync(frontEnd.Iopub)).Type != "shutdown_reply")
        {
        }

        Assert.Equal(restart, reply.Content.GetProperty("restart").GetBoolean());
        Assert.Equal(0, await kernel.WaitForEndAsync());
        Assert.DoesNotContain(kernel.Key, kernel.Errors, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task The_kernel_ends_when_whoever_started_it_is_gone()
    {
        // The shell is Jupyter's server here. It waits for input, so that killing it leaves nothing else behind.
        using var shell = new KernelProcess("/bin/sh", "-c", "JPY_PARENT_PID=$$ \"$@\" & read nothing", "sh");
        using var frontEnd = await FrontEnd.ConnectAsync(shell.Connection);

        shell.Process.Kill();

        await frontEnd.Iopub.ReadToEndAsync().WaitAsync(KernelProcess.Patience);
        await frontEnd.Shell.ReadToEndAsync().WaitAsync(KernelProcess.Patience);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var first = new KernelProcess();
        using var frontEnd = await FrontEnd.ConnectAsync(first.Connection);
        var error = new StringWriter();

        var e = Assert.ThrowsAny<IOException>(() => new KernelSockets(first.Connection, new KernelLog(error)));

        Assert.Contains("in use", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_file_that_cannot_be_read_ends_the_program()
    {
        var was = Console.Error;
        var error = new StringWriter();
        Console.SetError(error);
        try
        {
            Assert.Equal(1, await KernelProgram.RunAsync("none.json"));
        }
        finally
        {
            Console.SetError(was);
        }

        Assert.Contains("There is no connection file none.json", error.ToString(), StringComparison.Ordinal);
    }
}
