namespace LlmFromScratch.Corpora.Stories;

/// <summary>A gap in a sentence pattern, such as {A} or {X.a}: which letters of the event it shows, and how it is said.</summary>
/// <param name="Name">As patterns write it, without the braces.</param>
/// <param name="Fields">The letters; an open one is decided here, in this order.</param>
/// <param name="Say">Writes every way to say it in a state of the story; called with no open letters.</param>
internal sealed record StorySlot(string Name, StoryField[] Fields, Action<StoryState, StoryEvent, StoryWays> Say);

/// <summary>The ways to say something, each with a weight.</summary>
internal sealed class StoryWays
{
    private readonly List<(string Phrase, int Weight)> _ways = [];

    public int Count => _ways.Count;

    public int Total { get; private set; }

    public (string Phrase, int Weight) this[int index] => _ways[index];

    public void Clear()
    {
        _ways.Clear();
        Total = 0;
    }

    public void Add(string phrase, int weight = 1)
    {
        _ways.Add((phrase, weight));
        Total += weight;
    }
}
