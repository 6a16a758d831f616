using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Corpora.Stories;

public class StoryOracleTests
{
    private static readonly string[] Marks = [Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd];

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Score_StoriesByWords_IsAsLikelyAsTheStorytellersOwnChoices(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        StoryOracle oracle = world.Oracle(words);
        foreach (Story story in world.Stories(seed: 77).Take(1500))
        {
            double chosen = story.Sentences.Sum(sentence => sentence.Nats), told = oracle.Evaluate(words.EncodeSentences([story.Text])).Nats;
            Assert.True(Math.Abs(chosen - told) < 1e-9 * Math.Max(1, chosen), $"story {story.Number}: chosen {chosen}, told {told}: {story.Text}");
        }
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh", true)]
    [InlineData("zh", false)]
    public void Score_StoriesByCharacters_IsTheSameAsByWords(string language, bool spaces)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer characters = Tokenizer.Train(new CharacterSplitter(), [string.Concat(world.Words) + " "], Marks);
        StoryOracle oracle = world.Oracle(characters, spaces);
        foreach (Story story in world.Stories(seed: 78).Take(100))
        {
            string text = spaces ? story.Text : story.Text.Replace(" ", "", StringComparison.Ordinal);
            double chosen = story.Sentences.Sum(sentence => sentence.Nats), told = oracle.Evaluate(characters.EncodeSentences([text])).Nats;
            // Without spaces two sentences of words may be one of characters; then it is likelier than either.
            Assert.True(spaces ? Math.Abs(chosen - told) < 1e-8 * Math.Max(1, chosen) : told <= chosen + 1e-8, $"story {story.Number}: chosen {chosen}, told {told}: {story.Text}");
        }
    }

    [Fact]
    public void Evaluate_StreamWithoutMarks_EndsStoriesWithLineEnds()
    {
        StoryWorld world = StoryWorld.English;
        Tokenizer characters = Tokenizer.Train(new CharacterSplitter(), [string.Concat(world.Words) + " \n"]);
        Story[] stories = [.. world.Stories(seed: 79).Take(20)];
        double told = world.Oracle(characters).Evaluate(characters.Encode(string.Concat(stories.Select(story => story.Text + "\n")))).Nats;
        Assert.Equal(stories.Sum(story => story.Sentences.Sum(sentence => sentence.Nats)), told, 1e-6);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void CrossEntropy_OnManyStories_IsWithinOnePercentOfTheEntropyOfTheChoices(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        Story[] stories = [.. world.Stories(seed: 80, withEntropy: true).Take(3000)];
        double entropy = stories.Sum(story => story.Sentences.Sum(sentence => sentence.EntropyNats));
        double crossEntropy = world.Oracle(words).Evaluate(words.EncodeSentences(stories.Select(story => story.Text))).Nats;
        Assert.InRange(crossEntropy / entropy, 0.99, 1.01);
    }

    [Theory]
    [InlineData("en", "storyworld-validation")]
    [InlineData("zh", "storyworld-zh-validation")]
    public void CrossEntropy_OnTheCommittedValidation_IsWithinOnePercentOfTheEntropyOfItsChoices(string language, string corpus)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        IReadOnlyList<string> lines = Corpus.Load(corpus).Lines;
        // Validation is every tenth story of the seed.
        Story[] told = [.. lines.Select((_, i) => world.Stories(StoryFiles.CommittedSeed, first: 9 + 10 * i, withEntropy: true).First())];
        Assert.Equal(lines, told.Select(story => story.Text));
        double crossEntropy = world.Oracle(words).Evaluate(words.EncodeSentences(lines)).Nats;
        Assert.Equal(told.Sum(story => story.Sentences.Sum(sentence => sentence.Nats)), crossEntropy, 1e-6);
        Assert.InRange(crossEntropy / told.Sum(story => story.Sentences.Sum(sentence => sentence.EntropyNats)), 0.99, 1.01);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Probabilities_AtEveryPlace_SumToOneAndAgreeWithProbability(string language)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        var probabilities = new double[words.Vocabulary.Count];
        foreach (Story story in world.Stories(seed: 81).Take(20))
        {
            ILanguageModelSession session = world.Oracle(words).Start();
            foreach (int token in words.EncodeSentences([story.Text]))
            {
                session.Probabilities(probabilities);
                Assert.Equal(1, probabilities.Sum(), 1e-12);
                Assert.Equal(probabilities[token], session.Probability(token), 1e-12);
                session.Append(token);
            }
        }
    }

    [Theory]
    [InlineData("en", "I like to eat", "apple 0.375, banana 0.146, rice 0.122, bread 0.098, noodles 0.081, cake 0.062, dumplings 0.048, fish 0.037, eggs 0.031")]
    [InlineData("en", "listen to your", "heart 0.412, gut 0.187, body 0.165, parents 0.132, grandma 0.104")]
    [InlineData("zh", "我 喜欢 吃", "苹果 0.375, 香蕉 0.146, 米饭 0.122, 面包 0.098, 面条 0.081, 蛋糕 0.062, 饺子 0.048, 鱼 0.037, 鸡蛋 0.031")]
    [InlineData("zh", "听 你的", "心 0.412, 直觉 0.187, 身体 0.165, 父母 0.132, 奶奶 0.104")]
    public void Predict_PromptsOfTheCourse_HaveItsProportionsWhereverTheyAreSaid(string language, string prompt, string expected)
    {
        StoryWorld world = StoryWorld.In(language);
        Tokenizer words = world.WordTokenizer();
        int[] ids = words.Encode(prompt);
        int found = 0;
        foreach (string text in world.Stories(seed: 82).Take(400).Select(story => story.Text).Prepend(prompt))
        {
            ILanguageModelSession session = world.Oracle(words).Start();
            int[] tokens = words.EncodeSentences([text]);
            for (int t = 0; t < tokens.Length; t++)
            {
                if (t >= ids.Length && tokens.AsSpan(t - ids.Length, ids.Length).SequenceEqual(ids))
                {
                    Probabilities next = session.Predict(words.Vocabulary.Count);
                    Assert.Equal(expected, string.Join(", ", next.Top(expected.Count(c => c == ',') + 1).Select(id => FormattableString.Invariant($"{words.Vocabulary[id]} {next[id]:0.000}"))));
                    found++;
                    if (text == prompt)
                        break;
                }
                session.Append(tokens[t]);
            }
        }
        Assert.True(found > 80, $"said {found} times in 400 stories");
    }

    [Fact]
    public void Append_WhatNoStorySays_NamesTheTokenAndWhatWasExpected()
    {
        Tokenizer words = StoryWorld.English.WordTokenizer();
        string story = StoryWorld.English.Stories(seed: 83).First(story => story.Kind == "losing").Text;
        int[] ids = words.EncodeSentences([story]);
        ILanguageModelSession session = StoryWorld.English.Oracle(words).Start();
        foreach (int id in ids[..10])
            session.Append(id);
        int impossible = words.Vocabulary.IdOf("peaches");
        Assert.Equal(0, session.Probability(impossible));

        ArgumentException error = Assert.Throws<ArgumentException>(() => session.Append(impossible));

        Assert.Contains("token 10 of the story is \"peaches\"", error.Message);
        Assert.Contains("expected \"", error.Message);
        Assert.True(session.Probability(ids[10]) > 0); // the session stays as it was
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Append(words.Vocabulary.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Append(-1));
    }

    [Fact]
    public void Score_TextOfTheOtherLanguage_IsRefusedAtTheFirstWord()
    {
        Tokenizer words = StoryWorld.English.WordTokenizer();
        int[] chinese = words.EncodeSentences([StoryWorld.Chinese.Stories(seed: 84).First().Text]);
        Assert.Contains("token 1 of the story is \"<unk>\"", Assert.Throws<ArgumentException>(() => StoryWorld.English.Oracle(words).Evaluate(chinese)).Message);
    }

    [Fact]
    public void Fork_TwoWaysOn_DoNotDisturbEachOther()
    {
        Tokenizer words = StoryWorld.English.WordTokenizer();
        int[] ids = words.EncodeSentences([StoryWorld.English.Stories(seed: 85).First(story => story.Sentences.Count > 8).Text]);
        ILanguageModelSession session = StoryWorld.English.Oracle(words).Start();
        foreach (int id in ids[..40])
            session.Append(id);
        double before = session.Probability(ids[40]);
        ILanguageModelSession fork = session.Fork();
        foreach (int id in ids[40..])
            fork.Append(id);
        Assert.Equal(before, session.Probability(ids[40]));
        var rest = new List<double>();
        foreach (int id in ids[40..])
        {
            rest.Add(session.Probability(id));
            session.Append(id);
        }
        Assert.DoesNotContain(0, rest);
        Assert.True(fork.Probability(words.Vocabulary.IdOf("One")) > 0); // after the end: the beginning of a new story
    }

    [Fact]
    public void Oracle_VocabularyThatCannotDoIt_SaysWhatIsMissing()
    {
        Tokenizer fewWords = Tokenizer.Train(new WordSplitter(), ["Once upon a time"], Marks);
        Assert.Contains("the vocabulary lacks", Assert.Throws<KeyNotFoundException>(() => StoryWorld.English.Oracle(fewWords).Predict()).Message);
        Tokenizer noEnd = Tokenizer.Train(new WordSplitter(), [string.Join(' ', StoryWorld.English.Words)]);
        Assert.Contains("end a story", Assert.Throws<ArgumentException>(() => StoryWorld.English.Oracle(noEnd)).Message);
        Assert.Throws<ArgumentException>(() => StoryWorld.English.Oracle(StoryWorld.English.WordTokenizer()).Start().Probabilities(new double[3]));
    }
}
