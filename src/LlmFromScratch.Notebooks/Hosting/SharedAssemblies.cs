using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>One of each assembly in a session, whichever version of it another was built against.</summary>
/// <remarks>
/// Roslyn loads each assembly into a context of its own and looks for exactly the version that is asked for. So Plotly.NET, and Giraffe,
/// built against an older FSharp.Core, would each get another FSharp.Core, or none, and neither would know the other's types. Programs have
/// one of each, the highest; so have cells. The default context is asked before Roslyn's.
/// </remarks>
internal static class SharedAssemblies
{
    private static readonly ConcurrentDictionary<string, string> PackageFiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>From now on, assemblies are shared.</summary>
    public static void Share() => AssemblyLoadContext.Default.Resolving += (_, name) => Loaded(name) ?? FromPackage(name);

    /// <summary>An assembly of a package: it is loaded from here, whichever version is asked for, since a restore has chosen the one that serves all.</summary>
    public static void AddPackageFile(string path) => PackageFiles.TryAdd(Path.GetFileNameWithoutExtension(path), path);

    private static Assembly? Loaded(AssemblyName wanted) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => !assembly.IsDynamic && Serves(assembly.GetName(), wanted))
        .MaxBy(assembly => assembly.GetName().Version);

    private static Assembly? FromPackage(AssemblyName wanted) =>
        wanted.Name is { } name && PackageFiles.TryGetValue(name, out var path) && File.Exists(path) && Serves(AssemblyName.GetAssemblyName(path), wanted)
            ? AssemblyLoadContext.Default.LoadFromAssemblyPath(path)
            : null;

    private static bool Serves(AssemblyName found, AssemblyName wanted) =>
        string.Equals(found.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(found.CultureName ?? "", wanted.CultureName ?? "", StringComparison.OrdinalIgnoreCase)
        && (found.GetPublicKeyToken() ?? []).AsSpan().SequenceEqual(wanted.GetPublicKeyToken() ?? [])
        && (wanted.Version is null || found.Version >= wanted.Version);
}
