using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Tokens;

/// <summary>Both encoders of one piece.</summary>
public class BytePairEncoderTests
{
    /// <summary>Merges of tokens in any order, so that a merge may need what a later one makes, over bytes that occur often.</summary>
    internal static Gen<BytePairVocabulary> AnyVocabulary { get; } = Gen.Choose(0, 1_000_000).Select(seed =>
    {
        var random = new SeededRandom(seed, "vocabulary");
        List<byte[]?> tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];
        int[] parts = [.. "ab 我"u8.ToArray().Select(value => (int)value)];
        var pairs = new HashSet<(int, int)>();
        var merges = new List<BytePairMerge>();
        for (int i = random.NextInt(60); i > 0; i--)
        {
            (int left, int right) = (parts[random.NextInt(parts.Length)], parts[random.NextInt(parts.Length)]);
            if (!pairs.Add((left, right)))
                continue;
            merges.Add(new BytePairMerge(left, right, tokens.Count));
            parts = [.. parts, tokens.Count];
            tokens.Add([.. tokens[left]!, .. tokens[right]!]);
        }
        if (random.NextInt(2) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(merges));
        return new BytePairVocabulary(tokens, merges);
    });

    [Fact]
    public void Encode_ByHand_DoesTheEarliestMergeFirst()
    {
        // 1. "bc", 2. "ab", 3. "a"+"bc". In "abcab" the first is bc: a bc a b; then ab: a bc ab; then a+bc: abc ab.
        var vocabulary = BytePairVocabulary.FromMerges([('b', 'c'), ('a', 'b'), ('a', 256)]);
        Assert.Equal([258, 257], BytePairEncoder.Encode(vocabulary, "abcab"u8));
        Assert.Equal([258, 257], new FastBytePairEncoder(vocabulary).Encode("abcab"u8));
        Assert.Empty(BytePairEncoder.Encode(vocabulary, []));
        Assert.Empty(new FastBytePairEncoder(vocabulary).Encode([]));
    }

    [Fact]
    public void Encode_MergeThatNeedsALaterOne_FinishesARankBeforeTheNext()
    {
        // Rank 0 joins "ab" with "a", rank 1 makes "ab". In "abab" both "ab" are made before the first could take the next "a".
        List<byte[]?> tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), [.. "ab"u8], [.. "aba"u8]];
        var vocabulary = new BytePairVocabulary(tokens, [new(256, 'a', 257), new('a', 'b', 256)]);
        Assert.Equal([256, 256], BytePairEncoder.Encode(vocabulary, "abab"u8));
        Assert.Equal([257, 'c', 256], BytePairEncoder.Encode(vocabulary, "abacab"u8));
        Assert.Equal([256, 256], new FastBytePairEncoder(vocabulary).Encode("abab"u8));
        Assert.Equal([257, 'c', 256], new FastBytePairEncoder(vocabulary).Encode("abacab"u8));
    }

    [Fact]
    public void FastBytePairEncoder_AnyVocabularyAndPieces_EqualsPlain()
    {
        // Lengths to 600 use every way of merging: the short array, the rewriting, the linked row.
        Gen<byte[]> pieces = Gen.OneOf(
            Gen.Elements("ab 我"u8.ToArray()).ArrayOf(),
            Gen.Elements("ab"u8.ToArray()).ArrayOf(600),
            Gen.Elements("ab 我"u8.ToArray()).ArrayOf(300),
            Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(),
            Gen.Choose(0, 600).Select(length => Encoding.UTF8.GetBytes(new string('a', length))));
        Property.Holds(AnyVocabulary.SelectMany(vocabulary => pieces.Select(piece => (vocabulary, piece))), given =>
            Assert.Equal(BytePairEncoder.Encode(given.vocabulary, given.piece), new FastBytePairEncoder(given.vocabulary).Encode(given.piece)), 3000);
    }

    [Fact]
    public void FastBytePairEncoder_TrainedVocabulary_EqualsPlainOnPiecesOfEveryLength()
    {
        var random = new SeededRandom(1, "pieces");
        string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.NextInt(5))));
        BytePairVocabulary vocabulary = FastBytePairTrainer.Train([Letters(20_000)], 900);
        var encoder = new FastBytePairEncoder(vocabulary);
        for (int length = 0; length < 1500; length += length < 150 ? 1 : 211)
        {
            byte[] piece = Encoding.UTF8.GetBytes(Letters(length));
            Assert.Equal(BytePairEncoder.Encode(vocabulary, piece), encoder.Encode(piece));
        }
    }
}
