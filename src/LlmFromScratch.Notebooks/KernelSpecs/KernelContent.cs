using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>The files of a copy of the kernel's program: the program itself, and in <c>course</c> the library that notebooks use.</summary>
/// <param name="Files">The name of each in the copy, with slashes, and the file itself; sorted by name.</param>
internal sealed record KernelContent(IReadOnlyList<(string Name, string Source)> Files)
{
    /// <summary>The kernel's program.</summary>
    public const string Program = "LlmFromScratch.Notebooks.dll";

    /// <summary>The folder of the course's library in a copy.</summary>
    public const string Course = "course";

    private const string CourseLibrary = "LlmFromScratch.Interactive.dll";

    /// <summary>The files of a build.</summary>
    /// <param name="programFolder">Where the program lies, perhaps among others.</param>
    /// <param name="courseFolder">notebooks/bin of the repository; null if there is no repository.</param>
    /// <exception cref="FileNotFoundException">Something is not built; the message says how to build it.</exception>
    public static KernelContent Of(string programFolder, string? courseFolder)
    {
        if (courseFolder is null || !File.Exists(Path.Combine(courseFolder, CourseLibrary)))
            throw new FileNotFoundException($"there is no {CourseLibrary} in {courseFolder ?? "notebooks/bin"}, which the kernel gives to notebooks; in the repository: dotnet build -c Release");
        var course = Directory.EnumerateFiles(courseFolder, "*", SearchOption.AllDirectories)
            .Select(file => ($"{Course}/{Slashes(Path.GetRelativePath(courseFolder, file))}", file));
        return Sorted(ProgramFiles(programFolder).Select(name => (name, Path.Combine(programFolder, name))).Concat(course));
    }

    /// <summary>The files of a copy.</summary>
    public static KernelContent OfCopy(string folder) =>
        Sorted(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Slashes(Path.GetRelativePath(folder, file)), file)));

    /// <summary>A name for this content, other content has another: the version, and the beginning of a hash over all names and bytes.</summary>
    public string BuildName()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, source) in Files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            using var stream = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            hash.AppendData(SHA256.HashData(stream));
        }

        var version = typeof(KernelContent).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Build}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}");
    }

    // The program may lie beside the command llm, whose packages are not its own: its .deps.json says what is.
    private static IEnumerable<string> ProgramFiles(string folder)
    {
        var deps = Path.ChangeExtension(Program, ".deps.json");
        var needed = new List<string> { Program, deps, Path.ChangeExtension(Program, ".runtimeconfig.json") };
        if (Missing(folder, needed) is { } start)
            throw NotBuilt(folder, start);
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, deps)))!;
            foreach (var (_, library) in json["targets"]![json["runtimeTarget"]!["name"]!.GetValue<string>()]!.AsObject())
            {
                needed.AddRange(Assets(library, "runtime").Concat(Assets(library, "native")).Select(asset => Path.GetFileName(asset.Key)));
                needed.AddRange(Assets(library, "resources").Select(asset => $"{asset.Value!["locale"]!.GetValue<string>()}/{Path.GetFileName(asset.Key)}"));
                needed.AddRange(Assets(library, "runtimeTargets").Select(asset => asset.Key));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidDataException($"'{Path.Combine(folder, deps)}' does not list the files of the kernel; build again: dotnet build -c Release", e);
        }

        needed.RemoveAll(name => Path.GetFileName(name) == "_._"); // NuGet's sign for "nothing here"
        if (Missing(folder, needed) is { } missing)
            throw NotBuilt(folder, missing);
        // Line numbers for errors of the kernel itself.
        return needed.Append(Path.ChangeExtension(Program, ".pdb")).Where(name => File.Exists(Path.Combine(folder, name))).Distinct(StringComparer.Ordinal);
    }

    private static JsonObject Assets(JsonNode? library, string kind) => library?[kind] as JsonObject ?? [];

    private static string? Missing(string folder, List<string> names) => names.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name)));

    private static FileNotFoundException NotBuilt(string folder, string name) =>
        new($"there is no '{name}' in '{folder}', which the kernel needs; in the repository: dotnet build -c Release");

    private static KernelContent Sorted(IEnumerable<(string Name, string Source)> files) => new([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)]);

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
