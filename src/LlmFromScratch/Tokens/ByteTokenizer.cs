using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// The simplest tokenizer that can write every text: each byte of its UTF-8 is a token. "é!" -> [195, 169, 33].
/// </summary>
/// <remarks>
/// 256 tokens suffice for all languages, but the text becomes long: an English letter is one token, a Chinese character three. Byte pairs start from
/// here, and a <see cref="BytePairTokenizer"/> without merges gives the same ids. A lone surrogate, which is no character, becomes U+FFFD.
/// </remarks>
public sealed class ByteTokenizer : ITokenizer
{
    /// <inheritdoc/>
    public Vocabulary Vocabulary => BytePairVocabulary.Bytes.Tokens;

    /// <summary>The bytes of the text.</summary>
    public int[] Encode(string text) => Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (int)value);

    /// <summary>The tokens with their places. Each byte covers the whole character that it belongs to.</summary>
    public IEnumerable<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new BytePairTokenizer(BytePairVocabulary.Bytes).Tokenize(text);
    }

    /// <summary>The text of some bytes. Bytes that are no whole character become U+FFFD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not from 0 to 255.</exception>
    public string Decode(IEnumerable<int> ids) => new BytePairTokenizer(BytePairVocabulary.Bytes).Decode(ids);
}
