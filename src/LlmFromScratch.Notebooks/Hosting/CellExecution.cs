using System.Runtime;
using System.Runtime.ExceptionServices;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// Runs a cell so that it can be stopped where it stands, and the session goes on: an endless loop as well as a sleep, before an
/// <c>await</c> as well as after it.
/// </summary>
/// <remarks>
/// A loop of the cell itself asks whether it is to stop: see <see cref="LoopChecks"/>. For all others there is
/// <see cref="ControlledExecution"/>, which throws into the thread that it runs on; it comes second, since on Unix it now and then ends
/// the process. What follows an <c>await</c> runs on another thread: the
/// cell's <see cref="SynchronizationContext"/> puts it under the same control there. A thread that waits (a sleep, a lock, a task)
/// does not take the exception before its wait is over, and is woken by <see cref="Thread.Interrupt"/>.
/// What a cell started on threads of its own is out of reach; and a call into native code cannot be stopped at all, so the parent ends the
/// process when an interrupted cell does not end.
/// </remarks>
internal sealed class CellExecution : SynchronizationContext
{
    private const int StackBytes = 16 << 20; // deep recursion is a subject of its own; the default of Windows is 1.5 MB

    private readonly Lock gate = new();
    private readonly HashSet<Thread> threads = [];
    private readonly CellInterrupt interrupt;
    private int queued; // continuations that wait for a thread

    private CellExecution(CellInterrupt interrupt) => this.interrupt = interrupt;

    /// <summary>Runs an asynchronous function to its end, on a thread of its own.</summary>
    /// <exception cref="CellInterruptedException">It was interrupted.</exception>
    public static T Run<T>(Func<Task<T>> start, CellInterrupt interrupt)
    {
        var execution = new CellExecution(interrupt);
        Task<T>? task = null;
        Exception? failure = null;
        var thread = new Thread(() => failure = execution.Controlled(() => task = start()), StackBytes) { IsBackground = true, Name = "cell" };
        using var stopping = interrupt.WhileRequested(execution.WakeThreads);
        thread.Start();
        thread.Join();

        if (failure is not null)
        {
            if (interrupt.IsRequested)
                throw new CellInterruptedException(somethingGoesOn: false);
            ExceptionDispatchInfo.Throw(failure);
        }

        // It may have ended just when it was interrupted: then it has a value, and what it defined is kept.
        while (!task!.IsCompleted)
        {
            Task.WaitAny(task, interrupt.Requested);
            if (interrupt.IsRequested && !task.Wait(TimeSpan.FromMilliseconds(100)) && execution.IsIdle)
                throw new CellInterruptedException(somethingGoesOn: true); // it awaits something that may never come
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>What comes after an <c>await</c>: on any thread of the pool, since the first may be waiting for just this.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref queued);
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            if (Controlled(() => d(state), wasQueued: true) is { } failure && !interrupt.IsRequested)
                UnobservedExceptions.Report(failure); // of a method that is async and void
        }, null);
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    private bool IsIdle
    {
        get
        {
            lock (gate)
                return threads.Count == 0 && Volatile.Read(ref queued) == 0;
        }
    }

    private Exception? Controlled(Action action, bool wasQueued = false)
    {
        var earlier = Current;
        lock (gate)
            threads.Add(Thread.CurrentThread);
        if (wasQueued)
            Interlocked.Decrement(ref queued);
        try
        {
            SetSynchronizationContext(this);
#pragma warning disable SYSLIB0046 // made for just this: cells of code that do not ask whether they should stop
            ControlledExecution.Run(action, interrupt.Abort);
#pragma warning restore SYSLIB0046
            return null;
        }
        catch (Exception e) // of an interrupt; what a cell throws is in its task
        {
            return e;
        }
        finally
        {
            SetSynchronizationContext(earlier);
            Release();
        }
    }

    private void Release()
    {
        // A thread that is woken just as it has finished would be interrupted in whatever it waits for next.
        while (true)
        {
            try
            {
                lock (gate)
                    threads.Remove(Thread.CurrentThread);
                if (interrupt.IsRequested)
                    Thread.Sleep(1);
                return;
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }

    private void WakeThreads()
    {
        lock (gate)
        {
            foreach (var thread in threads.Where(thread => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0))
                thread.Interrupt();
        }
    }
}
