namespace LlmFromScratch.Corpora.Stories;

/// <summary>How much there is to choose, in nats: worked out from the probabilities of the choices and not from what was drawn.</summary>
internal static class StoryEntropy
{
    /// <summary>The entropy of what happens next.</summary>
    public static double OfChoices(StoryOffers offers)
    {
        double nats = 0;
        foreach ((StoryChoice choice, double probability) in offers.All())
        {
            double inside = 0;
            foreach (StoryRange range in choice.Ranges)
                inside += OfRange(range);
            nats += probability * (inside - Math.Log(probability));
        }
        return nats;
    }

    /// <summary>The entropy of how an event is said.</summary>
    public static double OfWording(StoryLanguage language, StoryState state, in StoryEvent e)
    {
        StoryPattern[] patterns = language.PatternsOf(e);
        var ways = new StoryWays();
        double nats = 0;
        foreach (StoryPattern pattern in patterns)
            foreach (StoryNode node in pattern.Nodes)
                if (node.Versions is int[][] versions)
                {
                    nats += Math.Log(versions.Length);
                }
                else
                {
                    ways.Clear();
                    node.Slot!.Say(state, e, ways);
                    for (int i = 0; i < ways.Count; i++)
                        nats -= (double)ways[i].Weight / ways.Total * Math.Log((double)ways[i].Weight / ways.Total);
                }
        return nats / patterns.Length + Math.Log(patterns.Length);
    }

    // One that leaves a letter's value out is among equally likely ones, and so loses just one of them.
    private static double OfRange(StoryRange range)
    {
        if (range.Weights is null)
            return Math.Log(range.Total - (range.Except is null ? 0 : 1));
        double nats = 0;
        foreach (int weight in range.Weights)
            nats -= (double)weight / range.Total * Math.Log((double)weight / range.Total);
        return nats;
    }
}
