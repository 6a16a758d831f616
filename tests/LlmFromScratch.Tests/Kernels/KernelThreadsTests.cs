using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

[Collection(KernelThreadsCollection.Name)]
public unsafe class KernelThreadsTests
{
    private struct Increment : IPartedWork
    {
        public int* Counts;

        public void Run(int part) => Interlocked.Increment(ref Counts[part]);
    }

    private struct Outer : IPartedWork
    {
        public int* Counts;

        public void Run(int part) => KernelThreads.Run(new Increment { Counts = Counts + part * 3 }, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_ManyTimes_DoesEveryPartOnce(int threads)
    {
        using var count = new ThreadCount(threads);
        int* counts = stackalloc int[7];
        for (int round = 1; round <= 2000; round++)
        {
            KernelThreads.Run(new Increment { Counts = counts }, 1 + round % 7);
            for (int part = 0; part < 7; part++)
            {
                Assert.Equal(part < 1 + round % 7 ? 1 : 0, counts[part]);
                counts[part] = 0;
            }
        }
    }

    private struct Sign : IPartedWork
    {
        public int* Threads;

        public void Run(int part)
        {
            Threads[part] = Environment.CurrentManagedThreadId;
            Thread.SpinWait(2000); // long enough for others to come
        }
    }

    [Fact]
    public void Count_MadeSmaller_SoManyTakeParts()
    {
        int* threads = stackalloc int[64];
        foreach (int count in (int[])[5, 2])
        {
            using var set = new ThreadCount(count);
            using WakefulThreads awake = KernelThreads.StayAwake();
            for (int round = 0; round < 50; round++)
            {
                KernelThreads.Run(new Sign { Threads = threads }, 64);
                Assert.InRange(new ReadOnlySpan<int>(threads, 64).ToArray().Distinct().Count(), 1, count);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void StayAwake_ManyTimes_DoesEveryPartOnce(int threads)
    {
        using var count = new ThreadCount(threads);
        int* counts = stackalloc int[7];
        for (int round = 1; round <= 300; round++)
        {
            using WakefulThreads awake = KernelThreads.StayAwake(), twice = KernelThreads.StayAwake();
            for (int work = 0; work < 7; work++)
                KernelThreads.Run(new Increment { Counts = counts }, 7);
            for (int part = 0; part < 7; part++)
                Assert.Equal(7 * round, counts[part]);
        }
        KernelThreads.Run(new Increment { Counts = counts }, 7); // and when they sleep again
        Assert.Equal(2101, counts[6]);
    }

    [Fact]
    public void Run_InsideARun_DoesItsWorkAlone()
    {
        using var count = new ThreadCount(3);
        int* counts = stackalloc int[12];
        KernelThreads.Run(new Outer { Counts = counts }, 4);
        for (int i = 0; i < 12; i++)
            Assert.Equal(1, counts[i]);
    }

    [Fact]
    public void Run_FromSeveralThreads_DoesEveryPartOnce()
    {
        using var count = new ThreadCount(2);
        int failures = 0;
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            int* counts = stackalloc int[5];
            for (int round = 1; round <= 300; round++)
            {
                KernelThreads.Run(new Increment { Counts = counts }, 5);
                for (int part = 0; part < 5; part++)
                    if (counts[part] != round)
                        Interlocked.Increment(ref failures);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.Equal(0, failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Count_OutOfRange_Throws(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => KernelThreads.Count = count);
}
