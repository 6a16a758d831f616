using System.Text;
using LlmFromScratch.Notebooks.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What is known of the name at a place, for reading: its signature, and what is written about it.</summary>
internal sealed class Inspection(Compilation compilation, DocumentationReader documentation)
{
    private const int MostOverloads = 30;

    /// <summary>The text, as it is and as Markdown; null if nothing is known there.</summary>
    public IReadOnlyDictionary<string, string>? At(int cursor)
    {
        var tree = compilation.SyntaxTrees.Last();
        var root = tree.GetRoot();
        var model = compilation.GetSemanticModel(tree);
        foreach (var position in (int[])[cursor, cursor - 1])
        {
            if (position < 0)
                continue;
            var token = root.FindToken(position);
            if (token.Span.Contains(position) && NameAt(token) && SymbolAt(model, token) is { } symbol)
                return Describe([symbol], null, TypeFor(symbol, token));
        }

        if (CodePlace.IsText(root, cursor) && !IsLiteralArgument(root, cursor))
            return null;
        if (Calls.Around(model, CodePlace.TokenBefore(root, cursor)) is not { } call)
            return null;
        var chosen = model.GetSymbolInfo(call.List.Parent!).Symbol;
        var methods = call.Methods.Where(method => call.Index == 0 || call.ParameterOf(method) is not null).DefaultIfEmpty(call.Methods[0])
            .OrderBy(method => SymbolEqualityComparer.Default.Equals(method, chosen) ? 0 : 1).ToList();
        return Describe(methods, call, null);
    }

    private static bool IsLiteralArgument(SyntaxNode root, int cursor) =>
        CodePlace.TokenBefore(root, cursor) is { Parent: LiteralExpressionSyntax } || root.FindToken(cursor).Parent is LiteralExpressionSyntax;

    private static bool NameAt(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken)
        || token.Parent is PredefinedTypeSyntax or ThisExpressionSyntax or BaseExpressionSyntax or ImplicitObjectCreationExpressionSyntax && SyntaxFacts.IsKeywordKind(token.Kind());

    private static ISymbol? SymbolAt(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared && node is not BaseExpressionSyntax)
            return declared;
        var asked = node is NameSyntax && node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node ? creation : node;
        var info = model.GetSymbolInfo(asked);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? (asked == node ? null : model.GetSymbolInfo(node).Symbol) ?? model.GetMemberGroup(node).FirstOrDefault()
            ?? (node is ThisExpressionSyntax or PredefinedTypeSyntax or IdentifierNameSyntax { IsVar: true } ? model.GetTypeInfo(node).Type : null);
        return symbol switch
        {
            IAliasSymbol alias => alias.Target,
            IErrorTypeSymbol or IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => null,
            _ => symbol,
        };
    }

    /// <summary>The type of a variable, to be described with it.</summary>
    private static ITypeSymbol? TypeFor(ISymbol symbol, SyntaxToken token) => token.Parent is GenericNameSyntax ? null : symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IRangeVariableSymbol => null,
        IFieldSymbol { ContainingType.IsScriptClass: true } field => field.Type,
        _ => null,
    };

    private IReadOnlyDictionary<string, string> Describe(IReadOnlyList<ISymbol> symbols, Calls? call, ITypeSymbol? type)
    {
        var first = symbols[0];
        var others = call is null && first is IMethodSymbol method ? OverloadsOf(method) : 0;
        var signatures = string.Join('\n', symbols.Take(MostOverloads).Select((symbol, i) => Label(symbol) + Signatures.Of(symbol, i == 0 ? others : 0)));
        var plain = new StringBuilder(signatures);
        var markdown = new StringBuilder("```csharp\n").Append(signatures).Append("\n```");

        var about = documentation.Of(first, compilation);
        if (about?.Summary is null && first is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            about = documentation.Of(constructor.ContainingType, compilation) is { } ofType ? (about ?? ofType) with { Summary = ofType.Summary } : about;
        Paragraph(about?.Summary);

        if (type is { SpecialType: SpecialType.None } and not IErrorTypeSymbol && documentation.Of(type, compilation)?.Summary is { } typeSummary)
            Paragraph($"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: {typeSummary}");

        var current = call?.ParameterOf(first)?.Name;
        foreach (var (name, text) in about?.Parameters ?? [])
        {
            if (first is IMethodSymbol { ReducedFrom: { } from } && from.Parameters[0].Name == name)
                continue; // what stands before the dot
            plain.Append($"\n  {(name == current ? "> " : "")}{name}: {text}");
            markdown.Append(name == current ? $"\n\n**`{name}`**: {text}" : $"\n\n`{name}`: {text}");
        }

        if (current is not null && about?.Parameters.Any(one => one.Name == current) != true)
        {
            plain.Append($"\n  > {current}");
            markdown.Append($"\n\n**`{current}`**");
        }

        if (about?.Returns is { } returns)
        {
            plain.Append($"\nReturns: {returns}");
            markdown.Append($"\n\nReturns: {returns}");
        }

        foreach (var (name, text) in about?.Exceptions ?? [])
        {
            plain.Append($"\nThrows {name}: {text}");
            markdown.Append($"\n\nThrows `{name}`: {text}");
        }

        return new Dictionary<string, string> { [MimeTypes.PlainText] = plain.ToString(), [MimeTypes.Markdown] = markdown.ToString() };

        void Paragraph(string? text)
        {
            if (text is null)
                return;
            plain.Append('\n').Append(text);
            markdown.Append("\n\n").Append(text.Replace("\n", "\n\n", StringComparison.Ordinal));
        }
    }

    private static string Label(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { IsConst: true } => "(constant) ",
        ILocalSymbol or IFieldSymbol { ContainingType.IsScriptClass: true } or IRangeVariableSymbol => "(variable) ",
        IParameterSymbol => "(parameter) ",
        _ => "",
    };

    private static int OverloadsOf(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return definition.ContainingType?.GetMembers(definition.Name).Count(member => member is IMethodSymbol && member.DeclaredAccessibility == definition.DeclaredAccessibility
            && member.IsStatic == definition.IsStatic) - 1 ?? 0;
    }
}
