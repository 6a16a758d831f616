using LlmFromScratch.Cli.Output;
namespace LlmFromScratch.Cli.Verbs;
internal static class TourVerb
{
    public static Verb Create(CommandConsole console) => new("tour", "Tour", "llm tour") ;
}
