using System.Text;
using LlmFromScratch.Counts;
using LlmFromScratch.Formats;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tests.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

/// <summary>What is written comes back.</summary>
public class ArpaRoundTripTests
{
    [Fact]
    public void Predict_FileWithRoundedNumbers_SumsToOneAllTheSame()
    {
        // -0.477 is log10 of 1/3, rounded: the sum over the three words is 1.00027.
        string file = "\\data\\\nngram 1=3\n\n\\1-grams:\n-0.477\t<unk>\n-0.477\ta\n-0.477\tb\n\n\\end\\\n";
        ILanguageModel model = ArpaReader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file))).Model;
        Assert.Equal(1 / 3.0, model.Predict()["a"], 1e-15);
        Assert.Equal(0.3334, model.Start().Probability(1), 1e-4); // a session gives what the file says
    }

    public static TheoryData<ISmoothing> TableSmoothings => [.. Smoothing.All.Where(smoothing => smoothing is not AddK)];

    [Theory]
    [MemberData(nameof(TableSmoothings))]
    public void Read_WhatWasWritten_IsTheSameModel(ISmoothing smoothing) => Property.Holds(RandomText.All, text =>
    {
        NGramCounts counts = text.Count();
        var model = (NGramModel)smoothing.Train(counts);
        NGramModel read = ArpaReader.Read(Written(model)).Model;
        Assert.True(model.Vocabulary.Equals(read.Vocabulary));
        Assert.Equal(model.Order, read.Order);
        for (int length = 1; length <= model.Order; length++)
        {
            AssertNear(model.ProbabilitiesOf(length), read.ProbabilitiesOf(length));
            if (length < model.Order)
                AssertNear(model.WeightsOf(length), read.WeightsOf(length));
        }
        foreach (int[] context in text.Contexts(counts.Vocabulary, 5))
        {
            Probabilities expected = model.Predict(context).Probabilities, actual = read.Predict(context).Probabilities;
            for (int id = 0; id < expected.Count; id++)
                Assert.Equal(expected[id], actual[id], 1e-6);
        }
    }, 40);

    [Fact]
    public void Read_TokensOfAnyKind_ComeBack() => Property.Holds(Property.AnyText, text =>
    {
        if (text.Length == 0)
            return;
        var splitter = new CharacterSplitter();
        foreach (NGramCounts counts in (NGramCounts[])[NGramCounts.OfStream(splitter, text, 2), NGramCounts.Of(new Vocabulary([text, "<unk>"]), [0, 0, 1], 2)])
        {
            var model = (NGramModel)new WittenBell().Train(counts);
            NGramModel read = ArpaReader.Read(Written(model)).Model;
            Assert.True(model.Vocabulary.Equals(read.Vocabulary));
            AssertNear(model.ProbabilitiesOf(2), read.ProbabilitiesOf(2));
        }
    }, 500);

    [Fact]
    public void Read_TokensThatLookLikeTheFormat_ComeBack()
    {
        string[] tokens = ["<unk>", "<UNK>", "<s>", "</s>", "\\data\\", "\\end\\", "\\1-grams:", "-0.5", "#", "\\u0020", "\\u", "\\", "\\\\u0041", " ", "\n", "\uFEFF",
            "\u00A0", "\u2028", "a b", "\uD83D", "\uDC69", "\uFFFD"];
        var model = (NGramModel)new WittenBell().Train(NGramCounts.Of(new Vocabulary(tokens), [2, .. Enumerable.Range(4, tokens.Length - 4), 1, 3], 3));
        Assert.Equal(tokens, ArpaReader.Read(Written(model)).Model.Vocabulary);
    }

    [Fact]
    public void Write_NoBreakSpace_StandsAsItIs() // KenLM, which parts at ASCII white space alone, must find the same word.
    {
        var model = (NGramModel)new WittenBell().Train(NGramCounts.OfStream(new WhitespaceSplitter(), "10\u00A0km", 1));
        Assert.Contains("\t10\u00A0km\n", Encoding.UTF8.GetString(Written(model).ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutUnknown_KeepsItPossibleThroughAnotherRoundTrip()
    {
        NGramModel once = ArpaReader.Read(new MemoryStream("\\data\\\nngram 1=1\n\n\\1-grams:\n0\ta\n\n\\end\\\n"u8.ToArray())).Model;
        Assert.Contains("1e-100", Assert.Single(once.Notes));
        Assert.Equal(1e-100, once.ProbabilitiesOf(1)[1], 1e-110);
        Assert.InRange(ArpaReader.Read(Written(once)).Model.ProbabilitiesOf(1)[1], 1e-100, 1.1e-99);
    }

    [Fact]
    public void Write_Comments_ComeBackOnOneLineEach()
    {
        var file = new MemoryStream();
        ArpaWriter.Write(file, Small(), ["made by hand", "two\r\nlines\u2028or three", ""]);
        file.Position = 0;
        Assert.Equal(["made by hand", "two lines or three", ""], ArpaReader.Read(file).Comments);
    }

    [Fact]
    public void Write_Cancelled_LeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.arpa", "old"u8);
        Assert.Throws<OperationCanceledException>(() => ArpaWriter.Write(path, Small(), cancellation: new CancellationToken(canceled: true)));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
        ArpaWriter.Write(path, Small());
        Assert.Equal(3, ArpaReader.Read(path).Model.Order);
        Assert.Throws<OperationCanceledException>(() => ArpaReader.Read(path, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Write_SmallModel_IsTheExpectedText()
    {
        // Maximum likelihood of "a b a": a 2/3 = 10^-0.1760913, b 1/3 = 10^-0.4771213; after each only the other.
        var model = (NGramModel)new MaximumLikelihood().Train(NGramCounts.OfStream(new WhitespaceSplitter(), "a b a", 2));
        const string expected = "\\data\\\nngram 1=3\nngram 2=2\n\n\\1-grams:\n-99\t<unk>\t0\n-0.1760913\ta\t-99\n-0.4771213\tb\t-99\n"
            + "\n\\2-grams:\n0\ta b\n0\tb a\n\n\\end\\\n";
        Assert.Equal(expected, Encoding.UTF8.GetString(Written(model).ToArray()));
    }

    private static NGramModel Small() => (NGramModel)new KneserNey().Train(NGramCounts.OfLines(new WhitespaceSplitter(), ["a b c", "b c a"], 3));

    private static MemoryStream Written(NGramModel model)
    {
        var file = new MemoryStream();
        ArpaWriter.Write(file, model);
        file.Position = 0;
        return file;
    }

    private static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6 * expected[i]);
    }
}
