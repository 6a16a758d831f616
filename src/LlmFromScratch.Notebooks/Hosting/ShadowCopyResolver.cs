using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Finds what <c>#r "some.dll"</c> names, relative to the notebook or to the file it stands in, and answers with a copy.</summary>
internal sealed class ShadowCopyResolver(string folder, ShadowFolder shadow) : MetadataReferenceResolver
{
    private readonly ScriptMetadataResolver inner = ScriptMetadataResolver.Default.WithBaseDirectory(folder);

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        [.. inner.ResolveReference(reference, baseFilePath, properties).Select(found => Replace(found, properties))];

    // Asked for what a copied assembly refers to: that lies beside the copy.
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        inner.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Replace(PortableExecutableReference found, MetadataReferenceProperties properties)
    {
        if (found.FilePath is not { } path || path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal))
            return found;
        return MetadataReference.CreateFromFile(HostAssemblies.Own(path) ?? shadow.CopyOf(path), properties);
    }
}
