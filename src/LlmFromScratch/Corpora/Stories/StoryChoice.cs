namespace LlmFromScratch.Corpora.Stories;

/// <summary>The values that a letter of an event may have, each with its weight.</summary>
/// <param name="Field">Which letter.</param>
/// <param name="Values">Numbers of the lexicon; at least one.</param>
/// <param name="Weights">As many, each 1 or more; null if all are equally likely.</param>
/// <param name="Except">A letter whose value is left out here ("somebody else than A"); it must be among the values and have no weights.</param>
internal sealed record StoryRange(StoryField Field, int[] Values, int[]? Weights = null, StoryField? Except = null)
{
    public int Total => Weights?.Sum() ?? Values.Length;

    /// <summary>Draws a value, given the event so far with the letter that <see cref="Except"/> names.</summary>
    public int Draw(in StoryEvent e, SeededRandom random, out double share)
    {
        if (Weights is int[] weights)
        {
            int at = random.NextInt(Total), i = 0;
            while (at >= weights[i])
                at -= weights[i++];
            share = (double)weights[i] / Total;
            return Values[i];
        }
        int count = Values.Length - (Except is null ? 0 : 1), drawn = random.NextInt(count);
        share = 1.0 / count;
        // The one to be left out is skipped.
        if (Except is StoryField field && drawn >= Array.IndexOf(Values, e.Get(field)))
            drawn++;
        return Values[drawn];
    }

    /// <summary>Every value with its probability.</summary>
    /// <param name="e">The event so far, with the letter that <see cref="Except"/> names.</param>
    public IEnumerable<(int Value, double Share)> All(StoryEvent e)
    {
        for (int i = 0; i < Values.Length; i++)
            if (Weights is not null)
                yield return (Values[i], (double)Weights[i] / Total);
            else if (Except is not StoryField field)
                yield return (Values[i], 1.0 / Values.Length);
            else if (e.Get(field) != Values[i])
                yield return (Values[i], 1.0 / (Values.Length - 1));
    }
}

/// <summary>One of the things that may happen next: an event, some of whose letters are still open, and where the plot stands after it.</summary>
/// <param name="Event">The event; open letters are -1.</param>
/// <param name="Beat">The beat of the plot that comes after it.</param>
/// <param name="Ranges">The open letters, to be chosen in this order, independent of each other but for <see cref="StoryRange.Except"/>.</param>
internal sealed record StoryChoice(StoryEvent Event, int Beat, StoryRange[] Ranges)
{
    /// <summary>The range of a letter, or null if it is not open.</summary>
    public StoryRange? RangeOf(StoryField field)
    {
        foreach (StoryRange range in Ranges)
            if (range.Field == field)
                return range;
        return null;
    }
}
