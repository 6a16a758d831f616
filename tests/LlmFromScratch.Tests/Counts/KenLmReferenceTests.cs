using System.Globalization;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>Modified Kneser-Ney against KenLM's own results. Source of the numbers: tests/Fixtures/README.md.</summary>
public class KenLmReferenceTests
{
    private static NGramModel Train(IEnumerable<string> lines, int order) =>
        (NGramModel)new ModifiedKneserNey().Train(NGramCounts.OfLines(new WhitespaceSplitter(), lines, order));

    [DataFact("tinyshakespeare.txt")]
    public void ModifiedKneserNey_SmallText_EqualsKenLmForEveryNGram()
    {
        NGramModel model = Train(TestData.TinyShakespeareSentences().Take(400), order: 3);

        int compared = 0;
        foreach (string line in File.ReadLines(TestData.Fixture("kenlm", "order3.tsv")))
        {
            string[] fields = line.Split('\t');
            int[] ids = model.Vocabulary.IdsOf(fields[0].Split(' '));
            int index = model.Trie.Find(ids);
            Assert.True(index >= 0, $"{fields[0]} is missing");
            if (fields[0] != "<s>") // KenLM writes 0 for what is never predicted.
                Assert.Equal(Number(fields[1]), Math.Log10(model.ProbabilitiesOf(ids.Length)[index]), 1e-5);
            if (ids.Length < 3)
                Assert.Equal(Number(fields[2]), Math.Log10(model.WeightsOf(ids.Length)[index]), 1e-5);
            compared++;
        }
        Assert.Equal(831 + 2334 + 2681, compared);
        Assert.Equal(compared, Enumerable.Range(1, 3).Sum(length => model.Trie[length].Count));
    }

    [DataFact("tinyshakespeare.txt")]
    public void Score_SmallTextReadBackFromArpa_EqualsKenLmQueryForEveryWord()
    {
        List<string> sentences = TestData.TinyShakespeareSentences();
        var file = new MemoryStream();
        ArpaWriter.Write(file, Train(sentences.Take(400), order: 3));
        file.Position = 0;
        NGramModel model = ArpaReader.Read(file).Model;

        string[] expected = File.ReadAllLines(TestData.Fixture("kenlm", "order3-query.txt"));
        for (int i = 0; i < expected.Length; i++)
        {
            int[] ids = model.Vocabulary.IdsOf(["<s>", .. sentences[400 + i].Split(' '), "</s>"]);
            var scores = new double[ids.Length];
            model.Score(ids, scores);
            double[] words = [.. expected[i].Split(' ').Select(Number)];
            Assert.Equal(words.Length, scores.Length - 1);
            for (int t = 0; t < words.Length; t++)
                Assert.Equal(words[t], scores[t + 1] / Math.Log(10), 1e-5);
        }
    }

    // Source: KenLM's query on tiny Shakespeare, first 90% of the lines for training and the rest for testing.
    [DataFact("tinyshakespeare.txt")]
    public void ModifiedKneserNey_TinyShakespeare_HasKenLmsPerplexities()
    {
        List<string> sentences = TestData.TinyShakespeareSentences();
        int training = (int)(sentences.Count * 0.9);
        foreach (var (order, including, excluding) in new[] { (2, 183.2466249722086, 132.84398702763374), (3, 173.0381241831374, 125.15437272414569), (5, 171.8649698047059, 124.31413848469306) })
        {
            NGramModel model = Train(sentences.Take(training), order);
            int[] test = model.Vocabulary.IdsOf(sentences.Skip(training).SelectMany(line => (string[])["<s>", .. line.Split(' '), "</s>"]));
            Evaluation evaluation = model.Evaluate(test);
            Assert.Equal((27104, 1083), (evaluation.Tokens, evaluation.UnknownTokens));
            Assert.Equal(1, evaluation.Perplexity / including, 1e-5);
            Assert.Equal(1, evaluation.PerplexityWithoutUnknown / excluding, 1e-5);
        }
    }

    // The figures were computed by a separate program over the same text: one unbroken stream, newline a token.
    [DataFact("tinyshakespeare.txt")]
    public void KneserNey_TinyShakespeareCharacters_HasTheBaselinesLoss()
    {
        string text = File.ReadAllText(TestData.External("tinyshakespeare.txt"));
        int cut = text.Length * 9 / 10;
        NGramCounts counts = NGramCounts.OfStream(new CharacterSplitter(), text[..cut], 6);
        int[] validation = new Tokenizer(new CharacterSplitter(), counts.Vocabulary).Encode(text[cut..]);
        Assert.Equal(1.558, new KneserNey().Train(counts).Evaluate(validation).NatsPerToken, 0.002);
        Assert.Equal(1.523, new ModifiedKneserNey().Train(counts).Evaluate(validation).NatsPerToken, 0.003);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
