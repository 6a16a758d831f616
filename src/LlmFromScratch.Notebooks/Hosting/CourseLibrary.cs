using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// The course's library, which cells may use without a <c>#r</c>. A notebook that names its own copy of it first, as the chapters do,
/// gets that one; there is one of each assembly in a session.
/// </summary>
/// <param name="folder">Where it lies; null if there is none.</param>
/// <param name="shadow">Makes the copies that are loaded.</param>
internal sealed partial class CourseLibrary(string? folder, ShadowFolder shadow)
{
    private readonly Dictionary<string, string> named = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();
    private readonly List<MetadataReference> references = [];
    private bool decided; // whether this session has a library: this one, or one that a cell named
    private bool used;    // this one

    /// <summary>The copy of an assembly that a cell names: if the library's assembly of that name is in use already, that one.</summary>
    public string CopyOf(string path)
    {
        lock (gate)
        {
            if (used && named.TryGetValue(Path.GetFileName(path), out var own))
                return own;
            decided |= Path.GetFileName(path).StartsWith("LlmFromScratch", StringComparison.OrdinalIgnoreCase);
            return shadow.CopyOf(path);
        }
    }

    /// <summary>From where the copy of an assembly was made, with its documentation beside it.</summary>
    public string OriginalOf(string copy) => shadow.OriginalOf(copy);

    /// <summary>What to add before this code is compiled: the library, at the first code that does not name it itself.</summary>
    /// <param name="code">A cell.</param>
    /// <param name="run">Whether it will run, and so decides for the session; otherwise it is only asked about.</param>
    public IReadOnlyList<MetadataReference> ReferencesFor(string code, bool run)
    {
        lock (gate)
        {
            if (decided || folder is null || !Directory.Exists(folder) || string.IsNullOrWhiteSpace(code) || NamesLibrary().IsMatch(code))
                return [];
            if (references.Count == 0)
            {
                foreach (var path in Directory.EnumerateFiles(folder, "*.dll").Where(path => !HostAssemblies.Has(path)).Order(StringComparer.Ordinal))
                {
                    named.Add(Path.GetFileName(path), shadow.CopyOf(path));
                    references.Add(MetadataFiles.Reference(shadow.CopyOf(path)));
                }
            }

            decided = used = run;
            return references;
        }
    }

    // A file that is loaded may name it, too.
    [GeneratedRegex("""^[ \t]*#r[ \t]*"[^"\n]*LlmFromScratch[^"\n]*\.dll"|^[ \t]*#load""", RegexOptions.Multiline)]
    private static partial Regex NamesLibrary();
}
