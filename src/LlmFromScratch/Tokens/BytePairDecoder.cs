using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>
/// Decodes ids as they come, as a model writes them: each call gives the text that is certain by now. A character whose bytes are spread over tokens
/// comes with the last of them.
/// </summary>
/// <remarks>
/// All texts in a row, with that of <see cref="Flush"/>, are what <see cref="BytePairTokenizer.Decode"/> gives for all ids. Bytes that turn out to be no text become
/// U+FFFD; whoever wants them as they are takes <see cref="BytePairVocabulary.BytesOf"/>. Special tokens have no bytes and so no text. For one stream of ids at a time.
/// </remarks>
/// <param name="vocabulary">The bytes of the tokens.</param>
public sealed class BytePairDecoder(BytePairVocabulary vocabulary)
{
    private readonly BytePairVocabulary _vocabulary = vocabulary ?? throw new ArgumentNullException(nameof(vocabulary));
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder(); // keeps the first bytes of a cut character

    /// <summary>The text that the next token completes; "" while a character is not whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id; what came before is kept.</exception>
    public string Append(int id) => Text(_vocabulary.BytesOf(id), flush: false);

    /// <summary>The ids are at an end: U+FFFD where the last character is not whole, else "". After that the decoder is as new.</summary>
    public string Flush() => Text([], flush: true);

    private string Text(ReadOnlySpan<byte> bytes, bool flush)
    {
        var text = new char[_utf8.GetCharCount(bytes, flush)];
        return new string(text, 0, _utf8.GetChars(bytes, text, flush));
    }
}
