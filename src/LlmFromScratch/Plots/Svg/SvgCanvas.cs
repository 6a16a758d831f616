using System.Globalization;
using System.Text;

namespace LlmFromScratch.Plots.Svg;

/// <summary>Collects SVG elements. Each has a class for its colour, and the light colour itself for viewers without style rules.</summary>
/// <param name="id">The name of the picture, with which each of its style rules begins.</param>
internal sealed class SvgCanvas(string id)
{
    private readonly StringBuilder _elements = new(), _rules = new();

    /// <summary>Style rules of this picture alone, besides those of the theme.</summary>
    public string Rules => _rules.ToString();

    /// <summary>The name of the picture.</summary>
    public string Id => id;

    /// <summary>Adds style rules; each selector, and the name of each animation, begins with <see cref="Id"/>.</summary>
    public void Rule(string rule) => _rules.Append(rule);

    /// <summary>What follows belongs together, until <see cref="EndGroup"/>.</summary>
    public void Group(string cls, bool hidden = false) => _elements.Append($"<g class=\"{cls}\"{(hidden ? " opacity=\"0\"" : "")}>\n");

    public void EndGroup() => _elements.Append("</g>\n");

    /// <summary>A line of text; x is its start, middle or end, y its baseline, in pixels. A tooltip tells what was cut off.</summary>
    public void Text(double x, double y, string text, string cls = "", string anchor = "", double size = 13, string? tooltip = null, double? length = null)
    {
        if (text.Length == 0)
            return;
        string attributes = anchor.Length == 0 ? "" : $" text-anchor=\"{anchor}\"";
        if (cls == "title")
            attributes += " font-size=\"16\" font-weight=\"600\"";
        else if (size != 13)
            attributes += $" font-size=\"{Number(size)}\"";
        if (length is double pixels) // the picture stays whole in whatever font there is
            attributes += $" textLength=\"{Number(pixels)}\" lengthAdjust=\"spacingAndGlyphs\"";
        _elements.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{Class(cls == "title" ? "" : cls)}{attributes}>{Tooltip(tooltip)}{Escape(text)}</text>\n");
    }

    /// <summary>Text that reads upwards from its place.</summary>
    public void TextUpwards(double x, double y, string text, string? tooltip) =>
        _elements.Append($"<text transform=\"translate({Number(x)} {Number(y)}) rotate(-90)\">{Tooltip(tooltip)}{Escape(text)}</text>\n");

    public void Rect(double x, double y, double width, double height, string cls, double opacity = 1, double radius = 0, string? tooltip = null)
    {
        string attributes = (opacity < 1 ? $" fill-opacity=\"{opacity.ToString("0.##", CultureInfo.InvariantCulture)}\"" : "") + (radius > 0 ? $" rx=\"{Number(radius)}\"" : "");
        string start = $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"{Class(cls)}{attributes}";
        _elements.Append(tooltip is null ? start + "/>\n" : $"{start}>{Tooltip(tooltip)}</rect>\n");
    }

    /// <summary>A straight line, a pixel wide unless said otherwise.</summary>
    public void Line(double x1, double y1, double x2, double y2, string cls, string attributes = "") =>
        _elements.Append($"<path d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\"{Stroke(cls)}{attributes}/>\n");

    /// <summary>A line through points.</summary>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string cls, string attributes = " stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
    {
        if (points.Count > 1)
            _elements.Append($"<path d=\"M{string.Join('L', points.Select(point => Number(point.X) + " " + Number(point.Y)))}\"{Stroke(cls)}{attributes}/>\n");
    }

    /// <summary>A line that leaves and arrives along one direction, downwards or to the right.</summary>
    public void Curve((double X, double Y) from, (double X, double Y) to, bool down, string cls, double thickness)
    {
        double middleX = (from.X + to.X) / 2, middleY = (from.Y + to.Y) / 2;
        (string first, string second) = down
            ? ($"{Number(from.X)} {Number(middleY)}", $"{Number(to.X)} {Number(middleY)}")
            : ($"{Number(middleX)} {Number(from.Y)}", $"{Number(middleX)} {Number(to.Y)}");
        _elements.Append($"<path d=\"M{Number(from.X)} {Number(from.Y)}C{first} {second} {Number(to.X)} {Number(to.Y)}\"{Stroke(cls)} stroke-width=\"{Number(thickness)}\"/>\n");
    }

    public void Dot(double x, double y, double radius, string cls, double opacity = 1, string? tooltip = null)
    {
        string faint = opacity < 1 ? $" fill-opacity=\"{opacity.ToString("0.##", CultureInfo.InvariantCulture)}\"" : "";
        string start = $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"{Class(cls)}{faint}";
        _elements.Append(tooltip is null ? start + "/>\n" : $"{start}>{Tooltip(tooltip)}</circle>\n");
    }

    /// <summary>Any shape, filled.</summary>
    public void Shape(string path, string cls, double opacity) =>
        _elements.Append($"<path d=\"{path}\"{Class(cls)} fill-opacity=\"{opacity.ToString("0.##", CultureInfo.InvariantCulture)}\"/>\n");

    /// <summary>Any line, with round ends.</summary>
    public void Stroke(string path, string cls, double thickness, double opacity, string tooltip) =>
        _elements.Append($"<path d=\"{path}\"{Stroke(cls)} stroke-width=\"{Number(thickness)}\" stroke-opacity=\"{opacity.ToString("0.##", CultureInfo.InvariantCulture)}\" stroke-linecap=\"round\">{Tooltip(tooltip)}</path>\n");

    /// <summary>The edge of a box; a tooltip is told over all of it.</summary>
    public void Frame(double x, double y, double width, double height, string cls, string tooltip, double radius = 4) =>
        _elements.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{Number(radius)}\"{Stroke(cls)} pointer-events=\"all\">{Tooltip(tooltip)}</rect>\n");

    /// <summary>Pixels with one decimal, the same on every machine.</summary>
    public static string Number(double pixels) => (Math.Floor(pixels * 10 + Numbers.AlmostHalf) / 10 + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Text for XML. What XML cannot hold, such as control characters and half surrogate pairs, becomes the replacement character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\n' or '\r' or '\t' => " ",
                < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        return escaped.ToString();
    }

    public override string ToString() => _elements.ToString();

    private static string Tooltip(string? text) => string.IsNullOrEmpty(text) ? "" : $"<title>{Escape(text)}</title>";

    private static string Class(string cls) => cls.Length == 0 ? "" : $" class=\"{cls}\" fill=\"{SvgTheming.Light[cls]}\"";

    private static string Stroke(string cls) => $" class=\"l{cls}\" stroke=\"{SvgTheming.Light[cls]}\" fill=\"none\"";
}
