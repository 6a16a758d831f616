namespace LlmFromScratch.Tokens;

/// <summary>Text to numbers and back: a way to cut text, and a vocabulary that numbers the pieces.</summary>
public interface ITokenizer
{
    /// <summary>The tokens that it knows.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>The tokens of a text, each with its id and its place.</summary>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    IEnumerable<Token> Tokenize(string text);

    /// <summary>The ids of the tokens of a text.</summary>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    int[] Encode(string text) => [.. Tokenize(text).Select(token => token.Id)];

    /// <summary>The text of some ids. The marks of sentence start and end are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    string Decode(IEnumerable<int> ids);
}
