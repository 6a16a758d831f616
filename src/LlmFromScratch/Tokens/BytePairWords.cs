using System.Runtime.InteropServices;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>The text as its different pieces, each with its bytes and how often it occurs: all that the training of byte pairs needs to know of it.</summary>
internal static class BytePairWords
{
    /// <summary>The different pieces in order of first sight.</summary>
    /// <exception cref="ArgumentException">There is no piece at all.</exception>
    public static List<(byte[] Bytes, long Count)> Count(IEnumerable<string> lines, ISplitter splitter)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = index.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new List<(byte[] Bytes, long Count)>();
        foreach (string line in lines)
            for (int at = 0; splitter.TryNext(line, at, out Piece piece); at = piece.End)
            {
                ref int word = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, piece.Of(line), out bool known);
                if (!known)
                {
                    word = words.Count;
                    words.Add((Bytes(piece.Of(line)), 0));
                }
                CollectionsMarshal.AsSpan(words)[word].Count++;
            }
        return words.Count > 0 ? words : throw new ArgumentException("expected text to find pairs in, got none", nameof(lines));
    }

    /// <summary>How many merges make a vocabulary of a size.</summary>
    /// <exception cref="ArgumentException">It is too small for the bytes and the special tokens.</exception>
    public static int MergesFor(int vocabularySize, IReadOnlyList<string>? special)
    {
        int least = 256 + (special?.Count ?? 0);
        return vocabularySize >= least ? vocabularySize - least
            : throw new ArgumentException($"expected a vocabulary of at least {least} tokens, the 256 bytes{(least > 256 ? " and the special tokens" : "")}, got {vocabularySize}", nameof(vocabularySize));
    }

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
