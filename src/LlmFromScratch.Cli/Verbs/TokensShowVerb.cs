using System.CommandLine;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Plots;
using LlmFromScratch.Tokens;
using Spectre.Console;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tokens show: what a tokenizer does, to look at.</summary>
internal static class TokensShowVerb
{
    public static Verb Create(CommandConsole console)
    {
        var text = new Argument<string?>("TEXT") { Description = "A text to cut, in quotes.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> tokenizer = TokenizerOptions.Tokenizer();
        Option<string?> word = CommonOptions.Path("--word", "Show the merges that build the tokens of this word.", "WORD");
        Option<int?> merges = CommonOptions.OptionalWholeNumber("--merges", "Show the first N merges.", 1);
        Option<string?> svg = CommonOptions.Path("--svg", "Write the first of these pictures to this file as an SVG picture.");
        Option<string?> html = CommonOptions.Path("--html", "Write all of these pictures to this file as a page for a browser.");
        Option<bool> json = CommonOptions.Json();
        return new Verb("show", "Shows how a text is cut into tokens, how merges build a word, and the first merges.",
            "llm tokens show \"The cat doesn't sit on the mat.\"",
            "llm tokens show 我喜欢吃苹果 --tokenizer gpt2 --html tokens.html",
            "llm tokens show --word unbelievable --merges 20") { text, tokenizer, word, merges, svg, html, json }.Does((result, _) =>
        {
            string? asked = result.GetValue(text), tree = result.GetValue(word);
            int? first = result.GetValue(merges);
            if (asked is null && tree is null && first is null)
                throw new UsageException("expected something to show: a TEXT, --word WORD, or --merges N");
            NamedTokenizer named = TokenizerOptions.Load(result, tokenizer);
            var charts = new List<Chart>();
            if (asked is not null)
                charts.Add(TokenText.Of(named.Tokenizer, asked, named.Name));
            if (tree is not null)
                charts.Add(MergeTree.Of(named.WithMerges("--word").BytePairs, tree, named.WithMerges("--word").Splitter));
            if (first is int count)
                charts.Add(MergeTable.Of(named.WithMerges("--merges").BytePairs, count));
            if (result.GetValue(svg) is { } picture)
                AtomicFile.WriteText(picture, SvgRenderer.Render(charts[0]));
            if (result.GetValue(html) is { } page)
                AtomicFile.WriteText(page, HtmlPage.Render($"Tokens of {named.Name}", [.. charts.Select(chart => new PageBlock.Figure(chart))]));
            if (result.GetValue(json))
            {
                console.Json(Answer(named, asked, charts));
                return ExitCode.Success;
            }
            foreach (Chart chart in charts)
            {
                console.Draw(chart);
                console.Line();
            }
            foreach (string? written in (string?[])[result.GetValue(svg), result.GetValue(html)])
                if (written is not null)
                    console.Say($"Written: {Markup.Escape(written)}");
            return ExitCode.Success;
        });
    }

    private static JsonObject Answer(NamedTokenizer named, string? text, List<Chart> charts)
    {
        var answer = new JsonObject { ["tokenizer"] = named.Name, ["vocabulary"] = named.Tokenizer.Vocabulary.Count };
        if (text is not null)
            answer["tokens"] = new JsonArray([.. named.Tokenizer.Tokenize(text).Select(token => new JsonObject
            {
                ["id"] = token.Id,
                ["token"] = named.Tokenizer.Vocabulary[token.Id],
                ["start"] = token.Start,
                ["length"] = token.Length,
            })]);
        if (charts.OfType<MergeTreeChart>().FirstOrDefault() is { } tree)
            answer["word"] = new JsonArray([.. tree.Nodes.Select(node => new JsonObject
            {
                ["token"] = node.Label,
                ["id"] = node.Id,
                ["merge"] = node.Merge,
                ["parts"] = node.Merge is null ? null : new JsonArray(node.Left, node.Right),
            })]);
        if (charts.OfType<TableChart>().FirstOrDefault() is { } table)
            answer["merges"] = new JsonArray([.. table.Rows.Select(row => new JsonObject { ["left"] = row[1], ["right"] = row[2], ["result"] = row[3], ["id"] = int.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture) })]);
        return answer;
    }
}
