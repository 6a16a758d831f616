namespace LlmFromScratch.Plots;

/// <summary>A line from one word of a text to another.</summary>
/// <param name="From">The place of the word where it begins: the one that looks.</param>
/// <param name="To">The place of the word where it ends: the one that is looked at.</param>
/// <param name="Weight">How thick it is, from 0 to 1.</param>
/// <param name="Group">Whose it is, such as the number of a head; 0 or more.</param>
public readonly record struct Arc(int From, int To, double Weight, int Group = 0);

/// <summary>The words of a text and arcs between them: who looks at whom. <see cref="AttentionChart"/> makes it.</summary>
public sealed record ArcChart : Chart
{
    /// <summary>Words and arcs between them.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="words">First to last. `[word]`</param>
    /// <param name="arcs">In any order.</param>
    /// <exception cref="ArgumentException">A word is empty, or an arc has a place that is no word, a weight outside of [0, 1] or a group below 0.</exception>
    public ArcChart(string title, IReadOnlyList<string> words, IReadOnlyList<Arc> arcs) : base(title)
    {
        Words = ChartData.Labels(words, nameof(words));
        if (Words.Any(word => word.Length == 0))
            throw new ArgumentException("expected words that can be seen, got an empty one: TokenLabel.Of makes them so", nameof(words));
        ArgumentNullException.ThrowIfNull(arcs);
        foreach (Arc arc in arcs)
        {
            if (arc.From < 0 || arc.From >= Words.Count || arc.To < 0 || arc.To >= Words.Count || arc.Group < 0)
                throw new ArgumentException($"expected arcs between places 0 and {Words.Count - 1}, in groups from 0 on; got one from {arc.From} to {arc.To} in group {arc.Group}", nameof(arcs));
            if (!(arc.Weight is >= 0 and <= 1.0001)) // also catches not-a-number
                throw new ArgumentException(FormattableString.Invariant($"expected weights from 0 to 1, got {arc.Weight} from {arc.From} to {arc.To}"), nameof(arcs));
        }
        Arcs = [.. arcs];
    }

    /// <summary>First to last. `[word]`</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All arcs, also those too light to be drawn.</summary>
    public IReadOnlyList<Arc> Arcs { get; }

    /// <summary>The names of the groups, for a legend; none or one needs none. `[group]`</summary>
    public IReadOnlyList<string> Groups
    {
        get;
        init => field = ChartData.Labels(value, nameof(Groups));
    } = [];

    /// <summary>The place of the one word that looks, which is marked; null where many look.</summary>
    public int? From
    {
        get;
        init => field = value is null || (value >= 0 && value < Words.Count) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"expected the place of a word, from 0 to {Words.Count - 1}");
    }

    /// <summary>What the thickness means: "weight".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>Lighter arcs than this are not drawn; from 0 to 1.</summary>
    public double Threshold
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a threshold from 0 to 1");
    } = 0.03;

    /// <summary>The arcs to draw, the heaviest last, so that they lie on top.</summary>
    internal IReadOnlyList<Arc> Drawn => [.. Arcs.Where(arc => arc.Weight > 0 && arc.Weight >= Threshold).OrderBy(arc => arc.Weight).TakeLast(MostArcs)];

    private const int MostArcs = 400;

    internal string NameOf(int group) => group < Groups.Count ? Groups[group] : "";

    /// <summary>How many groups there are, named or not.</summary>
    internal int GroupCount => Math.Max(Groups.Count, Arcs.Select(arc => arc.Group + 1).DefaultIfEmpty(0).Max());

    /// <summary>"head 1: holds looks at Anna, 0.62".</summary>
    internal string Say(Arc arc) => (GroupCount > 1 && NameOf(arc.Group).Length > 0 ? NameOf(arc.Group) + ": " : "")
        + $"{Words[arc.From]} looks at {(arc.From == arc.To ? "itself" : Words[arc.To])}, {Numbers.Format(arc.Weight, "0.00")}";

    private protected override string Describe()
    {
        string text = string.Join(' ', Words.Take(60)) + (Words.Count > 60 ? " …" : "");
        string heaviest = string.Join("; ", Drawn.Reverse().Take(8).Select(Say));
        return $"Arcs between words. {ChartData.Sentence(Title)}{ChartData.Sentence(text)}{(heaviest.Length == 0 ? "No arcs" : heaviest)}.";
    }
}
