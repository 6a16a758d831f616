using LlmFromScratch.Notebooks.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>Assemblies for notebooks to load, compiled where a test needs them.</summary>
internal static class CompiledAssembly
{
    /// <returns>The path of the assembly, named <paramref name="name"/>.dll.</returns>
    public static string Write(string folder, string name, string source, params string[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            HostAssemblies.ForCells().Concat(references).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + ".dll");
        using var stream = File.Create(file);
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return file;
    }
}
