using System.Buffers.Binary;
using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public sealed class KernelInstallerTests : IDisposable
{
    private readonly Machine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void Install_OnAnEmptyMachine_WritesBothSpecsAndACopyOfWhatTheProgramNeeds()
    {
        var done = KernelInstaller.Install(machine.Options);

        Assert.Equal(["llm-csharp", ".net-csharp"], done.Specs.Select(one => one.Name));
        Assert.Equal(
            ["LlmFromScratch.Notebooks.deps.json", "LlmFromScratch.Notebooks.dll", "LlmFromScratch.Notebooks.runtimeconfig.json", "Library.dll", "course/LlmFromScratch.Interactive.dll", "course/runtimes/a/b.so", "de/Library.resources.dll", "runtimes/win/lib/net10.0/Native.dll"],
            KernelContent.OfCopy(done.Program).Files.Select(file => file.Name).OrderBy(name => name.StartsWith("LlmFrom", StringComparison.Ordinal) ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal));
        var spec = machine.Spec("llm-csharp");
        Assert.Equal([DotnetPath.Find(), Path.Combine(machine.Paths.ProgramFolder, "start", "LlmFromScratch.Notebooks.dll"), "start", "{connection_file}"], spec["argv"]!.AsArray().Select(one => (string)one!));
        Assert.Equal("C# (LlmFromScratch)", (string)spec["display_name"]!);
        Assert.Equal("C#", (string)spec["language"]!);
        Assert.Equal("message", (string)spec["interrupt_mode"]!);
        Assert.NotEqual((string)spec["display_name"]!, (string)machine.Spec(".net-csharp")["display_name"]!);
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"], Directory.GetFiles(done.Specs[0].Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("家 里", File.ReadAllText(Path.Combine(done.Specs[0].Folder, "kernel.json"))); // as it is, for those who read it
        Assert.All(machine.Options.FindKernels(), kernel => Assert.True(kernel.IsOurs && kernel.Problem is null && kernel.HiddenBy is null || !kernel.Folder.StartsWith(machine.Home, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Install_Logos_HaveTheSizesThatTheirNamesSay(int size)
    {
        var logo = File.ReadAllBytes(Path.Combine(KernelInstaller.Install(machine.Options).Specs[0].Folder, $"logo-{size}x{size}.png"));

        // PNG: a signature of 8 bytes, then the header: length, "IHDR", width, height.
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], logo[..4]);
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(logo.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(logo.AsSpan(20))));
    }

    [Fact]
    public void Install_Twice_ChangesNothing()
    {
        var first = KernelInstaller.Install(machine.Options);
        var written = File.GetLastWriteTimeUtc(Path.Combine(first.Program, "Library.dll"));

        var second = KernelInstaller.Install(machine.Options);

        Assert.Equal(first.Program, second.Program);
        Assert.Equal(0, second.RemovedCopies);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(first.Program, "Library.dll")));
        Assert.Equal([first.Build], machine.Copies);
    }

    [Fact]
    public void Install_OfAnotherBuild_TakesTheOldCopyAway()
    {
        var first = KernelInstaller.Install(machine.Options);
        var spec = machine.Spec("llm-csharp").ToJsonString();
        machine.WriteBuild("second");

        var second = KernelInstaller.Install(machine.Options);

        Assert.NotEqual(first.Build, second.Build);
        Assert.Equal(spec, machine.Spec("llm-csharp").ToJsonString()); // to VS Code, it is the same kernel
        Assert.Equal(1, second.RemovedCopies);
        Assert.Equal([second.Build], machine.Copies);
        Assert.All(machine.Options.FindKernels().Where(kernel => kernel.IsOurs), kernel => Assert.Equal(second.Build, kernel.Build));
    }

    [Fact]
    public void Install_WhileAnOldCopyRuns_LeavesItUntilItHasEnded()
    {
        var first = KernelInstaller.Install(machine.Options);
        using (new FileStream(Path.Combine(first.Program, KernelContent.Program), FileMode.Open, FileAccess.Read, FileShare.Read)) // as KernelCopies.KeepInUse
        {
            machine.WriteBuild("second");
            Assert.Equal(0, KernelInstaller.Install(machine.Options).RemovedCopies);
            Assert.True(File.Exists(Path.Combine(first.Program, "Library.dll")));
        }

        Assert.Equal(1, KernelInstaller.Install(machine.Options).RemovedCopies);
    }

    [Fact]
    public void Install_OverACopyThatWasDamaged_MakesAnotherOneBesideIt()
    {
        var first = KernelInstaller.Install(machine.Options);
        File.Delete(Path.Combine(first.Program, "Library.dll"));
        Directory.CreateDirectory(Path.Combine(machine.Paths.ProgramFolder, ".x.partial")); // left by a kill

        var second = KernelInstaller.Install(machine.Options);

        Assert.NotEqual(first.Program, second.Program);
        Assert.Equal(first.Build, machine.Options.FindKernels().First(kernel => kernel.IsOurs).Build);
        Assert.True(File.Exists(Path.Combine(second.Program, "Library.dll")));
        Assert.Equal([Path.GetFileName(second.Program)], machine.Copies);
    }

    [Theory]
    [InlineData(".net-csharp")]
    [InlineData(".NET-CSharp")] // the same to Jupyter
    public void Install_BesideDotnetInteractive_LeavesItsNameAlone(string folder)
    {
        machine.Variables["JUPYTER_PATH"] = machine.Shared;
        var theirs = machine.WriteForeign(machine.Shared, folder);
        var before = File.ReadAllText(theirs);

        var done = KernelInstaller.Install(machine.Options);

        Assert.Equal(["llm-csharp"], done.Specs.Select(one => one.Name));
        Assert.Equal(Path.GetDirectoryName(theirs), done.LeftAlone?.Folder);
        Assert.Equal(before, File.ReadAllText(theirs));
        Assert.False(Directory.Exists(Path.Combine(machine.Kernels, ".net-csharp")));
    }

    [Theory]
    [InlineData(null, "another program's kernel")]
    [InlineData("{ \"argv\": [", "cannot be read")]
    [InlineData("", "cannot be read")]
    public void Install_WhereAnotherProgramHasOurName_RefusesAndWritesNothing(string? json, string says)
    {
        var theirs = machine.WriteForeign(machine.Paths.DataFolder, "llm-csharp", json);
        var before = File.ReadAllText(theirs);

        var refused = Assert.Throws<IOException>(() => KernelInstaller.Install(machine.Options));

        Assert.Contains("llm-csharp is taken", refused.Message);
        Assert.Contains(says, refused.Message);
        Assert.Contains("--name", refused.Message);
        Assert.Equal(before, File.ReadAllText(theirs));
        Assert.Empty(machine.Copies);
        KernelInstaller.Install(machine.Options with { Name = "my-csharp" });
        Assert.Equal("C# (LlmFromScratch, my-csharp)", (string)machine.Spec("my-csharp")["display_name"]!);
    }

    [Fact]
    public void Install_IntoAPrefix_KeepsEverythingInIt()
    {
        var prefix = Path.Combine(machine.Home, "env 环境");

        var done = KernelInstaller.Install(machine.Options with { Prefix = prefix });

        Assert.Equal(Path.Combine(prefix, "share", "jupyter", "kernels", "llm-csharp"), done.Specs[0].Folder);
        Assert.StartsWith(Path.Combine(prefix, "share"), done.Program);
        Assert.Equal([prefix], Directory.GetFileSystemEntries(machine.Home));
        KernelInstaller.Uninstall(machine.Options with { Prefix = prefix });
        Assert.Empty(Directory.GetFiles(prefix, "*", SearchOption.AllDirectories));
    }

    [LinuxFact]
    public void Install_TheSameFolderByAnotherWay_IsFoundByBoth()
    {
        KernelInstaller.Install(machine.Options);
        machine.WriteBuild("second");

        // ~/.local is a prefix like any other.
        var prefixed = KernelInstaller.Install(machine.Options with { Prefix = Path.Combine(machine.Home, ".local"), Name = "second" });

        Assert.Equal([prefixed.Build], machine.Copies);
        Assert.All(machine.Options.FindKernels().Where(kernel => kernel.IsOurs), kernel => Assert.Equal((prefixed.Build, null), (kernel.Build, kernel.Problem)));
    }

    [Fact]
    public void FindKernels_OursWithoutItsProgram_SaysWhatIsMissing()
    {
        var done = KernelInstaller.Install(machine.Options);
        File.Delete(Path.Combine(done.Program, KernelContent.Program));
        Assert.Contains("current", machine.Options.FindKernels().First(kernel => kernel.IsOurs).Problem);

        Directory.Delete(machine.Paths.ProgramFolder, recursive: true);
        Assert.Contains("start", machine.Options.FindKernels().First(kernel => kernel.IsOurs).Problem);

        KernelInstaller.Install(machine.Options);
        Assert.Null(machine.Options.FindKernels().First(kernel => kernel.IsOurs).Problem);
    }

    [Fact]
    public void Install_WithCapitals_IsWrittenInSmallLetters()
    {
        KernelInstaller.Install(machine.Options with { Name = "My-CSharp" });

        Assert.True(File.Exists(Path.Combine(machine.Kernels, "my-csharp", "kernel.json")));
    }

    [Theory]
    [InlineData("LlmFromScratch.Notebooks.deps.json")]
    [InlineData("Library.dll")]
    [InlineData("../notebooks/bin/LlmFromScratch.Interactive.dll")]
    public void Install_OfWhatIsNotBuilt_SaysHowToBuild(string missing)
    {
        File.Delete(Path.Combine(machine.Build, missing));

        var refused = Assert.Throws<FileNotFoundException>(() => KernelInstaller.Install(machine.Options));

        Assert.Contains(Path.GetFileName(missing), refused.Message);
        Assert.Contains("dotnet build -c Release", refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(machine.Home));
    }

    [Fact]
    public void Install_WhereAFileIsInTheWay_SaysWhich()
    {
        Machine.Write(machine.Paths.DataFolder, "a file");

        Assert.Contains("jupyter' is a file, not a folder", Assert.Throws<IOException>(() => KernelInstaller.Install(machine.Options)).Message);
        Assert.Empty(machine.Copies);
    }

    [LinuxFact]
    public void Install_WhereNothingCanBeWritten_SaysWhere()
    {
        // The kernel's own file system refuses even root.
        var refused = Assert.ThrowsAny<IOException>(() => KernelInstaller.Install(machine.Options with { Prefix = "/sys/nowhere" }));

        Assert.Contains("/sys/nowhere", refused.Message);
    }

    [Fact]
    public async Task Install_ManyAtOnce_AllWork()
    {
        var done = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => Task.Run(() => KernelInstaller.Install(machine.Options with { Name = $"k{number}" }))));

        Assert.Single(done.Select(one => one.Program).Distinct());
        Assert.Equal([done[0].Build], machine.Copies);
        Assert.Equal(7, machine.Options.FindKernels().Count(kernel => kernel.IsOurs && kernel.Problem is null));
    }

    [Fact]
    public async Task InstallAndUninstall_ManyAtOnce_LeaveWhatWorksOrNothing()
    {
        for (var round = 0; round < 5; round++)
            await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() =>
            {
                if (number % 2 == 0)
                    KernelInstaller.Uninstall(machine.Options);
                else
                    KernelInstaller.Install(machine.Options with { Name = $"k{number}" });
            })));

        Assert.All(machine.Options.FindKernels().Where(kernel => kernel.IsOurs), kernel => Assert.Null(kernel.Problem));
        KernelInstaller.Uninstall(machine.Options);
        Assert.Empty(Directory.GetFiles(machine.Home, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Uninstall_RemovesOnlyOurs()
    {
        var theirs = machine.WriteForeign(machine.Paths.DataFolder, "other");
        var damaged = machine.WriteForeign(machine.Paths.DataFolder, "damaged", "no JSON");
        var done = KernelInstaller.Install(machine.Options);
        Machine.Write(Path.Combine(done.Specs[0].Folder, "kernel.js"), "somebody's own");

        var removed = KernelInstaller.Uninstall(machine.Options);

        Assert.Equal([".net-csharp", "llm-csharp"], removed.Specs.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, removed.RemovedCopies);
        Assert.False(Directory.Exists(Path.GetDirectoryName(machine.Paths.ProgramFolder)));
        Assert.Equal([damaged, Path.Combine(done.Specs[0].Folder, "kernel.js"), theirs], Directory.GetFiles(machine.Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Uninstall_OfOneName_LeavesTheOtherAndItsProgram()
    {
        var done = KernelInstaller.Install(machine.Options);

        var removed = KernelInstaller.Uninstall(machine.Options, ".net-csharp");

        Assert.Equal([".net-csharp"], removed.Specs.Select(one => one.Name));
        Assert.Equal(["llm-csharp"], Directory.GetDirectories(machine.Kernels).Select(Path.GetFileName));
        Assert.Equal([done.Build], machine.Copies);
    }

    [Fact]
    public void Uninstall_OfWhatIsNotOursOrNotThere_Refuses()
    {
        var theirs = machine.WriteForeign(machine.Paths.DataFolder, "other");

        Assert.Contains("another program's kernel", Assert.Throws<IOException>(() => KernelInstaller.Uninstall(machine.Options, "other")).Message);
        Assert.Contains("there is no kernel none", Assert.Throws<IOException>(() => KernelInstaller.Uninstall(machine.Options, "none")).Message);
        Assert.True(File.Exists(theirs));
        Assert.Empty(KernelInstaller.Uninstall(machine.Options).Specs);
    }
}
