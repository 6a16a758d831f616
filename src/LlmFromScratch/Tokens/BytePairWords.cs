using System.Runtime.InteropServices;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>The text as its different pieces, each with its bytes and how often it occurs: all that the training of byte pairs needs to know of it.</summary>
internal sealed class BytePairWords
{
    private const int BatchCharacters = 1 << 20;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<(byte[] Bytes, long Count)> _words = [];

    /// <summary>The different pieces in order of first sight, whatever the number of threads.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="splitter">Cuts each line; it must lose nothing.</param>
    /// <param name="threads">How many count at once; 1 or more.</param>
    /// <param name="progress">Told of each million characters.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">There is no piece at all, or the splitter drops some of the text.</exception>
    public static List<(byte[] Bytes, long Count)> Count(IEnumerable<string> lines, ISplitter splitter, int threads = 1,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var all = new BytePairWords();
        var atWork = new Queue<Task<BytePairWords>>();
        long characters = 0;
        foreach (List<string> batch in Batches(lines))
        {
            cancellation.ThrowIfStopRequested();
            if (threads == 1)
            {
                all.Add(batch, splitter);
            }
            else
            {
                // Each batch is counted apart, and the counts are added in the order of the text.
                atWork.Enqueue(Task.Run(() => new BytePairWords().Add(batch, splitter)));
                if (atWork.Count > threads)
                    all.Add(atWork.Dequeue().GetAwaiter().GetResult());
            }
            characters += batch.Sum(line => (long)line.Length);
            progress?.Report(new WorkProgress("counting pieces", characters, null, "characters"));
        }
        while (atWork.TryDequeue(out Task<BytePairWords>? counted))
            all.Add(counted.GetAwaiter().GetResult());
        return all._words.Count > 0 ? all._words : throw new ArgumentException("expected text to find pairs in, got none", nameof(lines));
    }

    /// <summary>How many merges make a vocabulary of a size.</summary>
    /// <exception cref="ArgumentException">It is too small for the bytes and the special tokens.</exception>
    public static int MergesFor(int vocabularySize, IReadOnlyList<string>? special)
    {
        BytePairVocabulary.FromMerges([], [.. special ?? []]); // refuses bad special tokens before the work and not after it
        int least = 256 + (special?.Count ?? 0);
        return vocabularySize >= least ? vocabularySize - least
            : throw new ArgumentException($"expected a vocabulary of at least {least} tokens, the 256 bytes{(least > 256 ? " and the special tokens" : "")}, got {vocabularySize}", nameof(vocabularySize));
    }

    private static IEnumerable<List<string>> Batches(IEnumerable<string> lines)
    {
        var batch = new List<string>();
        int length = 0;
        foreach (string line in lines)
        {
            ArgumentNullException.ThrowIfNull(line, nameof(lines));
            batch.Add(line);
            length += line.Length;
            if (length < BatchCharacters)
                continue;
            yield return batch;
            (batch, length) = ([], 0);
        }
        yield return batch;
    }

    private BytePairWords Add(List<string> lines, ISplitter splitter)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _index.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string line in lines)
        {
            int at = 0;
            for (; splitter.TryNext(line, at, out Piece piece) && piece.Start == at; at = piece.End)
            {
                ref int word = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, piece.Of(line), out bool known);
                if (!known)
                    word = New(piece.Of(line));
                CollectionsMarshal.AsSpan(_words)[word].Count++;
            }
            if (at < line.Length)
                throw new ArgumentException($"expected a splitter that loses nothing of the text, but \"{splitter.Name}\" drops what stands at {at} of \"{line}\": use {nameof(Gpt2Splitter)} or {nameof(SpaceSplitter)}", nameof(splitter));
        }
        return this;
    }

    private void Add(BytePairWords others)
    {
        foreach ((string piece, int other) in others._index)
        {
            ref int word = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, piece, out bool known);
            if (!known)
                word = New(piece);
            CollectionsMarshal.AsSpan(_words)[word].Count += others._words[other].Count;
        }
    }

    private int New(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        _words.Add((bytes, 0));
        return _words.Count - 1;
    }
}
