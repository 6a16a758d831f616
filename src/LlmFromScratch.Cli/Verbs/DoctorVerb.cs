using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Doctor;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Notebooks.KernelSpecs;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm doctor: what is wrong on this machine, and how to mend it.</summary>
internal static class DoctorVerb
{
    public static Verb Create(CommandConsole console)
    {
        Option<bool> json = CommonOptions.Json();
        return new Verb("doctor", "Looks at this machine and says what is wrong and how to mend it. Fails only on what keeps the course from working.",
            "llm doctor") { json }.Does(async (result, cancellation) =>
        {
            DatasetStore store = DatasetStore.FromEnvironment();
            var kernel = new KernelInstallOptions { Paths = JupyterPaths.OfThisProcess() };
            // The questions to other programs take seconds; they are asked at once.
            Task<Finding>[] asked =
            [
                MachineChecks.DotnetAsync(cancellation), NotebookChecks.CodeAsync(cancellation), NotebookChecks.JupyterAsync(cancellation),
            ];
            Finding[] own =
            [
                MachineChecks.System(), MachineChecks.Processor(), MachineChecks.Terminal(console), DataChecks.BuiltIn(), DataChecks.OfflineFolder(store),
                DataChecks.External(store, cancellation), DataChecks.Cache(store), DataChecks.CurrentFolder(), NotebookChecks.Assemblies(),
                NotebookChecks.Kernel(kernel), NotebookChecks.NameOfNotebooks(kernel),
            ];
            Finding[] answers = await Task.WhenAll(asked);
            Finding[] findings = [answers[0], .. own, .. answers[1..]];
            int problems = findings.Count(finding => finding.Health == Health.Problem);
            if (result.GetValue(json))
                console.Json(Answer(findings));
            else
                Show(console, findings, problems);
            return problems == 0 ? ExitCode.Success : ExitCode.Failure;
        });
    }

    private static void Show(CommandConsole console, Finding[] findings, int problems)
    {
        const int indent = 27;
        foreach (Finding finding in findings)
        {
            string mark = finding.Health switch { Health.Ok => "[green]ok     [/]", Health.Warning => "[yellow]warning[/]", _ => "[red]problem[/]" };
            IReadOnlyList<string> lines = TextWidth.Wrap(finding.Found, console.Width - indent);
            console.Say($"{mark}  [bold]{finding.Name,-17}[/] {Markup.Escape(lines[0])}");
            foreach (string line in lines.Skip(1))
                console.Say(new string(' ', indent) + Markup.Escape(line));
            foreach (string line in finding.Remedy is { } remedy ? TextWidth.Wrap("→ " + remedy, console.Width - indent) : [])
                console.Say($"{new string(' ', indent)}[grey]{Markup.Escape(line)}[/]");
        }
        console.Line();
        int warnings = findings.Count(finding => finding.Health == Health.Warning);
        console.Say(problems > 0 ? $"[red]{problems} {(problems == 1 ? "problem" : "problems")} to mend.[/]"
            : warnings > 0 ? "Everything that the command and the tests need is here; the warnings concern the rest of the course."
            : "Everything is as it should be.");
        if (problems > 0)
            console.Complain($"{string.Join(", ", findings.Where(one => one.Health == Health.Problem).Select(one => one.Name))}: see above");
    }

    private static JsonObject Answer(Finding[] findings) => new()
    {
        ["healthy"] = findings.All(finding => finding.Health != Health.Problem),
        ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["name"] = finding.Name,
            ["health"] = finding.Health switch { Health.Ok => "ok", Health.Warning => "warning", _ => "problem" },
            ["found"] = finding.Found,
            ["remedy"] = finding.Remedy,
        })]),
    };
}
