using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>Text to the tokens of a byte-pair vocabulary and back. Every text can be encoded, and decoding gives it back.</summary>
/// <remarks>
/// The text is cut into pieces by a splitter, each piece becomes UTF-8 bytes, and in these the merges are done. What looks like a special
/// token in a text is text like any other, so that nobody can smuggle one in; <see cref="EncodeWithSpecial"/> takes them for what they are.
/// A lone surrogate, which is no character, becomes U+FFFD: the one thing that does not come back.
/// Several threads may use one tokenizer.
/// </remarks>
public sealed class BytePairTokenizer : ITokenizer
{
    private readonly FastBytePairEncoder _encoder;
    private readonly ConcurrentBag<BytePairCache> _idleCaches = []; // as many as there were threads at work at once
    private readonly SearchValues<string> _specialNames;

    /// <summary>A tokenizer.</summary>
    /// <param name="bytePairs">The tokens and merges.</param>
    /// <param name="splitter">The splitter with which they were learnt; as GPT-2 cuts if not given. It must lose nothing of the text.</param>
    public BytePairTokenizer(BytePairVocabulary bytePairs, ISplitter? splitter = null)
    {
        ArgumentNullException.ThrowIfNull(bytePairs);
        BytePairs = bytePairs;
        Splitter = splitter ?? new Gpt2Splitter();
        _encoder = new FastBytePairEncoder(bytePairs);
        _specialNames = SearchValues.Create([.. bytePairs.Special.Keys], StringComparison.Ordinal);
    }

    /// <summary>The tokens as bytes, and the merges.</summary>
    public BytePairVocabulary BytePairs { get; }

    /// <summary>Cuts text into the pieces within which merges are done.</summary>
    public ISplitter Splitter { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary => BytePairs.Tokens;

    /// <summary>The ids of the tokens of a text.</summary>
    /// <exception cref="InvalidOperationException">The splitter drops some of the text.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length / 3);
        Encode(text, ids);
        return [.. ids];
    }

    /// <summary>The ids of a text given as UTF-8. A byte that belongs to no character is a token by itself, so any bytes can be encoded.</summary>
    public int[] EncodeBytes(ReadOnlySpan<byte> utf8)
    {
        var ids = new List<int>(utf8.Length / 3);
        var stream = new BytePairStream(this);
        stream.Append(utf8, ids);
        stream.Finish(ids);
        return [.. ids];
    }

    /// <summary>The ids of a text in which special tokens, written as themselves, are special. Of two that start at one place the longer counts.</summary>
    public int[] EncodeWithSpecial(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(text.Length / 3);
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAny(_specialNames) is >= 0 and int start)
        {
            Encode(rest[..start], ids);
            string name = LongestSpecialAt(rest[start..]);
            ids.Add(BytePairs.Special[name]);
            rest = rest[(start + name.Length)..];
        }
        Encode(rest, ids);
        return [.. ids];
    }

    /// <summary>The ids of a text that is too large to be held: the same as <see cref="Encode(string)"/> would give for all of it.</summary>
    /// <param name="text">Is read to its end as the ids are taken.</param>
    /// <param name="chunk">How many characters are read at once; 1 or more. Memory is for these and for the longest piece.</param>
    public IEnumerable<int> EncodeStream(TextReader text, int chunk = 1 << 16)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        var characters = new char[chunk];
        return BytePairStream.Encode(this, (stream, ids) =>
        {
            int read = text.Read(characters, 0, chunk);
            stream.Append(characters.AsSpan(0, read), ids);
            return read > 0;
        });
    }

    /// <summary>The ids of a file or other stream of UTF-8: the same as <see cref="EncodeBytes"/> would give for all of it.</summary>
    /// <param name="utf8">Is read to its end as the ids are taken, and left open. A byte-order mark counts as a character.</param>
    /// <param name="chunk">How many bytes are read at once; 1 or more. Memory is for these and for the longest piece.</param>
    public IEnumerable<int> EncodeStream(Stream utf8, int chunk = 1 << 16)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        var bytes = new byte[chunk];
        return BytePairStream.Encode(this, (stream, ids) =>
        {
            int read = utf8.Read(bytes, 0, chunk);
            stream.Append(bytes.AsSpan(0, read), ids);
            return read > 0;
        });
    }

    /// <summary>The tokens with their places. A token that has only some bytes of a character covers that whole character.</summary>
    public IEnumerable<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TokensOf(text);
    }

    /// <summary>
    /// The text of some ids. Bytes that are no whole character become U+FFFD; special tokens are left out.
    /// <see cref="BytePairDecoder"/> does it as the ids come.
    /// </summary>
    public string Decode(IEnumerable<int> ids) => Encoding.UTF8.GetString(DecodeBytes(ids));

    /// <summary>The bytes of some ids, whether or not they are text. Special tokens have none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (int id in ids)
            bytes.Write(BytePairs.BytesOf(id));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Puts the ids of a text at the end of a list.</summary>
    internal void Encode(ReadOnlySpan<char> text, List<int> ids) => Encode(text, text.Length, ids);

    /// <summary>Puts the ids of those pieces at the end of a list that end at or before a limit.</summary>
    /// <returns>The end of the last of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    internal int Encode(ReadOnlySpan<char> text, int limit, List<int> ids)
    {
        if (!_idleCaches.TryTake(out BytePairCache? cache))
            cache = new BytePairCache(_encoder);
        int at = 0;
        while (Splitter.TryNext(text, at, out Piece piece) && piece.End <= limit)
        {
            RequireNothingBetween(at, piece.Start);
            cache.Encode(piece.Of(text), ids);
            at = piece.End;
        }
        if (limit == text.Length)
            RequireNothingBetween(at, limit);
        _idleCaches.Add(cache);
        return at;
    }

    private IEnumerable<Token> TokensOf(string text)
    {
        var ids = new List<int>();
        int end = 0;
        for (; Splitter.TryNext(text, end, out Piece piece); end = piece.End)
        {
            RequireNothingBetween(end, piece.Start);
            byte[] bytes = Encoding.UTF8.GetBytes(text.ToCharArray(piece.Start, piece.Length));
            ids.Clear();
            _encoder.Encode(bytes, ids);
            var place = new Utf8Place(piece.Start);
            foreach (int id in ids)
            {
                int start = place.Start;
                place = place.After(bytes, BytePairs.BytesOf(id).Length, out int stop);
                yield return new Token(id, text[start..stop], start, stop - start);
            }
        }
        RequireNothingBetween(end, text.Length);
    }

    private void RequireNothingBetween(int end, int start)
    {
        if (end != start)
            throw new InvalidOperationException($"expected a splitter that loses nothing of the text, but \"{Splitter.Name}\" drops what stands from {end} to {start}: use {nameof(Gpt2Splitter)} or {nameof(SpaceSplitter)}");
    }

    private string LongestSpecialAt(ReadOnlySpan<char> text)
    {
        string longest = "";
        foreach (string name in BytePairs.Special.Keys)
            if (name.Length > longest.Length && text.StartsWith(name, StringComparison.Ordinal))
                longest = name;
        return longest;
    }
}
