namespace LlmFromScratch.Tests;

public class AtomicFileTests
{
    [Fact]
    public void Write_WriterThatThrows_LeavesTheTargetAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        string target = folder.Write("a.txt", "before"u8);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidOperationException("stop");
        }));
        Assert.Equal("before", File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_TargetThatIsThere_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        string target = folder.Write("a.txt", "a longer text than the new one"u8);
        AtomicFile.Write(target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WriteText_AnyText_IsUtf8WithoutAMarkAndUnchangedLineEnds()
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "new", "folder", "a.txt");
        AtomicFile.WriteText(target, "é我\n\r\n");
        Assert.Equal("é我\n\r\n"u8.ToArray(), File.ReadAllBytes(target));
        AtomicFile.WriteText(target, "");
        Assert.Empty(File.ReadAllBytes(target));
    }

    [Fact]
    public void Write_WhileBeingWritten_TargetStillHasItsOldContent()
    {
        using var folder = new TemporaryFolder();
        string target = folder.Write("a.txt", "before"u8);
        AtomicFile.Write(target, stream =>
        {
            stream.Write("after"u8);
            stream.Flush();
            Assert.Equal("before", File.ReadAllText(target));
        });
        Assert.Equal("after", File.ReadAllText(target));
    }

    [Fact]
    public void Write_TargetThatIsAFolder_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File("sub");
        Directory.CreateDirectory(target);
        Assert.ThrowsAny<Exception>(() => AtomicFile.WriteText(target, "a"));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_BadArguments_Throws()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => AtomicFile.WriteText("", "a"));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.Write("a", null!));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.WriteText(folder.File("a"), null!));
        Assert.False(File.Exists(folder.File("a")));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    public void IsDevice_DeviceOfUnix_IsOneThere(string path) => Assert.Equal(!OperatingSystem.IsWindows(), AtomicFile.IsDevice(path));

    [Fact]
    public void IsDevice_OrdinaryFile_IsNone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "text"u8);
        Assert.False(AtomicFile.IsDevice(folder.File("a.txt")));
        Assert.False(AtomicFile.IsDevice("/dev/no-such-device"));
    }
}
