using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class LlmCatalogTests
{
    private const string Header = "name,released,developer,parameters_billion,corpus_tokens_billion,estimated,stated_value,stated_unit\n";

    [Fact]
    public void Load_Embedded_HasTheModelsInOrder()
    {
        IReadOnlyList<LlmCatalogEntry> models = LlmCatalog.Load();
        Assert.Equal(56, models.Count);
        Assert.Equal(models.OrderBy(model => model.Released).ThenBy(model => model.Name, StringComparer.Ordinal), models);
        LlmCatalogEntry gpt3 = models.Single(model => model.Name == "GPT-3");
        Assert.Equal(new LlmCatalogEntry("GPT-3", new DateOnly(2020, 5, 1), "OpenAI", 175, 300, false, "300 billion tokens"), gpt3);
        Assert.Equal("GPT-3 (2020-05, OpenAI): 175 billion parameters, 300 billion tokens", gpt3.ToString());
        Assert.Equal(20, models.Single(model => model.Name == "Chinchilla").TokensPerParameter);
        Assert.True(models.Single(model => model.Name == "GPT-2").CorpusIsEstimated);
        LlmCatalogEntry gpt4 = models.Single(model => model.Name == "GPT-4");
        Assert.Null(gpt4.TokensPerParameter);
        Assert.Equal("GPT-4 (2023-03, OpenAI): parameters not published, tokens not published", gpt4.ToString());
        Assert.All(models, model => Assert.NotEmpty(model.Developer));
        Assert.All(models, model => Assert.Equal(model.CorpusTokensBillion is null, model.CorpusAsStated.Length == 0));
    }

    [Theory]
    [InlineData(",2020-01,x,1,1,no,1,GB", "column 'name': expected a name")]
    [InlineData("x,,x,1,1,no,1,GB", "column 'released': expected a month")]
    [InlineData("x,2020,x,1,1,no,1,GB", "column 'released': expected a month such as 2020-06, got '2020'")]
    [InlineData("x,2020-01,x,0,1,no,1,GB", "column 'parameters_billion': expected a number above 0, got '0'")]
    [InlineData("x,2020-01,x,1,many,no,1,GB", "column 'corpus_tokens_billion': expected a number")]
    [InlineData("x,2020-01,x,1,1,perhaps,1,GB", "column 'estimated': expected yes, no or nothing, got 'perhaps'")]
    public void Parse_BadValue_SaysWhere(string row, string message)
    {
        string text = Assert.Throws<InvalidDataException>(() => LlmCatalog.Parse(Header + row, "t.csv")).Message;
        Assert.Contains("t.csv, line 2, " + message, text);
    }

    [Fact]
    public void Parse_OtherColumns_SaysWhichIsMissing() => Assert.Contains("no column 'released'; it has: name, developer",
        Assert.Throws<InvalidDataException>(() => LlmCatalog.Parse("name,developer\n", "t.csv")).Message);
}
