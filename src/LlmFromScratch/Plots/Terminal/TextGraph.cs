namespace LlmFromScratch.Plots.Terminal;

/// <summary>Draws <see cref="GraphChart"/> as a list: each node in a line, with the numbers of those it was made from.</summary>
internal static class TextGraph
{
    public static void Draw(TextPage page, GraphChart chart)
    {
        string arrow = page.Ascii ? "<-" : "←";
        int numbers = FormattableString.Invariant($"{chart.Nodes.Count}").Length;
        string[] heads = [.. chart.Nodes.Select(node => TextPage.Clean(string.Join("  ", new[] { node.Label, node.Operation }.Where(part => part.Length > 0))))];
        string[] origins = [.. chart.Nodes.Select(node => node.Inputs.Count == 0 ? "" : $"{arrow} {string.Join(", ", node.Inputs.Select(input => FormattableString.Invariant($"{input + 1}")))}")];
        int headWidth = Math.Min(page.Width / 3, heads.Select(TextWidth.Of).DefaultIfEmpty(0).Max());
        int originWidth = Math.Min(page.Width / 4, origins.Select(TextWidth.Of).DefaultIfEmpty(0).Max());
        for (int n = 0; n < heads.Length; n++)
        {
            string line = $"{TextWidth.PadLeft(FormattableString.Invariant($"{n + 1}"), numbers)}  {TextWidth.PadRight(page.Cut(heads[n], headWidth), headWidth)}  "
                + $"{TextWidth.PadRight(page.Cut(origins[n], originWidth), originWidth)}  ";
            page.Line(line + page.Muted(page.Cut(string.Join(", ", chart.Nodes[n].Lines), Math.Max(1, page.Width - TextWidth.Of(line)))));
        }
    }
}
