using System.Text.Json;
using LlmFromScratch.Notebooks.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LlmFromScratch.Notebooks.Tests.Language;

/// <summary>Wherever the cursor is and however broken the code, there is an answer. Without the child, which would hide a mistake behind
/// an empty one.</summary>
public sealed class AnywhereTests
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(typeof(object).Assembly, typeof(Enumerable).Assembly, typeof(Console).Assembly, typeof(Dictionary<,>).Assembly)
        .WithImports("System", "System.Linq", "System.Collections.Generic");

    private readonly DocumentationReader documentation = new(new XmlDocFiles(path => path));

    [Fact]
    public void Questions_CutAndSplicedCells_NeverThrow()
    {
        var cells = Cells();
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var cell = cells[random.Next(cells.Count)];
            var code = cell[..random.Next(cell.Length + 1)];
            if (i % 2 == 0)
            {
                var other = cells[random.Next(cells.Count)];
                code += "(){}[]<>.,;:?\"'$@#\n \r=&|+-!*/é😀词"[random.Next(33)] + other[random.Next(other.Length)..];
            }

            var cursor = i % 3 == 0 ? code.Length : random.Next(code.Length + 1);
            Ask(code, cursor);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("?.")]
    [InlineData("using")]
    [InlineData("new")]
    [InlineData("#")]
    [InlineData("@")]
    [InlineData("$\"{")]
    [InlineData("\"\"\"")]
    [InlineData("a?.b?.c")]
    [InlineData("x => y => ")]
    [InlineData("F(G(H(")]
    [InlineData("new X { Y = { Z = ")]
    [InlineData("class { { } }")]
    [InlineData("[[[")]
    [InlineData("f(x is { A: 1, ")]
    [InlineData("\ud83d")]
    [InlineData("a\0b")]
    [InlineData("from from from")]
    public void Questions_ShortTexts_HaveAnAnswerAtEachPlace(string code)
    {
        for (var cursor = 0; cursor <= code.Length; cursor++)
            Ask(code, cursor);
    }

    private void Ask(string code, int cursor)
    {
        try
        {
            var cell = CellText.Read(code);
            Assert.Equal(code.Length, cell.Code.Length);
            _ = LineCompletions.At(code, cursor, Path.GetTempPath());
            _ = CodeCompleteness.Of(code);
            var compilation = CSharpScript.Create(cell.Code, Options).GetCompilation();
            if (CodePlace.At(compilation, cell.Code, cursor) is { } place)
            {
                var completions = CodeCompletion.At(place, symbol => documentation.Of(symbol, compilation)?.Summary);
                Assert.InRange(completions.Start, 0, cursor);
                Assert.InRange(completions.End, cursor, code.Length);
                Assert.All(completions.Items, item => Assert.NotEqual("", item.Text));
            }

            var help = new Inspection(compilation, documentation).At(cursor);
            Assert.True(help is null || help["text/plain"].Length > 0);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"At {cursor} of {JsonSerializer.Serialize(code)}: {e}");
        }
    }

    private static List<string> Cells()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "LlmFromScratch.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        using var notebook = JsonDocument.Parse(File.ReadAllText(Path.Combine(root.FullName, "notebooks", "02-counting-words", "chapter.ipynb")));
        return
        [
            .. notebook.RootElement.GetProperty("cells").EnumerateArray()
                .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
                .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()))),
        ];
    }
}
