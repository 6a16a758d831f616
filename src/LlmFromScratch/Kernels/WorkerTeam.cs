using System.Diagnostics;

namespace LlmFromScratch.Kernels;

/// <summary>
/// Threads that wait for work in parts: for a moment with open eyes, since in a training step the next work comes soon and waking takes longer
/// than most of them, and then asleep. Whoever is free takes the next part, the caller from the front and the others from the back: so a thread mostly
/// meets the rows that it has in its cache from the work before. The order differs from run to run; the kernels are written so that the results do not.
/// One caller at a time.
/// </summary>
internal sealed unsafe class WorkerTeam
{
    private static readonly long s_alertTicks = Stopwatch.Frequency / 10_000; // 0.1 ms

    private readonly SemaphoreSlim _wake = new(0);
    private delegate*<void*, int, void> _run;
    private void* _work;
    private int _unfinished;
    private int _awake; // how many callers have much small work to come
    private int _asleep; // threads that nobody has woken yet
    private volatile bool _dismissed;

    /// <summary>The most parts that a work can have.</summary>
    public const int MostParts = (1 << PartBits) - 1;

    private const int PartBits = 20;

    // The number of the work (24 bits), the first of the parts that nobody has taken and the end of them (20 bits each), in one word: a thread that
    // wakes late sees nothing left, or fails to exchange this word, and so never runs a work whose fields are half written.
    private long _ticket;

    public WorkerTeam(int helpers)
    {
        Helpers = helpers;
        for (int i = 0; i < helpers; i++)
            new Thread(Help) { IsBackground = true, Name = "kernel" }.Start();
    }

    /// <summary>How many threads there are besides the caller's.</summary>
    public int Helpers { get; }

    /// <summary>Lets the threads end.</summary>
    public void Dismiss()
    {
        _dismissed = true;
        Wake(Helpers);
    }

    /// <summary>Wakes the threads; until <see cref="LetSleep"/> they look for the next work without sleeping in between, which costs them a core each.</summary>
    public void KeepAwake()
    {
        Interlocked.Increment(ref _awake);
        Wake(Helpers);
    }

    /// <summary>Ends one <see cref="KeepAwake"/>.</summary>
    public void LetSleep() => Interlocked.Decrement(ref _awake);

    /// <summary>Runs all parts, on the caller's thread and on some helpers, and returns when they are done.</summary>
    public void Run(delegate*<void*, int, void> run, void* work, int parts, int helpers)
    {
        _run = run;
        _work = work;
        _unfinished = parts;
        Volatile.Write(ref _ticket, (((_ticket >> (2 * PartBits)) + 1) << (2 * PartBits)) | (uint)parts);
        Wake(Math.Min(helpers, parts - 1));
        TakeParts(fromFront: true);
        var wait = new SpinWait();
        while (Volatile.Read(ref _unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    // A thread first says that it sleeps and then looks for work once more; who has work first writes it down and then counts the sleepers.
    // So one of the two sees the other.
    private void Wake(int threads)
    {
        Interlocked.MemoryBarrier();
        int asleep;
        while ((asleep = Volatile.Read(ref _asleep)) > 0)
        {
            int woken = Math.Min(threads, asleep);
            if (Interlocked.CompareExchange(ref _asleep, asleep - woken, asleep) != asleep)
                continue;
            _wake.Release(woken);
            return;
        }
    }

    private void Help()
    {
        while (!_dismissed)
        {
            TakeParts(fromFront: false);
            long since = Stopwatch.GetTimestamp();
            while (!HasWork && (Volatile.Read(ref _awake) > 0 || Stopwatch.GetTimestamp() - since < s_alertTicks))
                Thread.SpinWait(4);
            if (HasWork)
                continue;
            Interlocked.Increment(ref _asleep);
            if (!HasWork || !TakeBackSleep())
                _wake.Wait();
        }
    }

    private bool HasWork => Left(Volatile.Read(ref _ticket)) is var (first, end) && first < end || _dismissed;

    private static (int First, int End) Left(long ticket) => ((int)(ticket >> PartBits) & MostParts, (int)ticket & MostParts);

    // False: somebody has woken this thread already, or another in its place.
    private bool TakeBackSleep()
    {
        int asleep;
        while ((asleep = Volatile.Read(ref _asleep)) > 0)
            if (Interlocked.CompareExchange(ref _asleep, asleep - 1, asleep) == asleep)
                return true;
        return false;
    }

    private void TakeParts(bool fromFront)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            delegate*<void*, int, void> run = _run;
            void* work = _work;
            (int first, int end) = Left(ticket);
            if (first >= end)
                return;
            if (Interlocked.CompareExchange(ref _ticket, fromFront ? ticket + (1 << PartBits) : ticket - 1, ticket) != ticket)
                continue;
            run(work, fromFront ? first : end - 1);
            Interlocked.Decrement(ref _unfinished);
        }
    }
}
