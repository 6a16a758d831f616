namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="MergeTreeChart"/> as what the word looks like after each merge, one merge a line.</summary>
internal static class TextMergeTree
{
    public static void Draw(TextPage page, MergeTreeChart chart)
    {
        string arrow = page.Ascii ? "->" : "→";
        List<int> row = [.. Enumerable.Range(0, chart.Leaves)]; // the pieces at present
        var lines = new List<(string Merge, string What, List<int> Row, int[] Made)>();
        for (int n = chart.Leaves, next; n < chart.Nodes.Count; n = next)
        {
            // One merge in several places at once is one line.
            MergeNode node = chart.Nodes[n];
            for (next = n; next < chart.Nodes.Count && chart.Nodes[next].Merge == node.Merge && row.Contains(chart.Nodes[next].Left); next++)
            {
                int at = row.IndexOf(chart.Nodes[next].Left);
                row = [.. row[..at], next, .. row[(at + 2)..]];
            }
            string times = next - n > 1 ? $" ({(page.Ascii ? "x" : "×")}{next - n})" : "";
            lines.Add((FormattableString.Invariant($"#{node.Merge}"), $"{chart.Nodes[node.Left].Label} + {chart.Nodes[node.Right].Label}{times}", row, [.. Enumerable.Range(n, next - n)]));
        }
        int numberWidth = lines.Select(line => line.Merge.Length).DefaultIfEmpty(0).Max();
        int whatWidth = Math.Min(page.Width / (page.Width < 40 ? 4 : 3), lines.Select(line => TextWidth.Of(TextPage.Clean(line.What))).DefaultIfEmpty(0).Max());
        int room = Math.Max(1, page.Width - numberWidth - whatWidth - 5);
        Write("", "", [.. Enumerable.Range(0, chart.Leaves)], []);
        foreach ((string merge, string what, List<int> pieces, int[] made) in lines)
            Write(merge, what, pieces, made);
        page.Line("");
        for (int root = 0; root < chart.Roots.Count; root++)
        {
            MergeNode node = chart.Nodes[chart.Roots[root]];
            string label = page.Cut(node.Label, page.Width - 12);
            page.Line($"  {(page.Color ? TextTokenSequence.OnGround(label, root) : label)} {page.Muted(FormattableString.Invariant($"{arrow} {node.Id}"))}");
        }

        void Write(string merge, string what, List<int> pieces, int[] made)
        {
            string text = string.Join(' ', pieces.Select(n => chart.Nodes[n].Label));
            string cut = page.Cut(text, room);
            if (page.Color && made.Length > 0 && cut == text)
                cut = string.Join(' ', pieces.Select(n => made.Contains(n) ? TextTokenSequence.OnGround(TextPage.Clean(chart.Nodes[n].Label), 0) : TextPage.Clean(chart.Nodes[n].Label)));
            page.Line($"{page.Muted(TextWidth.PadLeft(merge, numberWidth))}  {TextWidth.PadRight(page.Cut(what, whatWidth), whatWidth)}   {cut}");
        }
    }
}
