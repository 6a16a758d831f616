using LlmFromScratch.Cli.Output;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Cli.Inspect;

/// <summary>Charts in a file: the first one as SVG, or all of them on a page.</summary>
internal static class Pictures
{
    /// <summary>Refuses a file of another kind before the work.</summary>
    public static void CheckFile(string? path, string option = "--out")
    {
        if (path is null)
            return;
        if (!IsPage(path) && !Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{option}: expected a file that ends in .svg or .html, got '{path}'");
        OutputFiles.CheckWritable(path);
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">.svg or .html.</param>
    /// <param name="title">What the page shows.</param>
    /// <param name="charts">The pictures; the first is the SVG.</param>
    /// <param name="more">More of them, only for a page.</param>
    public static void Write(string path, string title, IEnumerable<Chart> charts, IEnumerable<Chart> more) => AtomicFile.WriteText(path, IsPage(path)
        ? HtmlPage.Render(title, [.. charts.Concat(more).Select(chart => new PageBlock.Figure(chart))])
        : SvgRenderer.Render(charts.First()));

    private static bool IsPage(string path) => Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase);
}
