namespace LlmFromScratch.Corpora.Stories;

/// <summary>
/// All ways to read the sentence that is being told, each with its probability: a tree of all sentences that are possible here, opened
/// only where the text goes. The next token is as likely as the readings that go on with it.
/// </summary>
/// <param name="language">The language of the text.</param>
/// <param name="tokens">The tokens of each piece, in the tokenizer of the text.</param>
internal sealed class StoryReader(StoryLanguage language, Func<int, int[]> tokens)
{
    private readonly StoryOffers _offers = new();

    /// <summary>Every reading of a sentence of which nothing has been said yet.</summary>
    public List<StoryReading> Open(StoryState state)
    {
        var readings = new List<StoryReading>();
        StoryPlots.Offer(state, _offers);
        foreach ((StoryChoice choice, double probability) in _offers.All())
        {
            StoryPattern[] patterns = language.PatternsOf(choice.Event);
            foreach (StoryPattern pattern in patterns)
                Enter(state, choice, choice.Event, pattern, 0, true, probability / patterns.Length, readings);
        }
        return readings;
    }

    /// <summary>The token with which a reading goes on.</summary>
    public int Next(in StoryReading reading) => tokens(reading.Pieces[reading.Piece])[reading.Token];

    /// <summary>Follows a reading over its next token. Adds the ways in which it can go on; none if the sentence is complete.</summary>
    /// <returns>Whether the sentence is complete.</returns>
    public bool Step(StoryState state, in StoryReading reading, List<StoryReading> into)
    {
        if (reading.Token + 1 < tokens(reading.Pieces[reading.Piece]).Length)
            into.Add(reading with { Token = reading.Token + 1 });
        else if (reading.Piece + 1 < reading.Pieces.Length)
            into.Add(reading with { Piece = reading.Piece + 1, Token = 0 });
        else
            return Enter(state, reading.Choice, reading.Event, reading.Pattern, reading.Node + 1, false, reading.Weight, into);
        return false;
    }

    /// <summary>Enters a part of the pattern in every way; over a part that may be empty, also the next one.</summary>
    /// <returns>Whether the pattern has no more parts.</returns>
    private bool Enter(StoryState state, StoryChoice choice, in StoryEvent e, StoryPattern pattern, int node, bool first, double weight, List<StoryReading> into)
    {
        if (node == pattern.Nodes.Length)
            return true;
        StoryNode part = pattern.Nodes[node];
        if (part.Versions is int[][] versions)
        {
            bool complete = false;
            foreach (int[] version in versions)
                complete |= EnterWith(version, e, weight / versions.Length, into);
            return complete;
        }
        return Decide(e, 0, weight, into);

        // Open letters that this gap shows are decided here, one after the other; then it is said.
        bool Decide(in StoryEvent e, int field, double weight, List<StoryReading> into)
        {
            StoryField[] fields = part.Slot!.Fields;
            if (field < fields.Length)
            {
                if (e.Get(fields[field]) >= 0 || choice.RangeOf(fields[field]) is not StoryRange range)
                    return Decide(e, field + 1, weight, into);
                if (range.Except is StoryField except && e.Get(except) < 0)
                    throw new InvalidOperationException($"The pattern \"{pattern.Text}\" shows {fields[field]} before {except}, on which it depends.");
                foreach ((int value, double share) in range.All(e))
                    Decide(e.With(fields[field], value), field + 1, weight * share, into);
                return false;
            }
            var ways = new StoryWays();
            part.Slot.Say(state, e, ways);
            bool complete = false;
            for (int way = 0; way < ways.Count; way++)
                complete |= EnterWith(language.Pieces.Of(ways[way].Phrase, part.Space), e, weight * ways[way].Weight / ways.Total, into);
            return complete;
        }

        bool EnterWith(int[] pieces, in StoryEvent e, double weight, List<StoryReading> into)
        {
            if (pieces.Length == 0)
                return Enter(state, choice, e, pattern, node + 1, first, weight, into);
            into.Add(new StoryReading(choice, e, pattern, node, language.Begin(pieces, state, e, part, first), 0, 0, weight));
            return false;
        }
    }
}
