using System.Diagnostics;
using LlmFromScratch.Notebooks.KernelSpecs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public sealed class KernelStartTests : IDisposable
{
    private readonly Machine machine = new();

    public void Dispose() => machine.Dispose();

    private Process Start()
    {
        var spec = KernelSpec.Read(Path.Combine(machine.Kernels, "llm-csharp", "kernel.json"));
        return Process.Start(new ProcessStartInfo(spec.Argv[0], spec.Argv.Skip(1).Select(one => one.Replace("{connection_file}", "连接 1.json", StringComparison.Ordinal)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndOf(Process kernel)
    {
        var error = kernel.StandardError.ReadToEndAsync();
        var output = await kernel.StandardOutput.ReadToEndAsync();
        await kernel.WaitForExitAsync();
        return (kernel.ExitCode, output, await error);
    }

    private KernelInstallation Install() =>
        KernelInstaller.Install(machine.Options with { ProgramFolder = Path.GetDirectoryName(typeof(KernelInstaller).Assembly.Location)! });

    /// <summary>Puts another program into a copy: to the starter, another build.</summary>
    private static void Replace(KernelInstallation installed, string body)
    {
        var program = CSharpCompilation.Create("LlmFromScratch.Notebooks",
            [CSharpSyntaxTree.ParseText($$"""
                using System; using System.Text; using System.Threading.Tasks;
                class Other
                {
                    static async Task<int> Main(string[] args)
                    {
                        Console.OutputEncoding = new UTF8Encoding(false);
                        await Task.Yield();
                        {{body}}
                    }
                }
                """)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var emitted = program.Emit(Path.Combine(installed.Program, KernelContent.Program));
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
    }

    [Fact]
    public async Task Start_RunsWhateverBuildIsCurrent()
    {
        var done = Install();
        Replace(done, """
            Console.Write(string.Join("|", typeof(Other).Assembly.Location, AppContext.BaseDirectory, string.Join(" ", args),
                typeof(Microsoft.CodeAnalysis.SyntaxNode).Assembly.Location));
            return 7;
            """);

        using var kernel = Start();
        var (exitCode, output, error) = await EndOf(kernel);

        Assert.Equal((7, ""), (exitCode, error));
        Assert.Equal(
            [Path.Combine(done.Program, KernelContent.Program), done.Program + Path.DirectorySeparatorChar, "kernel 连接 1.json", Path.Combine(done.Program, "Microsoft.CodeAnalysis.dll")],
            output.Split('|'));
    }

    [Fact]
    public async Task Start_WhileItRuns_KeepsItsCopy()
    {
        var done = Install();
        Replace(done, """
            Console.WriteLine("runs");
            Console.ReadLine();
            return 0;
            """);
        using (var kernel = Start())
        {
            Assert.Equal("runs", await kernel.StandardOutput.ReadLineAsync());

            var next = KernelInstaller.Install(machine.Options); // the small build of the tests
            Assert.Equal(0, next.RemovedCopies);
            var removed = KernelInstaller.Uninstall(machine.Options);
            Assert.Equal((2, 1, 1), (removed.Specs.Count, removed.RemovedCopies, removed.CopiesInUse));
            Assert.True(File.Exists(Path.Combine(done.Program, "Microsoft.CodeAnalysis.dll")));

            kernel.StandardInput.Close();
            Assert.Equal((0, "", ""), await EndOf(kernel));
        }

        Assert.Equal(1, KernelInstaller.Uninstall(machine.Options).RemovedCopies);
        Assert.False(Directory.Exists(machine.Paths.ProgramFolder));
    }

    [Fact]
    public async Task Start_WithoutACopy_SaysHowToInstall()
    {
        Directory.Delete(Install().Program, recursive: true);

        using var kernel = Start();
        var (exitCode, output, error) = await EndOf(kernel);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("kernel install", error);
        Assert.DoesNotContain("Unhandled", error);
    }
}
