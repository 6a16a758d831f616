using System.Security.Cryptography;
using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryFilesTests
{
    public static TheoryData<string> Languages => ["en", "zh"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Write_AsCommitted_EqualsTheCommittedFilesByteForByte(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        using var folder = new TemporaryFolder();
        IReadOnlyList<StoryFile> files = StoryFiles.Write(world, StoryFiles.CommittedSeed, StoryFiles.CommittedBytes(world), folder.Path);
        Assert.Equal(files.Select(file => file.Name).Order(StringComparer.Ordinal),
            EmbeddedData.FilesOf("storyworld").Select(file => file.Name).Where(name => name.Contains($"-{language}.", StringComparison.Ordinal)));
        foreach (StoryFile file in files)
            Assert.True(EmbeddedData.Read("storyworld", file.Name).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File(file.Name))),
                $"datasets/storyworld/{file.Name} is not what the storyteller tells now; make it again as its README says");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void CommittedQuestions_AreOfNearlyEveryKindAndOfNoTrainingStory(string language)
    {
        IReadOnlyList<StoryProbe> questions = StoryFiles.CommittedQuestions(StoryWorld.In(language));
        Assert.True(questions.Count >= 400);
        Assert.InRange(questions.Select(question => question.Kind).Distinct().Count(), StoryProbes.Kinds.Count - 2, StoryProbes.Kinds.Count);
        Assert.All(questions, question => Assert.InRange(question.Wrong.Count, 1, 3));
        string text = Corpus.Load(language == "en" ? "storyworld" : "storyworld-zh").Text;
        Assert.All(questions.Where(question => question.Context.Length > 300), question => Assert.False(text.Contains(question.Context, StringComparison.Ordinal), question.Context));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Write_AnySize_ReachesItWithWholeStories(string language)
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<StoryFile> files = StoryFiles.Write(StoryWorld.In(language), 7, 30_000, folder.Path);
        Assert.Equal([$"train-{language}.txt", $"validation-{language}.txt", $"questions-{language}.csv"], files.Select(file => file.Name));
        Assert.InRange(files[0].Bytes, 27_000, 32_000);
        Assert.InRange(files[1].Bytes, 3_000, 8_000);
        foreach (StoryFile file in files)
        {
            byte[] bytes = File.ReadAllBytes(folder.File(file.Name));
            Assert.Equal((file.Bytes, file.Sha256), (bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        Assert.Equal(files[2].Lines, StoryProbeFile.Read(folder.File(files[2].Name)).Count);
        string[] lines = File.ReadAllLines(folder.File(files[0].Name));
        Assert.Equal(files[0].Lines, lines.Length);
        Assert.Equal(StoryWorld.In(language).Stories(7).Take(9).Select(story => story.Text), lines.Take(9));
    }

    [Fact]
    public void Write_OtherSize_HasTheSameStoriesAsFarAsTheyGo()
    {
        using TemporaryFolder small = new(), large = new();
        StoryFiles.Write(StoryWorld.English, 3, 40_000, small.Path);
        StoryFiles.Write(StoryWorld.English, 3, 160_000, large.Path);
        foreach (string name in new[] { "train-en.txt", "validation-en.txt" })
        {
            string few = File.ReadAllText(small.File(name)), many = File.ReadAllText(large.File(name));
            Assert.True(few.Length < many.Length && many.StartsWith(few, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void Stories_OfBothFiles_AreEveryTenthAndAllOthers()
    {
        long[] training = [.. StoryFiles.Stories(StoryWorld.English, 1, 100_000, validation: false).Select(story => story.Number)];
        long[] validation = [.. StoryFiles.Stories(StoryWorld.English, 1, 100_000, validation: true).Select(story => story.Number)];
        Assert.Equal(Enumerable.Range(0, 1000).Select(number => (long)number).Where(number => number % 10 != 9).Take(training.Length), training);
        Assert.Equal(Enumerable.Range(0, validation.Length).Select(i => 10L * i + 9), validation);
    }

    [Fact]
    public void Write_OneByte_IsOneStoryEach()
    {
        using var folder = new TemporaryFolder();
        Assert.All(StoryFiles.Write(StoryWorld.Chinese, -5, 1, folder.Path).Take(2), file => Assert.Equal(1, file.Lines));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Write_SizeOfNothing_IsRefusedBeforeAFolderIsMade(long bytes)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryFiles.Write(StoryWorld.English, 1, bytes, folder.File("stories")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_FolderThatIsAFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("stories", "text"u8);
        Assert.Contains("is a file", Assert.Throws<IOException>(() => StoryFiles.Write(StoryWorld.English, 1, 1000, file)).Message);
        Assert.Equal("text", File.ReadAllText(file));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothingBehindAndOldFilesAsTheyWere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("old/train-en.txt", "old"u8);
        foreach (string name in new[] { "old", "new" })
        {
            using var stop = new CancellationTokenSource();
            var progress = new Reports(report =>
            {
                if (report.Done > 500_000)
                    stop.Cancel();
            });
            // Far larger than any disk: it could not end otherwise.
            Assert.Throws<OperationCanceledException>(() => StoryFiles.Write(StoryWorld.English, 1, long.MaxValue, folder.File(name), progress, stop.Token));
        }
        Assert.Equal([folder.File("old")], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal([folder.File("old/train-en.txt")], Directory.GetFileSystemEntries(folder.File("old")));
        Assert.Equal("old", File.ReadAllText(folder.File("old/train-en.txt")));
    }

    [Fact]
    public void Write_Progress_GoesUpToTheSizeInBytes()
    {
        using var folder = new TemporaryFolder();
        var reports = new List<WorkProgress>();
        StoryFiles.Write(StoryWorld.English, 1, 300_000, folder.Path, new Reports(reports.Add));
        Assert.True(reports.Count > 4);
        reports.RemoveAll(report => report.Unit != "bytes"); // the stories that are read for the questions
        Assert.All(reports, report => Assert.Equal(300_000, report.Total));
        Assert.Equal(reports.Select(report => report.Done).Order(), reports.Select(report => report.Done));
        Assert.Equal(300_000, reports[^1].Done);
    }

    private sealed class Reports(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }
}
