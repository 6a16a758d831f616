using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests;

/// <summary>Reading and writing notebook files, without running them.</summary>
public class NotebookFileTests
{
    private const string Cell = """{"cell_type": "code", "source": ["a\n", "b"], "metadata": {}, "outputs": [], "execution_count": null}""";

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    [InlineData("hello", "is not JSON (line 1)")]
    [InlineData("{\n<<<<<<< HEAD", "is not JSON (line 2)")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"co", "ends in the middle")]
    [InlineData("{\"nbformat\": 4, \"cells\": [", "ends in the middle")]
    [InlineData("[1]", "is JSON but not a notebook")]
    [InlineData("null", "is JSON but not a notebook")]
    [InlineData("{\"cells\": []}", "expected \"nbformat\": 4")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "expected \"nbformat\": 4")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "jupyter nbconvert")]
    [InlineData("{\"nbformat\": 5, \"cells\": []}", "newer")]
    [InlineData("{\"nbformat\": 4}", "no list of cells")]
    [InlineData("{\"nbformat\": 4, \"cells\": []}", "has no cells")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "cell 1: expected an object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"source\": \"\"}]}", "cell 1: expected a cell_type")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"poem\", \"source\": \"\"}]}", "\"poem\"; expected code, markdown or raw")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 1}]}", "expected its source")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "expected its source")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [1]}]}", "each of its outputs")]
    [InlineData("{\"nbformat\": 4, \"metadata\": 1, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\"}]}", "metadata")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4, \"cells\": []}", "not JSON")]
    public void Parse_BadFile_SaysWhatIsWrong(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Notebook.Parse(text, "x.ipynb"));
        Assert.StartsWith("x.ipynb", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_MissingFolderOrBytes_Throws()
    {
        using var notebook = new TestNotebook();
        Assert.Throws<FileNotFoundException>(() => Notebook.Load(notebook.FilePath));
        Assert.Contains("is a folder", Assert.Throws<InvalidDataException>(() => Notebook.Load(notebook.Folder)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(notebook.FilePath, [0x7b, 0xff, 0xfe]);
        Assert.Contains("not UTF-8", Assert.Throws<InvalidDataException>(notebook.Load).Message, StringComparison.Ordinal);
        using (var file = File.OpenWrite(notebook.FilePath))
            file.SetLength(100_000_001);
        Assert.Contains("clear the outputs", Assert.Throws<InvalidDataException>(notebook.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToText_IsJupytersForm()
    {
        var notebook = Notebook.Parse("""
            {"nbformat_minor": 5, "nbformat": 4, "metadata": {"z": 1.50, "a": {}, "custom": [true, null]},
             "cells": [{"source": "我喜欢吃 😀\n\"\u001b\"", "cell_type": "markdown", "id": "m-1", "metadata": {"keep": "me"}}]}
            """);
        Assert.Equal(
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "m-1",
               "metadata": {
                "keep": "me"
               },
               "source": [
                "我喜欢吃 😀\n",
                "\"\u001b\""
               ]
              }
             ],
             "metadata": {
              "a": {},
              "custom": [
               true,
               null
              ],
              "z": 1.50
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """.ReplaceLineEndings("\n"),
            notebook.ToText());
        Assert.Equal(notebook.ToText(), Notebook.Parse(notebook.ToText()).ToText());
    }

    [Fact]
    public void Parse_CellsWithoutIds_GetTheSameOnesEachTimeAndUniqueOnes()
    {
        var text = $$"""{"nbformat": 4, "nbformat_minor": 2, "cells": [{{Cell}}, {{Cell}}, {"cell_type": "raw", "source": "", "id": "x"}, {"cell_type": "raw", "source": "", "id": "x"}, {"cell_type": "raw", "source": "", "id": "not valid!"}]}""";
        var ids = Notebook.Parse(text).Cells.Select(cell => cell.Id).ToList();

        Assert.Equal(ids, Notebook.Parse(text).Cells.Select(cell => cell.Id));
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal("x", ids[2]);
        Assert.All(ids, id => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", id));
        Assert.Contains("\"nbformat_minor\": 5", Notebook.Parse(text).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_SourceTagsLanguageAndOutputs_AreRead()
    {
        var notebook = Notebook.Parse("""
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"llm": {"budgetSeconds": 12.5}}, "cells": [{"cell_type": "code", "source": ["a\r\n", "b"],
             "metadata": {"tags": ["optional", 1], "vscode": {"languageId": "polyglot-notebook"}}, "execution_count": 7, "outputs": [
              {"output_type": "stream", "name": "stdout", "text": ["1\n", "2"]},
              {"output_type": "display_data", "data": {"text/html": ["<b>", "</b>"], "application/json": {"a": 1}}},
              {"output_type": "execute_result", "data": {"text/plain": "x"}},
              {"output_type": "error", "ename": "E", "evalue": "m", "traceback": ["t"]},
              {"output_type": "from the future"}]}]}
            """);
        var cell = notebook.Cells[0];
        Assert.Equal(("a\nb", "csharp", 7), (cell.Source, cell.Language, cell.ExecutionCount!.Value));
        Assert.Equal(["optional"], cell.Tags);
        Assert.Equal(TimeSpan.FromSeconds(12.5), notebook.StatedBudget);
        Assert.Equal(4, cell.Outputs.Count);
        Assert.Equal(new StreamOutput("stdout", "1\n2"), cell.Outputs[0]);
        Assert.Equal("<b></b>", ((DisplayOutput)cell.Outputs[1]).Data["text/html"]);
        Assert.True(((DisplayOutput)cell.Outputs[2]).IsResult);
        Assert.Equal("E", ((ErrorOutput)cell.Outputs[3]).Name);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("\"60\"")]
    [InlineData("1e300")]
    public void StatedBudget_ThatIsNone_IsRefused(string value)
    {
        var notebook = Notebook.Parse($$$"""{"nbformat": 4, "metadata": {"llm": {"budgetSeconds": {{{value}}}}}, "cells": [{{{Cell}}}]}""");
        Assert.Throws<InvalidDataException>(() => notebook.StatedBudget);
    }

    [Fact]
    public async Task Run_OptionsThatContradict_AreRefused()
    {
        using var notebook = TestNotebook.Of("1");
        await Assert.ThrowsAsync<ArgumentException>(() => notebook.RunAsync(new NotebookRunOptions { Save = true, Check = true }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => notebook.RunAsync(new NotebookRunOptions { Budget = TimeSpan.Zero }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => notebook.RunAsync(new NotebookRunOptions { BudgetFactor = double.NaN }));
    }
}
