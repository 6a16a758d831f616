// Makes the files of this folder again: dotnet run datasets/meals/make.cs
#:property PublishAot=false
#:project ../../src/LlmFromScratch/LlmFromScratch.csproj
using System.Runtime.CompilerServices;
using LlmFromScratch;
using LlmFromScratch.Corpora;

foreach ((string name, byte[] content) in MealsFiles.Make())
    AtomicFile.Write(Path.Combine(Folder(), name), stream => stream.Write(content));

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
