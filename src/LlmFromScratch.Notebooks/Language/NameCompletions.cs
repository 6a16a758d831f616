using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>The names that can stand at a place by themselves: of variables, functions, types and namespaces.</summary>
internal static class NameCompletions
{
    // Among what fits the typed word equally well.
    private const int Expected = -2, Local = 0, Variable = 1, Argument = 2, Member = 3, OwnType = 4, Word = 5, CommonType = 6, FrameworkType = 7, Namespace = 8;

    // Of the framework's thousands: the ones that a course of this kind uses.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "Action", "Array", "ArgumentException", "CancellationToken", "Console", "Convert", "DateTime", "Dictionary", "Encoding", "Enumerable", "Environment", "Exception", "File", "Func",
        "Guid", "HashSet", "IEnumerable", "InvalidOperationException", "IReadOnlyList", "JsonSerializer", "KeyValuePair", "List", "Math", "MathF", "Parallel", "Path", "Queue", "Random",
        "Range", "ReadOnlySpan", "Regex", "Span", "Stack", "Stopwatch", "String", "StringBuilder", "StringComparer", "StringComparison", "Task", "TimeSpan", "Tuple", "Type",
    };

    /// <summary>Everything that has a value, and types and namespaces.</summary>
    public static void AddAll(CompletionList list, CodePlace place)
    {
        var inType = place.Left.Parent?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is not null;
        foreach (var symbol in place.Model.LookupSymbols(place.Start))
        {
            switch (symbol)
            {
                case INamespaceOrTypeSymbol:
                    AddType(list, symbol);
                    break;
                case ILocalSymbol or IFieldSymbol { ContainingType.IsScriptClass: true } when IsStillToCome(symbol, place):
                    break;
                case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                    list.Add(symbol, Local);
                    break;
                case { IsImplicitlyDeclared: true } or { CanBeReferencedByName: false }:
                case { ContainingType.SpecialType: SpecialType.System_Object } when !inType:
                    break;
                case { ContainingType.IsScriptClass: true }:
                    list.Add(symbol, Variable);
                    break;
                default:
                    list.Add(symbol, Member);
                    break;
            }
        }
    }

    /// <summary>Types and namespaces.</summary>
    public static void AddTypes(CompletionList list, CodePlace place, bool onlyExceptions = false)
    {
        foreach (var symbol in place.Model.LookupNamespacesAndTypes(place.Start))
        {
            if (!onlyExceptions || symbol is INamespaceSymbol || symbol.Name.EndsWith("Exception", StringComparison.Ordinal))
                AddType(list, symbol);
        }
    }

    /// <summary>What <c>new</c> can make: first what is wanted, then what can stand for it.</summary>
    public static void AddConstructible(CompletionList list, CodePlace place, IReadOnlyCollection<INamedTypeSymbol> wanted)
    {
        foreach (var type in wanted.Where(CanBeMade))
            list.Add(type, Expected, type.IsGenericType ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : type.Name);
        foreach (var symbol in place.Model.LookupNamespacesAndTypes(place.Start))
        {
            if (symbol is INamespaceSymbol || (symbol is ITypeParameterSymbol { HasConstructorConstraint: true }))
                AddType(list, symbol);
            else if (symbol is INamedTypeSymbol type && CanBeMade(type))
                list.Add(type, wanted.Any(one => CanStandFor(type, one)) ? Expected + 1 : GroupOf(type));
        }

        list.AddWords(KeywordLists.Types, SymbolKinds.Keyword, Word);
    }

    public static void AddType(CompletionList list, ISymbol symbol)
    {
        if (symbol.CanBeReferencedByName && (symbol is not INamespaceSymbol space || (space.Name != "Internal" && HasPublicTypes(space))))
            list.Add(symbol, symbol is INamespaceSymbol ? Namespace : GroupOf(symbol));
    }

    /// <summary>The values of the enumerations that would fit.</summary>
    public static void AddEnumValues(CompletionList list, CodePlace place, IEnumerable<INamedTypeSymbol> wanted)
    {
        foreach (var type in wanted.Where(type => type.TypeKind == TypeKind.Enum))
        {
            var name = type.ToMinimalDisplayString(place.Model, place.Start);
            foreach (var value in type.GetMembers().OfType<IFieldSymbol>().Where(value => value.HasConstantValue))
                list.Add(value, Expected, $"{name}.{value.Name}");
        }
    }

    /// <summary>The names of the parameters for which no argument is given yet.</summary>
    public static void AddArgumentNames(CompletionList list, Calls call)
    {
        var given = call.Given.ToHashSet();
        foreach (var parameter in call.Methods.SelectMany(method => Calls.ParametersOf(method).Skip(call.Index == 0 ? 0 : call.Index)).Where(parameter => !given.Contains(parameter.Name)))
            list.Add(parameter, Argument, parameter.Name + ":");
    }

    /// <summary>Whether a variable is of a later line, or the one that is being declared.</summary>
    private static bool IsStillToCome(ISymbol variable, CodePlace place) => variable.DeclaringSyntaxReferences is [{ } declared, ..]
        && declared.SyntaxTree == place.Root.SyntaxTree && (declared.Span.Start >= place.Start || declared.GetSyntax() is VariableDeclaratorSyntax { Initializer: { } value } && value.SpanStart < place.Start && value.FullSpan.End >= place.Start);

    private static int GroupOf(ISymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is not ("System" or "Microsoft") ? OwnType : Common.Contains(type.Name) ? CommonType : FrameworkType;
    }

    private static bool HasPublicTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Any(type => type.DeclaredAccessibility == Accessibility.Public || type.DeclaringSyntaxReferences.Length > 0)
        || space.GetNamespaceMembers().Any(HasPublicTypes);

    private static bool CanBeMade(INamedTypeSymbol type) =>
        type is { IsStatic: false, IsAbstract: false, TypeKind: TypeKind.Struct or TypeKind.Delegate or TypeKind.Enum }
        || (type is { IsStatic: false, IsAbstract: false, TypeKind: TypeKind.Class }
            && type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public));

    // Only types of the course and of the reader: to ask thousands of the framework's would read all of them.
    private static bool CanStandFor(INamedTypeSymbol type, INamedTypeSymbol wanted)
    {
        if (wanted.SpecialType != SpecialType.None || GroupOf(type) != OwnType)
            return false;
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, wanted.OriginalDefinition))
                return true;
        }

        return wanted.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, wanted.OriginalDefinition));
    }
}
