using System.Buffers;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>What waits to be sent to one peer. Anybody may add at any time and is never kept waiting; a message goes in whole, so that no other
/// gets between its frames. Small frames are gathered, many to one write; large ones are sent from where they are.</summary>
internal sealed class SendQueue(Stream stream, ZmtpLimits limits, Action<Exception> failed) : IThreadPoolWorkItem
{
    private const int SmallBytes = 4 * 1024; // a frame up to here is copied

    // The first chunk is small, since a socket holds on to the last one that it sent; when more comes than is sent, they are larger.
    private const int FirstChunkBytes = 4 * 1024;
    private const int ChunkBytes = 16 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<Chunk> chunks = new();
    private Chunk? last; // of them, while it waits
    private long bytes;
    private int messages;
    private bool writing;
    private bool closed;
    private TaskCompletionSource? flushed;

    /// <summary>Adds a message.</summary>
    /// <returns>Whether there was room. An empty queue takes any message.</returns>
    public bool Add(IReadOnlyList<byte[]> frames)
    {
        long size = 0;
        for (var i = 0; i < frames.Count; i++)
            size += frames[i].Length + Frame.MaxHeader;
        lock (gate)
        {
            if (!HasRoom(size))
                return false;
            if (closed)
                return true;
            for (var i = 0; i < frames.Count; i++)
                Append(i < frames.Count - 1 ? Frame.More : (byte)0, frames[i]);
            MessageAdded();
        }

        return true;
    }

    /// <summary>Adds a command.</summary>
    public bool Add(Command command)
    {
        var body = command.ToBody();
        lock (gate)
        {
            if (!HasRoom(body.Length))
                return false;
            if (closed)
                return true;
            Append(Frame.Command, body);
            MessageAdded();
        }

        return true;
    }

    /// <summary>Adds bytes that are no frame: the greeting.</summary>
    public void AddRaw(byte[] greeting)
    {
        lock (gate)
        {
            Copy(greeting);
            MessageAdded();
        }
    }

    /// <summary>Takes no more messages.</summary>
    /// <returns>Done when all that was there is with the operating system.</returns>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            if (!writing)
                return Task.CompletedTask;
            flushed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return flushed.Task;
        }
    }

    // Writing is a job for the thread pool while there is something to write, and nothing otherwise. Not on the thread of whoever adds: while
    // one write is under way the next ones gather.
    void IThreadPoolWorkItem.Execute() => _ = WriteAsync();

    private async Task WriteAsync()
    {
        Chunk? chunk = null;
        try
        {
            while ((chunk = Next(chunk)) is not null)
                await stream.WriteAsync(chunk.Written);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            lock (gate)
            {
                closed = true;
                writing = false;
                chunks.Clear();
                last = null;
                flushed?.TrySetResult();
            }

            failed(e);
        }
    }

    private Chunk? Next(Chunk? sent)
    {
        lock (gate)
        {
            if (sent is not null)
            {
                bytes -= sent.Length;
                messages -= sent.Messages;
                sent.Return();
            }

            if (chunks.TryDequeue(out var next))
            {
                if (next == last)
                    last = null;
                return next;
            }

            writing = false;
            flushed?.TrySetResult();
            return null;
        }
    }

    private bool HasRoom(long size) => messages == 0 || (bytes + size <= limits.MaxQueuedBytes && messages < limits.MaxQueuedMessages);

    private void Append(byte flags, byte[] body)
    {
        Span<byte> header = stackalloc byte[Frame.MaxHeader];
        Copy(header[..Frame.WriteHeader(header, flags, body.Length)]);
        if (body.Length <= SmallBytes)
        {
            Copy(body);
            return;
        }

        chunks.Enqueue(last = Chunk.Of(body));
        bytes += body.Length;
    }

    private void Copy(ReadOnlySpan<byte> part)
    {
        if (last is null || last.Free < part.Length)
            chunks.Enqueue(last = Chunk.Rent(chunks.Count == 0 ? FirstChunkBytes : ChunkBytes));
        last.Append(part);
        bytes += part.Length;
    }

    // The message counts as sent with the chunk that has its end.
    private void MessageAdded()
    {
        messages++;
        last!.Messages++;
        if (writing)
            return;
        writing = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private sealed class Chunk
    {
        private readonly byte[] buffer;
        private readonly bool rented;

        private Chunk(byte[] buffer, int length, bool rented)
        {
            this.buffer = buffer;
            this.rented = rented;
            Length = length;
        }

        public int Length { get; private set; }

        public int Messages { get; set; }

        public int Free => buffer.Length - Length;

        public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

        public static Chunk Of(byte[] body) => new(body, body.Length, rented: false);

        public static Chunk Rent(int size) => new(ArrayPool<byte>.Shared.Rent(size), 0, rented: true);

        public void Append(ReadOnlySpan<byte> part)
        {
            part.CopyTo(buffer.AsSpan(Length));
            Length += part.Length;
        }

        public void Return()
        {
            if (rented)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
