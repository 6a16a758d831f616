using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>Reads text piece by piece in memory that does not grow with the file.</summary>
/// <remarks>
/// UTF-8 with or without a byte-order mark, and UTF-16 with one. Bytes that are no character become U+FFFD, one for each broken
/// sequence as the Unicode Standard advises (chapter 3.9), and are counted. A line ends at \n, \r\n or a single \r.
/// A NUL among the first 8,000 bytes is taken as the sign of a binary file, as git takes it.
/// </remarks>
public sealed class TextFileReader : IDisposable
{
    private const int BytesAtOnce = 1 << 16, BytesLookedAt = 8000;
    private readonly Stream _stream;
    private readonly string _name;
    private readonly bool _leaveOpen;
    private readonly byte[] _bytes = new byte[BytesAtOnce];
    private readonly char[] _chars = new char[BytesAtOnce + 2];
    private readonly InvalidByteCounter _invalid = new();
    private readonly Decoder _decoder;
    private int _bytesReady, _bytesUsed; // Bytes read while looking for the encoding that are not decoded yet.
    private int _next, _end;             // _chars[_next.._end] are decoded and not yet handed out.
    private bool _ended;

    internal TextFileReader(Stream stream, string name, bool leaveOpen)
    {
        _stream = stream;
        _name = name;
        _leaveOpen = leaveOpen;
        _bytesReady = stream.ReadAtLeast(_bytes, BytesLookedAt, throwOnEndOfStream: false);
        Encoding encoding = Recognize(_bytes.AsSpan(0, _bytesReady));
        EncodingName = encoding is UTF8Encoding ? "UTF-8" : "UTF-16";
        encoding = (Encoding)encoding.Clone();
        encoding.DecoderFallback = _invalid;
        _decoder = encoding.GetDecoder();
    }

    /// <summary>"UTF-8" or "UTF-16".</summary>
    public string EncodingName { get; }

    /// <summary>Bytes so far that belonged to no character.</summary>
    public long InvalidBytes => _invalid.Count;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a folder, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not text.</exception>
    public static TextFileReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder; expected a text file. Name one of the files in it.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}' (looked in '{Directory.GetCurrentDirectory()}').", path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' may not be read by this user; check its permissions.");
        }
        try
        {
            return new TextFileReader(stream, path, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The next characters, as many as are at hand.</summary>
    /// <param name="target">Where they go; at least one place.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    public int Read(Span<char> target)
    {
        if (_next == _end && !Fill())
            return 0;
        int count = Math.Min(target.Length, _end - _next);
        _chars.AsSpan(_next, count).CopyTo(target);
        _next += count;
        return count;
    }

    /// <summary>The next line without its end; null after the last one. A line end at the end of the file starts no further line.</summary>
    /// <exception cref="InvalidDataException">The line is longer than <see cref="TextFile.LongestText"/>.</exception>
    public string? ReadLine()
    {
        StringBuilder? begun = null; // Holds a line that goes on past the characters at hand.
        while (_next < _end || Fill())
        {
            Span<char> ready = _chars.AsSpan(_next, _end - _next);
            int length = ready.IndexOfAny('\n', '\r');
            if (length >= 0)
            {
                string line = begun is null ? new string(ready[..length]) : Append(begun, ready[..length]).ToString();
                bool carriageReturn = ready[length] == '\r';
                _next += length + 1;
                if (carriageReturn && (_next < _end || Fill()) && _chars[_next] == '\n')
                    _next++;
                return line;
            }
            begun = Append(begun ?? new StringBuilder(), ready);
            _next = _end;
        }
        return begun?.ToString();
    }

    internal TextContent ReadToEnd()
    {
        var text = new StringBuilder();
        for (; _next < _end || Fill(); _next = _end)
            Append(text, _chars.AsSpan(_next, _end - _next));
        return new TextContent(text.ToString(), EncodingName, InvalidBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    /// <summary>Decodes the next bytes; false at the end.</summary>
    private bool Fill()
    {
        _next = _end = 0;
        while (_end == 0 && !_ended)
        {
            if (_bytesUsed == _bytesReady)
                (_bytesUsed, _bytesReady) = (0, _stream.Read(_bytes));
            _ended = _bytesReady == 0;
            _end = _decoder.GetChars(_bytes.AsSpan(_bytesUsed, _bytesReady - _bytesUsed), _chars, flush: _ended);
            _bytesUsed = _bytesReady;
        }
        return _end > 0;
    }

    private StringBuilder Append(StringBuilder text, ReadOnlySpan<char> more) =>
        text.Length + (long)more.Length <= TextFile.LongestText ? text.Append(more) : throw new InvalidDataException(
            $"'{_name}' has more than {TextFile.LongestText.ToString("N0", CultureInfo.InvariantCulture)} characters in one piece, " +
            "more than one string can hold. Cut it into lines or smaller files.");

    /// <summary>Finds the encoding by the byte-order mark, and steps over that mark.</summary>
    private Encoding Recognize(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || start.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
            throw new InvalidDataException($"'{_name}' is UTF-32 text; expected UTF-8. Save it as UTF-8.");
        bool littleEndian = start.StartsWith<byte>([0xFF, 0xFE]), bigEndian = start.StartsWith<byte>([0xFE, 0xFF]);
        if (littleEndian || bigEndian)
        {
            _bytesUsed = 2;
            return bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
        }
        int nul = start[..Math.Min(start.Length, BytesLookedAt)].IndexOf((byte)0);
        if (nul >= 0)
            throw new InvalidDataException(
                $"'{_name}' looks like a binary file: byte {nul.ToString(CultureInfo.InvariantCulture)} is 0; expected text in UTF-8. " +
                "If it is text, save it as UTF-8 (or as UTF-16 with a byte-order mark).");
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            _bytesUsed = 3;
        return Encoding.UTF8;
    }

    /// <summary>Puts U+FFFD where bytes are invalid, and counts them.</summary>
    private sealed class InvalidByteCounter : DecoderFallback
    {
        public long Count { get; private set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Replacement(this);

        private sealed class Replacement(InvalidByteCounter counter) : DecoderFallbackBuffer
        {
            private bool _waiting;

            public override int Remaining => _waiting ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                counter.Count += bytesUnknown.Length;
                return _waiting = true;
            }

            public override char GetNextChar()
            {
                char next = _waiting ? '\uFFFD' : '\0';
                _waiting = false;
                return next;
            }

            public override bool MovePrevious() => false;
        }
    }
}
