using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Tests;

public class ShellTests
{
    [Theory]
    [InlineData("my-gpt", "my-gpt")]
    [InlineData("/home/我/model.2", "/home/我/model.2")]
    [InlineData("C:\\Users\\me", "C:\\Users\\me")]
    [InlineData("my gpt", "\"my gpt\"")]
    [InlineData("rock&roll", "\"rock&roll\"")]
    [InlineData("gpt(2)", "\"gpt(2)\"")]
    [InlineData("it's", "\"it's\"")]
    public void Quoted_WhatAShellWouldTakeApart_IsInQuotes(string path, string expected) => Assert.Equal(expected, Shell.Quoted(path));
}
