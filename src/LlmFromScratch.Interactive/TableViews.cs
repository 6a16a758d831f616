using System.Globalization;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Interactive;

/// <summary>Types without a picture as small tables: the first or largest entries, and how many there are.</summary>
public static class TableViews
{
    private const int Rows = 20, TopRows = 10;

    /// <summary>How well a text was predicted: in nats, in bits, as perplexity.</summary>
    public static Table Of(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var rows = new List<IReadOnlyList<string>>
        {
            Row("predicted tokens", Count(evaluation.Tokens)),
            Row("unknown among them", Count(evaluation.UnknownTokens)),
            Row("cross-entropy, nats per token", Number(evaluation.NatsPerToken)),
            Row("cross-entropy, bits per token", Number(evaluation.BitsPerToken)),
            Row("perplexity", Number(evaluation.Perplexity)),
        };
        if (evaluation.UnknownTokens > 0)
            rows.Add(Row("perplexity without unknown tokens", Number(evaluation.PerplexityWithoutUnknown)));
        return new Table("", ["measure", "value"], rows);
    }

    /// <summary>The largest probabilities with the numbers of their outcomes.</summary>
    public static Table Of(Probabilities probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        int[] top = probabilities.Top(TopRows);
        return new Table($"{Count(probabilities.Count)} probabilities, entropy {Number(Information.ToBits(Information.Entropy(probabilities)))} bits", ["outcome", "probability"],
            [.. top.Select(id => Row(Count(id), Number(probabilities[id])))])
        {
            Note = More(probabilities.Count - top.Length, $", together {Number(Math.Max(0, 1 - top.Sum(id => probabilities[id])))}"),
        };
    }

    /// <summary>The largest logits with the numbers of their outcomes and the probabilities that softmax makes of them.</summary>
    public static Table Of(Logits logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Probabilities probabilities = logits.Softmax();
        int[] top = [.. Enumerable.Range(0, logits.Count).OrderByDescending(i => logits[i]).ThenBy(i => i).Take(TopRows)];
        return new Table($"{Count(logits.Count)} logits", ["outcome", "logit", "after softmax"],
            [.. top.Select(id => Row(Count(id), Number(logits[id]), Number(probabilities[id])))])
        {
            Note = More(logits.Count - top.Length, ""),
        };
    }

    /// <summary>The first tokens of a vocabulary.</summary>
    public static Table Of(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new Table($"Vocabulary of {Count(vocabulary.Count)} tokens", ["id", "token"],
            [.. vocabulary.Take(Rows).Select((token, id) => Row(Count(id), TokenLabel.Of(token)))])
        {
            Note = More(vocabulary.Count - Rows, ""),
        };
    }

    /// <summary>The first tokens of a text, with their ids and places.</summary>
    public static Table Of(IEnumerable<Token> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Token[] all = [.. tokens];
        return new Table($"{Count(all.Length)} tokens", ["token", "id", "start", "length"],
            [.. all.Take(Rows).Select(token => Row(TokenLabel.Of(token.Text), Count(token.Id), Count(token.Start), Count(token.Length)))])
        {
            Note = More(all.Length - Rows, ""),
        };
    }

    /// <summary>The first lines of a corpus, and how large it is.</summary>
    public static Table Of(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        IReadOnlyList<string> lines = corpus.Excerpt(8);
        string repeated = corpus.RepeatedLines > 0 ? $" ({Count(corpus.DistinctLines)} different)" : "";
        return new Table($"{corpus.Name}: {Count(corpus.Lines.Count)} lines{repeated}, {Count(corpus.CountTokens())} tokens "
            + $"({Count(corpus.CountDistinctTokens())} different) when cut by {corpus.Splitter.Name}", ["line", "text"],
            [.. lines.Select((line, i) => Row(Count(i + 1), line))])
        {
            Note = string.Join(" ", corpus.Notes.Prepend(More(corpus.Lines.Count - lines.Count, " lines")).Where(note => note.Length > 0)),
        };
    }

    /// <summary>How many n-grams of each length a model has, and what its training had to decide.</summary>
    public static Table Of(NGramModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Table(model.Name, ["length", "n-grams"],
            [.. Enumerable.Range(1, model.Order).Select(length => Row(Count(length), Count(model.Trie[length].Count)))])
        {
            Note = string.Join(" ", model.Notes),
        };
    }

    private static string[] Row(params string[] cells) => cells;

    private static string More(int count, string what) => count > 0 ? $"and {Count(count)} more{what}" : "";

    private static string Count(long count) => count.ToString(count >= 10000 ? "N0" : "0", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "" : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞"
        : value != 0 && Math.Abs(value) < 0.0001 ? value.ToString("0.##e0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);
}
