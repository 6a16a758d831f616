using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Tests.Counts;

/// <summary>Every smoothing against a second program that shares nothing with it: <see cref="NaiveSmoothing"/>.</summary>
public class NaiveReferenceTests
{
    [Fact]
    public void MaximumLikelihood_RandomTexts_EqualsTheFormula() => Compare(new MaximumLikelihood(), (naive, c, w) => naive.MaximumLikelihood(c, w));

    [Fact]
    public void AddK_RandomTexts_EqualsTheFormula() => Compare(new AddK(0.5), (naive, c, w) => naive.AddK(0.5, c, w));

    [Fact]
    public void JelinekMercer_RandomTexts_EqualsTheFormula() => Compare(new JelinekMercer(0.7), (naive, c, w) => naive.JelinekMercer(0.7, c, w));

    [Fact]
    public void WittenBell_RandomTexts_EqualsTheFormula() => Compare(new WittenBell(), (naive, c, w) => naive.WittenBell(c, w));

    [Fact]
    public void Katz_RandomTexts_EqualsTheFormula() => Compare(new Katz(), (naive, c, w) => naive.Katz(c, w));

    [Fact]
    public void StupidBackoff_RandomTexts_EqualsTheFormula() => Compare(new StupidBackoff(), (naive, c, w) => naive.StupidBackoff(0.4, c, w));

    [Fact]
    public void AbsoluteDiscounting_RandomTexts_EqualsTheFormula() => Compare(new AbsoluteDiscounting(), (naive, c, w) => naive.AbsoluteDiscounting(null, c, w));

    [Fact]
    public void KneserNey_RandomTexts_EqualsTheFormula()
    {
        Compare(new KneserNey(), (naive, c, w) => naive.KneserNey(null, c, w));
        Compare(new KneserNey(0.75), (naive, c, w) => naive.KneserNey(0.75, c, w));
    }

    [Fact]
    public void ModifiedKneserNey_RandomTexts_EqualsTheFormula() => Compare(new ModifiedKneserNey(), (naive, c, w) => naive.ModifiedKneserNey(c, w));

    private static void Compare(ISmoothing smoothing, Func<NaiveSmoothing, string[], string, double> formula) => Property.Holds(RandomText.All, text =>
    {
        int order = Math.Min(text.Order, 4); // deep recursion takes long and shows nothing new
        NGramCounts counts = (text with { Order = order }).Count();
        ILanguageModel model = smoothing.Train(counts);
        string[][] sentences = text.IsStream ? [Words(string.Join(' ', text.Lines))] : [.. text.Lines.Select(line => (string[])["<s>", .. Words(line), "</s>"])];
        var naive = new NaiveSmoothing(sentences, counts.Vocabulary, order);
        foreach (int[] context in text.Contexts(counts.Vocabulary, 4))
        {
            int start = counts.Vocabulary.StartId is int s ? Array.LastIndexOf(context, s) : -1;
            int[] sentence = context[Math.Max(0, start)..];
            string[] words = [.. sentence[Math.Max(0, sentence.Length - order + 1)..].Select(id => counts.Vocabulary[id])];
            Probabilities actual = model.Predict(context).Probabilities;
            for (int id = 0; id < actual.Count; id++)
                if (id != counts.Vocabulary.StartId)
                    Assert.Equal(formula(naive, words, counts.Vocabulary[id]), actual[id], 1e-10);
        }
    }, 60);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
