using LlmFromScratch.Cli.Output;
namespace LlmFromScratch.Cli.Verbs;
internal static class DoctorVerb
{
    public static Verb Create(CommandConsole console) => new("doctor", "Doctor", "llm doctor") ;
}
