using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>Collects what could stand at a place, and puts the best first.</summary>
internal sealed class CompletionList(string typed)
{
    private const int Most = 400;
    private const int Documented = 40;

    private readonly Dictionary<(string Text, string Kind), Entry> entries = [];

    /// <summary>Adds a symbol; another overload of one that is there already is counted.</summary>
    /// <param name="symbol">What it is.</param>
    /// <param name="group">Lower comes first among what fits equally well.</param>
    /// <param name="text">What is written; null for the symbol's name.</param>
    public void Add(ISymbol symbol, int group, string? text = null)
    {
        text ??= Escape(symbol.Name);
        var rank = Rank(text);
        if (symbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } && WordMatch.Rank(symbol.Name, typed) is { } ofName && !(ofName > rank))
            rank = ofName; // Green is enough for ConsoleColor.Green
        if (rank is null || text.Length == 0)
            return;
        var key = (text, symbol is INamedTypeSymbol ? "type" : SymbolKinds.Of(symbol));
        if (entries.TryGetValue(key, out var entry))
        {
            entry.Group = Math.Min(entry.Group, group);
            if (symbol is INamedTypeSymbol || (symbol is IMethodSymbol method && !entry.Overloads.Exists(one => AreAlike((IMethodSymbol)one, method))))
            {
                entry.Overloads.Add(symbol);
                if (symbol is IMethodSymbol other && entry.Symbol is IMethodSymbol shown && other.Parameters.Length < shown.Parameters.Length)
                    entry.Symbol = other; // the simplest one stands for all
            }
        }
        else
        {
            entries.Add(key, new Entry(text, SymbolKinds.Of(symbol), symbol, rank.Value) { Group = group, Overloads = [symbol] });
        }
    }

    public void AddWords(IEnumerable<string> words, string kind, int group, string? signature = null)
    {
        foreach (var word in words)
        {
            if (Rank(word) is { } rank)
                entries.TryAdd((word, kind), new Entry(word, kind, null, rank) { Group = group, Signature = signature });
        }
    }

    public Completions ToCompletions(int start, int end, Func<ISymbol, string?> summary)
    {
        var best = entries.Values
            .OrderBy(entry => entry.Rank).ThenBy(entry => entry.Group)
            .ThenBy(entry => entry.Text, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Text, StringComparer.Ordinal)
            .Where(entry => entry.Symbol is null || !IsHidden(entry.Symbol))
            .DistinctBy(entry => entry.Text)
            .Take(Most)
            .Select((entry, i) => new CompletionItem(
                entry.Text,
                entry.Kind,
                entry.Symbol is null ? entry.Signature : Signatures.Of(entry.Symbol, entry.Overloads.Count - 1),
                entry.Symbol is null || i >= Documented ? null : summary(entry.Symbol) ?? entry.Overloads.Take(4).Select(summary).FirstOrDefault(text => text is not null)));
        return new Completions(start, end, [.. best]);
    }

    private int? Rank(string word) => WordMatch.Rank(word.TrimStart('@'), typed);

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    // What a type overrides or hides is found with it.
    private static bool AreAlike(IMethodSymbol a, IMethodSymbol b) => a.Arity == b.Arity && a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters).All(pair => SymbolEqualityComparer.Default.Equals(pair.First.Type, pair.Second.Type));

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { Name: "EditorBrowsableAttribute" } && attribute.ConstructorArguments is [{ Value: int and 1 }]);

    private sealed record Entry(string Text, string Kind, ISymbol? First, int Rank)
    {
        public ISymbol? Symbol { get; set; } = First;

        public int Group { get; set; }

        public List<ISymbol> Overloads { get; init; } = [];

        public string? Signature { get; init; }
    }
}
