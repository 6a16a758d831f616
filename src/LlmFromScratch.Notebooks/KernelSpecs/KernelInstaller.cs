namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>What an installation has done.</summary>
/// <param name="Program">The folder of the program's copy.</param>
/// <param name="Build">The name of the build that was copied.</param>
/// <param name="Specs">The folders of the kernel specs, by name.</param>
/// <param name="LeftAlone">The kernel of another program that has the name <see cref="KernelName.OfNotebooks"/>; null if none has.</param>
/// <param name="RemovedCopies">How many older copies were removed.</param>
internal sealed record KernelInstallation(string Program, string Build, IReadOnlyList<(string Name, string Folder)> Specs, InstalledKernel? LeftAlone, int RemovedCopies);

/// <summary>What was removed.</summary>
/// <param name="Specs">The folders of the kernel specs, by name.</param>
/// <param name="RemovedCopies">How many copies of the program were removed.</param>
/// <param name="CopiesInUse">How many stay because a kernel runs from them.</param>
internal sealed record KernelRemoval(IReadOnlyList<(string Name, string Folder)> Specs, int RemovedCopies, int CopiesInUse);

/// <summary>Installs the C# kernel for Jupyter and VS Code, and removes it.</summary>
internal static class KernelInstaller
{
    /// <summary>What lists of kernels show.</summary>
    public const string DisplayName = "C# (LlmFromScratch)";

    private const string LogoPrefix = "LlmFromScratch.Notebooks.KernelSpecs.";
    private static readonly string[] Logos = ["logo-svg.svg", "logo-32x32.png", "logo-64x64.png"];

    /// <summary>Copies the program and writes the kernel specs. Nobody else's kernel is touched.</summary>
    /// <exception cref="ArgumentException">The name cannot be that of a kernel.</exception>
    /// <exception cref="IOException">Another program's kernel has the name, something is not built, or a folder cannot be written.</exception>
    public static KernelInstallation Install(KernelInstallOptions options, CancellationToken cancellation = default)
    {
        var own = KernelName.Checked(options.Name);
        var kernels = options.FindKernels();
        if (kernels.FirstOrDefault(one => one.Name == own && !one.IsOurs) is { } taken)
            throw new IOException($"the name {own} is taken: {Other(taken)}, and stays as it is; choose another name for this one: llm kernel install --name my-csharp");
        var dotnet = options.Dotnet ?? DotnetPath.Find();
        var content = KernelContent.Of(options.ProgramFolder, options.CourseFolder);
        var build = content.BuildName();
        var leftAlone = kernels.FirstOrDefault(one => one.Name == KernelName.OfNotebooks && !one.IsOurs);
        string[] names = leftAlone is null && own != KernelName.OfNotebooks ? [own, KernelName.OfNotebooks] : [own];
        return Writing(options, () =>
        {
            MakeFolder(JupyterPaths.Kernels(options.DataFolder));
            MakeFolder(options.Copies.Folder);
            using var alone = options.Copies.Lock(cancellation);
            var program = options.Copies.Place(content, build, cancellation);
            options.Copies.Choose(program);
            List<(string, string)> specs = [.. names.Select(name => (name, WriteSpec(options, name, [dotnet, options.Copies.Starter, KernelStart.Verb, "{connection_file}"])))];
            return new KernelInstallation(program, build, specs, leftAlone, Prune(options).Removed);
        });
    }

    /// <summary>Removes our kernels, and the copies of the program that are then needed no more.</summary>
    /// <param name="options">Where. The name does not count.</param>
    /// <param name="name">Only the kernel of this name; null for all of ours.</param>
    /// <param name="cancellation">Stops while another installation is waited for.</param>
    /// <exception cref="IOException">There is no such kernel, it is another program's, or it cannot be removed.</exception>
    public static KernelRemoval Uninstall(KernelInstallOptions options, string? name = null, CancellationToken cancellation = default)
    {
        name = name is null ? null : KernelName.Checked(name);
        var found = InstalledKernel.Find([options.DataFolder]);
        if (name is not null)
        {
            var named = found.FirstOrDefault(one => one.Name == name)
                ?? throw new IOException($"there is no kernel {name} in '{JupyterPaths.Kernels(options.DataFolder)}'; see them all with: llm kernel list");
            if (!named.IsOurs)
                throw new IOException($"the kernel {name} is not llm's: {Other(named)}, and stays as it is");
        }

        var copies = options.Copies;
        if (!found.Any(one => one.IsOurs) && !Directory.Exists(copies.Folder))
            return new KernelRemoval([], 0, 0);
        return Writing(options, () =>
        {
            List<InstalledKernel> ours;
            (int Removed, int InUse) pruned;
            using (copies.Lock(cancellation))
            {
                ours = [.. InstalledKernel.Find([options.DataFolder]).Where(one => one.IsOurs && (name is null || one.Name == name))];
                foreach (var kernel in ours)
                    RemoveSpec(kernel.Folder);
                pruned = Prune(options);
            }

            copies.RemoveIfEmpty();
            return new KernelRemoval([.. ours.Select(one => (one.Name, one.Folder))], pruned.Removed, pruned.InUse);
        });
    }

    /// <summary>What lists of kernels show for a name. Each has a text of its own: of two kernels with one text and one program, VS Code shows only one.</summary>
    internal static string DisplayNameOf(string name) => name == KernelName.Own ? DisplayName : $"{DisplayName[..^1]}, {name})";

    private static string Other(InstalledKernel kernel) => kernel.Spec is null
        ? $"there is one in '{kernel.Folder}' that cannot be read ({kernel.Problem})"
        : $"another program's kernel is in '{kernel.Folder}'";

    private static string WriteSpec(KernelInstallOptions options, string name, string[] argv)
    {
        var folder = Path.Combine(JupyterPaths.Kernels(options.DataFolder), name);
        // The name may be there in other letters, which are the same to Jupyter.
        folder = InstalledKernel.Find([options.DataFolder]).FirstOrDefault(one => one.Name == name)?.Folder ?? folder;
        Directory.CreateDirectory(folder);
        foreach (var logo in Logos)
            KernelCopies.WriteFile(Path.Combine(folder, logo), Logo(logo));
        var spec = new KernelSpec
        {
            Argv = argv,
            DisplayName = DisplayNameOf(name),
            Language = "C#",
            InterruptMode = "message",
            IsOurs = true,
        };
        // Last: without it, the folder is no kernel yet.
        KernelCopies.WriteFile(Path.Combine(folder, KernelSpec.FileName), System.Text.Encoding.UTF8.GetBytes(spec.ToJson()));
        return folder;
    }

    // Only what we wrote: whatever else is in the folder stays.
    private static void RemoveSpec(string folder)
    {
        foreach (var file in Logos.Prepend(KernelSpec.FileName))
            File.Delete(Path.Combine(folder, file));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static (int Removed, int InUse) Prune(KernelInstallOptions options) => options.Copies.Prune(options.FindKernels().Select(one => one.Spec).OfType<KernelSpec>());

    private static void MakeFolder(string folder)
    {
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
                throw new IOException($"the folder '{folder}' cannot be made: '{at}' is a file, not a folder");
        }

        Directory.CreateDirectory(folder);
    }

    private static byte[] Logo(string name)
    {
        using var stream = typeof(KernelInstaller).Assembly.GetManifestResourceStream(LogoPrefix + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static T Writing<T>(KernelInstallOptions options, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException e)
        {
            var elsewhere = options.Prefix is null ? "or install into another folder: llm kernel install --prefix DIR" : "or name another folder with --prefix DIR";
            throw new IOException($"a folder cannot be written ({e.Message.TrimEnd('.')}); mend its permissions, {elsewhere}", e);
        }
    }
}
