namespace LlmFromScratch.Formats;

/// <summary>Reads a stream line by line as bytes, without making a string of each. Lines end in \n; a \r before it is dropped.</summary>
internal sealed class ByteLineReader(Stream stream, int longestLine)
{
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _finished;

    /// <summary>The number of the line last read, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line; the span is good until the next call.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A line is longer than the longest that makes sense.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0 || (_finished && _end > _start))
            {
                int length = newline >= 0 ? searched + newline : _end - _start;
                line = _buffer.AsSpan(_start, length);
                if (length > 0 && line[^1] == '\r')
                    line = line[..^1];
                _start = Math.Min(_end, _start + length + 1);
                LineNumber++;
                return true;
            }
            if (_finished)
            {
                line = default;
                return false;
            }
            searched = _end - _start;
            if (searched > longestLine)
                throw new InvalidDataException($"line {LineNumber + 1}: expected a line of at most {longestLine:N0} bytes, got a longer one: is this the right kind of file?");
            Refill();
        }
    }

    private void Refill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _finished = read == 0;
    }
}
