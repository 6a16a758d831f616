using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Tests.Support;
using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Tests;

public class ShadowCopyResolverTests
{
    [Fact]
    public void ResolveReference_AskedAgain_GivesTheSameReferenceSoThatTheCompilerKeepsWhatItRead()
    {
        using var notebook = new TestNotebook();
        Directory.CreateDirectory(Path.Combine(notebook.Folder, "bin"));
        File.Copy(typeof(ShadowCopyResolverTests).Assembly.Location, Path.Combine(notebook.Folder, "bin", "Some.dll"));
        var scratch = Path.Combine(notebook.Folder, "scratch");
        var resolver = new ShadowCopyResolver(notebook.Folder, new CourseLibrary(null, new ShadowFolder(scratch)));

        var first = Assert.Single(resolver.ResolveReference("bin/Some.dll", null, MetadataReferenceProperties.Assembly));
        Assert.StartsWith(scratch, first.FilePath, StringComparison.Ordinal);
        Assert.Same(first, Assert.Single(resolver.ResolveReference("bin/Some.dll", null, MetadataReferenceProperties.Assembly)));
        Assert.Same(
            Assert.Single(resolver.ResolveReference("System.Net.Http", null, MetadataReferenceProperties.Assembly)),
            Assert.Single(resolver.ResolveReference("System.Net.Http", null, MetadataReferenceProperties.Assembly)));
        Assert.Empty(resolver.ResolveReference("bin/None.dll", null, MetadataReferenceProperties.Assembly));
    }
}
