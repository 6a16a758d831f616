using System.Text;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class NormalizerTests
{
    private static NormalizationResult Apply(NormalizationStep step, string text) => new Normalizer(step).Apply(text);

    [IcuTheory]
    [InlineData("cafe\u0301 A\u030A x\u0301", "café Å x\u0301", 2)]
    [InlineData("\u1112\u1161\u11AB", "한", 1)]
    [InlineData("\uD800e\u0301", "\uD800é", 1)]
    public void ComposeCharacters_Text_ChangesAndCounts(string text, string expected, int changes) =>
        Step_Text_ChangesAndCounts("compose-characters", text, expected, changes);

    [Theory]
    [InlineData("unify-line-ends", "a\r\nb\rc\u2028d\u0085e\n", "a\nb\nc\nd\ne\n", 4)]
    [InlineData("remove-control-characters", "\uFEFFa\u0007b\u200Bc\u00AD\td\n", "abc\td\n", 4)]
    [InlineData("remove-control-characters", "👨\u200D👩", "👨\u200D👩", 0)]
    [InlineData("lower-case", "I am ÉMILE, I Ⓐ", "i am émile, i ⓐ", 4)]
    [InlineData("lower-case", "\U00010400", "\U00010428", 1)]
    [InlineData("collapse-white-space", "  a\t\tb \n c\u00A0d\u3000 e  \n\n", "a b\nc d e\n\n", 7)]
    [InlineData("collapse-white-space", "   ", "", 1)]
    [InlineData("straighten-quotes", "“I don’t,” ‘she’ «said»", "\"I don't,\" 'she' «said»", 5)]
    [InlineData("drop-blank-lines", "\na\n \t\n\nb\n", "a\nb\n", 3)]
    [InlineData("drop-blank-lines", "a\n  ", "a\n", 1)]
    public void Step_Text_ChangesAndCounts(string name, string text, string expected, int changes)
    {
        NormalizationResult result = Apply(NormalizationSteps.Find(name), text);
        Assert.Equal(expected, result.Text);
        Assert.Equal(changes, Assert.Single(result.Reports).Changes);
    }

    [Fact]
    public void Apply_Steps_AreDoneInOrderAndShown()
    {
        NormalizationResult result = new Normalizer(NormalizationSteps.StraightenQuotes, NormalizationSteps.LowerCase).Apply("No.\nI don’t, You");
        Assert.Equal("no.\ni don't, you", result.Text);
        Assert.Equal([new NormalizationExample(2, 6, "’", "'")], result.Reports[0].Examples);
        Assert.Equal(new NormalizationExample(1, 1, "No", "no"), result.Reports[1].Examples[0]);
        Assert.Equal(
            "straighten-quotes: 1 change\n  line 2, column 6: «’» → «'»\nlower-case: 3 changes\n  line 1, column 1: «No» → «no»\n" +
            "  line 2, column 1: «I» → «i»\n  line 2, column 10: «You» → «you»", result.ToString());
    }

    [Fact]
    public void Apply_InvisibleChanges_AreMadeVisible()
    {
        NormalizationExample example = Apply(NormalizationSteps.CollapseWhiteSpace, "a\t\u00A0b").Reports[0].Examples[0];
        Assert.Equal("line 1, column 2: «\\t\\u00A0» → « »", example.ToString());
        example = Apply(NormalizationSteps.CollapseWhiteSpace, "a" + new string(' ', 1000) + "b").Reports[0].Examples[0];
        Assert.InRange(example.ToString().Length, 1, 100);
    }

    [Fact]
    public void Apply_ManyChanges_KeepsTheFirstExamples()
    {
        NormalizationReport report = Apply(NormalizationSteps.LowerCase, string.Join('\n', Enumerable.Repeat("A", 100))).Reports[0];
        Assert.Equal(100, report.Changes);
        Assert.Equal([1, 2, 3, 4, 5], report.Examples.Select(example => example.Line));
    }

    [Fact]
    public void Apply_NoStepsOrNoText_ChangesNothing()
    {
        Assert.Equal(" A ", new Normalizer().Apply(" A ").Text);
        Assert.Equal("", new Normalizer(NormalizationSteps.All).Apply("").Text);
    }

    [IcuFact]
    public void Apply_Twice_ChangesNothingMore()
    {
        // Property: every step, and the gentle normalizer, is idempotent on any mixture of difficult characters.
        string[] pieces = ["a", "É", "e\u0301", "\u0301", " ", "\t", "\n", "\r", "\r\n", "\u2028", "’", "“", "\uFEFF", "\u0000", "\u200D", "👍", "\uD800", "我", "\u1112", "\u1161", "İ", "\u00A0"];
        var random = new SeededRandom(1, "normalizer");
        foreach (Normalizer normalizer in NormalizationSteps.All.Select(step => new Normalizer(step)).Append(Normalizer.Gentle))
            for (int round = 0; round < 300; round++)
            {
                string text = string.Concat(Enumerable.Range(0, random.NextInt(12)).Select(_ => pieces[random.NextInt(pieces.Length)]));
                NormalizationResult first = normalizer.Apply(text), second = normalizer.Apply(first.Text);
                Assert.Equal(first.Text, second.Text);
                Assert.All(second.Reports, report => Assert.Equal(0, report.Changes));
            }
    }

    [IcuFact]
    public void ComposeCharacters_WellFormedText_AgreesWithTheFramework()
    {
        string[] pieces = ["a", "e", "é", "\u0301", "\u0323", "\u0307", "ệ", "\n", "我", "\u1112", "\u1161", "\u11AB", "\u09C7", "\u09BE", "\u212B", "\uF900", "👍", " "];
        var random = new SeededRandom(2, "normalizer");
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.NextInt(10)).Select(_ => pieces[random.NextInt(pieces.Length)]));
            Assert.Equal(text.Normalize(NormalizationForm.FormC), Apply(NormalizationSteps.ComposeCharacters, text).Text);
        }
    }

    [Fact]
    public void Normalize_Corpus_NotesWhatWasDone()
    {
        (Corpus corpus, NormalizationResult result) = Corpus.FromText("play", "To be\n\nOr not\n", "en")
            .Normalize(new Normalizer(NormalizationSteps.LowerCase, NormalizationSteps.StraightenQuotes, NormalizationSteps.DropBlankLines));
        Assert.Equal(["to be", "or not"], corpus.Lines);
        Assert.Equal(["lower-case: 2 changes.", "drop-blank-lines: 1 change."], corpus.Notes);
        Assert.Equal("en", corpus.Language);
        Assert.Equal(3, result.Reports.Count);
        Assert.Throws<InvalidOperationException>(() => Corpus.FromText("blank", " \n").Normalize(new Normalizer(NormalizationSteps.DropBlankLines)));
    }

    [Fact]
    public void Find_UnknownStep_ListsTheKnownOnes() =>
        Assert.Contains("lower-case", Assert.Throws<ArgumentException>(() => NormalizationSteps.Find("upper-case")).Message);
}
