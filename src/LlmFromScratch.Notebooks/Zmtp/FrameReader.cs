using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;

namespace LlmFromScratch.Notebooks.Zmtp;

/// <summary>Reads a peer's greeting and frames. A length that a peer announces is checked, never believed: memory grows with the bytes that
/// have really come.</summary>
internal sealed class FrameReader(Stream stream, ReceiveBudget budget) : IDisposable
{
    private const int FirstBytes = 4096;

    // Zero-byte reads: a peer that is silent holds no buffer.
    private readonly PipeReader input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true, useZeroByteReads: true));
    private long held;

    /// <summary>Reads and checks the peer's greeting.</summary>
    /// <exception cref="ZmtpException">It is not one that we can answer.</exception>
    public async ValueTask ReadGreetingAsync()
    {
        while (true)
        {
            var result = await input.ReadAsync();
            if (Greeting.IsWhole(result.Buffer))
            {
                input.AdvanceTo(result.Buffer.GetPosition(Greeting.Length));
                return;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                throw new ZmtpException("the connection ended within the greeting");
        }
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="limit">The longest body of a message's frame that may come now, in bytes.</param>
    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="ZmtpException">The frame is malformed, cut off or too long.</exception>
    public async ValueTask<Frame?> ReadAsync(long limit)
    {
        byte flags;
        long length;
        while (true)
        {
            var result = await input.ReadAsync();
            if (TryReadHeader(result.Buffer, out flags, out length, out var end))
            {
                input.AdvanceTo(end);
                break;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                return result.Buffer.IsEmpty ? null : throw CutOff();
        }

        var most = (flags & Frame.Command) != 0 ? ZmtpLimits.MaxCommandBytes : limit;
        if (length < 0 || length > most)
            throw new ZmtpException(string.Create(CultureInfo.InvariantCulture, $"expected a frame of at most {most:N0} bytes here, got one of {(ulong)length:N0}"));
        return new Frame(flags, await ReadBodyAsync((int)length));
    }

    /// <summary>Reads on to the end of the connection and forgets it all.</summary>
    public async ValueTask DrainAsync()
    {
        while (true)
        {
            var result = await input.ReadAsync();
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    /// <summary>The frames read so far have been passed on: they are no longer this reader's to count.</summary>
    public void Release()
    {
        budget.Return(held);
        held = 0;
    }

    public void Dispose()
    {
        Release();
        input.Complete();
    }

    private static bool TryReadHeader(ReadOnlySequence<byte> buffer, out byte flags, out long length, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        length = 0;
        end = default;
        if (!reader.TryRead(out flags))
            return false;
        if ((flags & ~(Frame.More | Frame.Long | Frame.Command)) != 0 || (flags & (Frame.More | Frame.Command)) == (Frame.More | Frame.Command))
            throw new ZmtpException($"expected a frame's flags (00 to 04, or 06), got 0x{flags:X2}");
        if ((flags & Frame.Long) != 0)
        {
            if (!reader.TryReadBigEndian(out length))
                return false;
        }
        else
        {
            if (!reader.TryRead(out var shortLength))
                return false;
            length = shortLength;
        }

        end = reader.Position;
        return true;
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length)
    {
        if (length == 0)
            return [];
        var body = Allocate(Math.Min(length, FirstBytes));
        for (var filled = 0; filled < length;)
        {
            var result = await input.ReadAsync();
            var part = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, length - filled));
            var size = (int)part.Length;
            if (filled + size > body.Length)
            {
                var larger = Allocate((int)Math.Min(length, Math.Max(filled + size, 2L * body.Length)), body.Length);
                body.AsSpan(0, filled).CopyTo(larger);
                body = larger;
            }

            part.CopyTo(body.AsSpan(filled));
            filled += size;
            input.AdvanceTo(part.End);
            if (filled < length && result.IsCompleted)
                throw CutOff();
        }

        return body;
    }

    private byte[] Allocate(int size, int instead = 0)
    {
        held += size - instead;
        budget.Take(size - instead);
        return GC.AllocateUninitializedArray<byte>(size);
    }

    private static ZmtpException CutOff() => new("the connection ended within a frame");
}
