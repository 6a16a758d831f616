using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm ngrams: models made of counts.</summary>
internal static class NGramsVerb
{
    public static Verb Create(CommandConsole console) => new("ngrams", "Models made of counts: train one, score a text, write text, ask why.",
        "llm ngrams train --text book.txt --order 5 --out book.arpa",
        "llm ngrams score --model book.arpa --text other.txt",
        "llm ngrams generate --data names --seed 7",
        "llm ngrams why \"I like to eat\"")
    {
        TrainVerb.Create(console), ScoreVerb.Create(console), NGramsGenerateVerb.Create(console), WhyVerb.Create(console),
    };
}
