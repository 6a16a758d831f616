using System.Text;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public class EmbeddedDataTests
{
    [Fact]
    public void Names_EveryLine_IsAnotherNameOfAToZInOrder()
    {
        string[] names = Lines("names", "names.txt");
        Assert.True(names.Length >= 4000, $"expected at least 4,000 names, got {names.Length}");
        Assert.All(names, name =>
        {
            Assert.InRange(name.Length, 2, 15);
            Assert.True(name.All(char.IsAsciiLetterLower), name);
        });
        for (int i = 1; i < names.Length; i++)
            Assert.True(string.CompareOrdinal(names[i - 1], names[i]) < 0, $"{names[i - 1]} before {names[i]}");
    }

    [Fact]
    public void Names_ByLanguage_HasTheSameNames()
    {
        CsvTable table = Table("names", "by-language.csv");
        Assert.Equal(["name", "language"], table.Columns);
        Assert.Equal(Lines("names", "names.txt"), table.Rows.Select(row => row["name"]).Distinct());
        Assert.Equal(table.Rows.Count, table.Rows.Select(row => (row["name"], row["language"])).Distinct().Count());
    }

    [Fact]
    public void LlmCatalog_EveryRow_IsAnotherModelInOrderOfRelease()
    {
        CsvTable table = Table("llm-catalog", "llm-catalog.csv");
        Assert.Equal(56, table.Rows.Count);
        Assert.Equal(56, table.Rows.Select(row => row["name"]).Distinct().Count());
        Assert.Equal(table.Rows.Select(row => row["released"]).Order(StringComparer.Ordinal), table.Rows.Select(row => row["released"]));
        Assert.All(table.Rows, row =>
        {
            Assert.Matches("^20[12][0-9]-(0[1-9]|1[0-2])$", row["released"]);
            Assert.NotEmpty(row["developer"]);
            Assert.True(row.Number("parameters_billion") is null or > 0);
        });
    }

    [Fact]
    public void LlmCatalog_Tokens_FollowFromWhatWasStated()
    {
        foreach (CsvRow row in Table("llm-catalog", "llm-catalog.csv").Rows)
        {
            (double factor, string estimated) = row["stated_unit"] switch
            {
                "" => (double.NaN, ""),
                "billion tokens" => (1, "no"),
                "trillion tokens" => (1000, "no"),
                "billion words" => (4 / 3.0, "yes"),
                "GB" => (0.25, "yes"),
                "GiB" => (1.073741824 / 4, "yes"),
                "TB" => (250, "yes"),
                string unit => throw new InvalidDataException($"{row["name"]}: unknown unit '{unit}'"),
            };
            Assert.Equal(estimated, row["estimated"]);
            if (estimated == "")
                Assert.Null(row.Number("corpus_tokens_billion"));
            else
                Assert.Equal(row.Number("stated_value")!.Value * factor, row.Number("corpus_tokens_billion")!.Value, 0.051);
        }
    }

    [Theory]
    [InlineData("names")]
    [InlineData("meals")]
    [InlineData("storyworld")]
    [InlineData("tokenizers")]
    [InlineData("llm-catalog")]
    public void Readme_OfEachDataSet_NamesEveryFileWithItsSizeAndSha256(string folder)
    {
        string readme = File.ReadAllText(Path.Combine(DatasetsFolder(), folder, "README.md"));
        Assert.NotEmpty(EmbeddedData.FilesOf(folder));
        foreach (DatasetFile file in EmbeddedData.FilesOf(folder))
        {
            string row = readme.Split('\n').Single(line => line.StartsWith($"| {file.Name} |", StringComparison.Ordinal));
            Assert.EndsWith(FormattableString.Invariant($"| {file.Bytes:N0} | {file.Sha256} |"), row);
        }
    }

    private static string[] Lines(string folder, string file)
    {
        string text = Encoding.UTF8.GetString(EmbeddedData.Read(folder, file));
        Assert.EndsWith("\n", text);
        return text[..^1].Split('\n');
    }

    private static CsvTable Table(string folder, string file) =>
        CsvTable.Parse(Encoding.UTF8.GetString(EmbeddedData.Read(folder, file)), file);

    private static string DatasetsFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LlmFromScratch.sln")))
                return Path.Combine(folder.FullName, "datasets");
        throw new DirectoryNotFoundException("The tests do not run inside the repository, so datasets/ cannot be found.");
    }
}
