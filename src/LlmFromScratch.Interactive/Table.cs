using System.Net;
using System.Text;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Interactive;

/// <summary>A small table of words and numbers: how types without a picture show in a notebook.</summary>
/// <param name="Title">What it lists; stands above it.</param>
/// <param name="Columns">The heads. `[column]`</param>
/// <param name="Rows">The cells. A column whose cells all begin like numbers is set to the right. `[row][column]`</param>
public sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A line below, such as "and 990 more"; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>The table in HTML that needs no style sheet and no script.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table>");
        if (Title.Length > 0)
            html.Append($"<caption style=\"text-align:left;font-weight:600\">{Escape(Title)}</caption>");
        html.Append("<thead><tr>");
        for (int column = 0; column < Columns.Count; column++)
            html.Append($"<th{Align(column)}>{Escape(Columns[column])}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in Rows)
        {
            html.Append("<tr>");
            for (int column = 0; column < row.Count; column++)
                html.Append($"<td{Align(column)}>{Escape(row[column])}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table>");
        return Note.Length > 0 ? html.Append($"<p>{Escape(Note)}</p>").ToString() : html.ToString();
    }

    /// <summary>The table as lines of text with aligned columns; a Chinese character takes two.</summary>
    public override string ToString()
    {
        int[] widths = [.. Columns.Select((head, column) => Rows.Select(row => TextWidth.Of(row[column])).Append(TextWidth.Of(head)).Max())];
        var text = new StringBuilder();
        if (Title.Length > 0)
            text.Append(Title).Append('\n');
        foreach (IReadOnlyList<string> row in Rows.Prepend(Columns))
            text.Append(string.Join("  ", row.Select((cell, column) =>
                IsNumeric(column) ? TextWidth.PadLeft(cell, widths[column]) : TextWidth.PadRight(cell, widths[column]))).TrimEnd(' ')).Append('\n');
        return Note.Length > 0 ? text.Append(Note).Append('\n').ToString() : text.ToString();
    }

    private bool IsNumeric(int column) => Rows.Count > 0 && Rows.All(row => row[column] is [>= '0' and <= '9', ..] or ['-' or '<' or '−', >= '0' and <= '9', ..] or "∞" or "−∞" or "");

    private string Align(int column) => $" style=\"text-align:{(IsNumeric(column) ? "right" : "left")}\"";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
