using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LlmFromScratch.Tokens;

/// <summary>Encodes a text that comes bit by bit. A piece is encoded as soon as nothing that may follow could change where it ends.</summary>
internal sealed class BytePairStream(BytePairTokenizer tokenizer)
{
    /// <summary>
    /// How far after a piece its splitter may have looked to end it there, in UTF-16 units. GPT-2's looks 2 ahead: an apostrophe
    /// is a piece by itself unless "ll" follows. Others look at the next character.
    /// </summary>
    private const int LookAhead = 64;

    private char[] _text = new char[1024];
    private int _length;
    private int _nextTry; // how long the text must be before it is worth looking for the end of its first piece again
    private byte[] _cut = []; // the first bytes of a character whose others are still to come

    /// <summary>The ids of everything that <paramref name="read"/> appends until it answers that there is no more.</summary>
    public static IEnumerable<int> Encode(BytePairTokenizer tokenizer, Func<BytePairStream, List<int>, bool> read)
    {
        var stream = new BytePairStream(tokenizer);
        var ids = new List<int>();
        bool more = true;
        while (more)
        {
            ids.Clear();
            more = read(stream, ids);
            if (!more)
                stream.Finish(ids);
            foreach (int id in ids)
                yield return id;
        }
    }

    /// <summary>Takes the next characters; puts the ids that are certain by now at the end of the list.</summary>
    public void Append(ReadOnlySpan<char> text, List<int> ids)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
        if (_length >= _nextTry)
            EncodeUpTo(_length - LookAhead, ids);
    }

    /// <summary>Takes the next bytes; puts the ids that are certain by now at the end of the list.</summary>
    public void Append(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        if (_cut.Length > 0)
            utf8 = (byte[])[.. _cut, .. utf8];
        _cut = [];
        while (utf8.Length > 0)
        {
            OperationStatus status = Utf8.ToUtf16(utf8, Room(utf8.Length), out int read, out int written, replaceInvalidSequences: false, isFinalBlock: false);
            _length += written;
            utf8 = utf8[read..];
            if (status == OperationStatus.NeedMoreData)
            {
                _cut = utf8.ToArray();
                break;
            }
            if (status == OperationStatus.InvalidData)
            {
                Rune.DecodeFromUtf8(utf8, out _, out int bad);
                AppendNoText(utf8[..bad], ids);
                utf8 = utf8[bad..];
            }
        }
        if (_length >= _nextTry)
            EncodeUpTo(_length - LookAhead, ids);
    }

    /// <summary>Nothing follows: puts the last ids at the end of the list.</summary>
    public void Finish(List<int> ids)
    {
        byte[] cut = _cut;
        _cut = [];
        if (cut.Length > 0)
            AppendNoText(cut, ids);
        else
            EncodeUpTo(_length, ids);
    }

    /// <summary>Bytes that are no text: here the text before them ends, and each is a token by itself.</summary>
    private void AppendNoText(ReadOnlySpan<byte> bytes, List<int> ids)
    {
        EncodeUpTo(_length, ids);
        foreach (byte value in bytes)
            ids.Add(tokenizer.BytePairs.IdOf(value));
    }

    private void EncodeUpTo(int limit, List<int> ids)
    {
        int done = limit > 0 ? tokenizer.Encode(_text.AsSpan(0, _length), limit, ids) : 0;
        _length -= done;
        Array.Copy(_text, done, _text, 0, _length);
        _nextTry = 2 * _length; // A piece of many chunks is thus not looked through again for each of them.
    }

    private Span<char> Room(int count)
    {
        if (_text.Length - _length < count)
            Array.Resize(ref _text, Math.Max(_length + count, 2 * _text.Length));
        return _text.AsSpan(_length);
    }
}
