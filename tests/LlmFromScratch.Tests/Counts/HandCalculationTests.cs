using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>
/// Every smoothing on a text small enough for paper: the stream "a b a b a c", whose vocabulary is &lt;unk&gt;, a, b, c (V = 4).
/// Single words: a 3, b 2, c 1, N = 6. Pairs: a b 2, b a 2, a c 1.
/// </summary>
public class HandCalculationTests
{
    private static readonly NGramCounts Counts = NGramCounts.OfStream(new WhitespaceSplitter(), "a b a b a c", 2);

    private static void AssertPredicts(ISmoothing smoothing, string context, double unknown, double a, double b, double c)
    {
        double[] expected = [unknown, a, b, c];
        Probabilities p = smoothing.Train(Counts).Predict(Counts.Vocabulary.IdsOf(new WhitespaceSplitter().Split(context))).Probabilities;
        for (int id = 0; id < 4; id++)
            Assert.Equal(expected[id], p[id], 1e-14);
    }

    [Fact]
    public void MaximumLikelihood_ByHand()
    {
        AssertPredicts(new MaximumLikelihood(), "", 0, 3 / 6.0, 2 / 6.0, 1 / 6.0);
        AssertPredicts(new MaximumLikelihood(), "a", 0, 0, 2 / 3.0, 1 / 3.0); // after a: b twice, c once
        AssertPredicts(new MaximumLikelihood(), "c", 0, 3 / 6.0, 2 / 6.0, 1 / 6.0); // nothing ever followed c: as without context
        AssertPredicts(new MaximumLikelihood(), "z", 0, 3 / 6.0, 2 / 6.0, 1 / 6.0);
    }

    [Fact]
    public void AddK_ByHand()
    {
        AssertPredicts(new AddK(1), "a", 1 / 7.0, 1 / 7.0, 3 / 7.0, 2 / 7.0); // 3 + 4
        AssertPredicts(new AddK(0.5), "", 0.5 / 8, 3.5 / 8, 2.5 / 8, 1.5 / 8); // 6 + 4 · 0.5
        AssertPredicts(new AddK(1), "c", 0.25, 0.25, 0.25, 0.25);
    }

    [Fact]
    public void JelinekMercer_ByHand()
    {
        // Single words, λ = 0.8: 0.8 · count / 6 + 0.2 · 1/4 -> ? 0.05, a 0.45, b 0.31666, c 0.18333.
        AssertPredicts(new JelinekMercer([0.8, 0.5]), "", 0.05, 0.45, 0.8 / 3 + 0.05, 0.8 / 6 + 0.05);
        // After a, λ = 0.5: half of 0, 0, 2/3, 1/3 and half of the above.
        AssertPredicts(new JelinekMercer([0.8, 0.5]), "a", 0.025, 0.225, 1 / 3.0 + 0.4 / 3 + 0.025, 1 / 6.0 + 0.4 / 6 + 0.025);
        AssertPredicts(new JelinekMercer(0), "a", 0.25, 0.25, 0.25, 0.25);
    }

    [Fact]
    public void WittenBell_ByHand()
    {
        // Single words: N = 6, T = 3: (count + 3 · 1/4) / 9.
        AssertPredicts(new WittenBell(), "", 0.75 / 9, 3.75 / 9, 2.75 / 9, 1.75 / 9);
        // After a: N = 3, T = 2: (count + 2 · p) / 5.
        AssertPredicts(new WittenBell(), "a", 2 * 0.75 / 9 / 5, 2 * 3.75 / 9 / 5, (2 + 2 * 2.75 / 9) / 5, (1 + 2 * 1.75 / 9) / 5);
    }

    [Fact]
    public void StupidBackoff_ByHand()
    {
        var smoothing = new StupidBackoff();
        Vocabulary v = Counts.Vocabulary;
        // Raw: single words 3/6, 2/6, 1/6, and 0.4 / 4 = 0.1 for the unknown one.
        Assert.Equal(0.5, smoothing.Score(Counts, v.IdOf("a")), 1e-15);
        Assert.Equal(0.1, smoothing.Score(Counts, v.IdOf("z")), 1e-15);
        // After a: b 2/3, c 1/3; a was not seen there: 0.4 · 3/6 = 0.2; unknown 0.4 · 0.1 = 0.04.
        Assert.Equal(2 / 3.0, smoothing.Score(Counts, v.IdOf("a"), v.IdOf("b")), 1e-15);
        Assert.Equal(0.2, smoothing.Score(Counts, v.IdOf("a"), v.IdOf("a")), 1e-15);
        Assert.Equal(0.04, smoothing.Score(Counts, v.IdOf("a"), v.IdOf("z")), 1e-15);
        Assert.Throws<ArgumentException>(() => smoothing.Score(Counts));
        // Divided by their sums, 1.1 and 1.24.
        AssertPredicts(smoothing, "", 0.1 / 1.1, 0.5 / 1.1, 1 / 3.0 / 1.1, 1 / 6.0 / 1.1);
        AssertPredicts(smoothing, "a", 0.04 / 1.24, 0.2 / 1.24, 2 / 3.0 / 1.24, 1 / 3.0 / 1.24);
    }

    [Fact]
    public void StupidBackoff_StartOfSentence_ScoresNothing()
    {
        NGramCounts counts = NGramCounts.OfLines(new WhitespaceSplitter(), ["a b"], 2);
        Assert.Equal(0, new StupidBackoff().Score(counts, counts.Vocabulary.StartId!.Value));
    }

    [Fact]
    public void AbsoluteDiscounting_ByHand()
    {
        // D = 0.5. Single words: 3 different in 6: (count - 0.5) / 6 + 0.5 · 3/6 · 1/4.
        AssertPredicts(new AbsoluteDiscounting(0.5), "", 0.0625, 2.5 / 6 + 0.0625, 1.5 / 6 + 0.0625, 0.5 / 6 + 0.0625);
        // After a: 2 different in 3: (count - 0.5) / 3 + 0.5 · 2/3 · p.
        AssertPredicts(new AbsoluteDiscounting(0.5), "a", 0.0625 / 3, (2.5 / 6 + 0.0625) / 3, 1.5 / 3 + (1.5 / 6 + 0.0625) / 3, 0.5 / 3 + (0.5 / 6 + 0.0625) / 3);
    }

    [Fact]
    public void AbsoluteDiscounting_EstimatedDiscount_IsOneOfThree()
    {
        // Pairs: one occurs once (a c), two occur twice: D = 1 / (1 + 2 · 2) = 0.2. Single words: n1 = 1, n2 = 1: D = 1/3.
        double unknown = 1 / 3.0 * 3 / 6 / 4, c = (1 - 1 / 3.0) / 6 + unknown;
        AssertPredicts(new AbsoluteDiscounting(), "", unknown, (3 - 1 / 3.0) / 6 + unknown, (2 - 1 / 3.0) / 6 + unknown, c);
        double left = 0.2 * 2 / 3;
        AssertPredicts(new AbsoluteDiscounting(), "a", left * unknown, left * ((3 - 1 / 3.0) / 6 + unknown),
            1.8 / 3 + left * ((2 - 1 / 3.0) / 6 + unknown), 0.8 / 3 + left * c);
    }

    [Fact]
    public void KneserNey_ByHand()
    {
        // Before a stands only b, before b only a, before c only a: one each, though a is three times as frequent as c.
        AssertPredicts(new KneserNey(0.5), "", 0.125, 0.5 / 3 + 0.125, 0.5 / 3 + 0.125, 0.5 / 3 + 0.125); // left: 0.5 · 3/3 · 1/4
        double lower = 0.5 / 3 + 0.125;
        AssertPredicts(new KneserNey(0.5), "a", 0.125 / 3, lower / 3, 1.5 / 3 + lower / 3, 0.5 / 3 + lower / 3);
    }

    [Fact]
    public void KneserNey_SanFrancisco_IsABadGuessElsewhere()
    {
        // Francisco is as frequent as glasses (4 each), but always after San; glasses come after three different words.
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(),
            "San Francisco . San Francisco . San Francisco . San Francisco . my glasses . your glasses . his glasses . his glasses . reading x", 2);
        Assert.Equal(counts.Count("Francisco"), counts.Count("glasses"));
        int[] context = counts.Vocabulary.IdsOf(["reading"]);
        Prediction plain = new AbsoluteDiscounting(0.5).Train(counts).Predict(context), kneserNey = new KneserNey(0.5).Train(counts).Predict(context);
        Assert.Equal(plain["glasses"], plain["Francisco"], 1e-15);
        // Of the 12 different pairs, three end in glasses and one in Francisco. "reading" hands half of its one occurrence on.
        Assert.Equal(12, counts.Trie[2].Count);
        Assert.Equal(0.5 * (3 - 1) / 12, kneserNey["glasses"] - kneserNey["Francisco"], 1e-15);
    }

    [Fact]
    public void ModifiedKneserNey_ByHand_UsesTheFallback()
    {
        // Pairs: n1 = 1, n2 = 2, n3 = 0: D3 is undefined, so 0.5, 1 and 1.5. Single words count 1 each: n2 = 0, the same.
        var model = (NGramModel)new ModifiedKneserNey().Train(Counts);
        string note = Assert.Single(model.Notes);
        Assert.Contains("1-grams (", note, StringComparison.Ordinal);
        Assert.Contains("2-grams (1, 2, 0 and 0 of them count 1 to 4)", note, StringComparison.Ordinal);
        double lower = 0.5 / 3 + 0.125; // as Kneser-Ney with 0.5
        // After a: b 2 - 1, c 1 - 0.5, left 1.5 of 3.
        AssertPredicts(new ModifiedKneserNey(), "a", 0.125 / 2, lower / 2, 1 / 3.0 + lower / 2, 0.5 / 3 + lower / 2);
    }

    [Fact]
    public void ModifiedKneserNey_ByHand_UsesThreeDiscounts()
    {
        // Order 1, so the counts are plain: n1 = 4 (d e f g), n2 = 2 (b c), n3 = 1 (a), n4 = 1 (h): N = 15.
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), "a a a b b c c d e f g h h h h", 1);
        var model = (NGramModel)new ModifiedKneserNey().Train(counts);
        Assert.Empty(model.Notes);
        // Y = 4 / (4 + 2 · 2) = 0.5; D1 = 1 - 2 · 0.5 · 2/4 = 0.5; D2 = 2 - 3 · 0.5 · 1/2 = 1.25; D3 = 3 - 4 · 0.5 · 1/1 = 1.
        double left = (4 * 0.5 + 2 * 1.25 + 2 * 1) / 15 / 9; // a ninth each: eight letters and the unknown word
        Prediction p = model.Predict();
        Assert.Equal(left, p["z"], 1e-15);
        Assert.Equal(0.5 / 15 + left, p["d"], 1e-15);
        Assert.Equal(0.75 / 15 + left, p["b"], 1e-15);
        Assert.Equal(2 / 15.0 + left, p["a"], 1e-15);
        Assert.Equal(3 / 15.0 + left, p["h"], 1e-15);
    }

    [Fact]
    public void Katz_ByHand_LowersByAHalfWhereTheTextIsTooSmall()
    {
        // n6 = 0 and n3 is not followed by n4: the estimate fails; count - 0.5. Single words: 2.5, 1.5, 0.5 of 6; 1.5 left for the unknown word.
        AssertPredicts(new Katz(), "", 0.25, 2.5 / 6, 1.5 / 6, 0.5 / 6);
        // After a: b 1.5/3, c 0.5/3; the third that is left goes to a and the unknown word as 2.5/6 to 1.5/6, 5 to 3.
        AssertPredicts(new Katz(), "a", 3 / 8.0 / 3, 5 / 8.0 / 3, 1.5 / 3, 0.5 / 3);
    }

    [Fact]
    public void Katz_ByHand_UsesGoodTuring()
    {
        // n(1) to n(6) are 12, 6, 4, 3, 2, 1: m = 6 · 1 / 12 = 0.5.
        int[] howMany = [12, 6, 4, 3, 2, 1];
        string text = string.Join(' ', howMany.SelectMany((words, i) => Enumerable.Range(0, words).SelectMany(word => Enumerable.Repeat($"{i + 1}-{word}", i + 1))));
        NGramCounts counts = NGramCounts.OfStream(new WhitespaceSplitter(), text, 1);
        var model = (NGramModel)new Katz().Train(counts);
        Assert.Empty(model.Notes);
        // r* = 2·6/12 = 1, 3·4/6 = 2, 4·3/4 = 3: these counts stay (d = 1). 4: r* = 5·2/3, d = (5/6 - 0.5) / 0.5 = 2/3; 5: r* = 6·1/2, d = (0.6 - 0.5) / 0.5 = 0.2.
        Prediction p = model.Predict();
        double n = 12 + 12 + 12 + 12 + 10 + 6;
        Assert.Equal(1 / n, p["1-0"], 1e-15);
        Assert.Equal(3 / n, p["3-0"], 1e-15);
        Assert.Equal(4 * 2 / 3.0 / n, p["4-0"], 1e-15);
        Assert.Equal(5 * 0.2 / n, p["5-0"], 1e-15);
        Assert.Equal(6 / n, p["6-0"], 1e-15);
        // What is left is what Good and Turing say of new words: n(1) / N.
        Assert.Equal(12 / n, p["never seen"], 1e-15);
    }
}
