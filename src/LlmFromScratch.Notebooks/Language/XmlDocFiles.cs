namespace LlmFromScratch.Notebooks.Language;

/// <summary>Finds the documentation of members in the files beside their assemblies; for the framework in the SDK's reference pack.</summary>
/// <param name="originalOf">Where the assembly was from which a copy was made.</param>
internal sealed class XmlDocFiles(Func<string, string> originalOf)
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    // Types live in other assemblies than those that describe them: what one program sees as System.Runtime is System.Private.CoreLib
    // inside. Most are in these files; the others are searched where these have nothing.
    private static readonly string[] Likely =
    [
        "System.Runtime", "System.Collections", "System.Linq", "System.Console", "System.Threading", "System.Memory", "System.Runtime.Extensions",
        "System.Text.RegularExpressions", "System.Threading.Tasks.Parallel", "System.Net.Http", "System.Text.Json",
    ];

    private readonly Dictionary<string, XmlDocFile?> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XmlDocFile?> ofType = new(StringComparer.Ordinal);
    private List<XmlDocFile>? framework;

    /// <summary>The element of a member; null if there is none.</summary>
    /// <param name="assembly">Where the compiler reads the assembly.</param>
    /// <param name="type">The id of the type that holds it, or of itself if it is a type.</param>
    /// <param name="id">Its id.</param>
    public string? Find(string assembly, string type, string id)
    {
        if (Path.GetDirectoryName(assembly) != Framework)
            return Beside(originalOf(assembly))?.Find(id);

        framework ??= [.. FrameworkFiles()];
        if (!ofType.TryGetValue(type, out var file))
        {
            var own = Path.GetFileNameWithoutExtension(assembly);
            ofType[type] = file = framework.OrderBy(one => one.Name == own ? 0 : 1).FirstOrDefault(one => one.Find(type) is not null);
        }

        return file?.Find(id);
    }

    private XmlDocFile? Beside(string assembly)
    {
        if (!files.TryGetValue(assembly, out var file))
            files[assembly] = file = File.Exists(Path.ChangeExtension(assembly, ".xml")) ? new XmlDocFile(Path.ChangeExtension(assembly, ".xml")) : null;
        return file;
    }

    /// <summary>The newest reference pack's, the likely ones first; none without an SDK.</summary>
    private static IEnumerable<XmlDocFile> FrameworkFiles()
    {
        // ROOT/shared/Microsoft.NETCore.App/10.0.1 and ROOT/packs/Microsoft.NETCore.App.Ref/10.0.1/ref/net10.0
        var packs = new DirectoryInfo(Path.Combine(Framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        try
        {
            var newest = !packs.Exists ? null : packs.EnumerateDirectories()
                .OrderByDescending(version => Version.TryParse(version.Name.Split('-')[0], out var number) ? number : new Version())
                .SelectMany(version => new DirectoryInfo(Path.Combine(version.FullName, "ref")) is { Exists: true } reference ? reference.EnumerateDirectories("net*") : [])
                .FirstOrDefault(folder => folder.EnumerateFiles("System.Runtime.xml").Any());
            return newest is null ? [] :
            [
                .. newest.EnumerateFiles("*.xml").Select(file => (file, Place: Array.IndexOf(Likely, Path.GetFileNameWithoutExtension(file.Name))))
                    .OrderBy(one => one.Place < 0 ? int.MaxValue : one.Place).ThenBy(one => one.file.Length).Select(one => new XmlDocFile(one.file.FullName)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
