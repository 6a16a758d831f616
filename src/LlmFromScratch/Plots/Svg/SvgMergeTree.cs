namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="MergeTreeChart"/>: bytes at the bottom, above them what each merge made, on top the tokens in colours.</summary>
internal static class SvgMergeTree
{
    private const double LevelHeight = 52, BoxHeight = 22, MergedHeight = 34, BetweenTrees = 14;
    private const int Size = 14;

    public static double Draw(SvgCanvas canvas, MergeTreeChart chart, double left, double top, double width)
    {
        int[] levels = chart.Levels();
        double y = top;
        for (int first = 0; first < chart.Roots.Count;)
        {
            // As many trees as fit beside each other; one that is wider than the picture is pressed together.
            int last = first;
            for (double used = 0; last < chart.Roots.Count && (last == first || used + WidthOf(chart, last) <= width); last++)
                used += WidthOf(chart, last) + BetweenTrees;
            int height = Enumerable.Range(first, last - first).Max(root => levels[chart.Roots[root]]);
            double bottom = y + 20 + height * LevelHeight, x = left;
            for (int root = first; root < last; root++)
            {
                double wide = Math.Min(width, WidthOf(chart, root));
                Tree(canvas, chart, levels, root, x, wide, bottom);
                x += wide + BetweenTrees;
            }
            y = bottom + BoxHeight + 18;
            first = last;
        }
        return Math.Max(top, y - 14);
    }

    private static double SlotOf(MergeTreeChart chart, int leaf) => Math.Max(26, SvgText.Width(chart.Nodes[leaf].Label, Size) + 10);

    private static double WidthOf(MergeTreeChart chart, int root)
    {
        (int from, int to) = chart.Spans[chart.Roots[root]];
        double leaves = Enumerable.Range(from, to - from).Sum(leaf => SlotOf(chart, leaf));
        return Math.Max(leaves, SvgText.Width(Caption(chart.Nodes[chart.Roots[root]]), 11) + 6);
    }

    private static string Caption(MergeNode node) => FormattableString.Invariant($"id {node.Id}");

    private static void Tree(SvgCanvas canvas, MergeTreeChart chart, int[] levels, int rootIndex, double left, double width, double bottom)
    {
        int root = chart.Roots[rootIndex];
        (int from, int to) = chart.Spans[root];
        double leaves = Enumerable.Range(from, to - from).Sum(leaf => SlotOf(chart, leaf)), scale = Math.Min(1, width / leaves);
        var edge = new double[to - from + 1]; // the left edges of the bytes, and the right one of the last
        edge[0] = left + (width - leaves * scale) / 2;
        for (int leaf = from; leaf < to; leaf++)
            edge[leaf - from + 1] = edge[leaf - from] + SlotOf(chart, leaf) * scale;
        double Middle(int node) => (edge[chart.Spans[node].From - from] + edge[chart.Spans[node].To - from]) / 2;
        double Height(int node) => chart.Nodes[node].Merge is null ? BoxHeight : MergedHeight;
        double Top(int node) => bottom - levels[node] * LevelHeight;

        int[] nodes = [.. Enumerable.Range(0, chart.Nodes.Count).Where(n => chart.Spans[n].From >= from && chart.Spans[n].To <= to)];
        foreach (int n in nodes.Where(n => chart.Nodes[n].Merge is not null))
            foreach (int part in new[] { chart.Nodes[n].Left, chart.Nodes[n].Right })
            {
                // Down from the middle of the whole, along, and down to the part: no line crosses another.
                double turn = Top(n) + MergedHeight + 7;
                canvas.Polyline([(Middle(n), Top(n) + MergedHeight), (Middle(n), turn), (Middle(part), turn), (Middle(part), Top(part))], "ref", " stroke-width=\"1.2\" stroke-linejoin=\"round\"");
            }
        foreach (int n in nodes)
        {
            MergeNode node = chart.Nodes[n];
            double room = edge[chart.Spans[n].To - from] - edge[chart.Spans[n].From - from];
            string rank = node.Merge is int place ? FormattableString.Invariant($"#{place}") : "";
            double number = 0.9 * SvgText.Width(rank, 10), box = Math.Max(1, room - 1);
            bool showsRank = number <= box;
            string label = SvgText.Truncate(node.Label, Math.Max(room, 14), Size);
            double text = Math.Min(0.9 * SvgText.Width(label, Size), Math.Max(4, room - 3));
            box = Math.Min(box, Math.Max(text, showsRank ? number : 0) + 10);
            double x = Middle(n) - box / 2;
            (string cls, double opacity) = n == root ? SvgTokenSequence.Color(rootIndex) : ("hair", node.Merge is null ? 0.35 : 0.8);
            string tooltip = node.Merge is int merge ? FormattableString.Invariant($"{node.Label}: id {node.Id}, merge {merge} of {chart.Nodes[node.Left].Label} and {chart.Nodes[node.Right].Label}")
                : FormattableString.Invariant($"{node.Label}: id {node.Id}");
            canvas.Rect(x, Top(n), box, Height(n), "paper", radius: 3); // lines end at the box, not under it
            canvas.Rect(x, Top(n), box, Height(n), cls, opacity, 3, tooltip);
            canvas.Text(Middle(n) - text / 2, Top(n) + 16, label, length: text, size: Size);
            if (showsRank)
                canvas.Text(Middle(n), Top(n) + 29, rank, anchor: "middle", size: 10);
        }
        canvas.Text(Middle(root), Top(root) - 6, SvgText.Truncate(Caption(chart.Nodes[root]), width, 11), "muted", "middle", 11);
    }
}
