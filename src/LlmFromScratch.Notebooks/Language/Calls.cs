using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>A call in whose parentheses a place is.</summary>
/// <param name="Methods">What it may call.</param>
/// <param name="List">Its arguments.</param>
/// <param name="Index">Which of them the place is in.</param>
internal sealed record Calls(IReadOnlyList<ISymbol> Methods, BaseArgumentListSyntax List, int Index)
{
    /// <summary>The innermost call around a token; null if there is none.</summary>
    public static Calls? Around(SemanticModel model, SyntaxToken left)
    {
        foreach (var node in left.Parent?.AncestorsAndSelf() ?? [])
        {
            if (node is StatementSyntax or LambdaExpressionSyntax or InitializerExpressionSyntax && !node.Span.IsEmpty && left.Span.End > node.SpanStart)
                return null;
            if (node is not BaseArgumentListSyntax list)
                continue;
            var open = list switch { ArgumentListSyntax call => call.OpenParenToken, BracketedArgumentListSyntax index => index.OpenBracketToken, _ => default };
            var close = list switch { ArgumentListSyntax call => call.CloseParenToken, BracketedArgumentListSyntax index => index.CloseBracketToken, _ => default };
            if (left.SpanStart < open.SpanStart || (left == close && !close.IsMissing))
                continue;
            var separators = list.Arguments.GetSeparators().Count(comma => comma.Span.End <= left.Span.End);
            var methods = MethodsOf(model, list.Parent);
            return methods.Count == 0 ? null : new Calls(methods, list, separators);
        }

        return null;
    }

    /// <summary>The names of arguments given before.</summary>
    public IEnumerable<string> Given => List.Arguments.Select(argument => argument.NameColon?.Name.Identifier.ValueText).OfType<string>();

    /// <summary>The parameter that the place is for, if a method has one there.</summary>
    public IParameterSymbol? ParameterOf(ISymbol method)
    {
        var parameters = ParametersOf(method);
        if (Index < List.Arguments.Count && List.Arguments[Index].NameColon?.Name.Identifier.ValueText is { } name)
            return parameters.FirstOrDefault(parameter => parameter.Name == name);
        return Index < parameters.Length ? parameters[Index] : parameters is [.., { IsParams: true } last] ? last : null;
    }

    public static System.Collections.Immutable.ImmutableArray<IParameterSymbol> ParametersOf(ISymbol method) => method switch
    {
        IMethodSymbol one => one.Parameters,
        IPropertySymbol indexer => indexer.Parameters,
        _ => [],
    };

    private static IReadOnlyList<ISymbol> MethodsOf(SemanticModel model, SyntaxNode? call)
    {
        switch (call)
        {
            case InvocationExpressionSyntax invocation:
                var group = model.GetMemberGroup(invocation.Expression);
                if (group.Length > 0)
                    return group;
                return model.GetTypeInfo(invocation.Expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : [];
            case ImplicitObjectCreationExpressionSyntax creation:
                return Constructors(model, model.GetTypeInfo(creation).Type ?? model.GetTypeInfo(creation).ConvertedType, creation);
            case ObjectCreationExpressionSyntax creation:
                return Constructors(model, model.GetSymbolInfo(creation.Type).Symbol as ITypeSymbol ?? model.GetTypeInfo(creation).Type, creation);
            case ElementAccessExpressionSyntax access when model.GetTypeInfo(access.Expression).Type is { } type:
                return [.. model.LookupSymbols(access.SpanStart, type).Where(symbol => symbol is IPropertySymbol { IsIndexer: true })];
            case ConstructorInitializerSyntax initializer:
                return model.GetMemberGroup(initializer);
            case PrimaryConstructorBaseTypeSyntax baseType:
                return Constructors(model, model.GetTypeInfo(baseType.Type).Type, baseType);
            default:
                return [];
        }
    }

    private static IReadOnlyList<ISymbol> Constructors(SemanticModel model, ITypeSymbol? type, SyntaxNode place) =>
        type is INamedTypeSymbol named ? [.. named.InstanceConstructors.Where(constructor => model.IsAccessible(place.SpanStart, constructor))] : [];
}
