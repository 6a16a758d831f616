namespace LlmFromScratch.Plots;

/// <summary>Dark on light or light on dark.</summary>
public enum SvgTheme
{
    /// <summary>As the reader has set the browser, the system, VS Code or JupyterLab.</summary>
    Auto,

    /// <summary>Dark on light always, as for print.</summary>
    Light,

    /// <summary>Light on dark always.</summary>
    Dark,
}

/// <summary>How an SVG picture is drawn.</summary>
public sealed record SvgOptions
{
    /// <summary>The width in pixels at which text has its natural size, from 240 to 4000; narrower pages shrink the whole picture. 640 by default.</summary>
    public int Width
    {
        get;
        init => field = value is >= 240 and <= 4000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "expected a width from 240 to 4000 pixels");
    } = 640;

    /// <summary>Dark on light or light on dark; as the reader has set it by default.</summary>
    public SvgTheme Theme { get; init; } = SvgTheme.Auto;
}
