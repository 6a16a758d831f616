namespace LlmFromScratch.Cli.Tests.Support;

/// <summary>As <see cref="UnixFactAttribute"/>, for tests with data.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = new UnixFactAttribute().Skip;
}
