namespace LlmFromScratch.Notebooks.Language;

/// <summary>The keywords that can stand at a kind of place.</summary>
internal static class KeywordLists
{
    public static readonly string[] Types =
    [
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte", "short", "string", "uint", "ulong", "ushort",
    ];

    public static readonly string[] Expressions =
    [
        "async", "await", "checked", "default", "delegate", "false", "from", "nameof", "new", "null", "sizeof", "stackalloc", "static", "throw", "true", "typeof", .. Types,
    ];

    public static readonly string[] Statements =
    [
        "abstract", "await", "break", "case", "catch", "checked", "class", "const", "continue", "default", "delegate", "do", "else", "enum", "false", "finally",
        "fixed", "for", "foreach", "from", "goto", "if", "interface", "lock", "nameof", "new", "null", "partial", "public", "readonly", "record", "ref", "return",
        "sealed", "sizeof", "static", "struct", "switch", "throw", "true", "try", "typeof", "unsafe", "using", "var", "void", "while", "yield", "async", .. Types,
    ];

    public static readonly string[] Members =
    [
        "abstract", "async", "class", "const", "delegate", "enum", "event", "explicit", "implicit", "interface", "internal", "new", "operator", "override", "partial",
        "private", "protected", "public", "readonly", "record", "required", "sealed", "static", "struct", "unsafe", "virtual", "void", .. Types,
    ];

    public static readonly string[] AfterModifiers = [.. Members, "var"];

    public static readonly string[] AfterExpression = ["as", "is", "switch", "with"];

    public static readonly string[] AfterPattern = ["and", "or", "when"];

    public static readonly string[] Queries = ["ascending", "by", "descending", "equals", "from", "group", "in", "into", "join", "let", "on", "orderby", "select", "where"];

    public static readonly string[] Patterns = ["not", "null", "true", "false", "var", .. Types];

    public static readonly string[] ParameterTypes = ["in", "out", "params", "ref", "this", .. Types];

    public static readonly string[] Arguments = ["in", "out", "ref"];
}
