using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tokens: how text becomes numbers, and back.</summary>
internal static class TokensVerb
{
    public static Verb Create(CommandConsole console) => new("tokens", "How text becomes numbers: train a tokenizer, encode, decode, look at the tokens.",
        "llm tokens show \"The cat doesn't sit on the mat.\"",
        "llm tokens train --text book.txt --size 4096 --out tokenizer.json",
        "llm tokens encode --tokenizer gpt2 I like to eat",
        "llm tokens decode --tokenizer gpt2 40 588 284 4483")
    {
        TokensTrainVerb.Create(console), TokensEncodeVerb.Create(console), TokensDecodeVerb.Create(console), TokensShowVerb.Create(console),
    };
}
