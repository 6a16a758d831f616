using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Tests.Support;
using LlmFromScratch.Tests;

namespace LlmFromScratch.Cli.Tests;

/// <summary>llm kernel, as a program, for a user who is not there.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Data => folder.File("我的 data");

    private Task<LlmResult> Run(params string[] args) => Llm.RunProgramAsync(new Dictionary<string, string?>
    {
        ["HOME"] = folder.File("home"), ["USERPROFILE"] = folder.File("home"), ["APPDATA"] = folder.File("home/roaming"), ["LOCALAPPDATA"] = folder.File("home/local"),
        ["JUPYTER_DATA_DIR"] = Data, ["XDG_DATA_HOME"] = folder.File("home/数据"), ["JUPYTER_PATH"] = null, ["VIRTUAL_ENV"] = null, ["CONDA_PREFIX"] = null,
    }, args);

    private void WriteForeign(string name, string json = """{ "argv": ["dotnet", "interactive"], "display_name": ".NET (C#)", "language": "C#" }""") =>
        folder.Write($"我的 data/kernels/{name}/kernel.json", System.Text.Encoding.UTF8.GetBytes(json));

    [Fact]
    public async Task Install_ListUninstall_FromBeginningToEnd()
    {
        LlmResult installed = (await Run("kernel", "install")).Worked();
        Assert.Contains(Path.Combine(Data, "kernels", "llm-csharp"), installed.Output);
        Assert.Contains("C# (LlmFromScratch)", installed.Output.ReplaceLineEndings(" "));
        Assert.Contains("VS Code", installed.Output);

        JsonObject again = (await Run("kernel", "install", "--user", "--json")).Worked().Json;
        Assert.Equal(["llm-csharp", ".net-csharp"], again["kernels"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.Null(again["leftAlone"]);

        JsonNode[] ours = [.. (await Run("kernel", "list", "--json")).Worked().Json["kernels"]!.AsArray().Where(one => (bool)one!["installedByLlm"]!).Select(one => one!)];
        Assert.Equal([".net-csharp", "llm-csharp"], ours.Select(one => (string)one["name"]!));
        Assert.All(ours, one => Assert.Equal(((string)again["build"]!, null), ((string)one["build"]!, (string?)one["problem"])));

        JsonArray findings = (await Run("doctor", "--json")).Json["findings"]!.AsArray();
        Assert.Equal("llm-csharp, .net-csharp".Split(", ").Order(), ((string)Finding(findings, "C# kernel")["found"]!).Replace(", of this build", "", StringComparison.Ordinal).Split(", ").Order());
        Assert.Equal(("ok", "is the course's C# kernel"), ((string)Finding(findings, ".net-csharp")["health"]!, (string)Finding(findings, ".net-csharp")["found"]!));

        Assert.Contains(Data, (await Run("kernel", "uninstall")).Worked().Output);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.dll", SearchOption.AllDirectories));
        Assert.Contains("Nothing of llm's", (await Run("kernel", "uninstall")).Worked().Output);
        findings = (await Run("doctor", "--json")).Json["findings"]!.AsArray();
        Assert.Equal(("warning", "llm kernel install"), ((string)Finding(findings, "C# kernel")["health"]!, (string)Finding(findings, "C# kernel")["remedy"]!));
    }

    [Fact]
    public async Task Install_BesideOthers_SaysWhatStaysAsItIs()
    {
        WriteForeign(".net-csharp");
        WriteForeign("damaged", "{");

        LlmResult installed = (await Run("kernel", "install")).Worked();
        Assert.Contains(".net-csharp stays as it is: .NET (C#)", installed.Output.ReplaceLineEndings(" "));

        string list = (await Run("kernel", "list")).Worked().Output;
        Assert.Contains("broken  damaged", list);
        Assert.Contains("ok      llm-csharp", list);
        Assert.Contains("(installed by llm)", list);

        JsonArray findings = (await Run("doctor", "--json")).Json["findings"]!.AsArray();
        Assert.Contains("belongs to another program (.NET (C#))", (string)Finding(findings, ".net-csharp")["found"]!);

        (await Run("kernel", "uninstall", "--name", "damaged")).FailedWith(1, "is not llm's", "stays as it is");
        (await Run("kernel", "uninstall", "--name", "none")).FailedWith(1, "there is no kernel none", "llm kernel list");
    }

    [Fact]
    public async Task Install_NameOfAnother_IsRefused()
    {
        WriteForeign("llm-csharp");

        (await Run("kernel", "install")).FailedWith(1, "the name llm-csharp is taken", "--name my-csharp");
    }

    [Fact]
    public async Task Install_PrefixThatIsAFile_SaysSo()
    {
        string file = folder.Write("file", "x"u8);

        (await Run("kernel", "install", "--prefix", file)).FailedWith(1, "is a file, not a folder");
    }

    [Fact]
    public async Task Run_WithoutAConnectionFile_SaysSo() =>
        (await Run("kernel", "run", folder.File("none.json"))).FailedWith(1, "none.json");

    private static JsonNode Finding(JsonArray findings, string name) => findings.Single(one => (string)one!["name"]! == name)!;
}
