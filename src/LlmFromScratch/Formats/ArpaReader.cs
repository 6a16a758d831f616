using System.Buffers.Text;
using System.Text;
using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>An n-gram model read from a file, and what stood at the top of it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Comments">The lines before the data, without their "# ".</param>
public sealed record ArpaFile(NGramModel Model, IReadOnlyList<string> Comments);

/// <summary>Reads ARPA files: our own, KenLM's and others in which each n-gram's context and suffix are listed too.</summary>
/// <remarks>
/// A file without an unknown token gets one with a probability of 1e-100, as in KenLM. Log probabilities of -99 and below are read as 0.
/// Memory grows with what is really in the file, whatever its header says.
/// </remarks>
public sealed class ArpaReader
{
    private const int LongestLine = 1 << 20;

    private readonly ByteLineReader _lines;
    private readonly List<string> _comments = [];
    private readonly List<string> _notes = [];
    private readonly IProgress<WorkProgress>? _progress;
    private readonly CancellationToken _cancellation;

    private ArpaReader(Stream stream, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        _lines = new ByteLineReader(stream, LongestLine);
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told how many n-grams are read.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">It is not an ARPA file, is cut short, has other counts than it says, or numbers that make no sense; the message has the line.</exception>
    public static ArpaFile Read(string path, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return Read(stream, progress, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads from a stream.</summary>
    /// <inheritdoc cref="Read(string, IProgress{WorkProgress}?, CancellationToken)"/>
    public static ArpaFile Read(Stream stream, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ArpaReader(stream, progress, cancellation).ReadAll();
    }

    private ArpaFile ReadAll()
    {
        List<long> counts = ReadHeader();
        int order = counts.Count;
        var levels = new NGramLevel[order + 1];
        double[][] probabilities = new double[order + 1][], weights = new double[order][];
        levels[0] = new NGramLevel([-1], [-1], [-1]);
        probabilities[0] = [];
        weights[0] = [1];

        (Vocabulary vocabulary, probabilities[1], double[] unigramWeights) = ReadUnigrams(counts[0]);
        if (order > 1)
            weights[1] = unigramWeights;
        levels[1] = new NGramLevel([.. Enumerable.Range(0, vocabulary.Count)], new int[vocabulary.Count], new int[vocabulary.Count]);
        for (int length = 2; length <= order; length++)
        {
            var below = new NGramTrie(vocabulary, levels[..length]);
            (levels[length], probabilities[length], double[] levelWeights) = new ArpaLevelReader(below, length, length == order)
                .Read(Entries(length, counts[length - 1], word => IdOf(vocabulary, word)));
            if (length < order)
                weights[length] = levelWeights;
        }
        ReadUntil(line => line.SequenceEqual("\\end\\"u8), "\\end\\");
        return new ArpaFile(new NGramModel($"ARPA, order {order}", new NGramTrie(vocabulary, levels), probabilities, weights, _notes), _comments);
    }

    private List<long> ReadHeader()
    {
        ReadUntil(line => line.SequenceEqual("\\data\\"u8), "\\data\\", _comments);
        var counts = new List<long>();
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            ReadOnlySpan<byte> text = line.Trim((byte)' ');
            if (text.IsEmpty && counts.Count > 0)
                return counts;
            if (text.IsEmpty)
                continue;
            // ngram 2=2334
            int equals = text.IndexOf((byte)'=');
            if (!text.StartsWith("ngram "u8) || equals < 0
                || !Utf8Parser.TryParse(text[6..equals].Trim((byte)' '), out int length, out int used) || used != text[6..equals].Trim((byte)' ').Length
                || !Utf8Parser.TryParse(text[(equals + 1)..].Trim((byte)' '), out long count, out used) || used != text[(equals + 1)..].Trim((byte)' ').Length
                || length != counts.Count + 1 || count < 0 || count > int.MaxValue)
                throw Error($"expected \"ngram {counts.Count + 1}=\" and a count, got \"{Show(text)}\"");
            if (length > NGramCounter.MaximumOrder)
                throw Error($"expected an order of at most {NGramCounter.MaximumOrder}, got {length}-grams");
            counts.Add(count);
        }
        throw Error($"the file ends inside its header");
    }

    private (Vocabulary Vocabulary, double[] Probabilities, double[] Weights) ReadUnigrams(long count)
    {
        var tokens = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var probabilities = new List<double>();
        var weights = new List<double>();
        int Add(ReadOnlySpan<byte> word)
        {
            string token = ArpaToken.Decode(word);
            if (!known.Add(token))
                throw Error($"the word \"{token}\" is listed twice");
            tokens.Add(token);
            return tokens.Count - 1;
        }
        foreach (ArpaEntry entry in Entries(1, count, Add))
        {
            probabilities.Add(tokens[entry.Ids[0]] == Vocabulary.SentenceStart ? 0 : entry.Probability);
            weights.Add(entry.Weight);
        }
        if (!known.Contains(Vocabulary.Unknown))
        {
            _notes.Add($"the file has no {Vocabulary.Unknown}; unknown words get a probability of 1e-100");
            tokens.Add(Vocabulary.Unknown);
            probabilities.Add(1e-100);
            weights.Add(1);
        }
        return (new Vocabulary(tokens), [.. probabilities], [.. weights]);
    }

    private int IdOf(Vocabulary vocabulary, ReadOnlySpan<byte> word)
    {
        // Nearly every word can be looked up without making a string of it.
        Span<char> characters = stackalloc char[128];
        if (word.Length <= characters.Length && word.IndexOf("\\u"u8) < 0
            && vocabulary.TryGetId(characters[..Encoding.UTF8.GetChars(word, characters)], out int id))
            return id;
        return vocabulary.TryGetId(ArpaToken.Decode(word), out id) ? id
            : throw Error($"the word \"{Show(word)}\" is not among the 1-grams");
    }

    /// <summary>The lines of one section.</summary>
    private IEnumerable<ArpaEntry> Entries(int length, long count, WordToId idOf)
    {
        var ids = new int[length];
        string title = $"\\{length}-grams:";
        ReadUntil(line => line.SequenceEqual(Encoding.UTF8.GetBytes(title)), title);
        for (long i = 0; i < count; i++)
        {
            if (i % 65_536 == 0)
            {
                _cancellation.ThrowIfStopRequested();
                _progress?.Report(new WorkProgress($"reading {length}-grams", i, count, "n-grams"));
            }
            yield return ReadEntry(ids, i, count, idOf);
        }
    }

    private ArpaEntry ReadEntry(int[] ids, long number, long count, WordToId idOf)
    {
        int length = ids.Length;
        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            throw Error($"expected {count:N0} {length}-grams, as the header says, but the file ends after {number:N0}: is it cut short?");
        ReadOnlySpan<byte> rest = line;
        if (line.Trim((byte)' ').IsEmpty || line[0] == '\\')
            throw Error($"expected {count:N0} {length}-grams, as the header says, got {number:N0}");
        double logProbability = Number(ref rest, "log10 probability");
        if (logProbability > 0)
            throw Error($"expected a log10 probability of 0 or below, got {logProbability}");
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<byte> word = Field(ref rest);
            if (word.IsEmpty)
                throw Error($"expected {length} words, got {i}");
            ids[i] = idOf(word);
        }
        double weight = 1;
        if (!rest.Trim((byte)' ').Trim((byte)'\t').IsEmpty)
        {
            double logWeight = Number(ref rest, "log10 back-off weight");
            if (logWeight > 99)
                throw Error($"expected a log10 back-off weight of at most 99, got {logWeight}");
            weight = logWeight <= -99 ? 0 : Math.Pow(10, logWeight);
            if (!rest.Trim((byte)' ').Trim((byte)'\t').IsEmpty)
                throw Error($"expected {length} words and a back-off weight, got more: \"{Show(rest)}\"");
        }
        return new ArpaEntry(ids, logProbability <= -99 ? 0 : Math.Pow(10, logProbability), weight, _lines.LineNumber);
    }

    private double Number(ref ReadOnlySpan<byte> rest, string what)
    {
        ReadOnlySpan<byte> field = Field(ref rest);
        if (Utf8Parser.TryParse(field, out double value, out int used) && used == field.Length && !double.IsNaN(value) && !double.IsPositiveInfinity(value))
            return value;
        throw Error($"expected a {what}, got \"{Show(field)}\"");
    }

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        int end = rest.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> field = end < 0 ? rest : rest[..end];
        rest = rest[field.Length..];
        return field;
    }

    private delegate bool LineTest(ReadOnlySpan<byte> line);

    private delegate int WordToId(ReadOnlySpan<byte> word);

    private void ReadUntil(LineTest isWanted, string wanted, List<string>? comments = null)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            ReadOnlySpan<byte> text = line.TrimEnd((byte)' ');
            if (_lines.LineNumber == 1 && text.StartsWith(Encoding.UTF8.Preamble))
                text = text[3..];
            if (isWanted(text))
                return;
            if (comments is not null && text.StartsWith("#"u8))
                comments.Add(Encoding.UTF8.GetString(text[1..]).Trim());
            else if (!text.IsEmpty)
                throw Error($"expected {wanted}, got \"{Show(text)}\"");
        }
        throw Error($"the file ends before {wanted}: is it cut short, or not an ARPA file?");
    }

    private static string Show(ReadOnlySpan<byte> text) =>
        new([.. Encoding.UTF8.GetString(text.Length > 60 ? text[..60] : text).Select(c => char.IsControl(c) ? '?' : c), .. text.Length > 60 ? "…" : ""]);

    private InvalidDataException Error(FormattableString what) => new(FormattableString.Invariant($"line {_lines.LineNumber}: ") + FormattableString.Invariant(what));
}

/// <summary>One line of a section.</summary>
/// <param name="Ids">The words; the array is used again for the next line.</param>
/// <param name="Probability">In [0, 1].</param>
/// <param name="Weight">0 or more; 1 where the line has none.</param>
/// <param name="LineNumber">In the file, from 1.</param>
internal readonly record struct ArpaEntry(int[] Ids, double Probability, double Weight, long LineNumber);
