using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;

namespace LlmFromScratch.Cli.Tour;

/// <summary>A model of the letters of first names.</summary>
internal sealed class NamesModel
{
    private const int Order = 5;
    private readonly HashSet<string> _known;

    /// <summary>Counts and smooths.</summary>
    public NamesModel(IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        Corpus = Corpus.Load("names");
        _known = [.. Corpus.Lines];
        progress.Report(new WorkProgress("counting the letters of names", 0, 1, "models"));
        Model = new ModifiedKneserNey().Train(NGramCounts.OfLines(Corpus.Splitter, Corpus.Lines, Order, null, cancellation));
    }

    public Corpus Corpus { get; }

    public ILanguageModel Model { get; }

    /// <summary>Names that the model writes, each with whether it stands in the list that it learned from.</summary>
    public IReadOnlyList<(string Name, bool Known)> Write(int count, long seed)
    {
        var generator = new TextGenerator(Model);
        var seeds = new SeededRandom(seed, "texts");
        var names = new List<(string, bool)>();
        while (names.Count < count)
        {
            string name = Corpus.Splitter.Join(generator.Generate([Model.Vocabulary.StartId!.Value], (long)seeds.NextBits(), 20).Select(id => Model.Vocabulary[id]));
            if (name.Length > 0)
                names.Add((name, _known.Contains(name)));
        }
        return names;
    }
}
