namespace LlmFromScratch.Corpora.Stories;

/// <summary>Makes probes from the stories of a world, and knows their kinds.</summary>
public static class StoryProbes
{
    /// <summary>How many stories are read unless told otherwise.</summary>
    public const int DefaultStories = 2000;

    /// <summary>
    /// The kinds by what they depend on. "short": the word beside it ("measure word" in Chinese only, "article" and "number" in English only);
    /// "middle": a name some words before; "long": something that happened earlier in the story; "quiz": the same, asked by a question at the
    /// end of the story.
    /// </summary>
    public static IReadOnlyList<(string Kind, string Group)> Kinds { get; } =
    [
        ("article", "short"), ("measure word", "short"), ("number", "short"), ("pronoun", "middle"),
        .. StoryProbeKinds.All.Select(kind => (kind.Name, kind.Group)).Distinct(),
    ];

    /// <summary>"short", "middle", "long" or "quiz".</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static string GroupOf(string kind) => Kinds.FirstOrDefault(known => known.Kind == kind).Group
        ?? throw new ArgumentException($"expected one of {string.Join(", ", Kinds.Select(known => known.Kind))}; got \"{kind}\"", nameof(kind));

    /// <summary>Makes probes from stories, the same ones every time. They are sorted by kind and then by distance.</summary>
    /// <remarks>
    /// A story gives at most one probe of a kind. Where there are more than enough, they are spread over the ranges of distances
    /// (<see cref="ProbeReport.Distances"/>) as evenly as they can be.
    /// </remarks>
    /// <param name="world">The language.</param>
    /// <param name="seed">Which stories: not those that a model was trained on.</param>
    /// <param name="perKind">At most so many of each kind, 1 or more; rare kinds give fewer.</param>
    /// <param name="stories">How many stories to read, 1 or more.</param>
    /// <param name="first">The number of the first story, 0 or more.</param>
    /// <param name="progress">Told after every 100 stories.</param>
    /// <param name="cancellation">Stops between two stories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<StoryProbe> Make(StoryWorld world, long seed, int perKind, int stories = DefaultStories, long first = 0,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(perKind, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stories, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        var maker = new StoryProbeMaker(world, seed);
        Dictionary<string, List<StoryProbe>> byKind = Kinds.ToDictionary(kind => kind.Kind, _ => new List<StoryProbe>());
        for (int i = 0; i < stories; i++)
        {
            cancellation.ThrowIfStopRequested();
            var random = new SeededRandom(seed, $"which probes of story {first + i}");
            foreach (IGrouping<string, StoryProbe> same in maker.OfStory(first + i).GroupBy(probe => probe.Kind))
            {
                StoryProbe[] probes = [.. same];
                byKind[same.Key].Add(probes[random.NextInt(probes.Length)]);
            }
            if ((i + 1) % 100 == 0)
                progress?.Report(new WorkProgress("making probes", i + 1, stories, "stories"));
        }
        return [.. Kinds.SelectMany(kind => Spread(byKind[kind.Kind], perKind).OrderBy(probe => probe.Distance))];
    }

    // One from each range of distances in turn, until there are enough.
    private static IEnumerable<StoryProbe> Spread(List<StoryProbe> probes, int count) => probes
        .GroupBy(probe => ProbeReport.DistanceOf(probe.Distance))
        .SelectMany(range => range.Select((probe, turn) => (Probe: probe, Turn: turn)))
        .OrderBy(one => one.Turn)
        .Take(count)
        .Select(one => one.Probe);
}
