using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Counts;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryWorldTests
{
    [Fact]
    public void In_LanguageWithoutStories_NamesThoseThatThereAre()
    {
        Assert.Contains("en (English) or zh (Chinese)", Assert.Throws<ArgumentException>(() => StoryWorld.In("fr")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => StoryWorld.English.Stories(seed: 1, first: -1));
    }

    [Fact]
    public void Stories_SameSeed_AreTheSameWhereverOneBegins()
    {
        string[] all = [.. StoryWorld.English.Stories(seed: 5).Take(20).Select(story => story.Text)];
        Assert.Equal(all[7..], StoryWorld.English.Stories(seed: 5, first: 7).Take(13).Select(story => story.Text));
        Assert.Equal(all, StoryWorld.English.Stories(seed: 5, withEntropy: true).Take(20).Select(story => story.Text));
        Assert.NotEqual(all, StoryWorld.English.Stories(seed: 6).Take(20).Select(story => story.Text));
    }

    [Fact]
    public void Stories_InBothLanguages_TellTheSame()
    {
        foreach ((Story english, Story chinese) in StoryWorld.English.Stories(seed: 8).Zip(StoryWorld.Chinese.Stories(seed: 8)).Take(200))
        {
            Assert.Equal(english.Sentences.Select(sentence => sentence.Event), chinese.Sentences.Select(sentence => sentence.Event));
            Assert.Equal(english.Kind, chinese.Kind);
        }
    }

    [Fact]
    public void Kinds_OfManyStories_AreAllThere()
    {
        Dictionary<string, int> kinds = StoryWorld.English.Stories(seed: 9).Take(2000).CountBy(story => story.Kind).ToDictionary();
        Assert.Equal(StoryWorld.Kinds.Order(), kinds.Keys.Order());
        Assert.All(kinds.Where(kind => kind.Key != "meals"), kind => Assert.InRange(kind.Value, 2000 * 0.03, 2000 * 0.2));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void WordTokenizer_ManyStories_KnowsEveryWordAndGivesTheTextBack(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        foreach (Story story in world.Stories(seed: 10).Take(2000))
        {
            int[] ids = words.Encode(story.Text);
            Assert.DoesNotContain(words.Vocabulary.UnknownId!.Value, ids);
            Assert.Equal(story.Text, words.Decode(ids));
        }
        Assert.InRange(world.Words.Count, 500, 1200);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Stories_OneMegabyte_AreVaried(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Story[] stories = [.. world.Stories(seed: 11).Take(1700)];
        StorySentence[] sentences = [.. stories.SelectMany(story => story.Sentences).Where(sentence => sentence.Event.Kind != StoryEventKind.End)];
        // A pattern of the same words for two kinds of events counts as two; a sentence of the meals is its own pattern.
        KeyValuePair<(StoryEventKind, string), int> commonest = sentences.CountBy(sentence => (sentence.Event.Kind, sentence.Pattern)).MaxBy(pattern => pattern.Value);
        Assert.True(commonest.Value < 0.02 * sentences.Length, $"{commonest} of {sentences.Length} sentences");
        Assert.True(stories.SelectMany(story => world.WordSplitter.Split(story.Text)).Distinct().Count() >= 300);

        string[][] words = [.. stories.Select(story => world.WordSplitter.Split(story.Text).Where(word => char.IsLetter(word[0])).ToArray())];
        HashSet<string> seen = [.. words[..1530].SelectMany(TwelveInARow)];
        string[] heldOut = [.. words[1530..].SelectMany(TwelveInARow)];
        Assert.True(heldOut.Count(seen.Contains) <= 0.01 * heldOut.Length, $"{heldOut.Count(seen.Contains)} of {heldOut.Length} sequences of 12 words were there before");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void KneserNey_OfOrderFive_StaysFarAboveTheFloor(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        string[] stories = [.. world.Stories(seed: 12).Take(1700).Select(story => story.Text)];
        int[] heldOut = words.EncodeSentences(stories[1530..]);
        ILanguageModel counted = Smoothing.Named("modified-kneser-ney").Train(NGramCounts.Of(words.Vocabulary, words.EncodeSentences(stories[..1530]), order: 5));
        double floor = world.Oracle(words).Evaluate(heldOut).NatsPerToken, reached = counted.Evaluate(heldOut).NatsPerToken;
        Assert.True(reached > 1.1 * floor, $"floor {floor}, reached {reached}");
    }

    private static IEnumerable<string> TwelveInARow(string[] words) =>
        Enumerable.Range(0, Math.Max(0, words.Length - 11)).Select(start => string.Join(' ', words, start, 12));
}
