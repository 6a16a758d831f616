using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>Decides what kind of place the cursor is at, and so what can stand there.</summary>
internal static class CodeCompletion
{
    private const int Words = 5;

    public static Completions At(CodePlace place, Func<ISymbol, string?> summary)
    {
        var list = new CompletionList(place.Typed);
        Fill(list, place);
        return list.ToCompletions(place.Start, place.End, summary);
    }

    private static void Fill(CompletionList list, CodePlace place)
    {
        var left = place.Left;
        if (left.Kind() is SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken)
        {
            if (MemberCompletions.Receiver(left) is { } receiver)
                MemberCompletions.Add(list, place, receiver);
            return;
        }

        if (IsUsing(place))
        {
            foreach (var symbol in place.Compilation.GlobalNamespace.GetNamespaceMembers())
                NameCompletions.AddType(list, symbol);
            if (left.IsKind(SyntaxKind.UsingKeyword))
                list.AddWords(["static", "var"], SymbolKinds.Keyword, Words);
            else
                NameCompletions.AddTypes(list, place);
            return;
        }

        if (IsNewName(place))
            return;
        if (InitializerCompletions.Add(list, place))
            return;

        var call = Calls.Around(place.Model, left);
        var expected = ExpectedTypes.At(place, call).ToList();
        if (left.IsKind(SyntaxKind.NewKeyword))
        {
            if (left.GetPreviousToken().IsKind(SyntaxKind.ThrowKeyword))
                NameCompletions.AddTypes(list, place, onlyExceptions: true);
            else
                NameCompletions.AddConstructible(list, place, expected);
            return;
        }

        if (IsAfterExpression(place))
        {
            AddAfterExpression(list, left);
            return;
        }

        if (WantsType(place))
        {
            NameCompletions.AddTypes(list, place, onlyExceptions: left.Parent is CatchDeclarationSyntax);
            if (left.Parent is not (CatchDeclarationSyntax or BaseListSyntax or AttributeListSyntax))
                list.AddWords(left.Parent is ParameterListSyntax ? KeywordLists.ParameterTypes : left.IsKind(SyntaxKind.IsKeyword) ? KeywordLists.Patterns : KeywordLists.Types, SymbolKinds.Keyword, 0);
            if (left.IsKind(SyntaxKind.IsKeyword))
                NameCompletions.AddEnumValues(list, place, expected);
            return;
        }

        if (IsInTypeBody(place))
        {
            NameCompletions.AddTypes(list, place);
            list.AddWords(KeywordLists.Members, SymbolKinds.Keyword, Words);
            return;
        }

        if (SyntaxFacts.IsKeywordKind(left.Kind()) && IsModifier(left.Kind()))
        {
            NameCompletions.AddTypes(list, place);
            list.AddWords(KeywordLists.AfterModifiers, SymbolKinds.Keyword, Words);
            return;
        }

        NameCompletions.AddEnumValues(list, place, expected);
        if (call is not null && left.Parent is BaseArgumentListSyntax)
        {
            NameCompletions.AddArgumentNames(list, call);
            list.AddWords(KeywordLists.Arguments, SymbolKinds.Keyword, Words);
        }

        NameCompletions.AddAll(list, place);
        list.AddWords(BeginsStatement(place) ? KeywordLists.Statements : KeywordLists.Expressions, SymbolKinds.Keyword, Words);
        if (left.Parent?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is not null)
            list.AddWords(["this", "base"], SymbolKinds.Keyword, Words);
        if (left.IsKind(SyntaxKind.OutKeyword))
            list.AddWords(["var"], SymbolKinds.Keyword, Words);
    }

    private static void AddAfterExpression(CompletionList list, SyntaxToken left)
    {
        var around = left.Parent?.AncestorsAndSelf().TakeWhile(node => node is not BlockSyntax).ToList() ?? [];
        if (around.OfType<CommonForEachStatementSyntax>().FirstOrDefault() is { } loop && loop.InKeyword.IsMissing)
        {
            list.AddWords(["in"], SymbolKinds.Keyword, Words);
            return;
        }

        if (around.Any(node => node is PatternSyntax or CatchDeclarationSyntax or SwitchLabelSyntax))
            list.AddWords(KeywordLists.AfterPattern, SymbolKinds.Keyword, Words);
        else
            list.AddWords(KeywordLists.AfterExpression, SymbolKinds.Keyword, Words);
        if (around.Any(node => node is QueryExpressionSyntax))
            list.AddWords(KeywordLists.Queries, SymbolKinds.Keyword, Words);
    }

    private static bool IsUsing(CodePlace place)
    {
        var left = place.Left;
        if (left.IsKind(SyntaxKind.UsingKeyword))
            return left.Parent is UsingDirectiveSyntax or LocalDeclarationStatementSyntax or GlobalStatementSyntax or UsingStatementSyntax;
        return left.Parent is UsingDirectiveSyntax && left.Kind() is SyntaxKind.StaticKeyword;
    }

    /// <summary>Whether the word is a name that the reader makes up: <c>var x</c>, <c>int F</c>, <c>class X</c>.</summary>
    private static bool IsNewName(CodePlace place)
    {
        var left = place.Left;
        if (place.BeginsLine)
            return false;
        if (left.Kind() is SyntaxKind.ClassKeyword or SyntaxKind.StructKeyword or SyntaxKind.EnumKeyword or SyntaxKind.InterfaceKeyword or SyntaxKind.RecordKeyword
            or SyntaxKind.NamespaceKeyword or SyntaxKind.VoidKeyword or SyntaxKind.GotoKeyword)
            return true;
        if (left.Parent is EnumDeclarationSyntax)
            return true;
        if (left.Parent is PredefinedTypeSyntax && left.Parent.Parent is not (CastExpressionSyntax or TypeOfExpressionSyntax))
            return true;
        if (left.Parent is IdentifierNameSyntax { Identifier.ValueText: "var" })
            return true;
        var word = place.Root.FindToken(place.Start);
        if (word.SpanStart != place.Start || !word.IsKind(SyntaxKind.IdentifierToken))
            return false;
        return word.Parent switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier == word && left.Text is not ("await" or "async") && !IsVariable(place, left),
            SingleVariableDesignationSyntax or LocalFunctionStatementSyntax or ForEachStatementSyntax or CatchDeclarationSyntax => left.Text is not ("await" or "async"),
            ParameterSyntax parameter => parameter.Type is not null && parameter.Identifier == word,
            MethodDeclarationSyntax method => method.Identifier == word,
            PropertyDeclarationSyntax property => property.Identifier == word,
            BaseTypeDeclarationSyntax type => type.Identifier == word,
            EnumMemberDeclarationSyntax => true,
            _ => false,
        };
    }

    // meals i: not an i of type meals, but the beginning of an is.
    private static bool IsVariable(CodePlace place, SyntaxToken token) => token.Parent is IdentifierNameSyntax name
        && !place.Model.LookupNamespacesAndTypes(place.Start, name: name.Identifier.ValueText).Any()
        && place.Model.LookupSymbols(place.Start, name: name.Identifier.ValueText).Any();

    /// <summary>Whether the word stands behind a whole expression, so that only an operator in words can follow.</summary>
    private static bool IsAfterExpression(CodePlace place)
    {
        var left = place.Left;
        if (place.BeginsLine && left.Parent?.FirstAncestorOrSelf<QueryExpressionSyntax>() is null)
            return false;
        return left.Kind() switch
        {
            SyntaxKind.IdentifierToken => left.Text is not ("await" or "async" or "yield" or "where" or "from" or "var"),
            SyntaxKind.CloseParenToken => left.Parent is not (IfStatementSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax
                or LockStatementSyntax or FixedStatementSyntax or CatchDeclarationSyntax or CastExpressionSyntax or CatchFilterClauseSyntax)
                && left.Parent is not ParenthesizedExpressionSyntax { Parent: AwaitExpressionSyntax },
            SyntaxKind.CloseBracketToken => left.Parent is not AttributeListSyntax,
            SyntaxKind.StringLiteralToken or SyntaxKind.NumericLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword
                or SyntaxKind.NullKeyword or SyntaxKind.InterpolatedStringEndToken => left.Parent is not (ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax),
            _ => false,
        };
    }

    private static bool WantsType(CodePlace place) => place.Left is var left && left.Kind() switch
    {
        SyntaxKind.AsKeyword or SyntaxKind.IsKeyword => true,
        SyntaxKind.LessThanToken => left.Parent is TypeArgumentListSyntax
            || (left.Parent is BinaryExpressionSyntax { Left: IdentifierNameSyntax name } // List<
                && place.Model.LookupNamespacesAndTypes(place.Start, name: name.Identifier.ValueText).OfType<INamedTypeSymbol>().Any(type => type.IsGenericType)),
        SyntaxKind.CommaToken => left.Parent is TypeArgumentListSyntax or ParameterListSyntax { Parent: not ParenthesizedLambdaExpressionSyntax },
        SyntaxKind.OpenParenToken => left.Parent is TypeOfExpressionSyntax or SizeOfExpressionSyntax or CatchDeclarationSyntax or ParameterListSyntax { Parent: not ParenthesizedLambdaExpressionSyntax },
        SyntaxKind.ColonToken => left.Parent is BaseListSyntax or TypeParameterConstraintClauseSyntax,
        SyntaxKind.OpenBracketToken => left.Parent is AttributeListSyntax,
        _ => false,
    };

    private static bool IsInTypeBody(CodePlace place) => place.Left.Kind() switch
    {
        SyntaxKind.OpenBraceToken => place.Left.Parent is TypeDeclarationSyntax,
        SyntaxKind.CloseBraceToken or SyntaxKind.SemicolonToken => place.Left.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is
            BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or BaseTypeDeclarationSyntax && place.Left.Parent.AncestorsAndSelf()
            .SkipWhile(node => node is not MemberDeclarationSyntax).Skip(1).FirstOrDefault() is TypeDeclarationSyntax
            && place.Left.Parent.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.Span.End == place.Left.Span.End,
        _ => false,
    };

    private static bool IsModifier(SyntaxKind kind) => kind is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword
        or SyntaxKind.ReadOnlyKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.SealedKeyword or SyntaxKind.ConstKeyword or SyntaxKind.PartialKeyword
        or SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.RequiredKeyword;

    private static bool BeginsStatement(CodePlace place)
    {
        var left = place.Left;
        return left.Kind() switch
        {
            SyntaxKind.None or SyntaxKind.CloseBraceToken or SyntaxKind.ElseKeyword or SyntaxKind.DoKeyword or SyntaxKind.TryKeyword or SyntaxKind.FinallyKeyword => true,
            SyntaxKind.OpenBraceToken => left.Parent is BlockSyntax or SwitchStatementSyntax,
            SyntaxKind.SemicolonToken => left.Parent is not ForStatementSyntax,
            SyntaxKind.CloseParenToken => left.Parent is StatementSyntax or CatchDeclarationSyntax,
            SyntaxKind.ColonToken => left.Parent is SwitchLabelSyntax or LabeledStatementSyntax,
            SyntaxKind.OpenParenToken => left.Parent is ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax,
            SyntaxKind.UsingKeyword or SyntaxKind.AwaitKeyword or SyntaxKind.UnsafeKeyword => left.Parent is StatementSyntax,
            SyntaxKind.IdentifierToken or SyntaxKind.CloseBracketToken => place.BeginsLine,
            _ => place.BeginsLine && left.Parent is LiteralExpressionSyntax or DirectiveTriviaSyntax,
        };
    }
}
