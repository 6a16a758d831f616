using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>Messages that have come and have not been taken. When it is full, whoever wants to add waits, and with that the peer whose message
/// it is: what it sends on stays in the network.</summary>
internal sealed class Inbox(ZmtpLimits limits) : ChannelReader<RoutedMessage>
{
    // What a frame costs beside its bytes, so that a million empty ones are not free.
    private const int FrameOverhead = 64;

    private readonly Channel<RoutedMessage> messages = Channel.CreateUnbounded<RoutedMessage>();
    private readonly Lock gate = new();
    private long bytes;
    private int count;
    private TaskCompletionSource? room;

    public override Task Completion => messages.Reader.Completion;

    public override bool CanCount => true;

    public override int Count => messages.Reader.Count;

    /// <summary>Adds a message as soon as there is room. An empty inbox takes any message.</summary>
    public async ValueTask AddAsync(RoutedMessage message, CancellationToken cancellation)
    {
        var size = SizeOf(message);
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (count == 0 || (count < limits.MaxWaitingMessages && bytes + size <= limits.MaxWaitingBytes))
                {
                    count++;
                    bytes += size;
                    messages.Writer.TryWrite(message);
                    return;
                }

                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = room.Task;
            }

            await wait.WaitAsync(cancellation);
        }
    }

    /// <summary>No more will come; what is there can still be taken.</summary>
    public void Complete() => messages.Writer.TryComplete();

    public override bool TryRead([MaybeNullWhen(false)] out RoutedMessage item)
    {
        if (!messages.Reader.TryRead(out item))
            return false;
        TaskCompletionSource? waiting;
        lock (gate)
        {
            count--;
            bytes -= SizeOf(item);
            waiting = room;
            room = null;
        }

        waiting?.TrySetResult();
        return true;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => messages.Reader.WaitToReadAsync(cancellationToken);

    private static long SizeOf(RoutedMessage message)
    {
        long size = 0;
        foreach (var frame in message.Frames)
            size += frame.Length + FrameOverhead;
        return size;
    }
}
