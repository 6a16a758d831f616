using System.Text.RegularExpressions;

namespace LlmFromScratch.Tests.Architecture;

/// <summary>src/README.md marks a path through the library; it must lead somewhere, and be short.</summary>
public partial class ReadingPathTests
{
    [Fact]
    public void Path_OfTheReadme_IsThereAndBelow2500Lines()
    {
        string[] files = [.. File.ReadLines(Path.Combine(SourceTree.Repository, "src", "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => FileName().Matches(line.Split('|')[1]))
            .Select(match => match.Groups[1].Value)];
        Assert.Contains("Autograd/Value.cs", files);
        int lines = files.Sum(file => File.ReadLines(Path.Combine(SourceTree.Repository, "src", "LlmFromScratch", file))
            .Count(line => line.Trim() is not "" and not ['/', '/', ..]));
        Assert.InRange(lines, 1000, 2500);
    }

    [GeneratedRegex("`([A-Za-z0-9/.]+[.]cs)`")]
    private static partial Regex FileName();
}
