using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>Collects lines of text of a width, with or without colours, with block characters or ASCII alone.</summary>
internal sealed class TextPage(int width, bool color, bool ascii)
{
    private const string Reset = "\e[0m";

    // Numbers of the 256 ANSI colours: those of series can be read on black and on white; shades go from pale to deep on their own ground,
    // since nobody knows that of the terminal.
    private static readonly int[] s_series = [32, 166, 29, 133, 136, 62];
    private static readonly int[] s_blues = [255, 153, 111, 75, 33, 26, 25];
    private static readonly int[] s_oranges = [255, 230, 223, 222, 215, 214, 208];

    private readonly StringBuilder _text = new();

    public int Width => width;

    public bool Color => color;

    public bool Ascii => ascii;

    /// <summary>What stands for text that was cut off.</summary>
    public string CutMark => ascii ? "..." : "…";

    /// <summary>Title and subtitle, and an empty line.</summary>
    public void Heading(Chart chart)
    {
        foreach (string line in TextWidth.Wrap(Clean(chart.Title), width).Where(line => line.Length > 0))
            Line(color ? $"\e[1m{line}{Reset}" : line);
        foreach (string line in TextWidth.Wrap(Clean(chart.Subtitle), width).Where(line => line.Length > 0))
            Line(Muted(line));
        if (_text.Length > 0)
            Line("");
    }

    public void Line(string line) => _text.Append(line.TrimEnd(' ')).Append('\n');

    /// <summary>Lines of a remark, grey where there are colours.</summary>
    public void Note(string text)
    {
        foreach (string line in TextWidth.Wrap(Clean(text), width))
            Line(Muted(line));
    }

    public string Cut(string text, int columns) => TextWidth.Truncate(Clean(text), columns, columns < 4 && ascii ? "." : CutMark);

    public string Muted(string text) => color && text.Length > 0 ? $"\e[2m{text}{Reset}" : text;

    /// <summary>Text in the colour of a series; grey for what the others are measured by.</summary>
    public string InSeriesColor(string text, int series, bool isReference = false) =>
        color && text.Length > 0 ? $"\e[38;5;{(isReference ? 245 : s_series[series % s_series.Length])}m{text}{Reset}" : text;

    /// <summary>Text on a shade from 0 to 1, blue or orange.</summary>
    public static string OnShade(string text, double shade, bool warm)
    {
        int level = Numbers.Nearest(shade * 6);
        int ink = !warm && level >= 5 ? 231 : 16;
        return $"\e[38;5;{ink};48;5;{(warm ? s_oranges : s_blues)[level]}m{text}{Reset}";
    }

    /// <summary>A character for a shade from 0 to 1, without colours.</summary>
    public char ShadeOf(double shade) => (ascii ? " .:+#@" : " ·░▒▓█")[shade <= 0 ? 0 : Math.Clamp((int)Math.Ceiling(shade * 5 - 1e-6), 1, 5)];

    /// <summary>A bar of a length in columns, to an eighth of one.</summary>
    public string Bar(double columns, bool pale)
    {
        int eighths = Numbers.Nearest(Math.Max(0, columns) * 8);
        if (ascii || pale)
            return new string(ascii ? (pale ? '-' : '#') : '░', (eighths + 4) / 8);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : " ▏▎▍▌▋▊▉"[eighths % 8]);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text that stays on its line: control characters and half surrogate pairs are replaced.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        return clean.ToString();
    }
}
