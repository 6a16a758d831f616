using System.Diagnostics;
using System.Security.Cryptography;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>The files of the data set "storyworld": stories to learn from, others to check by, and questions. One story a line.</summary>
/// <remarks>
/// Of the numbered stories of a seed every tenth is kept for validation (9, 19, 29, …), the others are for training. So no story is in both,
/// and whoever asks for more gets the same stories and further ones. Nine tenths of the size are for training. The questions are on stories
/// with numbers so high that no training file gets there; they depend on the seed and not on the size.
/// </remarks>
public static class StoryFiles
{
    private const int ValidationEvery = 10, BytesBetweenReports = 1 << 16, QuestionsPerKind = 30;
    private const long FirstStoryOfQuestions = 1_000_000_000_000;

    /// <summary>The seed of the data set that comes with the course.</summary>
    public const long CommittedSeed = 1;

    /// <summary>The size of the data set that comes with the course, in bytes: 1 MB of English, half of that in Chinese.</summary>
    public static long CommittedBytes(StoryWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Language == StoryWorld.English.Language ? 1_000_000 : 500_000;
    }

    /// <summary>Writes the files of one language: all of them, or none. Memory does not grow with the size.</summary>
    /// <param name="world">The language: <see cref="StoryWorld.English"/> or <see cref="StoryWorld.Chinese"/>.</param>
    /// <param name="seed">Another seed, other stories.</param>
    /// <param name="bytes">Size of the stories together, without the questions, 1 or more. A file ends with the story that reaches its share, and has one at least.</param>
    /// <param name="folder">Where they go; it is made if it is missing. Files of the same names are replaced.</param>
    /// <param name="progress">Is told the bytes so far.</param>
    /// <param name="cancellation">Stops the work; then nothing is left of it.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is 0 or less.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<StoryFile> Write(StoryWorld world, long seed, long bytes, string folder,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        using var files = new AtomicFiles(folder);
        var written = new List<StoryFile>();
        long before = 0;
        foreach (bool validation in new[] { false, true })
        {
            StoryFile file = WriteStories(files, $"{(validation ? "validation" : "train")}-{world.Language}.txt",
                Stories(world, seed, bytes, validation), done => progress?.Report(new WorkProgress("telling stories", Math.Min(before + done, bytes), bytes, "bytes")), cancellation);
            written.Add(file);
            before += file.Bytes;
        }
        written.Add(WriteQuestions(files, world, seed, progress, cancellation));
        files.Commit();
        return written;
    }

    /// <summary>The questions that come with the course. The stories are <c>Corpus.Load("storyworld")</c> and others.</summary>
    /// <param name="world">The language.</param>
    public static IReadOnlyList<StoryProbe> CommittedQuestions(StoryWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        string name = $"questions-{world.Language}.csv";
        return StoryProbeFile.Parse(AtomicFile.Utf8.GetString(EmbeddedData.Read("storyworld", name)), name);
    }

    /// <summary>The stories of one of the files.</summary>
    /// <param name="world">The language.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="bytes">Size of both files together.</param>
    /// <param name="validation">Those for validation instead of those for training.</param>
    /// <param name="withEntropy">Whether to work out <see cref="StorySentence.EntropyNats"/> too.</param>
    internal static IEnumerable<Story> Stories(StoryWorld world, long seed, long bytes, bool validation, bool withEntropy = false)
    {
        StoryTeller teller = world.Teller(seed);
        long share = validation ? bytes / ValidationEvery : bytes - bytes / ValidationEvery, told = 0;
        for (long number = validation ? ValidationEvery - 1 : 0; told == 0 || told < share;)
        {
            Story story = teller.Tell(number, withEntropy);
            told += AtomicFile.Utf8.GetByteCount(story.Text) + 1;
            yield return story;
            number += validation ? ValidationEvery : number % ValidationEvery == ValidationEvery - 2 ? 2 : 1;
        }
    }

    private static StoryFile WriteStories(AtomicFiles files, string name, IEnumerable<Story> stories, Action<long> report, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        Stream stream = files.Create(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0, count = 0, reported = 0;
        report(0);
        foreach (Story story in stories)
        {
            cancellation.ThrowIfStopRequested();
            byte[] line = AtomicFile.Utf8.GetBytes(story.Text + "\n");
            stream.Write(line);
            hash.AppendData(line);
            bytes += line.Length;
            count++;
            if (bytes - reported >= BytesBetweenReports)
                report(reported = bytes);
        }
        report(bytes);
        return new StoryFile(name, count, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), watch.Elapsed);
    }

    private static StoryFile WriteQuestions(AtomicFiles files, StoryWorld world, long seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        string name = $"questions-{world.Language}.csv";
        IReadOnlyList<StoryProbe> probes = StoryProbes.Make(world, seed, QuestionsPerKind, first: FirstStoryOfQuestions, progress: progress, cancellation: cancellation);
        byte[] text = AtomicFile.Utf8.GetBytes(StoryProbeFile.ToCsv(probes));
        files.Create(name).Write(text);
        return new StoryFile(name, probes.Count, text.Length, Convert.ToHexStringLower(SHA256.HashData(text)), watch.Elapsed);
    }
}

/// <summary>A file that was written.</summary>
/// <param name="Name">Its name: "train-en.txt".</param>
/// <param name="Lines">How many lines it has: stories, or questions without the header.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its content, 64 digits 0-9 a-f.</param>
/// <param name="Time">How long it took to make and to write.</param>
public sealed record StoryFile(string Name, long Lines, long Bytes, string Sha256, TimeSpan Time);
