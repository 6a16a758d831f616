using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>The figures of a data set of stories, all of them from the storyteller who made it.</summary>
/// <param name="Language">"en" or "zh".</param>
/// <param name="Events">Kinds of events.</param>
/// <param name="Patterns">Sentence patterns of the language, the 112 sentences of the meals not counted.</param>
/// <param name="Words">Different words and marks that a story can contain.</param>
/// <param name="Training">The stories to learn from.</param>
/// <param name="Validation">The stories to check by.</param>
/// <param name="NewTokens">Different tokens of the validation stories that the training stories do not have.</param>
/// <param name="CommonestPattern">The sentence pattern that is used most in the training stories.</param>
/// <param name="CommonestPatternShare">Its share of the sentences, in [0, 1].</param>
/// <param name="Repeats">How much of the validation stories stands in the training stories too.</param>
/// <param name="Kinds">The kinds of stories, with the sentences of the meals as one of them.</param>
public sealed record StoryStatistics(string Language, int Events, int Patterns, int Words, StoryAmounts Training, StoryAmounts Validation, int NewTokens,
    string CommonestPattern, double CommonestPatternShare, IReadOnlyList<StoryRepeats> Repeats, IReadOnlyList<StoryKindShare> Kinds)
{
    private static readonly int[] RepeatLengths = [8, 12];

    /// <summary>Tells the stories of a data set again and counts. They are all held in memory.</summary>
    /// <param name="world">The language.</param>
    /// <param name="seed">The seed of the data set.</param>
    /// <param name="bytes">Its size, 1 or more.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is 0 or less.</exception>
    public static StoryStatistics Of(StoryWorld world, long seed, long bytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        List<Story> training = Told(false), validation = Told(true);
        ISplitter splitter = world.WordSplitter;
        string[][] cutTraining = [.. training.Select(story => splitter.Split(story.Text).ToArray())];
        string[][] cutValidation = [.. validation.Select(story => splitter.Split(story.Text).ToArray())];
        var vocabulary = cutTraining.SelectMany(story => story).ToHashSet(StringComparer.Ordinal);
        StorySentence[] sentences = [.. training.SelectMany(story => story.Sentences).Where(sentence => sentence.Event.Kind is not (StoryEventKind.Meals or StoryEventKind.End))];
        var commonest = sentences.CountBy(sentence => (sentence.Event.Kind, sentence.Pattern)).MaxBy(pattern => pattern.Value);
        return new StoryStatistics(world.Language, world.Telling.Kinds, world.Telling.Patterns, world.Words.Count,
            StoryAmounts.Of(world, training, cutTraining), StoryAmounts.Of(world, validation, cutValidation),
            cutValidation.SelectMany(story => story).Where(token => !vocabulary.Contains(token)).Distinct(StringComparer.Ordinal).Count(),
            commonest.Key.Pattern ?? "", (double)commonest.Value / training.Sum(story => story.Sentences.Count - 1),
            [.. RepeatLengths.SelectMany(length => new[] { true, false }, (length, marks) => StoryRepeats.Of(length, marks, cutTraining, cutValidation))],
            [.. training.CountBy(story => story.Kind).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => new StoryKindShare(kind.Key, (double)kind.Value / training.Count,
                    validation.Concat(training).First(story => story.Kind == kind.Key).Text))]);

        List<Story> Told(bool isValidation)
        {
            var stories = new List<Story>();
            foreach (Story story in StoryFiles.Stories(world, seed, bytes, isValidation, withEntropy: true))
            {
                cancellation.ThrowIfStopRequested();
                stories.Add(story);
            }
            return stories;
        }
    }
}

/// <summary>How much there is in some stories, and how much of it nobody can foresee.</summary>
/// <param name="Stories">Lines.</param>
/// <param name="Sentences">Sentences, one for each event; a line of the meals is one.</param>
/// <param name="Tokens">Words and marks, and one for the end of each story.</param>
/// <param name="Words">Tokens with a letter in them.</param>
/// <param name="Characters">Characters and line ends; in Chinese without the spaces between words.</param>
/// <param name="Bytes">Size in UTF-8, line ends included.</param>
/// <param name="Vocabulary">Different tokens.</param>
/// <param name="EntropyNats">
/// The entropy of the storyteller's choices, in nats: at each sentence the mean surprisal over all that could have come there instead.
/// Divided by the tokens it is the entropy rate of the language, with less noise than the surprisal of what did come.
/// </param>
/// <param name="SurprisalNats">The surprisal of what was chosen, in nats: what the exact model scores on these very stories.</param>
public sealed record StoryAmounts(long Stories, long Sentences, long Tokens, long Words, long Characters, long Bytes, int Vocabulary, double EntropyNats, double SurprisalNats)
{
    internal static StoryAmounts Of(StoryWorld world, List<Story> stories, string[][] tokens)
    {
        bool spacesCount = world != StoryWorld.Chinese;
        IEnumerable<StorySentence> sentences = stories.SelectMany(story => story.Sentences);
        return new StoryAmounts(stories.Count, sentences.LongCount() - stories.Count, tokens.Sum(story => story.Length + 1L),
            tokens.Sum(story => story.LongCount(IsWord)),
            stories.Sum(story => story.Text.LongCount(character => spacesCount || character != ' ') + 1),
            stories.Sum(story => AtomicFile.Utf8.GetByteCount(story.Text) + 1L),
            tokens.SelectMany(story => story).Distinct(StringComparer.Ordinal).Count(),
            sentences.Sum(sentence => sentence.EntropyNats), sentences.Sum(sentence => sentence.Nats));
    }

    internal static bool IsWord(string token) => token.Any(char.IsLetterOrDigit);
}

/// <summary>How many runs of tokens of the validation stories stand in the training stories too. A run ends with its story.</summary>
/// <param name="Length">Tokens in a run.</param>
/// <param name="WithMarks">Whether marks are tokens; without them a run goes on over the end of a sentence.</param>
/// <param name="Runs">Runs of the validation stories.</param>
/// <param name="Repeated">Those of them that the training stories have, letter by letter.</param>
public sealed record StoryRepeats(int Length, bool WithMarks, long Runs, long Repeated)
{
    /// <summary>Their share in [0, 1]; 0 where there are no runs.</summary>
    public double Share => Runs == 0 ? 0 : (double)Repeated / Runs;

    internal static StoryRepeats Of(int length, bool withMarks, string[][] training, string[][] validation)
    {
        HashSet<string> known = training.SelectMany(RunsOf).ToHashSet(StringComparer.Ordinal);
        string[] runs = [.. validation.SelectMany(RunsOf)];
        return new StoryRepeats(length, withMarks, runs.Length, runs.Count(known.Contains));

        IEnumerable<string> RunsOf(string[] story)
        {
            string[] tokens = withMarks ? story : [.. story.Where(StoryAmounts.IsWord)];
            for (int i = 0; i + length <= tokens.Length; i++)
                yield return string.Join(' ', tokens, i, length);
        }
    }
}

/// <summary>A kind of stories.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Share">Its share of the training stories, in [0, 1].</param>
/// <param name="Example">The first one of the validation stories, or of the training stories where those have none.</param>
public sealed record StoryKindShare(string Kind, double Share, string Example);
