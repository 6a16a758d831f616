using System.Text.Json;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class MealsFilesTests
{
    [Fact]
    public void Make_EveryFile_EqualsTheCommittedOneByteForByte()
    {
        IReadOnlyDictionary<string, byte[]> made = MealsFiles.Make();
        Assert.Equal(made.Keys, EmbeddedData.FilesOf("meals").Select(file => file.Name));
        foreach ((string name, byte[] content) in made)
            Assert.Equal(content, EmbeddedData.Read("meals", name));
    }

    [Fact]
    public void Truth_PromptsOfTheCourse_AreThousandths()
    {
        using JsonDocument truth = JsonDocument.Parse(EmbeddedData.Read("meals", "truth.json"));
        foreach ((string language, string prompt, string word, double probability) in new[]
        {
            ("en", "I like to eat", "apple", 0.375), ("en", "I like to eat", "banana", 0.146), ("en", "listen to your", "heart", 0.412),
            ("zh", "我 喜欢 吃", "苹果", 0.375), ("zh", "我 喜欢 吃", "香蕉", 0.146), ("zh", "听 你的", "直觉", 0.187),
        })
        {
            JsonElement next = truth.RootElement.GetProperty(language).GetProperty("prompts").EnumerateArray()
                .Single(entry => entry.GetProperty("prompt").GetString() == prompt).GetProperty("next");
            Assert.Equal(probability, next.EnumerateArray().Single(entry => entry.GetProperty("word").GetString() == word).GetProperty("probability").GetDouble());
            Assert.Equal(1000, next.EnumerateArray().Sum(entry => entry.GetProperty("count").GetInt32()));
        }
    }
}
