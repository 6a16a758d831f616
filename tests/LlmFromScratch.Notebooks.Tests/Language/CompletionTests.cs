using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Tests.Language;

public sealed class CompletionTests(LanguageEngine language) : IClassFixture<LanguageEngine>
{
    [Theory]
    [InlineData("new Dog(\"x\").|", "Age", "Bark", "Barked", "CompareTo", "Legs", "Name", "Shout", "Display")]
    [InlineData("Dog d = null; d?.|", "Age", "Bark")]
    [InlineData("perhaps?.|", "CompareTo")]
    [InlineData("perhaps.|", "HasValue", "Value")]
    [InlineData("Dog.|", "Default")]
    [InlineData("pairs.First().Key.|", "Before", "Word")]
    [InlineData("lines.Where(line => line.|", "Length", "Split", "Aggregate")]
    [InlineData("lines.Select(line => line.|)", "Length")]
    [InlineData("Enumerable.Range(0, 3).|", "Where", "Select", "ToList")]
    [InlineData("\"abc\".|", "Length", "Split", "First")]
    [InlineData("System.Collections.|", "Generic", "ArrayList")]
    [InlineData("global::System.|", "Console", "Collections")]
    [InlineData("Environment.|", "SpecialFolder", "NewLine")]
    [InlineData("Console.|", "WriteLine", "ForegroundColor", "CancelKeyPress")]
    [InlineData("new { One = 1 }.|", "One")]
    [InlineData("foreach (var x in lines.|", "Length", "Where")]
    [InlineData("$\"{lines.|", "Length")]
    [InlineData("$\"a {lines.|} b\"", "Length")]
    [InlineData("class A { void F() { base.| } }", "ToString", "MemberwiseClone")]
    public async Task Complete_AfterADot_GivesMembers(string code, params string[] expected)
    {
        var words = await language.WordsAsync(code);
        Assert.Empty(expected.Except(words));
    }

    [Theory]
    [InlineData("new Dog(\"x\").|", "hidden", "NotForReaders", "op_Equality", "get_Age", "Default", "add_Barked")]
    [InlineData("Dog.|", "Age", "Bark", "ReferenceEquals")]
    [InlineData("Dog d = null; d.|", "Default")]
    [InlineData("pairs.First().Key.|", "Item1", "Item2")]
    [InlineData("new Dog.|", "Default")]
    [InlineData("|", "StopIfAsked", "MemberwiseClone", "FxResources", "Internal")]
    [InlineData("var later = | ; var after = 1;", "later", "after")]
    public async Task Complete_WhatCannotStandThereOrIsHidden_IsLeftOut(string code, params string[] unexpected)
    {
        var words = await language.WordsAsync(code);
        Assert.Empty(unexpected.Intersect(words));
    }

    [Theory]
    [InlineData("lines.|\nvar x = 3;")]
    [InlineData("lines.|\nConsole.WriteLine(3);")]
    [InlineData("lines.|\r\nawait Task.Delay(1);")]
    [InlineData("if (count > 2) {\n    lines.|\n}\nelse { }")]
    [InlineData("foreach (var line in lines) { if (line == lines.| }")]
    [InlineData("void F( { lines.|")]
    [InlineData("Console.WriteLine(lines.|\n);")]
    [InlineData("var s = \"😀😀\"; /* 😀 */ lines.|")]
    [InlineData("int a;\r\n\r\nlines.|\r\n")]
    [InlineData("}}} lines.|")]
    [InlineData("#!time\nlines.|")]
    [InlineData("#r \"nuget: Some.Package, 1.0.0\"\nlines.|")]
    [InlineData("#!html\n<b>\n#!csharp\nlines.|")]
    [InlineData("#r \"missing.dll\"\nlines.|")]
    public async Task Complete_BrokenOrUnusualCode_StillGivesMembers(string code)
    {
        Assert.Contains("LongLength", await language.WordsAsync(code));
    }

    [Theory]
    [InlineData("// lines.|")]
    [InlineData("/// lines.|")]
    [InlineData("/* lines.| */")]
    [InlineData("/* lines.|")]
    [InlineData("\"lines.|\"")]
    [InlineData("\"lines.|")]
    [InlineData("@\"lines.|\"")]
    [InlineData("\"\"\"\nlines.|\n\"\"\"")]
    [InlineData("$\"lines.|{1}\"")]
    [InlineData("$\"{count:lines.|}\"")]
    [InlineData("'|'")]
    [InlineData("0.|")]
    [InlineData("var x|")]
    [InlineData("int F|")]
    [InlineData("class |")]
    [InlineData("enum E { A, | }")]
    [InlineData("#if false\nlines.|\n#endif")]
    [InlineData("#!html\n<b>lines.|")]
    [InlineData("unknown.|")]
    public async Task Complete_WhereNoNameOfOursStands_GivesNothing(string code)
    {
        Assert.Empty((await language.CompleteAsync(code)).Items);
    }

    [Theory]
    [InlineData("cou|", "count", "variable", 0, 3)]
    [InlineData("Console.WL|", "WriteLine", "method", 8, 10)]
    [InlineData("Console.wl|", "WriteLine", "method", 8, 10)]
    [InlineData("Console.line|", "WriteLine", "method", 8, 12)]
    [InlineData("Con|sole.WriteLine()", "Console", "class", 0, 7)]
    [InlineData("pai|", "pairs", "variable", 0, 3)]
    [InlineData("词|", "词", "variable", 0, 1)]
    [InlineData("\"😀\" + 词|", "词", "variable", 7, 8)]
    [InlineData("Pai|", "Paint", "function", 0, 3)]
    [InlineData("fore|", "foreach", "keyword", 0, 4)]
    [InlineData("DateTi|", "DateTime", "struct", 0, 6)]
    [InlineData("IEnum|", "IEnumerable", "interface", 0, 5)]
    [InlineData("ConsoleCol|", "ConsoleColor", "enum", 0, 10)]
    [InlineData("Math.P|", "PI", "constant", 5, 6)]
    [InlineData("System.Coll|", "Collections", "namespace", 7, 11)]
    [InlineData("new Dog(\"\").Bar|", "Barked", "event", 12, 15)]
    [InlineData("new Dog(\"\").Ag|", "Age", "property", 12, 14)]
    [InlineData("new Dog(\"\").Le|", "Legs", "field", 12, 14)]
    [InlineData("count i|", "is", "keyword", 6, 7)]
    public async Task Complete_TypedWord_IsMatchedAndReplacedWhole(string code, string text, string kind, int start, int end)
    {
        var completions = await language.CompleteAsync(code);
        Assert.Contains(completions.Items, item => item.Text == text && item.Kind == kind);
        Assert.Equal((start, end), (completions.Start, completions.End));
    }

    [Theory]
    [InlineData("con|", "const")]          // as it is typed
    [InlineData("Con|", "Console")]
    [InlineData("string count2 = \"\"; coun|", "count")]
    [InlineData("void F(int counted) { var country = 1; coun|", "counted", "country", "count")]
    [InlineData("new Dog(\"x\").|", "Age", "Bark", "Barked", "CompareTo", "Legs", "Name", "Display", "Shout", "Equals")]
    [InlineData("ConsoleColor c = |", "ConsoleColor.Black", "ConsoleColor.Blue")]
    [InlineData("Console.ForegroundColor = Gre|", "ConsoleColor.Green")]
    [InlineData("if (Console.ForegroundColor == |", "ConsoleColor.Black")]
    [InlineData("Paint(|", "ConsoleColor.Black")]
    [InlineData("Paint(times: 2, colour: |", "ConsoleColor.Black")]
    [InlineData("switch (Console.ForegroundColor) { case |", "ConsoleColor.Black")]
    [InlineData("Dog d = new |", "Dog", "Cat")]
    [InlineData("IComparable<Dog> d = new |", "Cat", "Dog")]
    [InlineData("throw new |", "ArgumentException", "Exception")]
    [InlineData("lines.Select(line => |", "line")]
    [InlineData("foreach (var x |", "in")]
    public async Task Complete_Order_BestFirst(string code, params string[] first)
    {
        var words = await language.WordsAsync(code);
        Assert.Equal(first, words.Take(first.Length));
    }

    [Theory]
    [InlineData("new Dog(\"x\").Bark(|", "times:", "loud:")]
    [InlineData("new Dog(\"x\").Bark(1, |", "loud:")]
    [InlineData("new Dog(|", "name:")]
    [InlineData("Math.Max(val1: 2, |", "val2:")]
    public async Task Complete_InACall_NamesItsArguments(string code, params string[] expected)
    {
        Assert.Empty(expected.Except(await language.WordsAsync(code)));
    }

    [Theory]
    [InlineData("new Dog(\"x\") { |", "Age", "Name")]
    [InlineData("new Dog(\"x\") { Age = 1, | }", "Name")]
    [InlineData("Dog d = new(\"x\") { N| }", "Name")]
    [InlineData("record R(int A, int B); var r = new R(1, 2) with { |", "A", "B")]
    public async Task Complete_InAnInitializer_GivesOnlyWhatCanBeSet(string code, params string[] expected)
    {
        Assert.Equal(expected, await language.WordsAsync(code));
    }

    [Theory]
    [InlineData("using |", "System", "static")]
    [InlineData("using System.Coll|", "Collections")]
    [InlineData("using static System.|", "Math")]
    [InlineData("#|", "#!time", "#r", "#load")]
    [InlineData("#!ti|", "#!time")]
    [InlineData("new |", "Dictionary", "Dog", "StringBuilder")]
    [InlineData("List<|", "int", "Dog")]
    [InlineData("void F(|", "ref", "Dog")]
    [InlineData("class A { |", "public", "Dog")]
    [InlineData("class A { public |", "static", "Dog")]
    [InlineData("try { } catch (|", "IOException")]
    [InlineData("int F() { |", "return", "if", "count")]
    [InlineData("return |", "await", "true", "count")]
    [InlineData("from line in lines |", "where", "select")]
    public async Task Complete_EachKindOfPlace_GivesWhatCanStandThere(string code, params string[] expected)
    {
        Assert.Empty(expected.Except(await language.WordsAsync(code)));
    }

    [Theory]
    [InlineData("new |", "if", "count", "Console", "IDisposable")]
    [InlineData("using System.|", "Console")]
    [InlineData("List<|", "count")]
    [InlineData("return |", "foreach")]
    public async Task Complete_EachKindOfPlace_LeavesOutWhatCannot(string code, params string[] unexpected)
    {
        Assert.Empty(unexpected.Intersect(await language.WordsAsync(code)));
    }

    [Fact]
    public async Task Complete_FileNames_AreThoseOfTheFolder()
    {
        Directory.CreateDirectory(Path.Combine(language.Folder, "below"));
        File.WriteAllText(Path.Combine(language.Folder, "some.csx"), "");
        File.WriteAllText(Path.Combine(language.Folder, "below", "Some.dll"), "");
        Assert.Equal(["some.csx", "../", "below/"], await language.WordsAsync("#load \"|"));
        Assert.Equal(["nuget:", "../", "below/"], await language.WordsAsync("1 + 1\n#r \"|"));
        var completions = await language.CompleteAsync("#r \"below/So|");
        Assert.Equal(["Some.dll"], completions.Items.Select(item => item.Text));
        Assert.Equal((10, 12), (completions.Start, completions.End));
        Assert.Empty(await language.WordsAsync("#r \"missing/|"));
        Assert.Empty(await language.WordsAsync("#r \"a\0b/|"));
        Assert.Empty(await language.WordsAsync("#r \"nuget: Plot|"));
    }

    [Fact]
    public async Task Complete_Item_HasSignatureAndDocumentation()
    {
        var item = (await language.CompleteAsync("Math.Max|")).Items.First(item => item.Text == "Max");
        Assert.Equal("byte Math.Max(byte val1, byte val2) (+ 12 overloads)", item.Signature);
        Assert.Equal("Returns the larger of two 8-bit unsigned integers.", item.Documentation);
        item = (await language.CompleteAsync("new Dog(\"x\").Bark|")).Items.First(item => item.Text == "Bark");
        Assert.Equal(new CompletionItem("Bark", "method", "int Dog.Bark() (+ 1 overload)", "Makes a noise."), item);
        item = (await language.CompleteAsync("perhaps.HasV|")).Items.Single();
        Assert.Equal("bool int?.HasValue { get; }", item.Signature);
        Assert.Contains("Shows a value now", (await language.CompleteAsync("displ|")).Items.First(item => item.Text == "display").Documentation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_BeginningAndEnd_AreFine()
    {
        Assert.Contains("count", await language.WordsAsync("|"));
        Assert.Contains("count", await language.WordsAsync("|\n\nvar x = 1;"));
        Assert.Contains("foreach", await language.WordsAsync("var x = 1;\r\n|"));
        Assert.InRange((await language.CompleteAsync("|")).Items.Count, 100, 400);
        Assert.NotNull(await language.Engine.CompleteAsync("abc", 99));
        Assert.NotNull(await language.Engine.CompleteAsync("abc", -1));
        Assert.NotNull(await language.Engine.CompleteAsync("\ud83d", 1));
    }

    [Fact]
    public async Task Complete_LongCode_GivesMembers()
    {
        var code = string.Concat(Enumerable.Range(0, 3000).Select(i => $"var v{i} = {i}; Console.Write(v{i});\n"));
        Assert.True(code.Length > 100_000);
        Assert.Contains("Length", await language.WordsAsync(code + "lines.|"));
        Assert.Contains("v2999", await language.WordsAsync(code + "v299|"));
    }

    [Fact]
    public async Task Complete_WhileACellRuns_Answers()
    {
        var running = language.RunAsync("await Task.Delay(3000);");
        Assert.Contains("Length", await language.WordsAsync("lines.|"));
        Assert.False(running.IsCompleted);
        Assert.Null(await running);
    }
}
