using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Finds what <c>#r "some.dll"</c> names, relative to the notebook or to the file it stands in, and answers with a copy.</summary>
internal sealed class ShadowCopyResolver(string folder, CourseLibrary library) : MetadataReferenceResolver
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly ScriptMetadataResolver inner = ScriptMetadataResolver.Default.WithBaseDirectory(folder);

    // Every cell asks again for what the cells before it named. The same answer lets the compiler keep what it has read: without it, each
    // cell would read all assemblies anew, and hold them.
    private readonly Dictionary<(string Path, MetadataReferenceProperties Properties), PortableExecutableReference> answers = [];

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        [.. inner.ResolveReference(reference, baseFilePath, properties).Select(found => Replace(found, properties))];

    // Asked for what a copied assembly refers to: that lies beside the copy.
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        inner.ResolveMissingAssembly(definition, referenceIdentity) is { FilePath: { } path } found ? Answer(path, found.Properties, () => found) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Replace(PortableExecutableReference found, MetadataReferenceProperties properties) => found.FilePath is not { } path
        ? found
        : Answer(path, properties, () => path.StartsWith(Framework, StringComparison.Ordinal)
            ? found
            : MetadataFiles.Reference(HostAssemblies.Own(path) ?? library.CopyOf(path), properties));

    private PortableExecutableReference Answer(string path, MetadataReferenceProperties properties, Func<PortableExecutableReference> make)
    {
        lock (answers)
            return answers.TryGetValue((path, properties), out var answer) ? answer : answers[(path, properties)] = make();
    }
}
