using System.Reflection;
using System.Runtime.Loader;

namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>Starts the current copy of the kernel's program, in this process: what kernel specs name. Other builds than this one may be started.</summary>
internal static class KernelStart
{
    /// <summary>The argument by which the program knows that it is to do this.</summary>
    public const string Verb = "start";

    /// <summary>Runs the kernel to its end.</summary>
    /// <param name="connectionFile">The file in which Jupyter says where it is to listen.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string connectionFile)
    {
        var copies = new KernelCopies(Path.GetDirectoryName(Path.GetDirectoryName(typeof(KernelStart).Assembly.Location))!);
        if (copies.Current is not { } copy)
        {
            Console.Error.WriteLine($"The C# kernel is not complete: there is no copy of its program in {copies.Folder}. Install it again, in the repository:");
            Console.Error.WriteLine("  dotnet run -c Release --project src/LlmFromScratch.Cli -- kernel install");
            return 1;
        }

        using var inUse = KernelCopies.KeepInUse(copy);
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", copy + Path.DirectorySeparatorChar);
        var program = Path.Combine(copy, KernelContent.Program);
        var main = new Copy(program).LoadFromAssemblyPath(program).EntryPoint!;
        return (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [new[] { "kernel", connectionFile }], null)!;
    }

    // This assembly is in the process already, as the starter: the copy's assembly of the same name goes into a place of its own.
    private sealed class Copy(string program) : AssemblyLoadContext("kernel")
    {
        private readonly AssemblyDependencyResolver resolver = new(program);

        protected override Assembly? Load(AssemblyName name) => resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string name) => resolver.ResolveUnmanagedDllToPath(name) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
