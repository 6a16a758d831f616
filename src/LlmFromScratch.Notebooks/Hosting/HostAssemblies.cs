using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>The assemblies that the child brings with it.</summary>
internal static class HostAssemblies
{
    private static readonly string Separator = Path.PathSeparator.ToString();

    // Every assembly that the runtime finds without being told where: the framework, Roslyn, the formatters.
    private static readonly string[] Trusted =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private static readonly HashSet<string> Names = new(Trusted.Select(path => Path.GetFileNameWithoutExtension(path)), StringComparer.OrdinalIgnoreCase);

    /// <summary>What every cell may use: the framework's own assemblies, the formatters, and display.</summary>
    public static IEnumerable<string> ForCells()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return Trusted
            .Where(path => Path.GetDirectoryName(path) == framework && IsManaged(path))
            .Append(typeof(Microsoft.AspNetCore.Html.IHtmlContent).Assembly.Location)
            .Append(typeof(Formatter).Assembly.Location)
            .Append(typeof(CellHelpers).Assembly.Location);
    }

    /// <summary>Whether the child already has an assembly of this name. It uses that one: two copies of the formatters would be two
    /// lists of formatters, and a type registered in one would not show in the other.</summary>
    public static bool Has(string path) => Names.Contains(Path.GetFileNameWithoutExtension(path));

    /// <summary>The child's own copy of an assembly; null if it has none.</summary>
    public static string? Own(string path) => Has(path)
        ? Trusted.FirstOrDefault(own => string.Equals(Path.GetFileName(own), Path.GetFileName(path), StringComparison.OrdinalIgnoreCase))
        : null;

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }
}
