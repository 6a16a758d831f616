using System.Globalization;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora;

public sealed partial class Corpus
{
    /// <summary>A corpus of the course by its name: "meals", "storyworld", "names", "tiny-shakespeare" and others.</summary>
    /// <remarks>
    /// Some names have more after them: -zh is the same in Chinese, cut into words; -zh-characters is that without the spaces; and
    /// storyworld, storyworld-zh and storyworld-zh-characters have a part of their own to check by, with -validation at the end.
    /// Only tiny-shakespeare and makemore-names are no part of the library. They must be on this machine already: nothing is downloaded here.
    /// </remarks>
    /// <param name="name">One of <see cref="CorpusCatalogue.Names"/>.</param>
    /// <param name="store">Where files are looked for; as the environment says if not given.</param>
    /// <exception cref="ArgumentException">There is no corpus of that name.</exception>
    /// <exception cref="FileNotFoundException">Its file is not on this machine; the message says how to get it.</exception>
    /// <exception cref="InvalidDataException">Its file is another one than the catalogue names.</exception>
    public static Corpus Load(string name, DatasetStore? store = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return CorpusCatalogue.Load(name, store ?? DatasetStore.FromEnvironment());
    }

    /// <summary>A corpus from a text file: UTF-8, or UTF-16 with a byte-order mark. Invalid bytes are replaced, and noted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it; the file's name if not given.</param>
    /// <param name="language">Its language as a BCP 47 tag.</param>
    /// <param name="splitter">How it is best cut into tokens; into words if not given.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a folder, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is empty, or not text.</exception>
    public static Corpus FromFile(string path, string? name = null, string language = "und", ISplitter? splitter = null)
    {
        TextContent content = TextFile.ReadText(path);
        return FromContent(content, path, name ?? Path.GetFileName(path), language, splitter);
    }

    /// <summary>A corpus from a text: its lines are what stands between line ends (\n, \r\n, or a single \r).</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="text">The text; at least one character.</param>
    /// <param name="language">Its language as a BCP 47 tag.</param>
    /// <param name="splitter">How it is best cut into tokens; into words if not given.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static Corpus FromText(string name, string text, string language = "und", ISplitter? splitter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            throw new ArgumentException($"The text of corpus '{name}' is empty; expected at least one line.", nameof(text));
        return FromText(name, text, language, splitter, []);
    }

    /// <summary>A corpus from lines.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="lines">The lines, without line ends; at least one.</param>
    /// <param name="language">Its language as a BCP 47 tag.</param>
    /// <param name="splitter">How it is best cut into tokens; into words if not given.</param>
    /// <exception cref="ArgumentException">There is no line, or one has a line end in it.</exception>
    public static Corpus FromLines(string name, IEnumerable<string> lines, string language = "und", ISplitter? splitter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(lines);
        string[] all = [.. lines];
        if (all.Length == 0)
            throw new ArgumentException($"Corpus '{name}' has no lines; expected at least one.", nameof(lines));
        for (int i = 0; i < all.Length; i++)
            if (all[i].AsSpan().ContainsAny('\n', '\r'))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Line {i + 1} of corpus '{name}' has a line end in it; split it into lines, or use Corpus.FromText."), nameof(lines));
        return new Corpus(name, language, splitter ?? new WordSplitter(), [],
            corpus => string.Join('\n', corpus.Lines), _ => all.AsReadOnly());
    }

    internal static Corpus FromContent(TextContent content, string source, string name, string language, ISplitter? splitter)
    {
        if (content.Text.Length == 0)
            throw new InvalidDataException($"'{source}' is empty; expected text of at least one line.");
        string[] notes = content.InvalidBytes == 0 ? [] : [string.Create(CultureInfo.InvariantCulture,
            $"{content.InvalidBytes:N0} invalid {(content.InvalidBytes == 1 ? "byte was" : "bytes were")} replaced by U+FFFD.")];
        return FromText(name, content.Text, language, splitter, notes);
    }

    private static Corpus FromText(string name, string text, string language, ISplitter? splitter, IReadOnlyList<string> notes)
    {
        int carriageReturns = text.AsSpan().Count('\r');
        if (carriageReturns > 0)
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            notes = [.. notes, string.Create(CultureInfo.InvariantCulture,
                $"{carriageReturns:N0} line {(carriageReturns == 1 ? "end" : "ends")} with a carriage return became \\n.")];
        }
        return new Corpus(name, language, splitter ?? new WordSplitter(), notes, _ => text, corpus => CutIntoLines(corpus.Text));
    }

    private static IReadOnlyList<string> CutIntoLines(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOf('\n');
            int end = length < 0 ? text.Length : start + length;
            lines.Add(text[start..end]);
            start = end + 1;
        }
        return lines.AsReadOnly();
    }
}
