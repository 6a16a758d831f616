using System.Collections;

namespace LlmFromScratch.Tokens;

/// <summary>The tokens that a model knows, each with its number: id 0 to <see cref="Count"/> - 1.</summary>
/// <remarks>
/// Up to three tokens are special. The unknown token stands for every word that is not listed. The start of a sentence is context only:
/// no model ever predicts it, its probability is 0. The end of a sentence is predicted like a word.
/// Immutable. Two models may be compared only where their vocabularies are equal (<see cref="Equals(Vocabulary?)"/>).
/// </remarks>
public sealed class Vocabulary : IReadOnlyList<string>, IEquatable<Vocabulary>
{
    /// <summary>How the unknown token is usually written.</summary>
    public const string Unknown = "<unk>";

    /// <summary>How the start of a sentence is usually written.</summary>
    public const string SentenceStart = "<s>";

    /// <summary>How the end of a sentence is usually written.</summary>
    public const string SentenceEnd = "</s>";

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>A vocabulary of the tokens given, in that order: the first has id 0.</summary>
    /// <param name="tokens">Different tokens. "&lt;unk&gt;", "&lt;s&gt;" and "&lt;/s&gt;" among them are the special ones.</param>
    /// <exception cref="ArgumentException">A token is there twice, or the list is empty.</exception>
    public Vocabulary(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _tokens = [.. tokens];
        if (_tokens.Length == 0)
            throw new ArgumentException("a vocabulary needs at least one token, got none: is the text empty?", nameof(tokens));
        _ids = new Dictionary<string, int>(_tokens.Length, StringComparer.Ordinal);
        for (int id = 0; id < _tokens.Length; id++)
            if (!_ids.TryAdd(_tokens[id], id))
                throw new ArgumentException($"expected different tokens, got \"{_tokens[id]}\" as id {_ids[_tokens[id]]} and again as id {id}", nameof(tokens));
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        UnknownId = Find(Unknown);
        StartId = Find(SentenceStart);
        EndId = Find(SentenceEnd);
    }

    /// <summary>The number of tokens, special ones included; 1 or more.</summary>
    public int Count => _tokens.Length;

    /// <summary>The text of a token.</summary>
    /// <param name="id">0 to <see cref="Count"/> - 1.</param>
    public string this[int id] => (uint)id < (uint)_tokens.Length ? _tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"expected a token id from 0 to {Count - 1}");

    /// <summary>The id that stands for unlisted words, or null where every text must be spelled with listed tokens.</summary>
    public int? UnknownId { get; }

    /// <summary>The id of the start of a sentence, or null for text that is one stream.</summary>
    public int? StartId { get; }

    /// <summary>The id of the end of a sentence, or null for text that is one stream.</summary>
    public int? EndId { get; }

    /// <summary>Looks a token up.</summary>
    /// <returns>False where it is not listed; the unknown token is not put in its place.</returns>
    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _lookup.TryGetValue(token, out id);

    /// <summary>The id of a token; of the unknown token where it is not listed.</summary>
    /// <exception cref="KeyNotFoundException">It is not listed and there is no unknown token.</exception>
    public int IdOf(ReadOnlySpan<char> token)
    {
        if (_lookup.TryGetValue(token, out int id))
            return id;
        return UnknownId ?? throw new KeyNotFoundException(
            $"the token \"{token}\" is not among the {Count} tokens of this vocabulary, and it has no {Unknown} to stand for it");
    }

    /// <summary>The ids of a list of tokens.</summary>
    /// <exception cref="KeyNotFoundException">One is not listed and there is no unknown token.</exception>
    public int[] IdsOf(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return [.. tokens.Select(token => IdOf(token))];
    }

    /// <inheritdoc/>
    public bool Equals(Vocabulary? other) => other is not null && (ReferenceEquals(this, other) || _tokens.AsSpan().SequenceEqual(other._tokens));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Vocabulary);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _tokens[0], _tokens[^1]);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_tokens).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{Count} tokens: {string.Join(' ', _tokens.Take(8))}{(Count > 8 ? " …" : "")}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;
}
