using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora.Stories;

/// <summary>
/// Holds what the storyteller really draws against what the oracle says: from many places in stories the next sentence is told again and
/// again, and the words that came are counted after every beginning that came often enough.
/// </summary>
internal sealed class StoryFrequencies
{
    /// <summary>A beginning that came less often is not looked at, and words that are expected less often are counted together.</summary>
    private const int LeastSamples = 400;

    private const double LeastExpected = 5;

    public int Contexts { get; private set; }

    public double ChiSquare { get; private set; }

    public int Degrees { get; private set; }

    /// <summary>The smallest p-value of a single context.</summary>
    public double SmallestP { get; private set; } = 1;

    /// <summary>The p-value of all contexts together.</summary>
    public double P => UpperTail(ChiSquare, Degrees);

    /// <summary>From <paramref name="places"/> places in stories, tells <paramref name="samples"/> sentences each.</summary>
    public static StoryFrequencies Measure(StoryLanguage language, StoryWorld world, int places, int samples, long seed)
    {
        var result = new StoryFrequencies();
        Tokenizer words = world.WordTokenizer();
        StoryOracle oracle = world.Oracle(words);
        var random = new SeededRandom(seed, "places");
        for (int place = 0; place < places; place++)
        {
            // A place: a story, told up to a sentence drawn at random.
            StorySentence[] sentences = [.. world.Stories(seed, first: place).First().Sentences];
            int told = random.NextInt(sentences.Length);
            var state = new StoryState();
            ILanguageModelSession session = oracle.Start();
            foreach (StorySentence sentence in sentences[..told])
            {
                Retell(language, state, sentence);
                foreach (int id in words.Encode(sentence.Text))
                    session.Append(id);
            }
            var teller = new StoryTeller(language, seed);
            SeededRandom events = new(seed + place, "events again"), wording = new(seed + place, "words again");
            var drawn = new List<int[]>(samples);
            for (int i = 0; i < samples; i++)
            {
                StorySentence again = teller.NextSentence(state.Clone(), events, wording);
                drawn.Add(again.Event.Kind == StoryEventKind.End ? [words.Vocabulary.EndId!.Value] : words.Encode(again.Text));
            }
            result.Compare(session, words.Vocabulary.Count, drawn, 0);
        }
        return result;
    }

    private static void Retell(StoryLanguage language, StoryState state, StorySentence sentence)
    {
        StoryEvent e = sentence.Event;
        var offers = new StoryOffers();
        StoryPlots.Offer(state, offers);
        // The choice that offers this event: all its fixed letters agree, and the open ones can have these values.
        StoryChoice choice = offers.All().Select(offer => offer.Choice).Single(choice => choice.Event.Kind == e.Kind
            && Enum.GetValues<StoryField>().All(field => choice.RangeOf(field) is StoryRange range ? range.Values.Contains(e.Get(field)) : choice.Event.Get(field) == e.Get(field)));
        state.Apply(e, choice.Beat, language.PatternsOf(e).First(pattern => pattern.Text == sentence.Pattern));
    }

    private void Compare(ILanguageModelSession session, int vocabulary, List<int[]> drawn, int at)
    {
        var expected = new double[vocabulary];
        session.Probabilities(expected);
        var counts = new double[vocabulary];
        foreach (int[] sentence in drawn)
            counts[sentence[at]]++;
        double chiSquare = 0, restExpected = 0, restCount = 0;
        int bins = 0;
        for (int token = 0; token < vocabulary; token++)
        {
            Assert.True(counts[token] == 0 || expected[token] > 0, "a word came that the oracle holds for impossible");
            double mean = expected[token] * drawn.Count;
            if (mean < LeastExpected)
            {
                restExpected += mean;
                restCount += counts[token];
                continue;
            }
            bins++;
            chiSquare += (counts[token] - mean) * (counts[token] - mean) / mean;
        }
        if (restExpected >= LeastExpected)
        {
            bins++;
            chiSquare += (restCount - restExpected) * (restCount - restExpected) / restExpected;
        }
        if (bins > 1)
        {
            Contexts++;
            ChiSquare += chiSquare;
            Degrees += bins - 1;
            SmallestP = Math.Min(SmallestP, UpperTail(chiSquare, bins - 1));
        }
        foreach (IGrouping<int, int[]> same in drawn.Where(sentence => sentence.Length > at + 1).GroupBy(sentence => sentence[at]))
        {
            List<int[]> here = [.. same];
            if (here.Count < LeastSamples)
                continue;
            ILanguageModelSession next = session.Fork();
            next.Append(same.Key);
            Compare(next, vocabulary, here, at + 1);
        }
    }

    /// <summary>P(chi-square of so many degrees is at least x), by the approximation of Wilson and Hilferty (1931): its cube root is nearly normal.</summary>
    public static double UpperTail(double x, int degrees)
    {
        double z = (Math.Cbrt(x / degrees) - (1 - 2.0 / (9 * degrees))) / Math.Sqrt(2.0 / (9 * degrees));
        return NormalUpperTail(z);
    }

    // Abramowitz and Stegun 26.2.17; error below 7.5e-8.
    private static double NormalUpperTail(double z)
    {
        if (z < 0)
            return 1 - NormalUpperTail(-z);
        double t = 1 / (1 + 0.2316419 * z);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
