using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>Probes as comma-separated values, one a line, with columns kind, distance, context, right, wrong1, wrong2, wrong3.</summary>
public static class StoryProbeFile
{
    private static readonly string[] WrongColumns = ["wrong1", "wrong2", "wrong3"];
    private static readonly string[] Columns = ["kind", "distance", "context", "right", .. WrongColumns];

    /// <summary>The table as text, with a line end after every line.</summary>
    /// <param name="probes">Each with at most three wrong options.</param>
    /// <exception cref="ArgumentException">One has more.</exception>
    public static string ToCsv(IEnumerable<StoryProbe> probes)
    {
        ArgumentNullException.ThrowIfNull(probes);
        var text = new StringBuilder();
        text.AppendJoin(',', Columns).Append('\n');
        foreach (StoryProbe probe in probes)
        {
            if (probe.Wrong.Count > WrongColumns.Length)
                throw new ArgumentException($"expected at most {WrongColumns.Length} wrong options, got {probe.Wrong.Count} for \"{probe.Right}\"", nameof(probes));
            string[] values = [probe.Kind, probe.Distance.ToString(CultureInfo.InvariantCulture), probe.Context, probe.Right, .. probe.Wrong];
            for (int i = 0; i < Columns.Length; i++)
                text.Append(i > 0 ? "," : "").Append(i < values.Length ? Quoted(values[i]) : "");
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Reads a table from a text.</summary>
    /// <param name="csv">The whole text.</param>
    /// <param name="name">What to call it in an error, such as the file's name.</param>
    /// <exception cref="InvalidDataException">It is no such table; the message says where and what was expected.</exception>
    public static IReadOnlyList<StoryProbe> Parse(string csv, string name = "the probes")
    {
        CsvTable table = CsvTable.Parse(csv, name);
        string[] missing = [.. Columns.Except(table.Columns)];
        if (missing.Length > 0)
            throw new InvalidDataException($"{name}: expected the columns {string.Join(", ", Columns)}; there is no {string.Join(", ", missing)}.");
        return [.. table.Rows.Select(Read)];
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such table.</exception>
    public static IReadOnlyList<StoryProbe> Read(string path) => Parse(TextFile.ReadText(path).Text, Path.GetFileName(path));

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The target; its folder is made if it is missing.</param>
    /// <param name="probes">Each with at most three wrong options.</param>
    /// <exception cref="ArgumentException">One has more.</exception>
    public static void Write(string path, IEnumerable<StoryProbe> probes) => AtomicFile.WriteText(path, ToCsv(probes));

    private static StoryProbe Read(CsvRow row)
    {
        foreach (string column in (ReadOnlySpan<string>)["kind", "right", WrongColumns[0]])
            if (row[column].Length == 0)
                throw row.Error(column, "", "a text");
        if (!int.TryParse(row["distance"], NumberStyles.None, CultureInfo.InvariantCulture, out int distance))
            throw row.Error("distance", row["distance"], "a whole number from 0");
        var wrong = new List<string>();
        foreach (string column in WrongColumns)
        {
            string option = row[column];
            if (option.Length == 0)
                continue;
            if (option == row["right"] || wrong.Contains(option))
                throw row.Error(column, option, "an option that differs from the others");
            wrong.Add(option);
        }
        return new StoryProbe(row["kind"], distance, row["context"], row["right"], wrong);
    }

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";
}
