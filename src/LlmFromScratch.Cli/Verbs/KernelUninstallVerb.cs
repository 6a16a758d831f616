using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm kernel uninstall.</summary>
internal static class KernelUninstallVerb
{
    public static Verb Create(CommandConsole console)
    {
        Option<bool> user = KernelVerb.User();
        Option<string?> prefix = KernelVerb.Prefix("From an environment instead.");
        Option<string?> name = KernelVerb.Name("Only the kernel of this name. By default all that llm has installed.");
        Option<bool> json = CommonOptions.Json();
        return new Verb("uninstall", "Removes what llm kernel install has put on this machine, and nothing else.",
            "llm kernel uninstall", "llm kernel uninstall --prefix ~/my-environment", $"llm kernel uninstall --name {KernelName.OfNotebooks}") { user, prefix, name, json }.Does((result, cancellation) =>
        {
            KernelInstallOptions options = KernelVerb.Where(result, user, prefix);
            KernelRemoval done = KernelInstaller.Uninstall(options, result.GetValue(name) is { } given ? KernelInstallVerb.CheckedName(given) : null, cancellation);
            if (result.GetValue(json))
                console.Json(new JsonObject
                {
                    ["kernels"] = new JsonArray([.. done.Specs.Select(one => new JsonObject { ["name"] = one.Name, ["folder"] = one.Folder })]),
                    ["removedCopies"] = done.RemovedCopies,
                    ["copiesInUse"] = done.CopiesInUse,
                });
            else
                Show(console, options, done);
            return ExitCode.Success;
        });
    }

    private static void Show(CommandConsole console, KernelInstallOptions options, KernelRemoval done)
    {
        foreach ((string name, string folder) in done.Specs)
            console.Line($"{name,-12} removed from {folder}");
        if (done.RemovedCopies > 0)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"{"its program",-12} removed from {options.Copies.Folder}"));
        if (done.Specs.Count == 0 && done.RemovedCopies == 0)
            console.Line($"Nothing of llm's is in {JupyterPaths.Kernels(options.DataFolder)}.");
        if (done.CopiesInUse > 0)
            console.Line("A kernel still runs: its program stays until it has ended and you uninstall again.");
    }
}
