using System.Globalization;

namespace LlmFromScratch.Corpora;

/// <summary>A row of a <see cref="CsvTable"/>; its values are asked for by the name of their column.</summary>
public sealed class CsvRow
{
    private readonly string _table;
    private readonly IReadOnlyList<string> _columns;

    internal CsvRow(string table, int line, IReadOnlyList<string> columns, IReadOnlyList<string> values)
    {
        _table = table;
        _columns = columns;
        Line = line;
        Values = values;
    }

    /// <summary>The line of the text where the row starts, from 1.</summary>
    public int Line { get; }

    /// <summary>The values in the order of the columns.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The value of a column; empty where nothing stands.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those there are.</exception>
    public string this[string column]
    {
        get
        {
            for (int i = 0; i < _columns.Count; i++)
                if (_columns[i] == column)
                    return Values[i];
            throw new ArgumentException($"There is no column '{column}'; expected one of: {string.Join(", ", _columns)}.", nameof(column));
        }
    }

    /// <summary>The value of a column as a number, with a point for decimals; null where nothing stands.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The value is no finite number.</exception>
    public double? Number(string column)
    {
        string value = this[column];
        if (value.Length == 0)
            return null;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : throw Error(column, value, "a number such as 1.5");
    }

    /// <summary>The value of a column as a month written 2020-06: its first day; null where nothing stands.</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The value is no such month.</exception>
    public DateOnly? Month(string column)
    {
        string value = this[column];
        if (value.Length == 0)
            return null;
        return DateOnly.TryParseExact(value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month) ? month
            : throw Error(column, value, "a month such as 2020-06");
    }

    internal InvalidDataException Error(string column, string value, string expected) => new(string.Create(CultureInfo.InvariantCulture,
        $"{_table}, line {Line}, column '{column}': expected {expected}, got '{value}'."));
}
