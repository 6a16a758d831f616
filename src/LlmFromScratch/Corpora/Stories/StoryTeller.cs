using System.Text;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>Tells stories: draws what happens next, then how to say it, sentence after sentence.</summary>
/// <param name="language">The language to tell them in. What happens does not depend on it.</param>
/// <param name="seed">Another seed, other stories.</param>
internal sealed class StoryTeller(StoryLanguage language, long seed)
{
    private readonly StoryOffers _offers = new();
    private readonly StoryWays _ways = new();
    private readonly StringBuilder _text = new();

    /// <summary>The story with a number: the same whichever were told before.</summary>
    /// <param name="number">0 or more.</param>
    /// <param name="withEntropy">Whether to work out <see cref="StorySentence.EntropyNats"/>, which takes about as long as the story.</param>
    public Story Tell(long number, bool withEntropy = false)
    {
        var state = new StoryState();
        var sentences = new List<StorySentence>();
        string kind = "";
        foreach (StorySentence sentence in Sentences(number, state, withEntropy))
        {
            sentences.Add(sentence);
            string now = StoryPlots.KindOf(state.Beat, sentence.Event.Kind);
            kind = now.Length > 0 ? now : kind;
        }
        return new Story(number, kind, sentences);
    }

    /// <summary>The sentences of a story, each told only when it is asked for.</summary>
    /// <param name="number">0 or more.</param>
    /// <param name="state">That of a story of which nothing has been told. Afterwards, what is true after the latest sentence.</param>
    /// <param name="withEntropy">As for <see cref="Tell"/>.</param>
    public IEnumerable<StorySentence> Sentences(long number, StoryState state, bool withEntropy = false)
    {
        // What happens and how it is said are drawn from two streams, so that the English and the Chinese story tell the same.
        var events = new SeededRandom(seed, $"what happens in story {number}");
        var words = new SeededRandom(seed, $"how story {number} is told in {language.Code}");
        StorySentence sentence;
        do
            yield return sentence = NextSentence(state, events, words, withEntropy);
        while (sentence.Event.Kind != StoryEventKind.End);
    }

    /// <summary>Draws one sentence and makes it true.</summary>
    public StorySentence NextSentence(StoryState state, SeededRandom events, SeededRandom words, bool withEntropy = false)
    {
        StoryPlots.Offer(state, _offers);
        StoryChoice choice = _offers.Draw(events, out double probability);
        double eventNats = -Math.Log(probability), wordingNats = 0;
        StoryEvent e = choice.Event;
        foreach (StoryRange range in choice.Ranges)
        {
            int value = range.Draw(e, events, out double share);
            e = e.With(range.Field, value);
            eventNats -= Math.Log(share);
        }
        StoryPattern[] patterns = language.PatternsOf(e);
        StoryPattern pattern = patterns[words.NextInt(patterns.Length)];
        wordingNats += Math.Log(patterns.Length);
        string text = Say(state, e, pattern, words, ref wordingNats);
        double entropy = withEntropy ? StoryEntropy.OfChoices(_offers) + StoryEntropy.OfWording(language, state, e) : double.NaN;
        state.Apply(e, choice.Beat, pattern);
        return new StorySentence(e, pattern.Text, text, eventNats, wordingNats, entropy);
    }

    private string Say(StoryState state, in StoryEvent e, StoryPattern pattern, SeededRandom words, ref double nats)
    {
        _text.Clear();
        foreach (StoryNode node in pattern.Nodes)
        {
            int[] pieces;
            if (node.Versions is int[][] versions)
            {
                pieces = versions[versions.Length == 1 ? 0 : words.NextInt(versions.Length)];
                nats += Math.Log(versions.Length);
            }
            else
            {
                _ways.Clear();
                node.Slot!.Say(state, e, _ways);
                int at = _ways.Count == 1 ? 0 : words.NextInt(_ways.Total), way = 0;
                while (at >= _ways[way].Weight)
                    at -= _ways[way++].Weight;
                nats -= Math.Log((double)_ways[way].Weight / _ways.Total);
                pieces = language.Pieces.Of(_ways[way].Phrase, node.Space);
            }
            foreach (int piece in language.Begin(pieces, state, e, node, first: _text.Length == 0))
                _text.Append(language.Pieces[piece]);
        }
        return _text.ToString();
    }
}
