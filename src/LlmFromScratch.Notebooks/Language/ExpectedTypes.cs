using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>Which types would fit a place: of the variable that is set there, of the parameter, of what it is compared with.</summary>
internal static class ExpectedTypes
{
    public static IEnumerable<INamedTypeSymbol> At(CodePlace place, Calls? call) => Before(place.Model, place.Left, call)
        .OfType<INamedTypeSymbol>()
        .Select(type => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? type.TypeArguments[0] as INamedTypeSymbol : type)
        .OfType<INamedTypeSymbol>()
        .Where(type => type.TypeKind != TypeKind.Error)
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private static IEnumerable<ITypeSymbol?> Before(SemanticModel model, SyntaxToken left, Calls? call)
    {
        switch (left.Kind())
        {
            case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.CommaToken when left.Parent is BaseArgumentListSyntax:
            case SyntaxKind.ColonToken when left.Parent is NameColonSyntax { Parent: ArgumentSyntax }:
                return call is null ? [] : call.Methods.Select(call.ParameterOf).OfType<IParameterSymbol>().Select(Argument);
            case SyntaxKind.ReturnKeyword:
                return [model.GetEnclosingSymbol(left.SpanStart) is IMethodSymbol method ? method.ReturnType : null];
            case SyntaxKind.NewKeyword when left.Parent is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax:
                return Before(model, left.GetPreviousToken(), call);
            case SyntaxKind.EqualsGreaterThanToken when left.Parent is ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax function }:
                return [model.GetTypeInfo(function.ReturnType).Type];
        }

        return [left.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } declaration } } => model.GetTypeInfo(declaration.Type).Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetTypeInfo(property.Type).Type,
            EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => model.GetTypeInfo(type).Type,
            AssignmentExpressionSyntax assignment => model.GetTypeInfo(assignment.Left).Type ?? TypeOf(model.GetSymbolInfo(assignment.Left).Symbol),
            BinaryExpressionSyntax binary when binary.OperatorToken == left => model.GetTypeInfo(binary.Left).Type,
            CaseSwitchLabelSyntax { Parent: SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } } => model.GetTypeInfo(choice.Expression).Type,
            IsPatternExpressionSyntax pattern => model.GetTypeInfo(pattern.Expression).Type,
            SwitchExpressionSyntax choice when left.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken => model.GetTypeInfo(choice.GoverningExpression).Type,
            _ => null,
        }];
    }

    private static ITypeSymbol Argument(IParameterSymbol parameter) =>
        parameter is { IsParams: true, Type: IArrayTypeSymbol { ElementType: var element } } ? element : parameter.Type;

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };
}
