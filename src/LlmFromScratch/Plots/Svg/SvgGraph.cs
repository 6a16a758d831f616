namespace LlmFromScratch.Plots.Svg;

/// <summary>Draws <see cref="GraphChart"/> from left to right; from top to bottom where it is so deep that its words would be too small.</summary>
internal static class SvgGraph
{
    private const double LineHeight = 16, BetweenLayers = 40, Across = 14;

    public static double Draw(SvgCanvas canvas, GraphChart chart, double left, double top, double width)
    {
        if (chart.Nodes.Count == 0)
            return top;
        var right = new Drawing(chart, down: false);
        var down = new Drawing(chart, down: true);
        // Left to right is how we read; the other way only where it lets words be clearly larger.
        bool turned = width / right.Width < 0.75 && Math.Min(1, width / down.Width) > 1.2 * width / right.Width;
        return (turned ? down : right).Draw(canvas, left, top, width);
    }

    private sealed class Drawing
    {
        private readonly GraphChart _chart;
        private readonly bool _down;
        private readonly (double Width, double Height)[] _boxes;
        private readonly GraphLayout _layout;
        private readonly double[] _starts; // where the layers begin, and the end of the last

        public Drawing(GraphChart chart, bool down)
        {
            _chart = chart;
            _down = down;
            _boxes = [.. chart.Nodes.Select(node => (node.Lines.Select(line => 0.9 * SvgText.Width(Cut(line), 12)).Append(HeadWidth(node)).Max() + 16, LineHeight * (1 + node.Lines.Count) + 8))];
            _layout = new GraphLayout(chart, [.. _boxes.Select(box => down ? box.Width : box.Height)], Across);
            _starts = new double[_layout.LayerCount + 1];
            for (int layer = 0; layer < _layout.LayerCount; layer++)
                _starts[layer + 1] = _starts[layer] + Depth(layer) + BetweenLayers;
        }

        private double Along => _starts[^1] - BetweenLayers;

        public double Width => _down ? _layout.Extent : Along;

        private double Height => _down ? Along : _layout.Extent;

        public double Draw(SvgCanvas canvas, double left, double top, double width)
        {
            double scale = Math.Min(1, width / Width), shift = left + (width - Width * scale) / 2;
            (double X, double Y) At(double along, double across) => (shift + (_down ? across : along) * scale, top + (_down ? along : across) * scale);

            for (int n = 0; n < _chart.Nodes.Count; n++)
            {
                // Each line has a place of its own on the node, so that a + a has two; in the order in which they come, so that they do not cross.
                int[][] paths = [.. _layout.Paths[n].OrderBy(path => _layout.Center(path[^2]))];
                for (int place = 0; place < paths.Length; place++)
                    Edge(canvas, paths[place], (place + 1.0) / (paths.Length + 1), At, scale);
            }
            for (int n = 0; n < _chart.Nodes.Count; n++)
                Box(canvas, n, At(Start(n) + (_down ? _boxes[n].Height : _boxes[n].Width) / 2, _layout.Center(n)), scale);
            return top + Height * scale;
        }

        private double Depth(int layer) => Enumerable.Range(0, _boxes.Length).Where(n => _layout.Layers[n] == layer).Max(n => _down ? _boxes[n].Height : _boxes[n].Width);

        private double Start(int n)
        {
            int layer = _layout.LayerOf(n);
            return _starts[layer] + (Depth(layer) - (_down ? _boxes[n].Height : _boxes[n].Width)) / 2;
        }

        /// <summary>From the end of the input, past the stand-ins, to a place on the node, from 0 to 1 of its size.</summary>
        private void Edge(SvgCanvas canvas, int[] path, double place, Func<double, double, (double X, double Y)> at, double scale)
        {
            int n = path[^1];
            double size = _down ? _boxes[n].Width : _boxes[n].Height, port = _layout.Center(n) + size * (place - 0.5);
            (double along, double across) = (Start(path[0]) + (_down ? _boxes[path[0]].Height : _boxes[path[0]].Width), _layout.Center(path[0]));
            foreach (int stop in path.Skip(1).Take(path.Length - 2))
            {
                int layer = _layout.LayerOf(stop);
                Curve(_starts[layer], _layout.Center(stop));
                (double passed, _) = (along, across);
                canvas.Curve(at(passed, across), at(along = passed + Depth(layer), across), _down, "ref", 1.4 * scale);
            }
            double head = 6;
            Curve(Start(n) - head, port);
            (double x, double y) = at(Start(n), port);
            (double side, double back) = (3.5 * scale, (head + 1) * scale);
            string tip = SvgCanvas.Number(x) + " " + SvgCanvas.Number(y);
            canvas.Shape(_down
                ? $"M{tip}L{SvgCanvas.Number(x - side)} {SvgCanvas.Number(y - back)}L{SvgCanvas.Number(x + side)} {SvgCanvas.Number(y - back)}Z"
                : $"M{tip}L{SvgCanvas.Number(x - back)} {SvgCanvas.Number(y - side)}L{SvgCanvas.Number(x - back)} {SvgCanvas.Number(y + side)}Z", "ref", 1);

            void Curve(double toAlong, double toAcross)
            {
                canvas.Curve(at(along, across), at(toAlong, toAcross), _down, "ref", 1.4 * scale);
                (along, across) = (toAlong, toAcross);
            }
        }

        private void Box(SvgCanvas canvas, int n, (double X, double Y) middle, double scale)
        {
            GraphNode node = _chart.Nodes[n];
            (double width, double height) = (_boxes[n].Width * scale, _boxes[n].Height * scale);
            (double x, double y) = (middle.X - width / 2, middle.Y - height / 2);
            (string cls, double opacity) = _chart.IsResult(n) && node.Inputs.Count > 0 ? ("c2", 0.25) : node.Inputs.Count == 0 && node.Operation.Length == 0 ? ("c0", 0.2) : ("hair", 0.6);
            canvas.Rect(x, y, width, height, "paper", radius: 4 * scale);
            canvas.Rect(x, y, width, height, cls, opacity, 4 * scale, $"{_chart.Named(n)}: {string.Join(", ", node.Lines)}");
            double baseline = y + LineHeight * scale, head = HeadWidth(node) * scale, at = middle.X - head / 2;
            if (node.Label.Length > 0)
                canvas.Text(at, baseline, Cut(node.Label), length: LabelWidth(node) * scale, size: 14 * scale);
            if (node.Operation.Length > 0)
                canvas.Text(at + head - OperationWidth(node) * scale, baseline, Cut(node.Operation), "c5", length: OperationWidth(node) * scale, size: 14 * scale);
            foreach (string line in node.Lines)
            {
                double text = 0.9 * SvgText.Width(Cut(line), 12) * scale;
                canvas.Text(middle.X - text / 2, baseline += LineHeight * scale, Cut(line), "muted", length: text, size: 12 * scale);
            }
        }

        /// <summary>The tooltip has it whole.</summary>
        private static string Cut(string text) => SvgText.Truncate(text, 160, 14);

        private static double LabelWidth(GraphNode node) => 0.9 * SvgText.Width(Cut(node.Label), 14);

        private static double OperationWidth(GraphNode node) => 0.9 * SvgText.Width(Cut(node.Operation), 14);

        private static double HeadWidth(GraphNode node) =>
            LabelWidth(node) + OperationWidth(node) + (node.Label.Length > 0 && node.Operation.Length > 0 ? 10 : 0);
    }
}
