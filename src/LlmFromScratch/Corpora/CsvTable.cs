using System.Globalization;
using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>A table from comma-separated values: a line of column names, then rows with a value for each.</summary>
/// <remarks>
/// Source: RFC 4180. A value in double quotes may hold commas, line ends, and quotes written twice. Blank lines are skipped.
/// Values are kept as they are: neither trimmed nor turned into numbers.
/// </remarks>
public sealed class CsvTable
{
    private CsvTable(IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The names of the columns in their order, all different.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows in their order, without the line of names.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a table from a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="name">What to call it in an error, such as the file's name.</param>
    /// <exception cref="InvalidDataException">There are no column names, or two equal ones; a row has another number of values; a quote is not closed.</exception>
    public static CsvTable Parse(string text, string name = "the table")
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new Scanner(text, name);
        if (scanner.NextRow() is not { } columns)
            throw new InvalidDataException($"{name} is empty; expected a first line of column names.");
        if (columns.Values.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"{name} has two columns '{twice.Key}'; expected different names.");
        var rows = new List<CsvRow>();
        while (scanner.NextRow() is { } row)
        {
            if (row.Values.Count != columns.Values.Count)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                    $"{name}, line {row.Line}: expected {columns.Values.Count} values ({string.Join(", ", columns.Values)}), got {row.Values.Count}."));
            rows.Add(new CsvRow(name, row.Line, columns.Values, row.Values));
        }
        return new CsvTable(columns.Values, rows.AsReadOnly());
    }

    /// <summary>Walks through the text once, a row at a time.</summary>
    private sealed class Scanner(string text, string name)
    {
        private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
        private int _line = 1;

        public (int Line, IReadOnlyList<string> Values)? NextRow()
        {
            while (SkipLineEnd())
            {
            }
            if (_at == text.Length)
                return null;
            int line = _line;
            var values = new List<string> { NextValue() };
            while (_at < text.Length && text[_at] == ',')
            {
                _at++;
                values.Add(NextValue());
            }
            if (_at < text.Length && !SkipLineEnd())
                throw Error("expected a comma or a line end after a closing quote");
            return (line, values.AsReadOnly());
        }

        private string NextValue()
        {
            if (_at < text.Length && text[_at] == '"')
                return NextQuoted();
            int end = text.AsSpan(_at).IndexOfAny(",\r\n");
            string value = end < 0 ? text[_at..] : text.Substring(_at, end);
            if (value.Contains('"'))
                throw Error("a quote inside a value; put the whole value in quotes and write the quote twice");
            _at += value.Length;
            return value;
        }

        private string NextQuoted()
        {
            int opened = _line;
            var value = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] == '\n')
                    _line++;
                if (text[_at] != '"')
                    value.Append(text[_at]);
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                    value.Append(text[_at++]);
                else
                {
                    _at++;
                    return value.ToString();
                }
            }
            _line = opened;
            throw Error("a quote is opened here and never closed");
        }

        private bool SkipLineEnd()
        {
            int length = _at >= text.Length ? 0 : text[_at] == '\n' ? 1
                : text[_at] != '\r' ? 0 : _at + 1 < text.Length && text[_at + 1] == '\n' ? 2 : 1;
            _at += length;
            _line += length > 0 ? 1 : 0;
            return length > 0;
        }

        private InvalidDataException Error(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {_line}: {what}."));
    }
}
