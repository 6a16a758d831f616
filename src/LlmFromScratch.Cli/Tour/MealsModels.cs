using LlmFromScratch.Cli.Models;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Tour;

/// <summary>A bigram and a 5-gram of one language of the meals, and the truth beside them.</summary>
internal sealed class MealsModels
{
    private const int LongOrder = 5, WholeSentence = 48;

    private readonly MealsGrammar _grammar;

    /// <summary>Counts and smooths.</summary>
    public MealsModels(string corpus, MealsGrammar grammar, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        _grammar = grammar;
        Corpus = Corpus.Load(corpus);
        progress.Report(new WorkProgress($"counting {corpus}", 0, 3, "models"));
        Pairs = NGramCounts.OfLines(Corpus.Splitter, Corpus.Lines, 2, null, cancellation);
        Bigram = new MaximumLikelihood().Train(Pairs);
        progress.Report(new WorkProgress($"counting {corpus}", 1, 3, "models"));
        NGramCounts fiveGrams = NGramCounts.OfLines(Corpus.Splitter, Corpus.Lines, LongOrder, null, cancellation);
        FiveGram = new KneserNey().Train(fiveGrams);
        progress.Report(new WorkProgress($"counting {corpus}", 2, 3, "models"));
    }

    public Corpus Corpus { get; }

    /// <summary>Looks at one word, smooths nothing.</summary>
    public ILanguageModel Bigram { get; }

    /// <summary>Looks at four words, Kneser-Ney.</summary>
    public ILanguageModel FiveGram { get; }

    /// <summary>How often each pair of words occurs.</summary>
    public NGramCounts Pairs { get; }

    /// <summary>Three answers to one question: the truth first.</summary>
    /// <param name="prompt">The beginning of a sentence, a space between words.</param>
    public IReadOnlyList<Prediction> Ask(string prompt)
    {
        int[] ids = Prompt.Of(prompt, new Tokenizer(Corpus.Splitter, Bigram.Vocabulary)).Ids;
        return
        [
            _grammar.Truth(prompt, Bigram.Vocabulary),
            Bigram.Predict(ids) with { Model = "bigram" },
            FiveGram.Predict(ids) with { Model = "5-gram Kneser-Ney" },
        ];
    }

    /// <summary>Perplexities on the corpus, which holds the true proportions: the last, that of the truth, is the lowest there can be.</summary>
    public IReadOnlyList<(string Name, double Perplexity)> Perplexities()
    {
        NGramCounts whole = NGramCounts.OfLines(Corpus.Splitter, Corpus.Lines, WholeSentence);
        return
        [
            ("guessing blindly", Bigram.Vocabulary.Count - 2), // every word and the end of the sentence, but no start and no unknown word
            ("bigram", PerplexityOf(Bigram)),
            ("5-gram Kneser-Ney", PerplexityOf(FiveGram)),
            ("truth", PerplexityOf(new MaximumLikelihood().Train(whole))),
        ];
    }

    private double PerplexityOf(ILanguageModel model)
    {
        var scorer = new TextScorer(model, new Tokenizer(Corpus.Splitter, model.Vocabulary));
        foreach (string line in Corpus.Lines)
            scorer.Add(line);
        return scorer.Finish().Perplexity;
    }
}
