using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

/// <summary>Another number of kernel threads until it is disposed.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = KernelThreads.Count;

    public ThreadCount(int count) => KernelThreads.Count = count;

    public void Dispose() => KernelThreads.Count = _before;
}

/// <summary>Tests that set the number of threads run one after another.</summary>
[CollectionDefinition(Name)]
public class KernelThreadsCollection
{
    public const string Name = "kernel threads";
}
