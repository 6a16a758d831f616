using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Formats;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

public class StoryTokenizerTests
{
    [Fact]
    public void Train_FromTheStories_IsTheCommittedFileByteForByte()
    {
        using var file = new MemoryStream();
        StoryTokenizer.Train().Save(file);
        Assert.Equal(EmbeddedData.Read("tokenizers", "storyworld.json"), file.ToArray());
    }

    [Theory]
    [InlineData("storyworld-validation")]
    [InlineData("storyworld-zh-characters-validation")]
    public void Encode_UnseenStories_IsShortAndComesBack(string corpus)
    {
        BytePairTokenizer tokenizer = StoryTokenizer.Load();
        Assert.Equal(StoryTokenizer.Size, tokenizer.Vocabulary.Count);
        string text = Corpus.Load(corpus).Text;
        int[] ids = tokenizer.Encode(text);
        Assert.Equal(text, tokenizer.Decode(ids));
        Assert.True(ids.Length < text.Length, $"{ids.Length} tokens for {text.Length} characters");
    }

    [Fact]
    public void Oracle_OverBytePairs_IsAsLikelyAsTheStorytellersChoices()
    {
        BytePairTokenizer tokenizer = StoryTokenizer.Load();
        StoryOracle oracle = StoryWorld.English.Oracle(tokenizer);
        foreach (Story story in StoryWorld.English.Stories(seed: 87).Take(100))
            Assert.Equal(story.Sentences.Sum(sentence => sentence.Nats), oracle.Evaluate(tokenizer.EncodeSentences([story.Text])).Nats, 1e-6);
    }
}
