using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LlmFromScratch.Counts;

namespace LlmFromScratch.Formats;

/// <summary>Writes an n-gram model as an ARPA file, the text format that n-gram programs exchange (KenLM, SRILM, NLTK).</summary>
/// <remarks>
/// Each line is: log10 probability, tab, the n-gram, and for all but the longest a tab and the log10 of the back-off weight. Numbers have seven
/// decimals; a probability or weight of 0 is written -99, as SRILM does (one that is only very small, just above that), and that of the sentence start, which is never predicted, 0, as KenLM does.
/// A space inside a token is written \u0020, since it parts the fields. Source: Doug Paul's format, described in SRILM's ngram-format(5).
/// </remarks>
public static class ArpaWriter
{
    private const int ChunkSize = 16_384;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="model">The model.</param>
    /// <param name="comments">Lines for the top of the file, each to be written after "# "; null for none.</param>
    /// <param name="progress">Told how many n-grams are written.</param>
    /// <param name="cancellation">Ends the work; the file is then as it was before.</param>
    public static void Write(string path, NGramModel model, IReadOnlyList<string>? comments = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        AtomicFile.Write(path, stream => Write(stream, model, comments, progress, cancellation));

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, NGramModel, IReadOnlyList{string}?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static void Write(Stream stream, NGramModel model, IReadOnlyList<string>? comments = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        var header = new StringBuilder();
        foreach (string comment in comments ?? [])
            header.Append("# ").Append(comment.ReplaceLineEndings(" ")).Append('\n');
        header.Append("\\data\\\n");
        for (int length = 1; length <= model.Order; length++)
            header.Append(CultureInfo.InvariantCulture, $"ngram {length}={model.Trie[length].Count}\n");
        stream.Write(Encoding.UTF8.GetBytes(header.ToString()));

        byte[][] words = [.. model.Vocabulary.Select(token => Encoding.UTF8.GetBytes(ArpaToken.Escape(token)))];
        long total = Enumerable.Range(1, model.Order).Sum(length => (long)model.Trie[length].Count), written = 0;
        for (int length = 1; length <= model.Order; length++)
        {
            stream.Write(Encoding.UTF8.GetBytes($"\n\\{length}-grams:\n"));
            int count = model.Trie[length].Count;
            int together = Math.Max(1, Environment.ProcessorCount) * ChunkSize;
            var chunks = new ArrayBufferWriter<byte>[Math.Max(1, Environment.ProcessorCount)];
            for (int i = 0; i < chunks.Length; i++)
                chunks[i] = new ArrayBufferWriter<byte>(Math.Min(count, ChunkSize) * 48 + 64);
            for (int from = 0; from < count; from += together)
            {
                // Each thread formats its own stretch; the stretches are then written in order.
                cancellation.ThrowIfStopRequested();
                int start = from;
                Parallel.For(0, chunks.Length, chunk =>
                {
                    chunks[chunk].ResetWrittenCount();
                    int first = Math.Min(count, start + chunk * ChunkSize);
                    Format(model, words, length, first, Math.Min(count, first + ChunkSize), chunks[chunk]);
                });
                foreach (ArrayBufferWriter<byte> chunk in chunks)
                    stream.Write(chunk.WrittenSpan);
                written += Math.Min(together, count - from);
                progress?.Report(new WorkProgress("writing the ARPA file", written, total, "n-grams"));
            }
        }
        stream.Write("\n\\end\\\n"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Format(NGramModel model, byte[][] words, int length, int from, int to, ArrayBufferWriter<byte> output)
    {
        NGramLevel level = model.Trie[length];
        ReadOnlySpan<double> probabilities = model.ProbabilitiesOf(length);
        ReadOnlySpan<double> weights = length < model.Order ? model.WeightsOf(length) : default;
        int? start = model.Vocabulary.StartId;
        int context = -1;
        byte[] contextText = new byte[256]; // the words of the context, a space after each
        int contextLength = 0;
        for (int i = from; i < to; i++)
        {
            if (level.Contexts[i] != context)
            {
                context = level.Contexts[i];
                contextLength = 0;
                if (length > 1)
                {
                    foreach (int id in model.Trie.WordsOf(length - 1, context))
                    {
                        byte[] word = words[id];
                        if (contextLength + word.Length + 1 > contextText.Length)
                            Array.Resize(ref contextText, (contextLength + word.Length + 1) * 2);
                        word.CopyTo(contextText, contextLength);
                        contextLength += word.Length;
                        contextText[contextLength++] = (byte)' ';
                    }
                }
            }
            byte[] last = words[level.Words[i]];
            Span<byte> line = output.GetSpan(contextLength + last.Length + 64);
            int at = length == 1 && i == start ? WriteNumber(0, line) : WriteLog(probabilities[i], line);
            line[at++] = (byte)'\t';
            contextText.AsSpan(0, contextLength).CopyTo(line[at..]);
            at += contextLength;
            last.CopyTo(line[at..]);
            at += last.Length;
            if (length < model.Order)
            {
                line[at++] = (byte)'\t';
                at += WriteLog(weights[i], line[at..]);
            }
            line[at++] = (byte)'\n';
            output.Advance(at);
        }
    }

    private static int WriteLog(double value, Span<byte> to) => WriteNumber(value <= 0 ? -99 : Math.Max(-98.9999999, Math.Log10(value)), to);

    /// <summary>A number with up to seven decimals, zeros at the end left out: -0.3010300 -> "-0.30103".</summary>
    private static int WriteNumber(double value, Span<byte> to)
    {
        const long one = 10_000_000;
        long scaled = (long)Math.Round(Math.Abs(value) * one);
        int at = 0;
        if (value < 0 && scaled != 0)
            to[at++] = (byte)'-';
        (scaled / one).TryFormat(to[at..], out int digits, default, CultureInfo.InvariantCulture);
        at += digits;
        long decimals = scaled % one;
        if (decimals == 0)
            return at;
        to[at++] = (byte)'.';
        for (long unit = one / 10; decimals > 0; unit /= 10)
        {
            to[at++] = (byte)('0' + decimals / unit);
            decimals %= unit;
        }
        return at;
    }
}
