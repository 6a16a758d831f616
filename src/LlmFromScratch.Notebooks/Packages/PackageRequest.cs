namespace LlmFromScratch.Notebooks.Packages;

/// <summary>A package that a cell asks for with <c>#r "nuget: Name, Version"</c>.</summary>
/// <param name="Name">Such as <c>Plotly.NET</c>.</param>
/// <param name="Version">Such as <c>5.1.0</c>; null for the newest.</param>
internal sealed record PackageRequest(string Name, string? Version)
{
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";
}
