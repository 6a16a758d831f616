using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Encodes pieces and remembers the tokens of short ones: a text has many words, but few different ones. Not for several threads at once.
/// </summary>
/// <remarks>
/// A hash table over the characters themselves, so that a piece that was seen before costs one look and no memory. Where it is full it is
/// emptied: the frequent pieces are soon back.
/// </remarks>
internal sealed class BytePairCache(FastBytePairEncoder encoder)
{
    private const int LongestRemembered = 32, MostSlots = 1 << 16;

    private Entry[] _entries = new Entry[256];
    private int _taken;
    private readonly List<char> _characters = [];
    private readonly List<int> _ids = [];
    private readonly byte[] _utf8 = new byte[4 * LongestRemembered];

    /// <summary>The characters of a piece and its tokens, both as stretches of the lists. A slot is free where the length is 0.</summary>
    private struct Entry
    {
        public ulong Hash;
        public int CharactersAt, IdsAt, Length, Count;
    }

    /// <summary>Puts the tokens of a piece at the end of a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // at full speed from the first call on
    public void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (piece.Length > LongestRemembered)
        {
            encoder.Encode(Utf8(piece), ids);
            return;
        }
        ulong hash = Hash(piece);
        ref Entry entry = ref Find(piece, hash);
        if (entry.Length == 0)
        {
            int before = ids.Count;
            encoder.Encode(Utf8(piece), ids);
            Remember(piece, hash, CollectionsMarshal.AsSpan(ids)[before..]);
        }
        else if (entry.Count == 1)
        {
            ids.Add(entry.IdsAt); // a single token stands here itself
        }
        else
        {
            ids.AddRange(CollectionsMarshal.AsSpan(_ids).Slice(entry.IdsAt, entry.Count));
        }
    }

    /// <summary>The entry of a piece, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry Find(ReadOnlySpan<char> piece, ulong hash)
    {
        Entry[] entries = _entries;
        for (int slot = (int)hash & (entries.Length - 1); ; slot = (slot + 1) & (entries.Length - 1))
        {
            ref Entry entry = ref entries[slot];
            if (entry.Length == 0 || entry.Hash == hash && piece.SequenceEqual(CollectionsMarshal.AsSpan(_characters).Slice(entry.CharactersAt, entry.Length)))
                return ref entry;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Remember(ReadOnlySpan<char> piece, ulong hash, ReadOnlySpan<int> ids)
    {
        if (_taken >= _entries.Length / 4 * 3)
            MakeRoom();
        Find(piece, hash) = new Entry
        {
            Hash = hash,
            CharactersAt = _characters.Count,
            IdsAt = ids.Length == 1 ? ids[0] : _ids.Count,
            Length = piece.Length,
            Count = ids.Length,
        };
        _taken++;
        _characters.AddRange(piece);
        if (ids.Length > 1)
            _ids.AddRange(ids);
    }

    private void MakeRoom()
    {
        if (_entries.Length == MostSlots)
        {
            Array.Clear(_entries);
            _characters.Clear();
            _ids.Clear();
            _taken = 0;
            return;
        }
        Entry[] old = _entries;
        _entries = new Entry[4 * old.Length];
        foreach (ref Entry entry in old.AsSpan())
            if (entry.Length > 0)
                Find(CollectionsMarshal.AsSpan(_characters).Slice(entry.CharactersAt, entry.Length), entry.Hash) = entry;
    }

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> piece)
    {
        if (piece.Length <= LongestRemembered)
            return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(piece, _utf8));
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        return bytes;
    }

    /// <summary>Four characters at a time; the last four may overlap those before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<char> piece)
    {
        ulong hash = (ulong)piece.Length * 0x9E3779B97F4A7C15UL;
        if (piece.Length < 4)
        {
            foreach (char c in piece)
                hash = (hash ^ c) * 0xBF58476D1CE4E5B9UL;
        }
        else
        {
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(piece);
            for (; bytes.Length > 8; bytes = bytes[8..])
                hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.AsBytes(piece[^4..])));
        }
        return hash ^ hash >> 29;
    }

    private static ulong Mixed(ulong hash, ulong characters)
    {
        hash = (hash ^ characters) * 0xBF58476D1CE4E5B9UL;
        return hash ^ hash >> 32;
    }
}
