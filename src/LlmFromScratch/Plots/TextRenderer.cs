using LlmFromScratch.Plots.Terminal;

namespace LlmFromScratch.Plots;

/// <summary>Draws charts as lines of text for a terminal, or for readers of a notebook who see no pictures.</summary>
/// <remarks>No line is wider than asked for, as <see cref="TextWidth"/> counts columns. The same chart gives the same text on every machine.</remarks>
public static class TextRenderer
{
    /// <summary>Draws a chart.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="width">Columns there are, 24 or more.</param>
    /// <param name="color">Whether to use ANSI escape codes (256 colours); without, the text can go into any file.</param>
    /// <param name="ascii">Whether to draw with ASCII characters alone, for terminals without others. Labels stay as they are.</param>
    /// <returns>Lines, each with a line feed at its end and no spaces before it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 24.</exception>
    public static string Render(Chart chart, int width = 80, bool color = false, bool ascii = false)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 24);
        var page = new TextPage(width, color, ascii);
        page.Heading(chart);
        switch (chart)
        {
            case BarChart bars: TextBars.Draw(page, bars); break;
            case HeatmapChart heatmap: TextHeatmap.Draw(page, heatmap); break;
            case LineChart lines: TextXY.Draw(page, XYPlot.Of(lines)); break;
            case ScatterChart scatter: TextXY.Draw(page, XYPlot.Of(scatter)); break;
            case TokenTextChart text: TextTokens.Draw(page, text); break;
            case TokenSequenceChart sequence: TextTokenSequence.Draw(page, sequence); break;
            case TableChart table: TextTable.Draw(page, table); break;
            case MergeTreeChart tree: TextMergeTree.Draw(page, tree); break;
            case GraphChart graph: TextGraph.Draw(page, graph); break;
            case HeatmapGridChart grid: TextHeatmapGrid.Draw(page, grid); break;
            case ArcChart arcs: TextArcs.Draw(page, arcs); break;
            case FilmstripChart film: TextFilmstrip.Draw(page, film); break;
            case LadderChart ladder: TextLadder.Draw(page, ladder); break;
            default: throw new ArgumentException($"there is no text drawing of a {chart.GetType().Name}", nameof(chart));
        }
        return page.ToString();
    }
}
