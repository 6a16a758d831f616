using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Cli.Tour;
using LlmFromScratch.Corpora;
using LlmFromScratch.Plots;
using Spectre.Console;
using BarChart = LlmFromScratch.Plots.BarChart;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm tour: the idea of the course in a minute, ending in pictures.</summary>
internal static class TourVerb
{
    private const int NamesShown = 12;
    private const string Sentences = "listen to your heart .\nlisten to your banana .";

    public static Verb Create(CommandConsole console)
    {
        Option<string?> output = CommonOptions.Path("--out", "Where the page with the pictures goes. [default: tour.html]");
        Option<string?> svg = CommonOptions.Path("--svg", "Write the first chart to this file too, as an SVG picture.");
        Option<long> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        return new Verb("tour", "The idea of the course in a minute, without a network: trains three models, shows what they say, and writes tour.html with the pictures.",
            "llm tour", "llm tour --seed 7 --out /tmp/tour.html") { output, svg, seed, json }.Does(async (result, cancellation) =>
        {
            string path = result.GetValue(output) ?? "tour.html";
            OutputFiles.CheckWritable(path);
            var clock = Stopwatch.StartNew();
            (TourResult tour, MealsModels english, NamesModel names) = await ProgressDisplay.ShowAsync(console, progress =>
                Task.FromResult(Train(result.GetValue(seed), progress, cancellation)));
            TimeSpan trained = clock.Elapsed;
            AtomicFile.WriteText(path, TourPage.Of(tour));
            if (result.GetValue(svg) is { } picture)
                AtomicFile.WriteText(picture, SvgRenderer.Render(tour.Eat));
            if (result.GetValue(json))
                console.Json(Answer(path, tour));
            else
                Show(console, path, tour, english, names, trained);
            return ExitCode.Success;
        });
    }

    private static (TourResult, MealsModels, NamesModel) Train(long seed, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        var english = new MealsModels("meals", MealsGrammar.English, progress, cancellation);
        var chinese = new MealsModels("meals-zh", MealsGrammar.Chinese, progress, cancellation);
        var names = new NamesModel(progress, cancellation);
        IReadOnlyList<(string Name, double Perplexity)> perplexities = english.Perplexities();
        return (new TourResult(
            TourCharts.Next(english.Ask("I like to eat")), TourCharts.Next(english.Ask("listen to your")),
            TourCharts.NextInChinese(chinese.Ask("我 喜欢 吃"), "我喜欢吃"), TourCharts.NextInChinese(chinese.Ask("听 你的"), "听你的"),
            TourCharts.Perplexities(perplexities), TourCharts.Pairs(english.Pairs), TourCharts.Surprise(english.FiveGram, english.Corpus, Sentences),
            perplexities, names.Write(NamesShown, seed), Factors()), english, names);
    }

    /// <summary>P(直觉 | 听你的) = P(直 | 听你的) × P(觉 | 听你的直) = 0.187 × 1 = 0.187.</summary>
    private static string Factors()
    {
        IReadOnlyList<(string Before, MealsNextToken Character)> factors = MealsGrammar.Chinese.Factors("听你的", "直觉");
        string symbols = string.Join(" × ", factors.Select(factor => $"P({factor.Character.Token} | {factor.Before})"));
        string numbers = string.Join(" × ", factors.Select(factor => factor.Character.Probability.ToString("0.###", CultureInfo.InvariantCulture)));
        double product = factors.Aggregate(1.0, (all, factor) => all * factor.Character.Probability);
        return string.Create(CultureInfo.InvariantCulture, $"P(直觉 | 听你的) = {symbols} = {numbers} = {product:0.###}");
    }

    private static void Show(CommandConsole console, string path, TourResult tour, MealsModels english, NamesModel names, TimeSpan trained)
    {
        Step(console, 1, "One question");
        console.Say("A language model answers one question: what comes next, and how likely is it? Here is a little language to learn, written by a grammar, so that the true answer is known. Five of its "
            + string.Create(CultureInfo.InvariantCulture, $"{english.Corpus.Lines.Count:N0} lines:"));
        console.Line();
        foreach (string line in english.Corpus.Lines.Distinct().Take(5))
            console.Say($"    [italic]{Markup.Escape(line)}[/]");
        console.Line();
        console.Say($"Counting their words made two models, and counting the letters of {names.Corpus.Lines.Count.ToString("N0", CultureInfo.InvariantCulture)} names a third one, all in {Quantity.Seconds(trained)}.");
        console.Line();

        Step(console, 2, "How far back does a model look?");
        console.Say("A bigram looks at one word. A 5-gram looks at four, and Kneser-Ney smoothing keeps a little probability for what it has never seen.");
        console.Line();
        Draw(console, tour.Eat);
        console.Say("The bigram sees only “eat”, and mixes all who eat. The 5-gram knows that it was I who like to.");
        console.Line();
        Draw(console, tour.Listen);

        Step(console, 3, "The same in Chinese 中文");
        console.Say("Nothing changes but the words: they are cut apart first, 我 · 喜欢 · 吃.");
        console.Line();
        Draw(console, tour.EatChinese);
        Draw(console, tour.ListenChinese);
        console.Say("A model of single characters needs two steps for a word of two, and the probabilities multiply:");
        console.Say(Markup.Escape(tour.Factors));
        console.Line();

        Step(console, 4, "One number for a model");
        console.Say("Perplexity: among how many equally likely words does a model waver, on average? Less is better, and nothing beats the truth.");
        console.Line();
        Draw(console, tour.PerplexityBars);

        Step(console, 5, "Surprise");
        console.Say("How surprising a word is, in bits: one bit is a coin toss. The 5-gram knows every word below, but not all in this place.");
        console.Line();
        Draw(console, tour.Surprise);

        Step(console, 6, "A model can write");
        console.Say("Draw a letter from the probabilities, put it at the end, ask again. Names by the third model:");
        console.Line();
        foreach ((string Name, bool Known)[] row in tour.Names.Chunk(Math.Clamp((console.Width - 4) / 17, 1, 4)))
            console.Say("    " + string.Concat(row.Select(one => one.Known ? $"{Markup.Escape(one.Name),-17}" : $"[bold]{Markup.Escape(one.Name)}[/]*{new string(' ', Math.Max(1, 16 - TextWidth.Of(one.Name)))}")).TrimEnd());
        console.Line();
        console.Say("[grey]* invented: not in the list it learned from[/]");
        console.Line();

        Step(console, 7, "What next?");
        console.Say($"[bold]{Markup.Escape(path)}[/] has the pictures: open it in a browser.");
        console.Line();
        foreach ((string what, string how) in new[]
        {
            ("ask your own question", "llm next \"I want to drink\" --compare"),
            ("ask a trained network", "llm next \"I like to eat\" --model gpt-en"),
            ("see the lines behind a number", "llm ngrams why \"I like to eat\""),
            ("begin the course", "notebooks/README.md, then notebooks/01-text-and-tokens/chapter.ipynb"),
            ("run the tests", "dotnet test -c Release"),
        })
            console.Say($"  {what}:\n      [bold]{Markup.Escape(how)}[/]");
        console.Line();
        console.Say("[grey]llm stands for: dotnet run -c Release --project src/LlmFromScratch.Cli --[/]");
    }

    private static void Draw(CommandConsole console, Chart chart)
    {
        console.Draw(chart);
        console.Line();
    }

    private static void Step(CommandConsole console, int number, string title)
    {
        console.Say($"[bold blue]{number}  {Markup.Escape(title)}[/]");
        console.Line();
    }

    private static JsonObject Answer(string path, TourResult tour)
    {
        var perplexities = new JsonObject();
        foreach ((string name, double perplexity) in tour.Perplexities)
            perplexities[name] = CommandConsole.Number(perplexity);
        JsonObject ChartOf(BarChart chart) => new()
        {
            ["title"] = chart.Title,
            ["labels"] = new JsonArray([.. chart.Labels.Select(label => JsonValue.Create(label))]),
            ["series"] = new JsonArray([.. chart.Series.Select(series => new JsonObject
            {
                ["name"] = series.Name,
                ["probabilities"] = new JsonArray([.. series.Values.Select(value => JsonValue.Create(value))]),
            })]),
        };
        return new JsonObject
        {
            ["page"] = path,
            ["charts"] = new JsonArray(ChartOf(tour.Eat), ChartOf(tour.Listen), ChartOf(tour.EatChinese), ChartOf(tour.ListenChinese)),
            ["perplexities"] = perplexities,
            ["names"] = new JsonArray([.. tour.Names.Select(one => new JsonObject { ["name"] = one.Name, ["known"] = one.Known })]),
        };
    }
}
