using LlmFromScratch.Cli.Output;
namespace LlmFromScratch.Cli.Verbs;
internal static class NotebooksVerb
{
    public static Verb Create(CommandConsole console) => new("notebooks", "Notebooks", "llm notebooks") ;
}
