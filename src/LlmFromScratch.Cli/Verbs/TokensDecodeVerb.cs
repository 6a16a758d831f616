using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tokens decode: from ids to text.</summary>
internal static class TokensDecodeVerb
{
    private const string ExpectedLine = "{\"ids\": [464, 3797]}";
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Verb Create(CommandConsole console)
    {
        var numbers = new Argument<string[]>("ID") { Description = "Token ids, parted by spaces or commas.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> tokenizer = TokenizerOptions.Tokenizer();
        Option<bool> lines = TokenizerOptions.JsonLines("{\"ids\": […]}", "{\"text\": \"…\"}");
        Option<bool> json = CommonOptions.Json();
        return new Verb("decode", "Token ids to text. Bytes that are no whole character become U+FFFD; special tokens are left out.",
            "llm tokens decode --tokenizer gpt2 40 588 284 4483",
            "llm tokens decode --tokenizer gpt2 --jsonl < ids.jsonl") { numbers, tokenizer, lines, json }.Does(async (result, cancellation) =>
        {
            string[] given = result.GetValue(numbers) ?? [];
            if (given.Length > 0 == result.GetValue(lines))
                throw new UsageException("expected ids to decode, or --jsonl with lines on standard input, and not both");
            int[] ids = [.. given.SelectMany(text => text.Split([',', ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries)).Select(Id)];
            NamedTokenizer named = TokenizerOptions.Load(result, tokenizer);
            if (result.GetValue(lines))
                await JsonLines.AnswerAsync(console, ExpectedLine, line => IdsOf(line) is { } all
                    ? $"{{\"text\": {JsonSerializer.Serialize(named.Tokenizer.Decode(all), s_readable)}}}" : null, cancellation);
            else if (result.GetValue(json))
                console.Json(new JsonObject
                {
                    ["tokenizer"] = named.Name,
                    ["text"] = named.Tokenizer.Decode(ids),
                    ["tokens"] = new JsonArray([.. ids.Select(id => JsonValue.Create(named.Tokenizer.Vocabulary[id]))]),
                });
            else
                console.Line(named.Tokenizer.Decode(ids));
            return ExitCode.Success;
        });
    }

    private static int Id(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id
        : throw new UsageException($"expected token ids, whole numbers of 0 or more, got '{text}'");

    private static List<int>? IdsOf(JsonElement line)
    {
        if (!line.TryGetProperty("ids", out JsonElement ids) || ids.ValueKind != JsonValueKind.Array)
            return null;
        var all = new List<int>(ids.GetArrayLength());
        foreach (JsonElement element in ids.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out int id))
                return null;
            all.Add(id);
        }
        return all;
    }
}
