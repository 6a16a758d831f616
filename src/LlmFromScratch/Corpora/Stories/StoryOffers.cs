namespace LlmFromScratch.Corpora.Stories;

/// <summary>What may happen next, in groups. A group has a weight among the groups, and a choice one within its group.</summary>
internal sealed class StoryOffers
{
    private readonly List<(int Weight, int First, int Total)> _groups = [];
    private readonly List<(StoryChoice Choice, int Weight)> _choices = [];
    private int _here = -1;

    /// <summary>How many choices there are.</summary>
    public int Count => _choices.Count;

    /// <summary>Takes all choices out again.</summary>
    /// <param name="here">The place of what happens unless an event names another one, or -1.</param>
    public void Clear(int here)
    {
        _here = here;
        _groups.Clear();
        _choices.Clear();
    }

    /// <summary>Opens a group: what is added next belongs to it. A group that stays empty does not count.</summary>
    /// <param name="weight">1 or more.</param>
    public void Group(int weight)
    {
        if (_groups.Count > 0 && _groups[^1].First == _choices.Count)
            _groups.RemoveAt(_groups.Count - 1);
        _groups.Add((weight, _choices.Count, 0));
    }

    /// <summary>Adds a choice to the latest group. One with an open letter that has no possible value is left out.</summary>
    public void Add(StoryEvent e, int beat, int weight, params StoryRange[] ranges)
    {
        foreach (StoryRange range in ranges)
            if (range.Total == 0)
                return;
        if (e.P < 0 && !ranges.Any(range => range.Field == StoryField.P))
            e = e with { P = _here };
        _choices.Add((new StoryChoice(e, beat, ranges), weight));
        _groups[^1] = _groups[^1] with { Total = _groups[^1].Total + weight };
    }

    /// <summary>A group of one choice.</summary>
    public void Alone(int weight, StoryEvent e, int beat, params StoryRange[] ranges)
    {
        Group(weight);
        Add(e, beat, 1, ranges);
    }

    /// <summary>Every choice with its probability; together 1.</summary>
    public IEnumerable<(StoryChoice Choice, double Probability)> All()
    {
        int all = Groups();
        for (int g = 0; g < _groups.Count; g++)
            for (int i = _groups[g].First; i < End(g); i++)
                yield return (_choices[i].Choice, (double)_groups[g].Weight / all * _choices[i].Weight / _groups[g].Total);
    }

    /// <summary>Draws one.</summary>
    public StoryChoice Draw(SeededRandom random, out double probability)
    {
        int all = Groups(), at = random.NextInt(all), g = 0;
        while (at >= _groups[g].Weight)
            at -= _groups[g++].Weight;
        int i = _groups[g].First;
        for (at = random.NextInt(_groups[g].Total); at >= _choices[i].Weight; i++)
            at -= _choices[i].Weight;
        probability = (double)_groups[g].Weight / all * _choices[i].Weight / _groups[g].Total;
        return _choices[i].Choice;
    }

    private int Groups()
    {
        int sum = 0;
        for (int g = 0; g < _groups.Count; g++)
            if (_groups[g].Total > 0)
                sum += _groups[g].Weight;
        // Only the last group can be empty: an empty one goes when the next is opened.
        if (_groups.Count > 0 && _groups[^1].Total == 0)
            _groups.RemoveAt(_groups.Count - 1);
        return sum > 0 ? sum : throw new InvalidOperationException("The story is stuck: nothing can happen next.");
    }

    private int End(int group) => group + 1 < _groups.Count ? _groups[group + 1].First : _choices.Count;
}
