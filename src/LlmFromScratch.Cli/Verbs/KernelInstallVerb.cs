using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Notebooks.KernelSpecs;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm kernel install.</summary>
internal static class KernelInstallVerb
{
    public static Verb Create(CommandConsole console)
    {
        Option<bool> user = KernelVerb.User();
        Option<string?> prefix = KernelVerb.Prefix("Into an environment instead, such as that of a Python, with all that belongs to it.");
        Option<string?> name = KernelVerb.Name($"The kernel's own name. By default {KernelName.Own}.");
        Option<bool> json = CommonOptions.Json();
        return new Verb("install", "Makes the C# kernel known to VS Code and Jupyter. It runs from a copy of this build, so that you can build while a notebook is open; "
            + $"after a new build, install it again. It also takes the name {KernelName.OfNotebooks}, for which the course's notebooks ask, unless another program's kernel has it.",
            "llm kernel install", "llm kernel install --prefix ~/my-environment", "llm kernel install --name my-csharp --json") { user, prefix, name, json }.Does((result, cancellation) =>
        {
            KernelInstallOptions options = KernelVerb.Where(result, user, prefix);
            options = options with { Name = CheckedName(result.GetValue(name) ?? options.Name) };
            KernelInstallation done = KernelInstaller.Install(options, cancellation);
            if (result.GetValue(json))
                console.Json(Answer(done));
            else
                Show(console, options, done);
            return ExitCode.Success;
        });
    }

    /// <summary>A name that a kernel can have.</summary>
    internal static string CheckedName(string name)
    {
        try
        {
            return KernelName.Checked(name);
        }
        catch (ArgumentException e)
        {
            throw new UsageException("--name: " + e.Message);
        }
    }

    private static void Show(CommandConsole console, KernelInstallOptions options, KernelInstallation done)
    {
        foreach ((string name, string folder) in done.Specs)
            console.Line($"{name,-12} {folder}");
        console.Line($"{"its program",-12} {done.Program}");
        if (done.RemovedCopies > 0)
            Say(console, string.Create(CultureInfo.InvariantCulture, $"{done.RemovedCopies} older {(done.RemovedCopies == 1 ? "copy" : "copies")} of the program removed."));
        if (done.LeftAlone is { } other)
            Say(console, $"{KernelName.OfNotebooks} stays as it is: {other.Spec?.DisplayName ?? "a kernel that cannot be read"}, in {other.Folder}.");
        if (options.Prefix is null && options.DataFolder != options.Paths.UsualDataFolder)
            Say(console, $"VS Code finds it if it has the same environment variables: start it from this terminal. Otherwise it looks in {options.Paths.UsualDataFolder}.");
        console.Line();
        Say(console, $"Next: open a notebook in VS Code, such as notebooks/02-counting-words/chapter.ipynb, and choose the kernel \"{KernelInstaller.DisplayNameOf(done.Specs[0].Name)}\". A kernel that runs keeps what it has; restart it to get this build.");
    }

    private static void Say(CommandConsole console, string text)
    {
        foreach (string line in TextWidth.Wrap(text, console.Width))
            console.Line(line);
    }

    private static JsonObject Answer(KernelInstallation done) => new()
    {
        ["kernels"] = new JsonArray([.. done.Specs.Select(one => new JsonObject { ["name"] = one.Name, ["folder"] = one.Folder })]),
        ["program"] = done.Program,
        ["build"] = done.Build,
        ["leftAlone"] = done.LeftAlone?.Folder,
        ["removedCopies"] = done.RemovedCopies,
    };
}
