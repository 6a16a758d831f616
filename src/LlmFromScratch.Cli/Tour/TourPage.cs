using System.Globalization;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Cli.Tour;

/// <summary>What the tour found out, for both the terminal and the page.</summary>
internal sealed record TourResult(
    BarChart Eat, BarChart Listen, BarChart EatChinese, BarChart ListenChinese, BarChart PerplexityBars, HeatmapChart Pairs, TokenTextChart Surprise,
    IReadOnlyList<(string Name, double Perplexity)> Perplexities, IReadOnlyList<(string Name, bool Known)> Names, string Factors);

/// <summary>tour.html: the pictures to keep, with a Chinese part.</summary>
internal static class TourPage
{
    /// <summary>One self-contained HTML document.</summary>
    public static string Of(TourResult tour)
    {
        PageBlock Chinese(PageBlock block) => block with { Language = "zh-Hans" };
        string names = string.Join(", ", tour.Names.Select(one => one.Known ? one.Name : one.Name + "*"));
        double bigram = tour.Perplexities[1].Perplexity, fiveGram = tour.Perplexities[2].Perplexity, truth = tour.Perplexities[3].Perplexity;
        return HtmlPage.Render("What comes next, and how likely is it?",
        [
            new PageBlock.Paragraph("That is the one question a language model answers. Here two models made by counting answer it, beside the truth: the sentences they learned from "
                + "were written by a small grammar, so every probability is known."),
            new PageBlock.Heading("How far back does a model look?"),
            new PageBlock.Figure(tour.Eat, "The bigram looks at one word, “eat”, and mixes all who eat. The 5-gram looks at four words and is close to the truth."),
            new PageBlock.Figure(tour.Listen, "After “listen to your” all three words matter: “your” alone is also followed by what people eat, wash and open."),
            new PageBlock.Heading("A bigram is a table"),
            new PageBlock.Figure(tour.Pairs, "Each row is what comes after one word. This table, for all words, is the whole bigram model."),
            new PageBlock.Heading("One number for a model"),
            new PageBlock.Figure(tour.PerplexityBars, string.Create(CultureInfo.InvariantCulture,
                $"Perplexity: among how many equally likely words a model wavers, on average. The bigram {bigram:0.00}, the 5-gram {fiveGram:0.00}, and the truth {truth:0.00}, which no model can beat.")),
            new PageBlock.Figure(tour.Surprise, "An unlikely word surprises: −log₂ of its probability, in bits. One bit is a coin toss."),
            new PageBlock.Heading("A model can write"),
            new PageBlock.Paragraph($"A model of letters learned from a list of first names, and invents: {names}."),
            new PageBlock.Paragraph("The ones with a star are not in the list."),
            Chinese(new PageBlock.Heading("中文：下一个词是什么，可能性有多大？")),
            Chinese(new PageBlock.Paragraph("语言模型只回答这一个问题。这里的句子由一个小语法写成，因此真实概率是已知的：二元模型只看前一个词，五元模型看前四个词，更接近真实概率。")),
            Chinese(new PageBlock.Figure(tour.EatChinese, "“我喜欢吃”之后：苹果 0.375，香蕉 0.146。")),
            Chinese(new PageBlock.Figure(tour.ListenChinese, "“听你的”之后：心、直觉、身体、父母、奶奶。")),
            Chinese(new PageBlock.Paragraph($"按字来看，词的概率是各字概率的乘积：{tour.Factors}。")),
            new PageBlock.Heading("What next?"),
            new PageBlock.Paragraph("Open notebooks/README.md for the chapters; chapter 02, counting-words, builds both models step by step. Ask your own question:"),
            new PageBlock.Preformatted("dotnet run -c Release --project src/LlmFromScratch.Cli -- next \"I want to drink\" --compare"),
        ]);
    }
}
