using System.Diagnostics;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.KernelSpecs;
using LlmFromScratch.Notebooks.Processes;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public sealed class InstalledKernelTests : IDisposable
{
    private readonly Machine machine = new();

    public void Dispose() => machine.Dispose();

    private IReadOnlyList<InstalledKernel> Find() => InstalledKernel.Find([machine.Shared, machine.Paths.DataFolder]);

    [Fact]
    public void Find_NoFolders_FindsNothing() => Assert.Empty(Find());

    [Fact]
    public void Find_OneNameTwice_SaysWhichJupyterTakes()
    {
        machine.WriteForeign(machine.Shared, "LLM-csharp");
        machine.WriteForeign(machine.Paths.DataFolder, "llm-csharp");
        Machine.Write(Path.Combine(machine.Kernels, "no-kernel", "logo-svg.svg"), "<svg/>");
        Machine.Write(Path.Combine(machine.Kernels, "README"), "no folder");

        var found = Find();

        Assert.Equal(["llm-csharp", "llm-csharp"], found.Select(one => one.Name));
        Assert.Null(found[0].HiddenBy);
        Assert.Equal(found[0].Folder, found[1].HiddenBy);
    }

    [Fact]
    public void Find_DamagedSpecOrMissingProgram_SaysSo()
    {
        machine.WriteForeign(machine.Shared, "a", "{ \"argv\": ");
        machine.WriteForeign(machine.Shared, "b", $$"""{ "argv": ["dotnet", "{{JsonPath("gone.dll")}}"], "display_name": "B" }""");
        machine.WriteForeign(machine.Shared, "c", $$"""{ "argv": ["{{JsonPath("gone")}}", "c.dll"], "display_name": "C" }""");
        machine.WriteForeign(machine.Shared, "d", """{ "argv": ["only-on-some-path", "d.dll"], "display_name": "D" }""");

        var problems = Find().Select(one => one.Problem).ToList();

        Assert.Contains("is no kernel spec", problems[0]);
        Assert.Contains("gone.dll", problems[1]);
        Assert.Contains("gone'", problems[2]);
        Assert.Null(problems[3]);
    }

    [Fact]
    public async Task Install_OfTheRealProgram_RunsCellsFromItsCopy()
    {
        var done = KernelInstaller.Install(machine.Options with { ProgramFolder = Path.GetDirectoryName(typeof(KernelInstaller).Assembly.Location)! });
        Assert.DoesNotContain(Directory.GetFiles(done.Program), file => Path.GetFileName(file).StartsWith("xunit", StringComparison.Ordinal));
        using var notebook = TestNotebook.Of("System.Environment.GetCommandLineArgs()[0]", "new { Answer = 6 * 7 }");

        var result = await notebook.RunAsync(new NotebookRunOptions
        {
            AllowDownload = false,
            Host = new NotebookHostCommand(DotnetPath.Find(), [Path.Combine(done.Program, KernelContent.Program)]),
        });

        Assert.True(result.Succeeded, result.Failure?.ToString());
        Assert.Contains(done.Build, Assert.Single(result.Cell(1).Shown("text/plain")));
        Assert.Contains("42", Assert.Single(result.Cell(2).Shown("text/html"))); // which the formatting package writes
    }

    /// <summary>Jupyter's own client finds what we install, and leaves ours when ours is removed.</summary>
    [JupyterClientFact, Trait("Category", "Long")]
    public async Task Install_ThenAskedOfJupyter_IsThere()
    {
        machine.WriteForeign(machine.Paths.DataFolder, "other");
        var done = KernelInstaller.Install(machine.Options with { ProgramFolder = Path.GetDirectoryName(typeof(KernelInstaller).Assembly.Location)! });

        var specs = (await Jupyter())["kernelspecs"]!;
        foreach (var (name, folder) in done.Specs)
        {
            Assert.Equal(folder, (string)specs[name]!["resource_dir"]!);
            Assert.Equal("message", (string)specs[name]!["spec"]!["interrupt_mode"]!);
            Assert.True(File.Exists((string)specs[name]!["spec"]!["argv"]![1]!));
        }

        KernelInstaller.Uninstall(machine.Options);
        specs = (await Jupyter())["kernelspecs"]!;
        Assert.Null(specs["llm-csharp"]);
        Assert.NotNull(specs["other"]);
    }

    private async Task<JsonNode> Jupyter()
    {
        var start = new ProcessStartInfo(JupyterClientFactAttribute.Python!, ["-m", "jupyter_client.kernelspecapp", "list", "--json"]) { RedirectStandardOutput = true };
        start.Environment["HOME"] = machine.Home;
        start.Environment["JUPYTER_DATA_DIR"] = machine.Paths.DataFolder;
        using var jupyter = Process.Start(start)!;
        var json = await jupyter.StandardOutput.ReadToEndAsync();
        await jupyter.WaitForExitAsync();
        return JsonNode.Parse(json)!;
    }

    private string JsonPath(string name) => Path.Combine(machine.Shared, name).Replace("\\", "\\\\", StringComparison.Ordinal);
}
