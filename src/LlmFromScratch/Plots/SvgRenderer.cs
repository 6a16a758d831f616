using System.Security.Cryptography;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

/// <summary>Draws charts as SVG: one element that needs no script, no font and nothing from elsewhere.</summary>
/// <remarks>
/// The same chart gives the same bytes on every machine. The picture may stand in a file, or inside an HTML page or a notebook cell with
/// others: its identifier is made from its words and all its style rules begin with it. Colours stand in the elements too, so that a
/// viewer that drops style rules shows the light version. Screen readers are told the title and <see cref="Chart.Description"/>.
/// </remarks>
public static class SvgRenderer
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="options">Width and theme; the defaults where null.</param>
    /// <returns>An svg element, well-formed XML, without an XML declaration, so that it can also stand in HTML.</returns>
    public static string Render(Chart chart, SvgOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        options ??= new SvgOptions();
        string id = Id(chart, options);
        var canvas = new SvgCanvas(id);
        const double margin = 16;
        double width = options.Width - 2 * margin;
        double y = Heading(canvas, chart, margin, margin, width);
        y = chart switch
        {
            BarChart bars => SvgBars.Draw(canvas, bars, margin, y, width),
            HeatmapChart heatmap => SvgHeatmap.Draw(canvas, heatmap, margin, y, width),
            LineChart lines => SvgXY.Draw(canvas, XYPlot.Of(lines), margin, y, width),
            ScatterChart scatter => SvgXY.Draw(canvas, XYPlot.Of(scatter), margin, y, width),
            TokenTextChart text => SvgTokenText.Draw(canvas, text, margin, y, width),
            TokenSequenceChart sequence => SvgTokenSequence.Draw(canvas, sequence, margin, y, width),
            TableChart table => SvgTable.Draw(canvas, table, margin, y, width),
            MergeTreeChart tree => SvgMergeTree.Draw(canvas, tree, margin, y, width),
            GraphChart graph => SvgGraph.Draw(canvas, graph, margin, y, width),
            HeatmapGridChart grid => SvgHeatmapGrid.Draw(canvas, grid, margin, y, width),
            ArcChart arcs => SvgArcs.Draw(canvas, arcs, margin, y, width),
            FilmstripChart film => film.IsAnimated ? SvgFilmstrip.Draw(canvas, film, margin, y, width) : SvgFilmPanels.Draw(canvas, film, margin, y, width),
            LadderChart ladder => SvgLadder.Draw(canvas, ladder, margin, y, width),
            _ => throw new ArgumentException($"there is no SVG drawing of a {chart.GetType().Name}", nameof(chart)),
        };
        return Frame(canvas, id, chart, options, height: y + margin);
    }

    private static double Heading(SvgCanvas canvas, Chart chart, double x, double y, double width)
    {
        foreach (string line in SvgText.Wrap(chart.Title, width, 16, bold: true, maximumLines: 3))
            canvas.Text(x, y += 18, line, "title");
        foreach (string line in SvgText.Wrap(chart.Subtitle, width, 13, bold: false, maximumLines: 3))
            canvas.Text(x, y += 18, line, "muted");
        return y == 16 ? y : y + 14;
    }

    /// <summary>Of the words alone: a pixel that another machine rounds otherwise must not change the name. Charts with the same words may share it, for their rules are the same.</summary>
    private static string Id(Chart chart, SvgOptions options)
    {
        string words = $"{chart.GetType().Name}\n{options.Theme}\n{options.Width}\n{chart.Title}\n{chart.Subtitle}\n{chart.Description}{chart.Motion}";
        return "chart-" + Convert.ToHexStringLower(SHA256.HashData(AtomicFile.Utf8.GetBytes(words)))[..12];
    }

    private static string Frame(SvgCanvas canvas, string id, Chart chart, SvgOptions options, double height)
    {
        string size = SvgCanvas.Number(height);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" class=\"llm-chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" "
            + $"viewBox=\"0 0 {options.Width} {size}\" width=\"{options.Width}\" height=\"{size}\" style=\"max-width:100%;height:auto\" "
            + $"font-family=\"{SvgTheming.Fonts}\" font-size=\"13\" fill=\"{SvgTheming.Light["ink"]}\">"
            + $"<title id=\"{id}-t\">{SvgCanvas.Escape(chart.Title)}</title><desc id=\"{id}-d\">{SvgCanvas.Escape(chart.Description)}</desc>"
            + $"<style>{SvgTheming.Style(id, options.Theme)}{canvas.Rules}</style>"
            + $"<rect class=\"paper\" width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{SvgTheming.Light["paper"]}\"/>\n{canvas}</svg>\n";
    }
}
