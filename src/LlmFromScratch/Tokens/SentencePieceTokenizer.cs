using System.Buffers;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>Text to the tokens of Llama 2 and its kind and back. Every text can be encoded, and decoding gives it back.</summary>
/// <remarks>
/// A space is put before every text that is not empty, so that a word is the same token at the start as after a space: "Once" -> " Once". The
/// text is not cut into words first; that pieces do not reach over words is for the vocabulary to see to. What looks like a special token in
/// a text is text like any other. A lone surrogate, which is no character, becomes U+FFFD. Left out: SentencePiece's
/// normalization of text (Llama's files ask for none) and its other model, unigram.
/// </remarks>
public sealed class SentencePieceTokenizer : ITokenizer
{
    /// <summary>A tokenizer.</summary>
    public SentencePieceTokenizer(SentencePieceVocabulary pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        Pieces = pieces;
    }

    /// <summary>The pieces with their scores.</summary>
    public SentencePieceVocabulary Pieces { get; }

    /// <inheritdoc/>
    public Vocabulary Vocabulary => Pieces.Tokens;

    /// <summary>The ids of a text, without marks of start and end.</summary>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : [.. FastSentencePieceEncoder.Encode(Pieces, " " + text).Select(symbol => symbol.Id)];
    }

    /// <summary>The ids of the beginning of a text that a model is to continue: &lt;s&gt; first, as in its training.</summary>
    public int[] EncodePrompt(string text) => [Vocabulary.StartId!.Value, .. Encode(text)];

    /// <summary>
    /// The tokens with their places. The space before the text is not in it: a token " Once" at the start covers "Once", and " " alone nothing.
    /// Each byte of a character that has no token covers the whole character.
    /// </summary>
    public IEnumerable<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : FastSentencePieceEncoder.Encode(Pieces, " " + text).Select(symbol =>
        {
            int start = Math.Max(0, symbol.Start - 1), length = symbol.Start + symbol.Length - 1 - start;
            return new Token(symbol.Id, text.Substring(start, length), start, length);
        });
    }

    /// <summary>
    /// The text of some ids from its start on: the space that was put before it is left out, as are the special tokens. Bytes that are no whole
    /// character become U+FFFD. After &lt;s&gt; a new text starts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(IEnumerable<int> ids) => Encoding.UTF8.GetString(BytesOf(ids, atStart: true));

    /// <summary>The text of ids that follow others, such as those that a model adds to a prompt: a space at their start stays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string DecodeContinuation(IEnumerable<int> ids) => Encoding.UTF8.GetString(BytesOf(ids, atStart: false));

    /// <summary>The bytes of some ids, as <see cref="Decode"/> has them, whether or not they are text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public byte[] DecodeBytes(IEnumerable<int> ids) => BytesOf(ids, atStart: true);

    private byte[] BytesOf(IEnumerable<int> ids, bool atStart)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (int id in ids)
        {
            ReadOnlySpan<byte> piece = Pieces.BytesOf(id);
            if (atStart && id >= SentencePieceVocabulary.FirstPiece && piece[0] == ' ')
                piece = piece[1..];
            bytes.Write(piece);
            atStart = id == Vocabulary.StartId || atStart && id < SentencePieceVocabulary.FirstByte;
        }
        return bytes.WrittenSpan.ToArray();
    }
}
