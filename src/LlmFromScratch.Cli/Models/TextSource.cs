using System.Globalization;
using System.Text;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Models;

/// <summary>A text to learn from or to score: a file, read line by line, or a corpus of the course.</summary>
internal sealed class TextSource
{
    private readonly string? _path;
    private readonly Corpus? _corpus;

    private TextSource(string name, string? path, Corpus? corpus, ISplitter splitter)
    {
        Name = name;
        _path = path;
        _corpus = corpus;
        Splitter = splitter;
    }

    /// <summary>"meals", or the name of the file.</summary>
    public string Name { get; }

    /// <summary>How it is cut.</summary>
    public ISplitter Splitter { get; }

    /// <summary>Whether its exact probabilities are known: the meals hold the proportions of their grammar.</summary>
    public bool HasKnownTruth => _corpus?.Name.StartsWith("meals", StringComparison.Ordinal) == true;

    /// <summary>Bytes that belonged to no character, as far as it was read.</summary>
    public long InvalidBytes { get; private set; }

    /// <summary>Lines read in the latest reading.</summary>
    public long LinesRead { get; private set; }

    /// <summary>A text file. It is opened only when it is read.</summary>
    public static TextSource OfFile(string path, ISplitter? splitter) => new(Path.GetFileName(path), path, null, splitter ?? new WordSplitter());

    /// <summary>A text of the course.</summary>
    public static TextSource OfData(string name, ISplitter? splitter)
    {
        name = CorpusName(name, splitter);
        Corpus corpus = Corpus.Load(name);
        return new TextSource(name, null, corpus, splitter ?? corpus.Splitter);
    }

    /// <summary>The name of the corpus to read: Chinese in characters is one of its own, without the spaces between words.</summary>
    public static string CorpusName(string name, ISplitter? splitter)
    {
        string characters = name.Replace("-zh", "-zh-characters", StringComparison.Ordinal);
        return splitter is CharacterSplitter && CorpusCatalogue.Names.Contains(characters) ? characters : name;
    }

    /// <summary>Its lines, one at a time.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is not text.</exception>
    public IEnumerable<string> Lines(IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        LinesRead = InvalidBytes = 0;
        foreach (string line in _corpus?.Lines ?? FileLines(progress))
        {
            if (LinesRead++ % 256 == 0)
                cancellation.ThrowIfCancellationRequested();
            yield return line;
        }
        if (LinesRead == 0)
            throw Empty();
    }

    /// <summary>All of it as one stream, line ends as \n.</summary>
    /// <exception cref="InvalidDataException">It is empty, or not text.</exception>
    public string ReadText()
    {
        if (_corpus is not null)
            return _corpus.Text;
        TextContent content = TextFile.ReadText(_path!);
        InvalidBytes = content.InvalidBytes;
        return content.Text.Length == 0 ? throw Empty() : content.Text.ReplaceLineEndings("\n");
    }

    /// <summary>What was mended while it was read, in a sentence; null for good text.</summary>
    public string? Mended => InvalidBytes == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"{InvalidBytes:N0} invalid {(InvalidBytes == 1 ? "byte" : "bytes")} in {Name} became U+FFFD; is it UTF-8?");

    private InvalidDataException Empty() => new($"'{_path}' is empty; expected text of at least one line");

    private IEnumerable<string> FileLines(IProgress<WorkProgress>? progress)
    {
        using TextFileReader reader = TextFileReader.Open(_path!);
        long size = new FileInfo(_path!).Length, done = 0, reported = 0;
        while (reader.ReadLine() is { } line)
        {
            done += Encoding.UTF8.GetByteCount(line) + 1;
            if (done - reported > 1 << 18)
            {
                reported = done;
                progress?.Report(new WorkProgress("reading and counting", Math.Min(done, size), size, "bytes"));
            }
            yield return line;
        }
        InvalidBytes = reader.InvalidBytes;
    }
}
