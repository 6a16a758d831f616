using LlmFromScratch.Notebooks.Language;

namespace LlmFromScratch.Notebooks.Tests.Language;

public sealed class CompletenessTests(LanguageEngine language) : IClassFixture<LanguageEngine>
{
    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("var x = 1;", "complete")]
    [InlineData("", "complete")]
    [InlineData("// a comment", "complete")]
    [InlineData("#!who", "complete")]
    [InlineData("#!time\n#!set --name x --value 3", "complete")]
    [InlineData("#!html\n<b>{", "complete")]
    [InlineData("#r \"nuget: Some.Package\"", "complete")]
    [InlineData("if (true) { }", "complete")]
    [InlineData("if (true)", "incomplete")]
    [InlineData("Console.WriteLine(", "incomplete")]
    [InlineData("var x =", "incomplete")]
    [InlineData("/* open", "incomplete")]
    [InlineData("var s = \"\"\"\nopen", "incomplete")]
    [InlineData("#if true", "incomplete")]
    [InlineData("var x = );", "invalid")]
    [InlineData("int 3x;", "invalid")]
    [InlineData("var s = @\"open", "incomplete")]
    [InlineData("var s = $\"a{", "incomplete")]
    [InlineData("var s = $@\"a{1}", "incomplete")]
    [InlineData("var s = \"open", "invalid")]
    [InlineData("Console.WriteLine(\"open);", "invalid")]
    [InlineData("if (true) {\n    var s = \"open;", "invalid")]
    [InlineData("var c = 'a", "invalid")]
    public void Status_OfEachText_TellsWhatEnterShouldDo(string code, string status)
    {
        Assert.Equal(status, CodeCompleteness.Of(code).Status);
    }

    [Theory]
    [InlineData("if (true) {", "    ")]
    [InlineData("if (true)\r\n{\r\n", "    ")]
    [InlineData("class A\n{\n    void F()\n    {", "        ")]
    [InlineData("class A\n{\n    int x;", "    ")]
    [InlineData("F(1,", "")]
    public void Indent_OfAnIncompleteText_FollowsItsLastLine(string code, string indent)
    {
        Assert.Equal(new("incomplete", indent), CodeCompleteness.Of(code));
    }

    [Fact]
    public async Task IsComplete_ThroughTheEngine_Answers()
    {
        Assert.Equal(new("incomplete", "    "), await language.Engine.IsCompleteAsync("while (true) {"));
        Assert.Equal("complete", (await language.Engine.IsCompleteAsync("count")).Status);
    }

    [Fact]
    public async Task Diagnose_MagicLines_DoNotDisturb()
    {
        Assert.Empty(await language.Engine.DiagnoseAsync("#!time\r\n#r \"nuget: Some.Package, 1.0.0\"\r\n#!set --name setHere --value 3\r\nConsole.WriteLine(setHere);\r\n#!html\r\n<b>not C#"));
        var wrong = Assert.Single(await language.Engine.DiagnoseAsync("#!time\r\nint x = \"a\";"));
        Assert.Equal(("error", "CS0029", 16, 19, 2), (wrong.Severity, wrong.Id, wrong.Start, wrong.End, wrong.Line));
    }
}
