using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Notebooks.KernelSpecs;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm kernel: the C# kernel for notebooks in VS Code and Jupyter.</summary>
internal static class KernelVerb
{
    public static Verb Create(CommandConsole console) => new("kernel", "The C# kernel: what runs the cells of a notebook that is open in VS Code or Jupyter.",
        "llm kernel install",
        "llm kernel list",
        "llm kernel uninstall")
    {
        KernelInstallVerb.Create(console), KernelUninstallVerb.Create(console), List(console), KernelRunVerb.Create(console),
    };

    /// <summary>--user.</summary>
    internal static Option<bool> User() => new("--user") { Description = "For this user, which is what happens without --prefix." };

    /// <summary>--prefix DIR.</summary>
    internal static Option<string?> Prefix(string description) => CommonOptions.Path("--prefix", description, "DIR");

    /// <summary>--name NAME.</summary>
    internal static Option<string?> Name(string description) => new("--name") { Description = description, HelpName = "NAME" };

    /// <summary>Where, as these options say it.</summary>
    internal static KernelInstallOptions Where(ParseResult result, Option<bool>? user, Option<string?> prefix)
    {
        if (user is not null && result.GetValue(user) && result.GetValue(prefix) is not null)
            throw new UsageException("expected --user or --prefix, got both");
        return new KernelInstallOptions { Paths = JupyterPaths.OfThisProcess(), Prefix = result.GetValue(prefix) };
    }

    private static Verb List(CommandConsole console)
    {
        Option<string?> prefix = Prefix("Look in this environment too.");
        Option<bool> json = CommonOptions.Json();
        return new Verb("list", "The kernels that VS Code and Jupyter find on this machine, of any language: whose they are, where, and whether their program is there. "
            + "The kernels of a Python environment are seen where it is activated, or named with --prefix.",
            "llm kernel list", "llm kernel list --prefix ~/my-environment") { prefix, json }.Does((result, _) =>
        {
            KernelInstallOptions where = Where(result, null, prefix);
            IReadOnlyList<InstalledKernel> kernels = where.FindKernels();
            if (result.GetValue(json))
                console.Json(new JsonObject
                {
                    ["kernels"] = new JsonArray([.. kernels.Select(Answer)]),
                    ["searched"] = new JsonArray([.. where.Paths.SearchFolders.Select(folder => (JsonNode)JupyterPaths.Kernels(folder))]),
                });
            else
                Show(console, kernels, where);
            return ExitCode.Success;
        });
    }

    private static void Show(CommandConsole console, IReadOnlyList<InstalledKernel> kernels, KernelInstallOptions where)
    {
        foreach (InstalledKernel kernel in kernels)
        {
            string mark = kernel.Problem is not null ? "[red]broken[/]" : kernel.HiddenBy is not null ? "[yellow]hidden[/]" : "[green]ok    [/]";
            console.Say($"{mark}  [bold]{Markup.Escape(kernel.Name),-14}[/]  {Markup.Escape(kernel.Spec?.DisplayName ?? "")}{(kernel.IsOurs ? "  [grey](installed by llm)[/]" : "")}");
            console.Line("        " + kernel.Folder);
            string? remark = kernel.Problem is { } problem ? problem + (kernel.IsOurs ? "; install it again: llm kernel install" : "")
                : kernel.HiddenBy is { } other ? $"Jupyter finds the one of the same name in {other} first" : null;
            foreach (string line in remark is null ? [] : TextWidth.Wrap("→ " + remark, console.Width - 8))
                console.Line("        " + line);
        }
        if (kernels.Count == 0)
            console.Line($"There are none, looked in: {string.Join(", ", where.Paths.SearchFolders.Select(JupyterPaths.Kernels))}");
        if (!kernels.Any(kernel => kernel.IsOurs))
            console.Line("The C# kernel of the course is not installed: llm kernel install");
    }

    private static JsonNode Answer(InstalledKernel kernel) => new JsonObject
    {
        ["name"] = kernel.Name,
        ["displayName"] = kernel.Spec?.DisplayName,
        ["language"] = kernel.Spec?.Language,
        ["folder"] = kernel.Folder,
        ["installedByLlm"] = kernel.IsOurs,
        ["build"] = kernel.Build,
        ["argv"] = kernel.Spec is null ? null : new JsonArray([.. kernel.Spec.Argv.Select(one => (JsonNode)one)]),
        ["problem"] = kernel.Problem,
        ["hiddenBy"] = kernel.HiddenBy,
    };
}
