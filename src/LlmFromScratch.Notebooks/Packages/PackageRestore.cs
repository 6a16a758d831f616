using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.Packages;

/// <summary>What a restore came to: the assemblies of the packages and of all they need, or the reason why there are none, as the rest of a
/// sentence that begins with their names.</summary>
internal sealed record RestoredPackages(IReadOnlyList<string> Assemblies, string? Problem);

/// <summary>
/// Finds packages as a build would: <c>dotnet restore</c> of a project that asks for them. First from what is on this machine
/// already, which needs no network; then, if allowed, from the machine's package sources.
/// </summary>
internal static partial class PackageRestore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Several notebooks of one run ask for the same packages.
    private static readonly ConcurrentDictionary<string, RestoredPackages> Known = new();

    public static async Task<RestoredPackages> RestoreAsync(IReadOnlyList<PackageRequest> packages, bool allowDownload, CancellationToken cancellation)
    {
        var key = $"{allowDownload}: {string.Join(", ", packages)}";
        if (Known.TryGetValue(key, out var known))
            return known;

        var restored = await RestoreOnceAsync(packages, download: false, cancellation);
        if (restored.Problem is not null && allowDownload)
            restored = await RestoreOnceAsync(packages, download: true, cancellation);
        Known[key] = restored;
        return restored;
    }

    private static async Task<RestoredPackages> RestoreOnceAsync(IReadOnlyList<PackageRequest> packages, bool download, CancellationToken cancellation)
    {
        using var scratch = new ScratchFolder();
        var project = Path.Combine(scratch.FullPath, "packages.csproj");
        await File.WriteAllTextAsync(project, ProjectText(packages, download ? null : scratch.FullPath), cancellation);

        // The folder's own settings end the search for those of folders above it.
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await File.WriteAllTextAsync(Path.Combine(scratch.FullPath, name), "<Project />", cancellation);

        var (exitCode, output) = await DotnetAsync(["restore", project, "--nologo", "-v", "quiet"], scratch.FullPath, cancellation);
        if (exitCode != 0)
            return new RestoredPackages([], Problem(output, download));
        var assets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(scratch.FullPath, "obj", "project.assets.json"), cancellation))!;
        return new RestoredPackages([.. RuntimeAssemblies(assets)], null);
    }

    private static string ProjectText(IReadOnlyList<PackageRequest> packages, string? onlySource)
    {
        var references = packages.Select(package =>
            $"""<PackageReference Include="{SecurityElement.Escape(package.Name)}" Version="{SecurityElement.Escape(package.Version ?? "*")}" />""");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                {(onlySource is null ? "" : $"<RestoreSources>{SecurityElement.Escape(onlySource)}</RestoreSources>")}
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references)}
              </ItemGroup>
            </Project>
            """;
    }

    private static string Problem(string output, bool download)
    {
        if (!download)
            return "is not on this machine, and downloading packages was not allowed";
        var error = output.Split('\n').Select(line => ErrorLine().Match(line)).FirstOrDefault(match => match.Success);
        var reason = error is null ? output.Trim() : $"{error.Groups["id"].Value}: {error.Groups["text"].Value}";
        return $"cannot be restored on this machine ({(reason.Length == 0 ? "dotnet restore gave no reason" : reason)})";
    }

    /// <summary>The assemblies to load, from the list that a restore leaves behind.</summary>
    private static IEnumerable<string> RuntimeAssemblies(JsonNode assets)
    {
        var folders = assets["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();
        var target = assets["targets"]!.AsObject().First().Value!.AsObject();
        foreach (var (library, parts) in target)
        {
            var path = assets["libraries"]![library]!["path"]?.GetValue<string>();
            if (path is null || parts!["runtime"] is not JsonObject runtime)
                continue;
            foreach (var (file, _) in runtime.Where(file => file.Key.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            {
                var found = folders.Select(folder => Path.GetFullPath(Path.Combine(folder, path, file))).FirstOrDefault(File.Exists);
                if (found is not null)
                    yield return found;
            }
        }
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(NotebookHostCommand.DotnetProgram(), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // leave no build server behind
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return (-1, $"no answer from the package sources within {Patience.TotalMinutes:0} minutes");
        }
    }

    [GeneratedRegex(@"error (?<id>[A-Z]+\d+): (?<text>.+?)( \[.+\])?\s*$")]
    private static partial Regex ErrorLine();
}
