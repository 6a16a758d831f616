using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryProbesTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Oracle_OnEveryProbe_RulesOutTheWrongOptions(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer tokenizer = world.WordTokenizer();
        StoryOracle oracle = world.Oracle(tokenizer);
        IReadOnlyList<StoryProbe> probes = StoryProbes.Make(world, seed: 41, perKind: 40, stories: 1000);
        string[] never = [language == "en" ? "measure word" : "article", language == "en" ? "" : "number"];
        Assert.Equal(StoryProbes.Kinds.Select(kind => kind.Kind).Except(never), probes.Select(probe => probe.Kind).Distinct());
        foreach (StoryProbe probe in probes)
            Assert.True(ProbeSuite.Options(oracle, tokenizer, probe)[0] > 1 - 1e-9, $"{probe.Kind}: …{probe.Context[^Math.Min(200, probe.Context.Length)..]}|{probe.Right}|{string.Join('|', probe.Wrong)}");
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh", true)]
    [InlineData("zh", false)]
    public void Oracle_OfCharacters_FindsTheRightOptionsToo(string language, bool spaces)
    {
        StoryWorld world = StoryWorld.In(language);
        StoryProbe[] probes = [.. StoryProbes.Make(world, seed: 42, perKind: 3, stories: 200).Select(probe => spaces ? probe : probe.WithoutSpaces())];
        Tokenizer tokenizer = Tokenizer.Train(new CharacterSplitter(), [.. world.Words, " \n"]);
        ProbeReport report = ProbeSuite.Run(world.Oracle(tokenizer, spaces), tokenizer, probes);
        Assert.All(report.Kinds, row => Assert.Equal(1, row.Probability, 1e-9));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Make_AnyProbe_GoesOnAsTheStoryDoes(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        string[] stories = [.. world.Stories(seed: 43).Take(60).Select(story => story.Text)];
        IReadOnlyList<StoryProbe> probes = StoryProbes.Make(world, seed: 43, perKind: 100, stories: 60);
        Assert.NotEmpty(probes);
        foreach (StoryProbe probe in probes)
        {
            Assert.Contains(stories, story => story.StartsWith(probe.Context + probe.Right, StringComparison.Ordinal));
            Assert.Equal(' ', probe.Right[0]);
            Assert.InRange(probe.Wrong.Count, 1, 3);
            Assert.Equal(probe.Wrong.Count + 1, probe.Wrong.Append(probe.Right).Distinct().Count());
        }
    }

    [Fact]
    public void Make_QuestionOfAQuiz_IsAnsweredByTheStory()
    {
        // In Chinese a word looks the same wherever it stands: the first word in which the answers differ was said before.
        StoryProbe[] probes = [.. StoryProbes.Make(StoryWorld.Chinese, seed: 44, perKind: 30).Where(probe =>
            StoryProbes.GroupOf(probe.Kind) == "quiz" && probe.Kind != "how many")];
        Assert.NotEmpty(probes);
        foreach (StoryProbe probe in probes)
        {
            string[] right = probe.Right.Split(' '), wrong = probe.Wrong[0].Split(' '), context = probe.Context.Split(' ');
            int at = right.Zip(wrong).TakeWhile(words => words.First == words.Second).Count();
            int last = Array.LastIndexOf(context, right[at]);
            Assert.True(last >= 0, $"{probe.Context}|{probe.Right}");
            // It may have been said once more, about something else, but not before the place that is meant.
            int since = context.Length - 1 - last + at - 1; // the answer begins with a space, so its first word is at 1
            // Distances are measured from the end of the words that say it, of which there are two at most.
            Assert.True(since <= probe.Distance + 1, $"{since} > {probe.Distance}: {probe.Kind}: {probe.Context}|{probe.Right}");
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Make_WordThatWasSaidOnlyOfThis_HasItsDistanceInWords(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        StoryProbe[] probes = [.. StoryProbes.Make(world, seed: 49, perKind: 20).Where(probe => probe.Kind == "weather")];
        Assert.NotEmpty(probes);
        foreach (StoryProbe probe in probes)
        {
            string[] right = Pieces(probe.Right), wrong = Pieces(probe.Wrong[0]), context = Pieces(probe.Context);
            string weather = right.Zip(wrong).First(words => words.First != words.Second).First;
            int before = Array.IndexOf(right, weather);
            Assert.Equal(context.Length - 1 - Array.LastIndexOf(context, weather) + before, probe.Distance);
        }

        string[] Pieces(string text)
        {
            var pieces = new List<string>();
            for (int at = 0; world.WordSplitter.TryNext(text, at, out Piece piece); at = piece.End)
                pieces.Add(piece.Of(text).ToString());
            return [.. pieces];
        }
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameAndOtherSeedOthers()
    {
        string one = StoryProbeFile.ToCsv(StoryProbes.Make(StoryWorld.English, seed: 45, perKind: 5, stories: 100));
        Assert.Equal(one, StoryProbeFile.ToCsv(StoryProbes.Make(StoryWorld.English, seed: 45, perKind: 5, stories: 100)));
        Assert.NotEqual(one, StoryProbeFile.ToCsv(StoryProbes.Make(StoryWorld.English, seed: 46, perKind: 5, stories: 100)));
    }

    [Fact]
    public void Make_FewPerKind_AreSpreadOverDistances()
    {
        StoryProbe[] probes = [.. StoryProbes.Make(StoryWorld.English, seed: 47, perKind: 8, stories: 1000).Where(probe => probe.Kind == "before")];
        Assert.Equal(8, probes.Length);
        Assert.True(probes.Select(probe => ProbeReport.DistanceOf(probe.Distance)).Distinct().Count() >= 3);
        Assert.Equal(probes.OrderBy(probe => probe.Distance), probes);
    }

    [Fact]
    public void Make_LongDistances_AreThere()
    {
        IReadOnlyList<StoryProbe> probes = StoryProbes.Make(StoryWorld.English, seed: 48, perKind: 50);
        Assert.True(probes.Count(probe => StoryProbes.GroupOf(probe.Kind) is "long" or "quiz" && probe.Distance > 64) > 100);
        Assert.All(probes.Where(probe => StoryProbes.GroupOf(probe.Kind) == "short"), probe => Assert.InRange(probe.Distance, 0, 3));
    }

    [Fact]
    public void Make_BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryProbes.Make(StoryWorld.English, 1, perKind: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryProbes.Make(StoryWorld.English, 1, 1, stories: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryProbes.Make(StoryWorld.English, 1, 1, first: -1));
        Assert.Throws<OperationCanceledException>(() => StoryProbes.Make(StoryWorld.English, 1, 1, cancellation: new CancellationToken(canceled: true)));
        Assert.Contains("expected one of article", Assert.Throws<ArgumentException>(() => StoryProbes.GroupOf("riddle")).Message);
    }
}
