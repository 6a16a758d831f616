using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>Why a model says what it says: counts behind a prediction, and the lines behind the counts.</summary>
public class ExplanationTests
{
    private static readonly WhitespaceSplitter Splitter = new();
    private static readonly string[] Lines = ["I eat rice", "I eat beans", "you eat rice"];
    private static readonly NGramCounts Counts = NGramCounts.OfLines(Splitter, Lines, 3);

    [Fact]
    public void Of_SeenNGram_ShowsEachLengthOfContext()
    {
        ILanguageModel model = new MaximumLikelihood().Train(Counts);
        Explanation why = Explanation.Of(Counts, model, Counts.Vocabulary.IdsOf(["<s>", "I", "eat"]), Counts.Vocabulary.IdOf("rice"));
        Assert.Equal(("rice", 0.5), (why.Token, why.Probability));
        Assert.Equal(["I eat", "eat", ""], why.Steps.Select(step => string.Join(' ', step.Context)));
        Assert.Equal([(2L, 1), (3L, 2), (12L, 2)], why.Steps.Select(step => (step.ContextCount, step.Count)));
        Assert.Equal([0.5, 2 / 3.0, 2 / 12.0], why.Steps.Select(step => step.Probability));
        Assert.Same(why.Steps[0], why.LongestSeen);
    }

    [Fact]
    public void Of_UnseenToken_HasNoLongestSeen()
    {
        ILanguageModel model = new KneserNey().Train(Counts);
        Explanation why = Explanation.Of(Counts, model, Counts.Vocabulary.IdsOf(["you", "sleep"]), Counts.Vocabulary.UnknownId!.Value);
        Assert.Null(why.LongestSeen);
        Assert.True(why.Probability > 0);
        Assert.Equal([0L, 0L, 12L], why.Steps.Select(step => step.ContextCount));
    }

    [Fact]
    public void Of_OtherVocabulary_Throws() => Assert.Throws<ArgumentException>(
        () => Explanation.Of(Counts, new KneserNey().Train(NGramCounts.OfLines(Splitter, ["a"], 2)), [], 0));

    [Fact]
    public void Find_AnyNGram_GivesAsManyPlacesAsItWasCounted() => Property.Holds(RandomText.All, text =>
    {
        NGramCounts counts = NGramCounts.OfLines(Splitter, text.Lines, Math.Min(text.Order, 4));
        for (int length = 1; length <= counts.Order; length++)
            for (int i = 0; i < counts.Of(length).Length; i++)
            {
                string[] words = [.. counts.Trie.WordsOf(length, i).Select(id => counts.Vocabulary[id])];
                SourceLine[] places = [.. Provenance.Find(Splitter, text.Lines, words)];
                Assert.Equal(counts.Of(length)[i], places.Length);
                foreach (SourceLine place in places)
                {
                    Assert.Equal(text.Lines[place.Number - 1], place.Line);
                    Assert.Equal(words.Where(word => word[0] != '<'), Splitter.Split(place.Line.Substring(place.Start, place.Length)));
                }
            }
    }, 60);

    [Fact]
    public void Find_ByHand_GivesLineAndPlace()
    {
        Assert.Equal([new SourceLine(1, "I eat rice", 2, 8), new SourceLine(3, "you eat rice", 4, 8)], Provenance.Find(Splitter, Lines, ["eat", "rice"]));
        Assert.Equal([1, 2], Provenance.Find(Splitter, Lines, ["<s>", "I"]).Select(line => line.Number));
        Assert.Equal([1, 3], Provenance.Find(Splitter, Lines, ["rice", "</s>"]).Select(line => line.Number));
        Assert.Equal([0, 2], Provenance.Find(Splitter, ["a a a a"], ["a", "a", "a"]).Select(line => line.Start)); // they may overlap
        Assert.Empty(Provenance.Find(Splitter, Lines, ["pizza"]));
        Assert.Empty(Provenance.Find(Splitter, [], ["eat"]));
        Assert.Throws<ArgumentException>(() => Provenance.Find(Splitter, Lines, []));
        Assert.Throws<ArgumentNullException>(() => Provenance.Find(Splitter, null!, ["eat"]));
    }
}
