using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>A place in a cell that has been read by the compiler: the word typed so far, and what stands before it.</summary>
internal sealed class CodePlace
{
    private CodePlace(Compilation compilation, SyntaxTree tree, int start, int cursor, int end, string typed)
    {
        Compilation = compilation;
        Root = tree.GetRoot();
        Model = compilation.GetSemanticModel(tree);
        (Start, Cursor, End, Typed) = (start, cursor, end, typed);
        Left = TokenBefore(Root, start);
    }

    public Compilation Compilation { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    /// <summary>Where the word begins.</summary>
    public int Start { get; }

    public int Cursor { get; }

    /// <summary>Where the word that a completion replaces ends.</summary>
    public int End { get; }

    /// <summary>The word before the cursor.</summary>
    public string Typed { get; }

    /// <summary>The token before the word; none at the beginning.</summary>
    public SyntaxToken Left { get; }

    /// <summary>Whether the word begins a line.</summary>
    public bool BeginsLine => Left.RawKind == 0 || LineOf(Left.Span.End) < LineOf(Start);

    /// <summary>Whether no word stands where one belongs to a lambda: the compiler then takes the place for one outside.</summary>
    public bool IsOpenLambda => Typed.Length == 0 && !Left.IsKind(SyntaxKind.DotToken)
        && Left.Parent?.AncestorsAndSelf().Any(node => node is LambdaExpressionSyntax or ArrowExpressionClauseSyntax) == true;

    /// <summary>The place at a cursor.</summary>
    /// <param name="compilation">The cells so far, and this one.</param>
    /// <param name="code">This one.</param>
    /// <param name="cursor">A place in it.</param>
    /// <param name="word">Whether a word was put there for the reader.</param>
    /// <returns>Null in a comment, in a text, in a number.</returns>
    public static CodePlace? At(Compilation compilation, string code, int cursor, bool word = false)
    {
        if (word)
            return new CodePlace(compilation, compilation.SyntaxTrees.Last(), cursor, cursor, cursor, "");
        var start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        if (start < cursor && char.IsDigit(code[start]))
            return null;
        var end = cursor;
        while (start < cursor && end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        var tree = compilation.SyntaxTrees.Last(); // files that it loads come before the cell itself
        if (IsText(tree.GetRoot(), cursor))
            return null;
        var typed = code[start..cursor];
        if (start > 0 && code[start - 1] == '@')
            start--;
        return new CodePlace(compilation, tree, start, cursor, end, typed);
    }

    /// <summary>The last token that ends before a position, or at it.</summary>
    public static SyntaxToken TokenBefore(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.SpanStart < position && token.Span.End <= position && !token.Span.IsEmpty ? token : token.GetPreviousToken();
    }

    /// <summary>Whether a position is in a comment, in a directive, or in a text: where no code stands.</summary>
    public static bool IsText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(position);
        if (position > 0 && !Covers(trivia, position))
            trivia = root.FindTrivia(position - 1); // at the end of a comment
        if (Covers(trivia, position))
            return true;

        var token = root.FindToken(position);
        if (position > 0 && (token.SpanStart >= position || token.RawKind == 0))
            token = root.FindToken(position - 1);
        if (position <= token.SpanStart)
            return false;
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken =>
                position < token.Span.End || IsOpen(token),
            SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken => position <= token.Span.End,
            SyntaxKind.NumericLiteralToken => position <= token.Span.End,
            SyntaxKind.CloseBraceToken when token.Parent is InterpolationSyntax => position >= token.Span.End,
            SyntaxKind.ColonToken when token.Parent is InterpolationFormatClauseSyntax => true,
            _ => false,
        };
    }

    private static bool Covers(SyntaxTrivia trivia, int position)
    {
        var span = trivia.Span;
        return trivia.Kind() switch
        {
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.ShebangDirectiveTrivia =>
                position > span.Start && position <= span.End,
            SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia =>
                position > span.Start && (position < span.End || (position == span.End && !trivia.ToString().EndsWith("*/", StringComparison.Ordinal))),
            SyntaxKind.DisabledTextTrivia => position > span.Start && position <= span.End,
            _ => trivia.IsDirective && position > span.Start && position <= span.End && !trivia.ToString()[..(position - span.Start)].Contains('\n'),
        };
    }

    private static bool IsOpen(SyntaxToken literal)
    {
        var text = literal.Text;
        var quote = literal.IsKind(SyntaxKind.CharacterLiteralToken) ? '\'' : '"';
        var body = text.IndexOf(quote, StringComparison.Ordinal) + 1;
        return text.Length <= body || (text[^1] != quote && !text.EndsWith("u8", StringComparison.OrdinalIgnoreCase));
    }

    private int LineOf(int position) => Root.SyntaxTree.GetText().Lines.IndexOf(position);
}
