using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>The members that can be set in the braces of <c>new X { }</c> and <c>x with { }</c>, and asked for in <c>x is { }</c>.</summary>
internal static class InitializerCompletions
{
    /// <summary>Adds them, if the place is in such braces.</summary>
    /// <returns>Whether nothing else can stand there.</returns>
    public static bool Add(CompletionList list, CodePlace place)
    {
        if (place.Left.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken))
            return false;
        var model = place.Model;
        switch (place.Left.Parent)
        {
            case InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax or WithExpressionSyntax or AssignmentExpressionSyntax } braces:
                var type = braces.Parent switch
                {
                    ObjectCreationExpressionSyntax creation => model.GetSymbolInfo(creation.Type).Symbol as ITypeSymbol ?? model.GetTypeInfo(creation).Type,
                    WithExpressionSyntax with => model.GetTypeInfo(with.Expression).Type,
                    AssignmentExpressionSyntax assignment => model.GetTypeInfo(assignment.Left).Type,
                    ExpressionSyntax creation => model.GetTypeInfo(creation).Type ?? model.GetTypeInfo(creation).ConvertedType,
                    _ => null,
                };
                if (type is null or IErrorTypeSymbol)
                    return false;
                var given = braces.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
                AddWhere(list, place, type, member => !given.Contains(member.Name) && member switch
                {
                    IPropertySymbol { IsIndexer: false, SetMethod: { } setter } => model.IsAccessible(place.Start, setter),
                    IFieldSymbol { IsReadOnly: false, IsConst: false } => true,
                    _ => false,
                });
                return !type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable) || braces.Parent is WithExpressionSyntax;
            case PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern }:
                if (model.GetTypeInfo(pattern).ConvertedType is { } matched)
                    AddWhere(list, place, matched, member => member is IPropertySymbol { IsIndexer: false, GetMethod: not null } or IFieldSymbol);
                return true;
            default:
                return false;
        }
    }

    private static void AddWhere(CompletionList list, CodePlace place, ITypeSymbol type, Func<ISymbol, bool> fits)
    {
        foreach (var member in place.Model.LookupSymbols(place.Start, type))
        {
            if (!member.IsStatic && member.CanBeReferencedByName && fits(member))
                list.Add(member, -1);
        }
    }
}
