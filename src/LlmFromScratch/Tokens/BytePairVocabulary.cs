using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Tokens made of bytes: one for each of the 256 bytes, so that every text can be written, one for each merge, and special ones that
/// stand for no bytes at all.
/// </summary>
/// <remarks>
/// The merges are in the order in which they were found, which is the order in which a text is encoded. In most vocabularies a merge's
/// result is simply the next id; GPT-2's file names the ids itself.
/// </remarks>
public sealed class BytePairVocabulary
{
    private readonly byte[][] _bytes;
    private readonly int[] _idOfByte = new int[256];
    private readonly Dictionary<string, int> _special;
    private readonly Lazy<Vocabulary> _names;

    /// <summary>A vocabulary from its tokens and merges.</summary>
    /// <param name="tokens">The bytes of each token, by id; null for a special one.</param>
    /// <param name="merges">First to last. The bytes of a result are those of its two parts.</param>
    /// <param name="special">The special tokens and their ids, such as "&lt;|endoftext|&gt;"; none if not given.</param>
    /// <exception cref="ArgumentException">A byte has no token or two, a merge names an id that is not there or is there twice, or a result has other bytes.</exception>
    public BytePairVocabulary(IReadOnlyList<byte[]?> tokens, IReadOnlyList<BytePairMerge> merges, IReadOnlyDictionary<string, int>? special = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(merges);
        _special = special is null ? [] : new(special, StringComparer.Ordinal);
        _bytes = [.. tokens.Select(bytes => bytes ?? [])];
        Merges = [.. merges];
        CheckSpecial(tokens);
        CheckBytes();
        CheckMerges();
        _names = new(() => new Vocabulary(Names()));
    }

    /// <summary>The number of tokens; 256 or more.</summary>
    public int Count => _bytes.Length;

    /// <summary>The merges, first to last.</summary>
    public IReadOnlyList<BytePairMerge> Merges { get; }

    /// <summary>The special tokens with their ids.</summary>
    public IReadOnlyDictionary<string, int> Special => _special;

    /// <summary>
    /// The tokens as text, to be shown. Bytes that are no whole characters are written in hexadecimal: &lt;0xE4&gt;. Special tokens are
    /// written as themselves.
    /// </summary>
    public Vocabulary Tokens => _names.Value;

    /// <summary>The 256 bytes and nothing else: token n is byte n.</summary>
    public static BytePairVocabulary Bytes { get; } = FromMerges([]);

    /// <summary>The bytes as tokens 0 to 255, then a token for each merge, then the special tokens.</summary>
    /// <param name="merges">The two parts of each merge, as ids.</param>
    /// <param name="special">Special tokens, which get the last ids.</param>
    /// <exception cref="ArgumentException">A merge names a token that is not there yet, or is there twice.</exception>
    public static BytePairVocabulary FromMerges(IEnumerable<(int Left, int Right)> merges, params ReadOnlySpan<string> special)
    {
        ArgumentNullException.ThrowIfNull(merges);
        List<byte[]?> tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];
        var all = new List<BytePairMerge>();
        foreach ((int left, int right) in merges)
        {
            if ((uint)left >= (uint)tokens.Count || (uint)right >= (uint)tokens.Count)
                throw new ArgumentException($"expected merge {all.Count + 1} to join tokens from 0 to {tokens.Count - 1}, got {left} and {right}", nameof(merges));
            all.Add(new BytePairMerge(left, right, tokens.Count));
            tokens.Add([.. tokens[left]!, .. tokens[right]!]);
        }
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in special)
        {
            if (!ids.TryAdd(name, tokens.Count))
                throw new ArgumentException($"expected different special tokens, got \"{name}\" twice", nameof(special));
            tokens.Add(null);
        }
        return new BytePairVocabulary(tokens, all, ids);
    }

    /// <summary>The bytes of a token; none for a special one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public ReadOnlySpan<byte> BytesOf(int id) => (uint)id < (uint)_bytes.Length ? _bytes[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"expected a token id from 0 to {Count - 1}");

    /// <summary>The token of a single byte.</summary>
    public int IdOf(byte value) => _idOfByte[value];

    /// <summary>The vocabulary as it was after its first merges: the bytes, the results of these merges and the special tokens. Ids are given anew, in that order.</summary>
    /// <param name="merges">How many merges to keep; 0 to all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">One of them needs the result of a later one, so there was never such a vocabulary.</exception>
    public BytePairVocabulary First(int merges)
    {
        if (merges < 0 || merges > Merges.Count)
            throw new ArgumentOutOfRangeException(nameof(merges), merges, $"expected from 0 to {Merges.Count} merges");
        List<byte[]?> tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];
        var kept = new List<BytePairMerge>(merges);
        var newId = new Dictionary<int, int>();
        for (int value = 0; value < 256; value++)
            newId[_idOfByte[value]] = value;
        foreach (BytePairMerge merge in Merges.Take(merges))
        {
            if (!newId.TryGetValue(merge.Left, out int left) || !newId.TryGetValue(merge.Right, out int right))
                throw new InvalidOperationException($"merge {kept.Count + 1} joins {merge.Left} and {merge.Right}, and one of them is made by a later merge: this vocabulary cannot be cut");
            if (newId.TryAdd(merge.Result, tokens.Count))
                tokens.Add(_bytes[merge.Result]);
            kept.Add(new BytePairMerge(left, right, newId[merge.Result]));
        }
        var special = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, int _) in _special.OrderBy(one => one.Value))
        {
            special[name] = tokens.Count;
            tokens.Add(null);
        }
        return new BytePairVocabulary(tokens, kept, special);
    }

    private void CheckSpecial(IReadOnlyList<byte[]?> tokens)
    {
        if (_special.ContainsKey(""))
            throw new ArgumentException("expected special tokens with names, got an empty one");
        foreach ((string name, int id) in _special)
            if ((uint)id >= (uint)tokens.Count || tokens[id] is { Length: > 0 })
                throw new ArgumentException($"expected the special token \"{name}\" to have an id of its own below {tokens.Count}, got {id}");
        HashSet<int> ids = [.. _special.Values];
        if (ids.Count < _special.Count)
            throw new ArgumentException("expected special tokens with different ids");
        for (int id = 0; id < tokens.Count; id++)
            if (tokens[id] is null or { Length: 0 } && !ids.Contains(id))
                throw new ArgumentException($"token {id} has no bytes and is no special token");
    }

    private void CheckBytes()
    {
        Array.Fill(_idOfByte, -1);
        for (int id = 0; id < _bytes.Length; id++)
            if (_bytes[id] is [byte value])
            {
                if (_idOfByte[value] >= 0)
                    throw new ArgumentException($"expected one token for the byte 0x{value:X2}, got ids {_idOfByte[value]} and {id}");
                _idOfByte[value] = id;
            }
        int missing = Array.IndexOf(_idOfByte, -1);
        if (missing >= 0)
            throw new ArgumentException($"expected a token for every byte, got none for 0x{missing:X2}: with it missing, some texts could not be written");
    }

    private void CheckMerges()
    {
        var seen = new HashSet<(int, int)>();
        for (int i = 0; i < Merges.Count; i++)
        {
            (int left, int right, int result) = Merges[i];
            if ((uint)left >= (uint)Count || (uint)right >= (uint)Count || (uint)result >= (uint)Count)
                throw new ArgumentException($"expected merge {i + 1} to name tokens from 0 to {Count - 1}, got {left} + {right} -> {result}");
            if (!seen.Add((left, right)))
                throw new ArgumentException($"expected different merges, got {left} + {right} again as number {i + 1}");
            if (_bytes[left].Length == 0 || _bytes[right].Length == 0 || !_bytes[result].AsSpan().SequenceEqual([.. _bytes[left], .. _bytes[right]]))
                throw new ArgumentException($"expected the result of merge {i + 1} to have the bytes of its parts, got {left} + {right} -> {result}");
        }
    }

    private IEnumerable<string> Names()
    {
        // The marks have their meaning only as special tokens.
        var taken = new HashSet<string>([.. _special.Keys, Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd], StringComparer.Ordinal);
        var names = new string[Count];
        foreach ((string name, int id) in _special)
            names[id] = name;
        for (int id = 0; id < Count; id++)
            if (_bytes[id].Length > 0)
            {
                string name = NameOf(_bytes[id]);
                // The text "<0xE4>" as a token would look like the byte, and "<s>" like the mark: then all its bytes are shown. A vocabulary that
                // was not found by training may even have the same bytes twice, made by different merges: then the id is shown too.
                if (!taken.Add(name) && !taken.Add(name = Hexadecimal(_bytes[id])))
                    taken.Add(name = $"{name}#{id}");
                names[id] = name;
            }
        return names;
    }

    private static string NameOf(byte[] bytes)
    {
        var name = new StringBuilder(bytes.Length);
        for (ReadOnlySpan<byte> rest = bytes; rest.Length > 0;)
        {
            bool whole = Rune.DecodeFromUtf8(rest, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            name.Append(whole ? rune.ToString() : Hexadecimal(rest[..length]));
            rest = rest[length..];
        }
        return name.ToString();
    }

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder(6 * bytes.Length);
        foreach (byte value in bytes)
            name.Append("<0x").Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)).Append('>');
        return name.ToString();
    }
}
