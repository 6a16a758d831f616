using System.Text;

namespace LlmFromScratch.Plots.Svg;

/// <summary>The colours, light and dark, and the style rules that choose between them.</summary>
/// <remarks>
/// Series colours are told apart by people with any kind of colour vision: their hues follow Okabe and Ito, "Color universal design",
/// 2008, darkened on paper and lightened on black to a contrast of 3 or more; texts have 4.5 or more.
/// </remarks>
internal static class SvgTheming
{
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

    /// <summary>The number of colours before they come again.</summary>
    public const int SeriesColors = 6;

    public static readonly IReadOnlyDictionary<string, string> Light = new Dictionary<string, string>
    {
        ["paper"] = "#ffffff", ["ink"] = "#1f2328", ["muted"] = "#5c656e", ["hair"] = "#d9dde1",
        ["c0"] = "#1669a8", ["c1"] = "#c4510c", ["c2"] = "#0b7a5b", ["c3"] = "#a2478f", ["c4"] = "#8c6a00", ["c5"] = "#4a4fb0", ["ref"] = "#858d95",
        ["shade"] = "#0b4f8a", ["warm"] = "#f3953f", ["onshade"] = "#ffffff",
    };

    public static readonly IReadOnlyDictionary<string, string> Dark = new Dictionary<string, string>
    {
        ["paper"] = "#1b1e22", ["ink"] = "#e6e8ea", ["muted"] = "#a3abb3", ["hair"] = "#3a4047",
        ["c0"] = "#6cb2eb", ["c1"] = "#f39a5f", ["c2"] = "#4dc8a0", ["c3"] = "#dc9bd0", ["c4"] = "#d8b84a", ["c5"] = "#a3a8f5", ["ref"] = "#8b949d",
        ["shade"] = "#9fd0ff", ["warm"] = "#9c4a04", ["onshade"] = "#10151a",
    };

    /// <summary>The rules of one picture. VS Code and JupyterLab say on the body which theme they have; elsewhere the browser knows.</summary>
    public static string Style(string id, SvgTheme theme)
    {
        string root = "#" + id;
        var style = new StringBuilder();
        if (theme != SvgTheme.Auto)
            style.Append(Variables(root, theme == SvgTheme.Dark ? Dark : Light));
        else
            style.Append(Variables($"{root},body.vscode-light {root},body[data-jp-theme-light=\"true\"] {root}", Light))
                .Append("@media(prefers-color-scheme:dark){").Append(Variables(root, Dark)).Append('}')
                .Append(Variables($"body.vscode-dark {root},body[data-jp-theme-light=\"false\"] {root}", Dark));
        style.Append($"{root}{{fill:var(--ink)}}{root} text{{stroke:none}}");
        foreach (string name in Light.Keys.Where(name => name != "ink"))
            style.Append($"{root} .{name}{{fill:var(--{name})}}");
        foreach (string name in Light.Keys.Where(name => name is "hair" or "ref" or ['c', _]))
            style.Append($"{root} .l{name}{{stroke:var(--{name});fill:none}}");
        return style.ToString();
    }

    /// <summary>The class of a series: its own colour, or grey for what the others are measured by.</summary>
    public static string SeriesClass(int index, bool isReference = false) => isReference ? "ref" : "c" + index % SeriesColors;

    private static string Variables(string selector, IReadOnlyDictionary<string, string> colors) =>
        selector + "{" + string.Concat(colors.Select(color => $"--{color.Key}:{color.Value};")).TrimEnd(';') + "}";
}
