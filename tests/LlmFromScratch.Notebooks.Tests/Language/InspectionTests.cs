namespace LlmFromScratch.Notebooks.Tests.Language;

public sealed class InspectionTests(LanguageEngine language) : IClassFixture<LanguageEngine>
{
    [Theory]
    [InlineData("cou|nt", "(variable) int count")]
    [InlineData("count|", "(variable) int count")]
    [InlineData("|count + 1", "(variable) int count")]
    [InlineData("pai|rs", "(variable) Dictionary<(string Before, string Word), int> pairs")]
    [InlineData("词|", "(variable) string 词")]
    [InlineData("int loc|al = 3;", "(variable) int local")]
    [InlineData("lines.Select(li|ne => 1)", "(parameter) string line")]
    [InlineData("Console.Wri|teLine(3)", "void Console.WriteLine(int value) (+ 19 overloads)")]
    [InlineData("Do|g d = null;", "class Dog")]
    [InlineData("va|r d = new Dog(\"x\");", "class Dog")]
    [InlineData("new Do|g(\"x\")", "Dog.Dog(string name)")]
    [InlineData("new Dog(\"x\").Na|me", "string Dog.Name { get; init; }")]
    [InlineData("Pai|nt(ConsoleColor.Red)", "void Paint(ConsoleColor colour, int times = 1)")]
    [InlineData("ConsoleColor.Re|d", "ConsoleColor.Red = 12")]
    [InlineData("Sys|tem.Console.Write(1)", "namespace System")]
    [InlineData("str|ing s;", "class String")]
    [InlineData("lines.Wh|ere(l => true)", "IEnumerable<string> IEnumerable<string>.Where<string>(Func<string, bool> predicate) (+ 1 overload)")]
    [InlineData("$\"{cou|nt}\"", "(variable) int count")]
    [InlineData("#!time\r\n/* 😀 */ cou|nt", "(variable) int count")]
    public async Task Inspect_Name_ShowsItsSignature(string code, string expected)
    {
        Assert.Equal(expected, (await language.InspectAsync(code))?.Split('\n')[0]);
    }

    [Theory]
    [InlineData("// cou|nt")]
    [InlineData("\"cou|nt\"")]
    [InlineData("fore|ach")]
    [InlineData("12|3")]
    [InlineData("unkn|own")]
    [InlineData("|")]
    [InlineData("#!ti|me")]
    [InlineData("#!html\ncou|nt")]
    public async Task Inspect_NothingKnown_IsNull(string code)
    {
        Assert.Null(await language.InspectAsync(code));
    }

    [Fact]
    public async Task Inspect_Method_ShowsAllThatIsWritten()
    {
        var text = await language.Engine.InspectAsync("new Dog(\"x\").Bark(3)", 14);
        Assert.Equal("""
            int Dog.Bark(int times, bool loud = false) (+ 1 overload)
            Makes a noise.
              times: How often.
              loud: Or not.
            Returns: How many heard it.
            Throws ArgumentException: Too often.
            """.ReplaceLineEndings("\n"), text!["text/plain"]);
        Assert.Equal("""
            ```csharp
            int Dog.Bark(int times, bool loud = false) (+ 1 overload)
            ```

            Makes a noise.

            `times`: How often.

            `loud`: Or not.

            Returns: How many heard it.

            Throws `ArgumentException`: Too often.
            """.ReplaceLineEndings("\n"), text["text/markdown"]);
    }

    [Fact]
    public async Task Inspect_InACall_ShowsTheOverloadsAndTheParameter()
    {
        Assert.Equal("""
            int Dog.Bark(int times, bool loud = false)
            Makes a noise.
              times: How often.
              > loud: Or not.
            Returns: How many heard it.
            Throws ArgumentException: Too often.
            """.ReplaceLineEndings("\n"), await language.InspectAsync("new Dog(\"x\").Bark(1, |"));
        var text = await language.InspectAsync("new Dog(\"x\").Bark(|)");
        Assert.Contains("int Dog.Bark()\n", text, StringComparison.Ordinal);
        Assert.Contains("int Dog.Bark(int times, bool loud = false)", text, StringComparison.Ordinal);
        Assert.Contains("Dog.Dog(string name)", await language.InspectAsync("new Dog(|"), StringComparison.Ordinal);
        Assert.Contains("int Func<string, int>.Invoke(string arg)", await language.InspectAsync("Func<string, int> f = dog => 1; f(|"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_References_AreWords()
    {
        Assert.Contains("A dog. See Dog.Bark and name.", await language.InspectAsync("Do|g d;"), StringComparison.Ordinal);
        Assert.Contains("A dog.", await language.InspectAsync("Dog d = null; d|"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_InheritedDocumentation_IsThatOfTheBase()
    {
        Assert.Contains("Returns a string that represents the current object.", await language.InspectAsync("new Cat().ToStr|ing()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_LoadedAssembly_ReadsTheFileBesideTheOriginal()
    {
        var library = typeof(MathNet.Numerics.Constants).Assembly.Location;
        File.Copy(library, Path.Combine(language.Folder, "MathNet.Numerics.dll"));
        var documentation = Path.Combine(language.Folder, "MathNet.Numerics.xml");
        await File.WriteAllTextAsync(documentation, Documentation("Before the build."));
        Assert.Null(await language.RunAsync("#r \"MathNet.Numerics.dll\""));
        Assert.Contains("Before the build.", await language.InspectAsync("MathNet.Numerics.Const|ants.Pi"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(documentation, Documentation("A summary of <c>more</c> words, <see langword=\"null\"/> too, after the build.<para>List:</para><list><item>one</item></list>"));
        File.SetLastWriteTimeUtc(documentation, DateTime.UtcNow.AddMinutes(1));
        Assert.Contains("A summary of more words, null too, after the build.\nList:\n- one", await language.InspectAsync("MathNet.Numerics.Const|ants.Pi"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(documentation, "<doc><members><member name=\"T:MathNet.Numerics.Constants\"><summary>cut");
        File.SetLastWriteTimeUtc(documentation, DateTime.UtcNow.AddMinutes(2));
        Assert.Equal("class Constants", await language.InspectAsync("MathNet.Numerics.Const|ants.Pi"));

        static string Documentation(string summary) =>
            $"<doc><members><member name=\"M:Other\"/><member name=\"T:MathNet.Numerics.Constants\">\n<summary>\n  {summary}\n</summary></member></members></doc>";
    }
}
