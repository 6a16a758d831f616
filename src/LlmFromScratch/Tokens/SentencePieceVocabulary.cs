using System.Globalization;
using System.Text;

namespace LlmFromScratch.Tokens;

/// <summary>A piece of a <see cref="SentencePieceVocabulary"/>.</summary>
/// <param name="Text">Its characters; a space in it is a space.</param>
/// <param name="Score">How early it is made: of all pairs in a text the one with the greatest score is joined first. Usually minus the rank, 0, -1, -2, …</param>
public readonly record struct ScoredPiece(string Text, float Score);

/// <summary>
/// Tokens made of characters, as Llama 2's: three special ones, the 256 bytes for characters that have no token, and pieces of text, each with
/// the score that says how early it is made.
/// </summary>
/// <remarks>
/// Ids: 0 is &lt;unk&gt;, 1 &lt;s&gt;, 2 &lt;/s&gt;, 3 to 258 are the bytes &lt;0x00&gt; to &lt;0xFF&gt;, and from 259 on come the pieces. There are no merges: any two
/// neighbours whose characters together are a piece may be joined. Source: Kudo and Richardson, SentencePiece, 2018, with byte fallback, in the
/// layout that Llama (Touvron and others, 2023) made common.
/// </remarks>
public sealed class SentencePieceVocabulary
{
    /// <summary>Id of the first byte, 0x00.</summary>
    public const int FirstByte = 3;

    /// <summary>Id of the first piece.</summary>
    public const int FirstPiece = FirstByte + 256;

    private readonly ScoredPiece[] _pieces;
    private readonly byte[][] _bytes;

    /// <summary>A vocabulary.</summary>
    /// <param name="pieces">The pieces from id <see cref="FirstPiece"/> on. One of them must be the space, which is put before every text.</param>
    /// <exception cref="ArgumentException">A piece is empty, is there twice, is no text, looks like a special token or a byte, has a score that is no finite number; or the space is missing.</exception>
    public SentencePieceVocabulary(IReadOnlyList<ScoredPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        _pieces = [.. pieces];
        foreach ((string text, float score) in _pieces)
        {
            if (string.IsNullOrEmpty(text) || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
                throw new ArgumentException($"expected pieces of one character or more, got \"{text}\"", nameof(pieces));
            if (!float.IsFinite(score))
                throw new ArgumentException(FormattableString.Invariant($"expected a finite score for \"{text}\", got {score}"), nameof(pieces));
        }
        Tokens = new Vocabulary([Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd,
            .. Enumerable.Range(0, 256).Select(value => NameOf((byte)value)), .. _pieces.Select(piece => piece.Text)]);
        _bytes = [[], [], [], .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), .. _pieces.Select(piece => Encoding.UTF8.GetBytes(piece.Text))];
        LongestPiece = _pieces.Length == 0 ? 0 : _pieces.Max(piece => piece.Text.Length);
        SpaceId = TryGetId(" ", out int space) ? space : throw new ArgumentException("expected the space among the pieces, since one is put before every text; got none", nameof(pieces));
    }

    /// <summary>The number of tokens; 260 or more.</summary>
    public int Count => _bytes.Length;

    /// <summary>All tokens as text, to be shown.</summary>
    public Vocabulary Tokens { get; }

    /// <summary>Length of the longest piece, in UTF-16 units.</summary>
    public int LongestPiece { get; }

    /// <summary>Id of the space.</summary>
    public int SpaceId { get; }

    /// <summary>The token of a single byte.</summary>
    public static int IdOf(byte value) => FirstByte + value;

    /// <summary>How a byte is written: 0x0A as &lt;0x0A&gt;.</summary>
    public static string NameOf(byte value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");

    /// <summary>Looks a piece up. The texts "&lt;s&gt;" and "&lt;0x0A&gt;" are no pieces, although tokens are written so.</summary>
    public bool TryGetId(ReadOnlySpan<char> text, out int id) => Tokens.TryGetId(text, out id) && id >= FirstPiece;

    /// <summary>The score of a piece; 0 for the special tokens and the bytes, which are never made by joining.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public float ScoreOf(int id) => Checked(id) >= FirstPiece ? _pieces[id - FirstPiece].Score : 0;

    /// <summary>The bytes of a token, in UTF-8; none for a special one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public ReadOnlySpan<byte> BytesOf(int id) => _bytes[Checked(id)];

    private int Checked(int id) => (uint)id < (uint)_bytes.Length ? id
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"expected a token id from 0 to {Count - 1}");
}
