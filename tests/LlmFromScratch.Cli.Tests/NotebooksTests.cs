using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

public class NotebooksTests
{
    private static void Write(TemporaryFolder folder, string name, params string[] cells)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(code => new JsonObject
            {
                ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = code,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(folder.File(name), notebook.ToJsonString());
    }

    [Fact]
    public void Run_SavedThenChanged_ChecksAndThenFails()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "good.ipynb", "1 + 1");

        Assert.True((bool)Llm.Run("notebooks", "run", folder.File("good.ipynb"), "--save", "--offline", "--json").Worked().Json["notebooks"]![0]!["saved"]!);
        Llm.Run("notebooks", "run", folder.Path, "--check", "--offline").Worked();

        string saved = File.ReadAllText(folder.File("good.ipynb"));
        Assert.Contains("2", saved);
        File.WriteAllText(folder.File("good.ipynb"), saved.Replace("1 + 1", "1 + 2", StringComparison.Ordinal));
        LlmResult result = Llm.Run("notebooks", "run", folder.Path, "--check", "--offline");
        result.FailedWith(1, "1 of 1 notebook failed", "good.ipynb");
        Assert.Contains("failed", result.Output);
    }

    [Fact]
    public void Run_OneBadNotebookAmongOthers_RunsAllAndNamesTheBadOnes()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a-throws.ipynb", "throw new System.Exception(\"no\");");
        folder.Write("b-no-json.ipynb", "hello"u8);
        Write(folder, "c-no-cells.ipynb");
        Write(folder, "d-good.ipynb", "System.Console.WriteLine(\"hi\");");

        LlmResult result = Llm.Run("notebooks", "run", folder.Path, "--offline", "--json");

        result.FailedWith(1, "a-throws.ipynb", "b-no-json.ipynb");
        JsonArray notebooks = result.Json["notebooks"]!.AsArray();
        Assert.Equal(4, notebooks.Count);
        Assert.Equal(1, (int)notebooks[0]!["failure"]!["cell"]!);
        Assert.NotEmpty((string)notebooks[1]!["problem"]!);
        Assert.True((bool)notebooks[3]!["succeeded"]!);
    }

    [Fact]
    public void Run_FailureWithEscapeCodes_ShowsThemAndSendsThemNot()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "red.ipynb", "throw new System.Exception(\"\\u001b[31mred\");");

        LlmResult result = Llm.Run("notebooks", "run", folder.Path, "--offline");

        Assert.Contains("␛[31mred", result.Output);
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public void Run_EndlessLoop_IsEndedAtThreeTimesTheBudget()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "loop.ipynb", "while (true) { }");

        LlmResult result = Llm.Run("notebooks", "run", folder.Path, "--offline", "--budget", "1");

        result.FailedWith(1, "loop.ipynb");
        Assert.Contains("endless loop", result.Output);
    }

    [Fact]
    public void Run_NothingThere_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Llm.Run("notebooks", "run", folder.Path).FailedWith(1, "has no notebooks");
        Llm.Run("notebooks", "run", folder.File("none.ipynb")).FailedWith(1, "there is no notebook or folder");
    }
}
