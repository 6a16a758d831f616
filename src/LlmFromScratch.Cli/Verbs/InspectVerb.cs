using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm inspect: what happens inside a transformer while it reads.</summary>
internal static class InspectVerb
{
    public static Verb Create(CommandConsole console) => new("inspect", "Looks into a transformer while it reads a prompt.",
        "llm inspect attention \"Tom has the ball .\" --model FOLDER",
        "llm inspect lens \"I like to eat\" --model FOLDER")
    {
        InspectAttentionVerb.Create(console), InspectLensVerb.Create(console),
    };
}
