using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What is written about a symbol of a compilation.</summary>
internal sealed class DocumentationReader(XmlDocFiles files)
{
    /// <summary>Its documentation; where it says that it inherits it, or says nothing, that of what it overrides or implements.</summary>
    public Documentation? Of(ISymbol symbol, Compilation compilation)
    {
        symbol = Definition(symbol);
        var xml = XmlOf(symbol, compilation);
        if (xml is null || Documentation.Inherits(xml, out var cref))
        {
            cref = null;
            if (xml is not null)
                Documentation.Inherits(xml, out cref);
            var source = cref is null ? Inherited(symbol) : DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, compilation);
            xml = source is null ? null : XmlOf(Definition(source), compilation);
        }

        return xml is null ? null : Documentation.Read(xml);
    }

    private string? XmlOf(ISymbol symbol, Compilation compilation)
    {
        if (symbol is INamespaceSymbol or IDynamicTypeSymbol or ILocalSymbol or IArrayTypeSymbol)
            return null;
        if (symbol.DeclaringSyntaxReferences.Length > 0)
            return symbol.GetDocumentationCommentXml() is { Length: > 0 } own ? own : null;
        if (symbol.ContainingAssembly is not { } assembly || symbol.GetDocumentationCommentId() is not { } id)
            return null;
        var type = (symbol as INamedTypeSymbol ?? symbol.ContainingType)?.GetDocumentationCommentId();
        return type is not null && PathOf(assembly, compilation) is { } path ? files.Find(path, type, id) : null;
    }

    private static string? PathOf(IAssemblySymbol assembly, Compilation compilation) =>
        (compilation.GetMetadataReference(assembly) as PortableExecutableReference)?.FilePath
        ?? compilation.References.OfType<PortableExecutableReference>()
            .FirstOrDefault(reference => Path.GetFileNameWithoutExtension(reference.FilePath) == assembly.Name)?.FilePath;

    private static ISymbol Definition(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } from } => from.OriginalDefinition,
        IFieldSymbol { CorrespondingTupleField: { } field } => field.OriginalDefinition,
        _ => symbol.OriginalDefinition,
    };

    private static ISymbol? Inherited(ISymbol symbol)
    {
        var overridden = symbol switch
        {
            IMethodSymbol method => (ISymbol?)method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol e => e.OverriddenEvent,
            INamedTypeSymbol { TypeKind: TypeKind.Class } type => type.BaseType is { SpecialType: SpecialType.None } above ? above : type.Interfaces.FirstOrDefault(),
            INamedTypeSymbol { TypeKind: TypeKind.Interface } type => type.Interfaces.FirstOrDefault(),
            _ => null,
        };
        if (overridden is not null || symbol is INamedTypeSymbol || symbol.ContainingType is not { } owner || symbol is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return overridden;
        return owner.AllInterfaces.SelectMany(one => one.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(member), symbol));
    }
}
