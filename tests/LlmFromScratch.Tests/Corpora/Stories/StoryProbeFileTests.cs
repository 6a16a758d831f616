using LlmFromScratch.Corpora.Stories;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryProbeFileTests
{
    private const string Header = "kind,distance,context,right,wrong1,wrong2,wrong3\n";

    [Fact]
    public void ToCsv_OfAProbe_QuotesWhatNeedsIt()
    {
        string csv = StoryProbeFile.ToCsv([new StoryProbe("who", 12, "Anna, Tom and \"Ben\".", " Tom has it.", [" Anna has it."])]);
        Assert.Equal(Header + "who,12,\"Anna, Tom and \"\"Ben\"\".\", Tom has it., Anna has it.,,\n", csv);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Read_WhatWasWritten_IsTheSame(string language)
    {
        IReadOnlyList<StoryProbe> probes = StoryProbes.Make(StoryWorld.In(language), seed: 51, perKind: 4, stories: 100);
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "questions.csv");
            StoryProbeFile.Write(path, probes);
            IReadOnlyList<StoryProbe> read = StoryProbeFile.Read(path);
            Assert.Equal(probes.Count, read.Count);
            foreach ((StoryProbe one, StoryProbe other) in probes.Zip(read))
            {
                Assert.Equal((one.Kind, one.Distance, one.Context, one.Right), (other.Kind, other.Distance, other.Context, other.Right));
                Assert.Equal(one.Wrong, other.Wrong);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("kind,distance,context,right,wrong1,wrong2\n", "there is no wrong3")]
    [InlineData(Header + "who,1,a, b\n", "expected 7 values")]
    [InlineData(Header + "who,far,a, b, c,,\n", "line 2, column 'distance': expected a whole number from 0, got 'far'")]
    [InlineData(Header + "who,-1,a, b, c,,\n", "got '-1'")]
    [InlineData(Header + "who,1.5,a, b, c,,\n", "got '1.5'")]
    [InlineData(Header + "who,99999999999,a, b, c,,\n", "got '99999999999'")]
    [InlineData(Header + ",1,a, b, c,,\n", "column 'kind'")]
    [InlineData(Header + "who,1,a,, c,,\n", "column 'right'")]
    [InlineData(Header + "who,1,a, b,,,\n", "column 'wrong1'")]
    [InlineData(Header + "who,1,a, b, c, b,\n", "column 'wrong2': expected an option that differs from the others, got ' b'")]
    [InlineData(Header + "who,1,a, b, c,, c\n", "column 'wrong3'")]
    [InlineData(Header + "who,1,\"a, b, c,,\n", "never closed")]
    public void Parse_BadTable_SaysWhereAndWhat(string csv, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => StoryProbeFile.Parse(csv, "questions.csv")).Message);

    [Fact]
    public void Parse_OnlyTheHeader_GivesNone() => Assert.Empty(StoryProbeFile.Parse(Header));

    [Fact]
    public void ToCsv_TooManyWrongOptions_IsRefused() =>
        Assert.Contains("at most 3", Assert.Throws<ArgumentException>(() => StoryProbeFile.ToCsv([new StoryProbe("k", 0, "", "a", ["b", "c", "d", "e"])])).Message);
}
