using LlmFromScratch.Cli.Output;
namespace LlmFromScratch.Cli.Verbs;
internal static class BenchVerb
{
    public static Verb Create(CommandConsole console) => new("bench", "Bench", "llm bench") ;
}
