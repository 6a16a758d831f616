namespace LlmFromScratch.Corpora;

/// <summary>The data set "llm-catalog": language models from 2018 on, for charts of how parameters and corpora grew.</summary>
/// <remarks>How the numbers were found, corrected and converted is written in datasets/llm-catalog/README.md.</remarks>
public static class LlmCatalog
{
    /// <summary>Reads the table that is part of the library.</summary>
    /// <returns>The models in the order of their release, then of their names.</returns>
    public static IReadOnlyList<LlmCatalogEntry> Load()
    {
        using var stream = new MemoryStream(EmbeddedData.Read("llm-catalog", "llm-catalog.csv"), writable: false);
        return Parse(TextFile.ReadText(stream, "llm-catalog.csv").Text, "llm-catalog.csv");
    }

    /// <summary>Reads a table with the same columns.</summary>
    /// <param name="csv">The whole text.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">It is no such table, or a value is not as its column wants it.</exception>
    public static IReadOnlyList<LlmCatalogEntry> Parse(string csv, string name)
    {
        CsvTable table = CsvTable.Parse(csv, name);
        string[] wanted =
            ["name", "released", "developer", "parameters_billion", "corpus_tokens_billion", "estimated", "stated_value", "stated_unit"];
        if (wanted.Except(table.Columns).FirstOrDefault() is { } missing)
            throw new InvalidDataException($"{name} has no column '{missing}'; it has: {string.Join(", ", table.Columns)}.");
        return [.. table.Rows.Select(Entry)];
    }

    private static LlmCatalogEntry Entry(CsvRow row) => new(
        row["name"].Length > 0 ? row["name"] : throw row.Error("name", "", "a name"),
        row.Month("released") ?? throw row.Error("released", "", "a month such as 2020-06"),
        row["developer"],
        Positive(row, "parameters_billion"),
        Positive(row, "corpus_tokens_billion"),
        row["estimated"] switch
        {
            "yes" => true,
            "no" or "" => false,
            var other => throw row.Error("estimated", other, "yes, no or nothing"),
        },
        row["stated_value"].Length == 0 ? "" : $"{row["stated_value"]} {row["stated_unit"]}");

    private static double? Positive(CsvRow row, string column) =>
        row.Number(column) is var number && number is null or > 0 ? number : throw row.Error(column, row[column], "a number above 0");
}
