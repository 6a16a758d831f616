using System.Runtime.InteropServices;

namespace LlmFromScratch.Kernels;

/// <summary>How many threads the kernels use. The results do not depend on it: threads write disjoint parts and never race to add.</summary>
public static class KernelThreads
{
    private static int _count = Environment.ProcessorCount;
    private static WorkerTeam _team = new(0);
    private static int _busy;

    /// <summary>Threads that one kernel may use, the caller's among them; 1 to 1024, all cores by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1024.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            Volatile.Write(ref _count, value);
        }
    }

    /// <summary>Runs the parts 0 to <paramref name="parts"/> - 1 of a work, several at a time; returns when all are done. Allocates nothing once the threads exist.</summary>
    /// <param name="work">The work: a struct of numbers and pointers to pinned memory. Its parts must not touch each other's outputs, nor throw.</param>
    /// <param name="parts">How many parts.</param>
    internal static unsafe void Run<TWork>(TWork work, int parts) where TWork : unmanaged, IPartedWork
    {
        int threads = Math.Min(Count, parts);
        // A second caller at the same time, or a kernel inside a kernel, does its own work alone: the bits are the same.
        if (threads > 1 && parts <= WorkerTeam.MostParts && Interlocked.Exchange(ref _busy, 1) == 0)
        {
            // In a finally, where a notebook's interrupt cannot throw: the threads work with the memory of this one, and it must not leave before them.
            try
            {
            }
            finally
            {
                try
                {
                    Muster();
                    _team.Run(&RunPart<TWork>, &work, parts, threads - 1);
                }
                finally
                {
                    Volatile.Write(ref _busy, 0);
                }
            }
            return;
        }
        for (int part = 0; part < parts; part++)
            work.Run(part);
    }

    /// <summary>The same for works that are not kernels themselves, but many small kernels each: those run on the thread of their work alone.</summary>
    /// <param name="part">Does one part; must not throw.</param>
    /// <param name="parts">How many parts.</param>
    internal static void Run(Action<int> part, int parts)
    {
        var handle = GCHandle.Alloc(part);
        Run(new ActionWork { Part = GCHandle.ToIntPtr(handle) }, parts);
        handle.Free();
    }

    /// <summary>
    /// Keeps the threads awake for many small works one after the other, such as a token's way through a network: waking one takes longer than such
    /// a work. Until it is disposed of, each thread keeps a core busy. A thread that does not wake in time is not waited for.
    /// </summary>
    internal static WakefulThreads StayAwake()
    {
        if (Count == 1)
            return default;
        // Nobody may exchange the team while it is looked at; where somebody is at it, it is awake anyway.
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            return default;
        try
        {
            Muster();
            _team.KeepAwake();
            return new WakefulThreads(_team);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    // Another number of threads, another team: whoever is awake takes parts, so that none may be there who should not.
    private static void Muster()
    {
        int helpers = Count - 1;
        if (_team.Helpers == helpers)
            return;
        _team.Dismiss();
        _team = new WorkerTeam(helpers);
    }

    private struct ActionWork : IPartedWork
    {
        public nint Part;

        public readonly void Run(int part) => ((Action<int>)GCHandle.FromIntPtr(Part).Target!)(part);
    }

    private static unsafe void RunPart<TWork>(void* work, int part) where TWork : unmanaged, IPartedWork => ((TWork*)work)->Run(part);
}

/// <summary>Lets the threads sleep again when it is disposed of.</summary>
internal readonly struct WakefulThreads(WorkerTeam? team) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => team?.LetSleep();
}

/// <summary>Work in numbered parts that can run in any order and at the same time.</summary>
internal interface IPartedWork
{
    /// <summary>Does one part.</summary>
    void Run(int part);
}
