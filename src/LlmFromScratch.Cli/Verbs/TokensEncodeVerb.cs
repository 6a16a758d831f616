using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tokens encode: from text to ids.</summary>
internal static class TokensEncodeVerb
{
    public static Verb Create(CommandConsole console)
    {
        var words = new Argument<string[]>("TEXT") { Description = "The text. Several words are put together with one space between them.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> tokenizer = TokenizerOptions.Tokenizer();
        Option<string?> file = CommonOptions.Path("--text", "A text file instead, of any size.");
        Option<bool> special = new("--with-special") { Description = "Take special tokens that are written in the text, such as <|endoftext|>, for what they are. Otherwise they are text like any other." };
        Option<bool> lines = TokenizerOptions.JsonLines("{\"text\": \"…\"}", "{\"ids\": […]}");
        Option<bool> json = CommonOptions.Json();
        return new Verb("encode", "Text to token ids.",
            "llm tokens encode --tokenizer gpt2 I like to eat",
            "llm tokens encode --tokenizer tokenizer.json --text book.txt",
            "llm tokens encode --tokenizer gpt2 --jsonl < texts.jsonl > ids.jsonl") { words, tokenizer, file, special, lines, json }.Does(async (result, cancellation) =>
        {
            string[] given = result.GetValue(words) ?? [];
            string? path = result.GetValue(file);
            if ((given.Length > 0 ? 1 : 0) + (path is null ? 0 : 1) + (result.GetValue(lines) ? 1 : 0) != 1)
                throw new UsageException("expected one thing to encode: TEXT, --text FILE, or --jsonl with lines on standard input");
            NamedTokenizer named = TokenizerOptions.Load(result, tokenizer);
            BytePairTokenizer? withSpecial = result.GetValue(special) ? named.WithMerges("--with-special") : null;
            int[] Encode(string text) => withSpecial?.EncodeWithSpecial(text) ?? named.Tokenizer.Encode(text);

            int[] Whole(string path)
            {
                if (withSpecial is not null || named.Tokenizer is not BytePairTokenizer bytePairs)
                    return Encode(TextFile.ReadText(path).Text);
                using FileStream file = Open(path);
                return [.. IdsOf(bytePairs, file).Select(id =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return id;
                })];
            }

            if (result.GetValue(lines))
            {
                await JsonLines.AnswerAsync(console, "{\"text\": \"…\"}", line =>
                    line.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? $"{{\"ids\": [{Listed(Encode(text.GetString()!), ", ")}]}}" : null, cancellation);
                return ExitCode.Success;
            }
            bool stream = path is not null && withSpecial is null && named.Tokenizer is BytePairTokenizer && !result.GetValue(json);
            if (stream)
                await ProgressDisplay.ShowAsync(console, progress => Task.FromResult(EncodeFile(console, (BytePairTokenizer)named.Tokenizer, path!, progress, cancellation)));
            else
            {
                int[] ids = path is null ? Encode(string.Join(' ', given)) : Whole(path);
                if (result.GetValue(json))
                    console.Json(new JsonObject
                    {
                        ["tokenizer"] = named.Name,
                        ["count"] = ids.Length,
                        ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]),
                        ["tokens"] = new JsonArray([.. ids.Select(id => JsonValue.Create(named.Tokenizer.Vocabulary[id]))]),
                    });
                else
                    console.Line(Listed(ids, " "));
            }
            return ExitCode.Success;
        });
    }

    /// <summary>Writes the ids of a file as they come: neither the text nor the ids are ever held whole.</summary>
    private static bool EncodeFile(CommandConsole console, BytePairTokenizer tokenizer, string path, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        using FileStream file = Open(path);
        long count = 0;
        foreach (int id in IdsOf(tokenizer, file))
        {
            if (count > 0)
                console.Output.Write(' ');
            console.Output.Write(id.ToString(CultureInfo.InvariantCulture));
            if (++count % (1 << 16) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report(file.CanSeek ? new WorkProgress("encoding", file.Position, file.Length, "bytes") : new WorkProgress("encoding", count, null, "tokens"));
            }
        }
        console.Line();
        return true;
    }

    private static FileStream Open(string path) => Directory.Exists(path) ? throw new IOException($"'{path}' is a folder; expected a text file")
        : File.OpenRead(path);

    /// <summary>
    /// The ids of a file. All bytes are taken as they are, whether or not they are text, but for UTF-16 with its byte-order mark, which is
    /// understood. The mark is no part of the text. A pipe cannot be looked at first, so there it counts.
    /// </summary>
    private static IEnumerable<int> IdsOf(BytePairTokenizer tokenizer, FileStream file)
    {
        if (!file.CanSeek)
            return tokenizer.EncodeStream(file);
        var start = new byte[3];
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = start is [0xEF, 0xBB, 0xBF] ? 3 : 0;
        return start is [0xFF, 0xFE, _] or [0xFE, 0xFF, _] ? tokenizer.EncodeStream(new StreamReader(file, detectEncodingFromByteOrderMarks: true))
            : tokenizer.EncodeStream(file);
    }

    private static string Listed(int[] ids, string separator) => string.Join(separator, ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
