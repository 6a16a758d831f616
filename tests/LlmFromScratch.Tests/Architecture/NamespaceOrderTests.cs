using LlmFromScratch.Counts;

namespace LlmFromScratch.Tests.Architecture;

/// <summary>A folder of the library uses only those before it. The table is <see cref="NamespaceOrder.Folders"/>.</summary>
public class NamespaceOrderTests
{
    [Fact]
    public void Assembly_EveryUse_GoesToAnEarlierFolder()
    {
        IReadOnlyCollection<NamespaceUse> uses = AssemblyUses.Of(typeof(NGramModel).Assembly.Location);
        Assert.DoesNotContain(uses, use => !use.IsAllowed);

        // The walk really sees signatures, bodies and generic arguments.
        Assert.Contains(uses, use => use is { User: "LlmFromScratch.Counts", Used: "LlmFromScratch.Predictions", Where: "NGramModel.Start" });
        Assert.Contains(uses, use => use is { User: "LlmFromScratch.Formats", Used: "LlmFromScratch", Where: "ArpaWriter.Write" });
        Assert.Contains(uses, use => use is { User: "LlmFromScratch.Counts", Used: "LlmFromScratch.Tokens" } && use.Where.StartsWith("Provenance", StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_EveryUsingLine_NamesAnEarlierFolder()
    {
        foreach (string file in SourceTree.FilesOf(SourceTree.Library))
        {
            string user = SourceTree.NamespaceOf(NamespaceOrder.Root, file);
            string source = File.ReadAllText(Path.Combine(SourceTree.Library, file));
            Assert.All(SourceTree.UsedNamespaces(source), used => Assert.True(NamespaceOrder.Allows(user, used), $"{file} may not use {used}"));
        }
    }

    [Theory]
    [InlineData("src", "LlmFromScratch")]
    [InlineData("tests", "LlmFromScratch.Tests")]
    public void Sources_EveryFile_HasTheNamespaceOfItsFolder(string kind, string project)
    {
        string folder = Path.Combine(SourceTree.Repository, kind, project);
        foreach (string file in SourceTree.FilesOf(folder))
        {
            if (file == Path.Combine("Architecture", "MadeUpViolation.cs"))
                continue;
            string? declared = SourceTree.DeclaredNamespace(File.ReadAllText(Path.Combine(folder, file)));
            Assert.True(declared is null || declared == SourceTree.NamespaceOf(project, file), $"{file} has the namespace {declared}");
        }
    }

    [Fact]
    public void SourceFolders_EveryOne_IsInTheTable()
    {
        string[] folders = FoldersOf(SourceTree.Library);
        Assert.Empty(folders.Except(NamespaceOrder.Folders));
    }

    [Fact]
    public void SourceFolders_EveryOne_HasTests() => Assert.Empty(FoldersOf(SourceTree.Library).Except(FoldersOf(SourceTree.LibraryTests)));

    [Fact]
    public void TestFolders_EveryOne_MirrorsASourceFolder() =>
        Assert.Empty(FoldersOf(SourceTree.LibraryTests).Except(FoldersOf(SourceTree.Library)).Except(["Architecture"]));

    // What follows proves that the checks above can fail.

    [Theory]
    [InlineData("LlmFromScratch.Counts", "LlmFromScratch.Tokens", true)]
    [InlineData("LlmFromScratch.Counts", "LlmFromScratch.Counts", true)]
    [InlineData("LlmFromScratch.Counts", "LlmFromScratch", true)]
    [InlineData("LlmFromScratch.Counts", "System.Linq", true)]
    [InlineData("LlmFromScratch.Counts", "LlmFromScratch.Formats", false)]
    [InlineData("LlmFromScratch.Tokens", "LlmFromScratch.Plots", false)]
    [InlineData("LlmFromScratch", "LlmFromScratch.Tokens", false)]
    public void Allows_TwoNamespaces_FollowsTheTable(string user, string used, bool allowed) =>
        Assert.Equal(allowed, NamespaceOrder.Allows(user, used));

    [Fact]
    public void Allows_FolderThatIsNotInTheTable_Throws() =>
        Assert.Throws<InvalidOperationException>(() => NamespaceOrder.Allows("LlmFromScratch.Counts", "LlmFromScratch.Helpers"));

    [Theory]
    [InlineData("Signature")]
    [InlineData("Body")]
    [InlineData("_field")]
    [InlineData("Generic")]
    [InlineData("InALambda")]
    public void AssemblyUses_MadeUpViolation_IsFound(string member)
    {
        // The compiler puts lambdas and iterators into types of its own: their names have the member's name inside.
        IEnumerable<NamespaceUse> violations = AssemblyUses.Of(typeof(NamespaceOrderTests).Assembly.Location).Where(use => use.Used == "LlmFromScratch.Plots");
        Assert.Contains(violations, use => use.User == "LlmFromScratch.Tokens" && !use.IsAllowed && use.Where.Contains(member, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using LlmFromScratch.Plots;\n", "LlmFromScratch.Plots")]
    [InlineData("using System;\nusing static LlmFromScratch.Plots.Chart;\n", "LlmFromScratch.Plots")]
    [InlineData("using Chart = LlmFromScratch.Plots.Chart;\n", "LlmFromScratch.Plots")]
    public void UsedNamespaces_MadeUpViolation_IsFound(string source, string used)
    {
        Assert.Equal([used], SourceTree.UsedNamespaces(source));
        Assert.False(NamespaceOrder.Allows("LlmFromScratch.Tokens", used));
    }

    private static string[] FoldersOf(string project) =>
        [.. SourceTree.FilesOf(project).Where(file => file.Contains(Path.DirectorySeparatorChar)).Select(file => file.Split(Path.DirectorySeparatorChar)[0]).Distinct()];
}
