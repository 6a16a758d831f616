using System.Globalization;
using System.Text;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class EmbeddedCorporaTests
{
    private static readonly DatasetStore Nowhere = new(null, Path.Combine(Path.GetTempPath(), "no such cache"));

    public static TheoryData<string> EmbeddedSets => [.. DatasetCatalogue.All.Where(dataset => dataset.IsEmbedded).Select(dataset => dataset.Name)];

    [Fact]
    public void Load_Names_AreThousandsOfDifferentNames()
    {
        Corpus names = Corpus.Load("names", Nowhere);
        Assert.True(names.Lines.Count >= 4000);
        Assert.Equal(names.Lines.Count, names.DistinctLines);
        Assert.Equal(26, names.CountDistinctTokens());
        Assert.All(names.Lines, name => Assert.Matches("^[a-z]{2,15}$", name));
        Assert.Equal("characters", names.Splitter.Name);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{names.Lines.Count:N0} first names"), DatasetCatalogue.Find("names").What);
    }

    [Theory]
    [InlineData("meals", "en", "whitespace")]
    [InlineData("meals-zh", "zh", "whitespace")]
    [InlineData("meals-zh-characters", "zh", "characters")]
    public void Load_Meals_SplitsHonestlyThoughMostLinesRepeat(string name, string language, string splitter)
    {
        Corpus meals = Corpus.Load(name, Nowhere);
        Assert.Equal((name, language, splitter), (meals.Name, meals.Language, meals.Splitter.Name));
        Assert.Equal(6000, meals.Lines.Count);
        CorpusSplit split = meals.Split(validation: 0.1, test: 0.1, seed: 1);
        Assert.Equal(meals.RepeatedLines, split.RepeatedLines);
        Assert.True(split.RepeatedLines > 5000);
        Assert.Equal(0, split.LinesAlsoInTraining);
        Assert.InRange(split.Validation.Lines.Count, 500, 600);
        Assert.InRange(split.Test!.Lines.Count, 500, 600);
    }

    [Fact]
    public void Load_MealsInCharacters_AreTheWordsWithoutSpaces() => Assert.Equal(
        Corpus.Load("meals-zh", Nowhere).Lines.Select(line => line.Replace(" ", "", StringComparison.Ordinal)),
        Corpus.Load("meals-zh-characters", Nowhere).Lines);

    [Theory]
    [InlineData("storyworld", "en", "words")]
    [InlineData("storyworld-zh", "zh", "whitespace")]
    [InlineData("storyworld-zh-characters", "zh", "characters")]
    public void Load_StoryWorld_HasAPartOfItsOwnToCheckBy(string name, string language, string splitter)
    {
        Corpus training = Corpus.Load(name, Nowhere), validation = Corpus.Load(name + "-validation", Nowhere);
        Assert.Equal((name, language, splitter), (training.Name, training.Language, training.Splitter.Name));
        Assert.Equal((name + "-validation", language, splitter), (validation.Name, validation.Language, validation.Splitter.Name));
        Assert.InRange(9.0 * validation.Characters / training.Characters, 0.9, 1.1);
        // Only the sentences of the meals, which are short, are often the same.
        HashSet<string> known = [.. training.Lines.Where(line => line.Length > 100)];
        Assert.DoesNotContain(validation.Lines, known.Contains);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-validation")]
    public void Load_StoryWorldInCharacters_IsTheWordsWithoutSpaces(string part) => Assert.Equal(
        Corpus.Load("storyworld-zh" + part, Nowhere).Lines.Select(line => line.Replace(" ", "", StringComparison.Ordinal)),
        Corpus.Load("storyworld-zh-characters" + part, Nowhere).Lines);

    [Theory]
    [MemberData(nameof(EmbeddedSets))]
    public void Read_EveryEmbeddedFile_IsPlainUtf8WithLineFeeds(string name)
    {
        Dataset dataset = DatasetCatalogue.Find(name);
        Assert.NotEmpty(dataset.Files);
        Assert.All(dataset.Files, file =>
        {
            byte[] bytes = Nowhere.Read(dataset, file);
            Assert.Equal(file.Bytes, bytes.Length);
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\uFEFF', text);
            Assert.EndsWith("\n", text);
        });
        Assert.All(Nowhere.Verify(dataset), check => Assert.Equal(DatasetState.Good, check.State));
    }
}
