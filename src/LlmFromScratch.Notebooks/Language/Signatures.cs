using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>Symbols as C# would declare them.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat OfScript = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue | SymbolDisplayLocalOptions.IncludeRef)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.MinimallyQualifiedFormat;

    private static readonly SymbolDisplayFormat OfMember = OfScript.AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>Such as <c>int Math.Max(int val1, int val2)</c>.</summary>
    public static string Of(ISymbol symbol)
    {
        var format = symbol.ContainingType is null or { IsScriptClass: true } or { IsAnonymousType: true } ? OfScript : OfMember;
        return symbol switch
        {
            INamespaceSymbol => "namespace " + symbol.ToDisplayString(),
            INamedTypeSymbol { DelegateInvokeMethod: { } invoke } type =>
                $"delegate {invoke.ReturnType.ToDisplayString(Plain)} {type.ToDisplayString(Plain)}({string.Join(", ", invoke.Parameters.Select(one => one.ToDisplayString(OfScript)))})",
            INamedTypeSymbol { SpecialType: not SpecialType.None, IsGenericType: false } => symbol.ToDisplayString(OfScript.RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes)),
            IPropertySymbol property => $"{WithoutReadOnly(property.ToDisplayString(format))} {{ {(property.GetMethod is null ? "" : "get; ")}{Setter(property)}}}",
            IParameterSymbol parameter => parameter.ToDisplayString(format),
            IMethodSymbol => WithoutReadOnly(symbol.ToDisplayString(format)),
            _ => symbol.ToDisplayString(format),
        };
    }

    /// <summary>With the number of its overloads.</summary>
    public static string Of(ISymbol symbol, int others) => others == 0
        ? Of(symbol)
        : string.Create(CultureInfo.InvariantCulture, $"{Of(symbol)} (+ {others} {(symbol is INamedTypeSymbol ? "more" : others == 1 ? "overload" : "overloads")})");

    // What a method does not change is not the reader's question.
    private static string WithoutReadOnly(string text) => text.StartsWith("readonly ", StringComparison.Ordinal) ? text["readonly ".Length..] : text;

    private static string Setter(IPropertySymbol property) => property.SetMethod switch
    {
        null or { DeclaredAccessibility: Accessibility.Private } => "",
        { IsInitOnly: true } => "init; ",
        _ => "set; ",
    };
}
