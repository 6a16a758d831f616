using System.Runtime.Loader;
using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Hosting;
using LlmFromScratch.Notebooks.Tests.Engine;
using LlmFromScratch.Notebooks.Tests.Support;

namespace LlmFromScratch.Notebooks.Tests.Hosting;

public sealed class SharedAssembliesTests : IAsyncDisposable
{
    private const string Thing = "[assembly: System.Reflection.AssemblyVersion(\"VERSION\")] namespace Base { public class Thing { public int Value; } }";
    private const string Maker = "namespace Old { public static class Maker { public static Base.Thing Make() => new Base.Thing { Value = 7 }; } }";
    private const string Reader = "namespace New { public static class Reader { public static int Read(Base.Thing thing) => thing.Value; } }";

    private readonly string folder = Directory.CreateTempSubdirectory("shared-test-").FullName;
    private readonly CellEngine engine;

    public SharedAssembliesTests() => engine = new CellEngine(new CellEngineOptions { Folder = folder, AllowDownload = false });

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // As with Plotly.NET and its packages, which were built against several versions of FSharp.Core.
    [Theory]
    [InlineData("New.Reader.Read(new Base.Thing()) + New.Reader.Read(Old.Maker.Make())")]
    [InlineData("Old.Maker.Make().Value * New.Reader.Read(new Base.Thing { Value = 1 })")]
    public async Task Run_TwoAssembliesBuiltAgainstTwoVersionsOfAThird_ShareItsTypes(string expression)
    {
        var first = CompiledAssembly.Write(Path.Combine(folder, "first"), "Base", Thing.Replace("VERSION", "1.0.0.0", StringComparison.Ordinal));
        var second = CompiledAssembly.Write(folder, "Base", Thing.Replace("VERSION", "2.0.0.0", StringComparison.Ordinal));
        CompiledAssembly.Write(folder, "Old", Maker, first);
        CompiledAssembly.Write(folder, "New", Reader, second);

        var events = new RecordedEvents();
        Assert.Null(await engine.RunAsync("#r \"Base.dll\"\n#r \"Old.dll\"\n#r \"New.dll\"\nint Used() => " + expression + ";", "1", events, allowInput: false));
        var error = await engine.RunAsync("Used()", "2", events, allowInput: false);
        Assert.True(error is null, error?.Message);
        Assert.Equal(["result: 7"], events.All);
    }

    [Fact]
    public void AddPackageFile_OlderVersionAskedForFirst_GivesThePackagesOwn()
    {
        const string name = "SharedAssembliesTestsBase";
        var thing = Thing.Replace("namespace Base", "namespace " + name, StringComparison.Ordinal);
        var first = CompiledAssembly.Write(Path.Combine(folder, "first"), name, thing.Replace("VERSION", "1.0.0.0", StringComparison.Ordinal));
        var outlives = Path.Combine(AppContext.BaseDirectory, "shared-assemblies-test"); // Windows deletes no file that is loaded
        var second = CompiledAssembly.Write(outlives, name, thing.Replace("VERSION", "2.0.0.0", StringComparison.Ordinal));
        var maker = CompiledAssembly.Write(folder, "SharedAssembliesTestsMaker", Maker.Replace("Base.", name + ".", StringComparison.Ordinal), first);
        SharedAssemblies.Share();
        SharedAssemblies.AddPackageFile(second);

        var context = new AssemblyLoadContext("a cell's", isCollectible: false); // as Roslyn loads
        using var file = new MemoryStream(File.ReadAllBytes(maker));
        var made = context.LoadFromStream(file).GetType("Old.Maker")!.GetMethod("Make")!.Invoke(null, null)!;
        Assert.Equal(new Version(2, 0, 0, 0), made.GetType().Assembly.GetName().Version);
    }
}
