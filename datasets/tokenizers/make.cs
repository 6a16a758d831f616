// Makes the file of this folder again: dotnet run datasets/tokenizers/make.cs
#:property PublishAot=false
#:project ../../src/LlmFromScratch/LlmFromScratch.csproj
using System.Runtime.CompilerServices;
using LlmFromScratch.Formats;

StoryTokenizer.Train().Save(Path.Combine(Folder(), "storyworld.json"));

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
