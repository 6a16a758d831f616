namespace LlmFromScratch.Tests;

public class AtomicFilesTests
{
    [Fact]
    public void Commit_SeveralFiles_AppearTogetherAndReplaceOldOnes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("new/a.txt", "old"u8);
        using (var files = new AtomicFiles(folder.File("new")))
        {
            files.Create("a.txt").Write("first"u8);
            files.Create("b.txt").Write("second"u8);
            Assert.Equal("old", File.ReadAllText(folder.File("new/a.txt")));
            Assert.False(File.Exists(folder.File("new/b.txt")));
            files.Commit();
        }
        Assert.Equal("first", File.ReadAllText(folder.File("new/a.txt")));
        Assert.Equal("second", File.ReadAllText(folder.File("new/b.txt")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.File("new")).Length);
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesNothingNotEvenTheFoldersItMade()
    {
        using var folder = new TemporaryFolder();
        using (var files = new AtomicFiles(folder.File("one/two")))
            files.Create("a.txt").Write("first"u8);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Commit_OneFileCannotBeReplaced_PutsTheOthersBack()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "old"u8);
        using (var files = new AtomicFiles(folder.Path))
        {
            files.Create("a.txt").Write("first"u8);
            files.Create("b.txt").Write("second"u8);
            files.Create("c.txt").Write("third"u8);
            Directory.CreateDirectory(folder.File("c.txt")); // Somebody else was quicker.
            Assert.ThrowsAny<IOException>(files.Commit);
        }
        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
        Assert.Equal([folder.File("a.txt"), folder.File("c.txt")], Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dispose_WhatIsStillToBeWrittenCannotBe_LeavesNothingAllTheSame()
    {
        using var folder = new TemporaryFolder();
        using (var files = new AtomicFiles(folder.File("new")))
        {
            Stream stream = files.Create("a.txt");
            stream.Position = long.MaxValue - 2; // No file gets that long, so the rest in memory can be written no more than on a full disk.
            stream.Write("0123456789"u8);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("sub/a.txt")]
    [InlineData("..")]
    public void Create_PathInsteadOfAName_IsRefused(string name)
    {
        using var folder = new TemporaryFolder();
        using var files = new AtomicFiles(folder.Path);
        Assert.Contains("name of a file", Assert.Throws<ArgumentException>(() => files.Create(name)).Message);
    }

    [Fact]
    public void Create_NameOfAFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a.txt"));
        using var files = new AtomicFiles(folder.Path);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => files.Create("a.txt")).Message);
    }

    [Theory]
    [InlineData("file", "is a file; expected a folder")]
    [InlineData("file/sub/folder", "is a file, not a folder")]
    public void Constructor_FileInTheWay_SaysWhichAndChangesNothing(string path, string says)
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "text"u8);
        Assert.Contains(says, Assert.Throws<IOException>(() => new AtomicFiles(folder.File(path))).Message);
        Assert.Equal([folder.File("file")], Directory.GetFileSystemEntries(folder.Path));
    }
}
