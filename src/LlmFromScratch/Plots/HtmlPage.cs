using System.Text;
using LlmFromScratch.Plots.Svg;

namespace LlmFromScratch.Plots;

/// <summary>A piece of an <see cref="HtmlPage"/>.</summary>
public abstract record PageBlock
{
    private protected PageBlock()
    {
    }

    /// <summary>The language of this piece where it is not that of the page, such as "zh-Hans"; it decides how Chinese characters are drawn.</summary>
    public string Language { get; init; } = "";

    /// <summary>A heading over what follows.</summary>
    /// <param name="Text">Plain text.</param>
    public sealed record Heading(string Text) : PageBlock;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">Plain text.</param>
    public sealed record Paragraph(string Text) : PageBlock;

    /// <summary>A chart as a picture.</summary>
    /// <param name="Chart">The chart.</param>
    /// <param name="Caption">Plain text under it; empty for none.</param>
    public sealed record Figure(Chart Chart, string Caption = "") : PageBlock;

    /// <summary>Text whose line ends and spaces are kept, such as a command and its output.</summary>
    /// <param name="Text">Plain text.</param>
    public sealed record Preformatted(string Text) : PageBlock;
}

/// <summary>Charts and words as one HTML file that needs nothing else: no script, no font, no network. Light and dark, narrow and wide, and on paper.</summary>
public static class HtmlPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="title">Stands on top and in the browser's tab.</param>
    /// <param name="blocks">What it shows, from top to bottom.</param>
    /// <param name="language">The language of the page: "en", "zh-Hans".</param>
    /// <returns>An HTML document; the same blocks give the same bytes on every machine.</returns>
    public static string Render(string title, IReadOnlyList<PageBlock> blocks, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentException.ThrowIfNullOrEmpty(language);
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="{Escape(language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escape(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Escape(title)}</h1>

            """.ReplaceLineEndings("\n"));
        foreach (PageBlock block in blocks)
        {
            string lang = block.Language.Length > 0 ? $" lang=\"{Escape(block.Language)}\"" : "";
            html.Append(block switch
            {
                PageBlock.Heading heading => $"<h2{lang}>{Escape(heading.Text)}</h2>\n",
                PageBlock.Paragraph paragraph => $"<p{lang}>{Escape(paragraph.Text)}</p>\n",
                PageBlock.Figure figure => $"<figure{lang}>\n{SvgRenderer.Render(figure.Chart)}"
                    + (figure.Caption.Length > 0 ? $"<figcaption>{Escape(figure.Caption)}</figcaption>\n" : "") + "</figure>\n",
                PageBlock.Preformatted text => $"<pre{lang}>{string.Join('\n', text.Text.ReplaceLineEndings("\n").Split('\n').Select(Escape))}</pre>\n",
                _ => throw new ArgumentException($"there is no HTML of a {block.GetType().Name}", nameof(blocks)),
            });
        }
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Escape(string text) => SvgCanvas.Escape(text);

    private static string Style { get; } = $$$"""
        :root{color-scheme:light dark;--paper:#f4f5f6;--ink:#1f2328;--muted:#5c656e;--box:#ffffff}
        @media(prefers-color-scheme:dark){:root{--paper:#121416;--ink:#e6e8ea;--muted:#a3abb3;--box:#1b1e22}}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 {{{SvgTheming.Fonts}}}}
        main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        h1{font-size:1.6rem;line-height:1.25}
        h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
        p{margin:.6rem 0 1rem;overflow-wrap:anywhere}
        figure{margin:1rem 0 1.4rem;overflow-x:auto}
        figure svg{display:block}
        figcaption{color:var(--muted);font-size:.9rem;margin-top:.4rem}
        pre{background:var(--box);border-radius:6px;padding:.8rem 1rem;overflow-x:auto;font:.85rem/1.5 ui-monospace,'Cascadia Mono',Menlo,Consolas,monospace}
        @media screen and (max-width:30rem){figure svg{min-width:28rem}}
        @media print{:root{--paper:#fff;--ink:#000;--box:#fff}main{max-width:none}figure,pre{break-inside:avoid}pre{white-space:pre-wrap;border:1px solid #ccc}h2{break-after:avoid}}
        """.ReplaceLineEndings("\n");
}
