namespace LlmFromScratch.Cli.Tests;

public class FailuresTests
{
    [Fact]
    public void OneLine_ArgumentException_LosesTheNameOfTheParameter()
    {
        Assert.Equal("expected a word", Failures.OneLine(new ArgumentException("expected a word", "word")));
    }

    [Fact]
    public void OneLine_ArgumentOutOfRange_SaysWhatCameOnTheSameLine()
    {
        Assert.Equal("expected 1 or more, got 0", Failures.OneLine(new ArgumentOutOfRangeException("count", 0, "expected 1 or more")));
    }

    [Fact]
    public void OneLine_WhatAFileSaysThatIsOutOfRange_IsSaidOnceAndWithoutTheParameter()
    {
        var first = new ArgumentOutOfRangeException("Layers", 0, "expected Layers from 1 to 9, got 0");
        var ofFile = new InvalidDataException($"config.json: {first.Message}", first);
        Assert.Equal("a: config.json: expected Layers from 1 to 9, got 0", Failures.OneLine(new InvalidDataException("a: " + ofFile.Message, ofFile)));
    }

    [Fact]
    public void OneLine_MessageOfSeveralLines_BecomesOne()
    {
        Assert.Equal("first second", Failures.OneLine(new IOException("first\r\n  second\n")));
    }

    [Theory]
    [InlineData("nxt", "next")]
    [InlineData("eta", "eat")]
    [InlineData("ngram", "ngrams")]
    [InlineData("zzzzzz", null)]
    [InlineData("", null)]
    public void Nearest_SlipOfTheFinger_IsFound(string typed, string? expected)
    {
        Assert.Equal(expected, UsageErrors.Nearest(typed, ["next", "ngrams", "eat", "tour"]));
    }
}
