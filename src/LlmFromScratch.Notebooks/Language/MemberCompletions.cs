using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What can stand after a dot.</summary>
internal static class MemberCompletions
{
    /// <summary>What stands before the dot, if the place is after one; else null.</summary>
    public static ExpressionSyntax? Receiver(SyntaxToken dot) => dot.Kind() is SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken
        ? dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            AliasQualifiedNameSyntax name => name.Alias,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
                .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression,
            _ => null,
        }
        : null;

    public static void Add(CompletionList list, CodePlace place, ExpressionSyntax receiver)
    {
        var model = place.Model;
        if (receiver is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression })
            return; // somebody writes 0.5
        if (receiver is BaseExpressionSyntax)
        {
            foreach (var member in model.LookupBaseMembers(place.Start))
                AddMember(list, member, null, isStatic: false);
            return;
        }

        var inUsing = receiver.FirstAncestorOrSelf<UsingDirectiveSyntax>();
        var toMake = receiver.Parent is QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax };
        var (symbol, type) = Resolve(place, receiver);
        switch (symbol)
        {
            case INamespaceSymbol space:
                foreach (var member in model.LookupNamespacesAndTypes(place.Start, space))
                {
                    if (inUsing is not { Alias: null } || !inUsing.StaticKeyword.IsKind(SyntaxKind.None) || member is INamespaceSymbol)
                        NameCompletions.AddType(list, member);
                }

                return;
            case INamedTypeSymbol named:
                AddAll(list, place, named, isStatic: true, onlyTypes: toMake);
                return;
            case ITypeSymbol:
                return;
        }

        type = Accessed(place.Left, type);
        if (type is null or IErrorTypeSymbol or { SpecialType: SpecialType.System_Void } or { TypeKind: TypeKind.Dynamic })
            return;
        AddAll(list, place, type, isStatic: false);

        // A property named like its type: Color Color.
        if (receiver is IdentifierNameSyntax name && model.LookupNamespacesAndTypes(place.Start, name: name.Identifier.ValueText).FirstOrDefault() is INamedTypeSymbol same
            && SymbolEqualityComparer.Default.Equals(same, type))
        {
            AddAll(list, place, same, isStatic: true);
        }
    }

    private static (ISymbol? Symbol, ITypeSymbol? Type) Resolve(CodePlace place, ExpressionSyntax receiver)
    {
        var model = place.Model;
        if (receiver.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax && receiver.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null)
        {
            // model.⏎ var x = 3; reads as the declaration of an x of type model.var: ask again, as an expression.
            var expression = SyntaxFactory.ParseExpression(receiver.ToString());
            var spoken = model.GetSpeculativeSymbolInfo(receiver.SpanStart, expression, SpeculativeBindingOption.BindAsExpression);
            var spokenType = model.GetSpeculativeTypeInfo(receiver.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type;
            if (Only(spoken) is { } found)
                return (found, spokenType);
        }

        if (receiver is IdentifierNameSyntax { Identifier.ValueText: "global" } && receiver.Parent is AliasQualifiedNameSyntax)
            return (place.Compilation.GlobalNamespace, null);
        var info = model.GetSymbolInfo(receiver);
        return (Only(info), model.GetTypeInfo(receiver).Type ?? TypeOf(Only(info)));
    }

    private static ISymbol? Only(SymbolInfo info) => info.Symbol ?? (info.CandidateSymbols is [var one, ..] ? one : null);

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    /// <summary>The type whose members are meant: of <c>x?.</c> the value, of <c>x-&gt;</c> what it points to.</summary>
    private static ITypeSymbol? Accessed(SyntaxToken dot, ITypeSymbol? type) => type switch
    {
        IPointerTypeSymbol pointer => dot.IsKind(SyntaxKind.MinusGreaterThanToken) ? pointer.PointedAtType : null,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable when dot.Parent is MemberBindingExpressionSyntax => nullable.TypeArguments[0],
        _ => type,
    };

    private static void AddAll(CompletionList list, CodePlace place, ITypeSymbol type, bool isStatic, bool onlyTypes = false)
    {
        foreach (var member in place.Model.LookupSymbols(place.Start, type, includeReducedExtensionMethods: !isStatic))
        {
            if (!onlyTypes || member is ITypeSymbol)
                AddMember(list, member, type, isStatic);
        }
    }

    private static void AddMember(CompletionList list, ISymbol member, ITypeSymbol? type, bool isStatic)
    {
        var extension = member is IMethodSymbol { ReducedFrom: not null };
        if (member is ITypeSymbol ? !isStatic : !extension && member.IsStatic != isStatic)
            return;
        if (isStatic && member.ContainingType is { SpecialType: SpecialType.System_Object } && type?.SpecialType != SpecialType.System_Object)
            return; // Console.ReferenceEquals
        if (!member.CanBeReferencedByName || member is IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.DelegateInvoke) })
            return;
        if (member is IFieldSymbol { CorrespondingTupleField: { } item } field && type is INamedTypeSymbol { IsTupleType: true } tuple
            && SymbolEqualityComparer.Default.Equals(item, field) && tuple.TupleElements.Any(element => element.IsExplicitlyNamedTupleElement && SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, item)))
        {
            return; // Item1, which has a name
        }

        list.Add(member, extension ? 1 : IsOfObject(member) ? 2 : 0);
    }

    private static bool IsOfObject(ISymbol member)
    {
        for (var method = member as IMethodSymbol; method is not null; method = method.OverriddenMethod)
        {
            if (method.ContainingType.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum)
                return !method.IsStatic || method.ContainingType.SpecialType == SpecialType.System_Object;
        }

        return false;
    }
}
