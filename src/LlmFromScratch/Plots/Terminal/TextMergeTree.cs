namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="MergeTreeChart"/> as what the word looks like after each merge, one merge a line.</summary>
internal static class TextMergeTree
{
    public static void Draw(TextPage page, MergeTreeChart chart)
    {
        string arrow = page.Ascii ? "->" : "→";
        List<int> row = [.. Enumerable.Range(0, chart.Leaves)]; // the pieces at present
        var lines = new List<(string Merge, string What, List<int> Row, int New)>();
        for (int n = chart.Leaves; n < chart.Nodes.Count; n++)
        {
            MergeNode node = chart.Nodes[n];
            int at = row.IndexOf(node.Left);
            row = [.. row[..at], n, .. row[(at + 2)..]];
            lines.Add((FormattableString.Invariant($"#{node.Merge}"), $"{chart.Nodes[node.Left].Label} + {chart.Nodes[node.Right].Label}", row, n));
        }
        int numberWidth = lines.Select(line => line.Merge.Length).DefaultIfEmpty(0).Max();
        int whatWidth = Math.Min(page.Width / 3, lines.Select(line => TextWidth.Of(TextPage.Clean(line.What))).DefaultIfEmpty(0).Max());
        int room = Math.Max(8, page.Width - numberWidth - whatWidth - 4);
        Write("", "", [.. Enumerable.Range(0, chart.Leaves)], -1);
        foreach ((string merge, string what, List<int> pieces, int made) in lines)
            Write(merge, what, pieces, made);
        page.Line("");
        for (int root = 0; root < chart.Roots.Count; root++)
        {
            MergeNode node = chart.Nodes[chart.Roots[root]];
            string label = page.Cut(node.Label, page.Width - 12);
            page.Line($"  {(page.Color ? TextTokenSequence.OnGround(label, root) : label)} {page.Muted(FormattableString.Invariant($"{arrow} {node.Id}"))}");
        }

        void Write(string merge, string what, List<int> pieces, int made)
        {
            string text = string.Join(' ', pieces.Select(n => chart.Nodes[n].Label));
            string cut = page.Cut(text, room);
            if (page.Color && made >= 0 && cut == text)
                cut = string.Join(' ', pieces.Select(n => n == made ? TextTokenSequence.OnGround(TextPage.Clean(chart.Nodes[n].Label), 0) : TextPage.Clean(chart.Nodes[n].Label)));
            page.Line($"{page.Muted(TextWidth.PadLeft(merge, numberWidth))}  {TextWidth.PadRight(page.Cut(what, whatWidth), whatWidth)}  {cut}");
        }
    }
}
