namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>One kernel for the tests of a class, since starting one takes a while.</summary>
public sealed class RunningKernel : IAsyncLifetime
{
    internal KernelProcess Kernel { get; } = new();

    internal FrontEnd FrontEnd { get; private set; } = null!;

    public async Task InitializeAsync() => FrontEnd = await FrontEnd.ConnectAsync(Kernel.Connection);

    public Task DisposeAsync()
    {
        FrontEnd?.Dispose();
        Kernel.Dispose();
        return Task.CompletedTask;
    }
}
