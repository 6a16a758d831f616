using System.Text.RegularExpressions;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Tests.Plots;

public sealed class HtmlPageTests
{
    private static readonly string s_page = HtmlPage.Render("A tour & more",
    [
        new PageBlock.Heading("One <prompt>"),
        new PageBlock.Paragraph("我喜欢吃") { Language = "zh-Hans" },
        new PageBlock.Figure(Examples.Bars, "A caption"),
        new PageBlock.Figure(Examples.Heatmap),
        new PageBlock.Preformatted("$ llm next \"a\"\n  b\t<c>"),
    ]);

    [Fact]
    public void Render_Page_SaysItsLanguageAndEncoding()
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", s_page, StringComparison.Ordinal);
        Assert.Contains("<p lang=\"zh-Hans\">我喜欢吃</p>", s_page, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', s_page);
    }

    [Fact]
    public void Render_Page_NeedsNothingFromElsewhere()
    {
        Assert.DoesNotContain("<script", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, Regex.Count(s_page, "https?://")); // the name of the format, once for each picture
    }

    [Fact]
    public void Render_Words_AreEscapedAndLineEndsKept()
    {
        Assert.Contains("<h1>A tour &amp; more</h1>", s_page, StringComparison.Ordinal);
        Assert.Contains("<h2>One &lt;prompt&gt;</h2>", s_page, StringComparison.Ordinal);
        Assert.Contains("<pre>$ llm next &quot;a&quot;\n  b &lt;c&gt;</pre>", s_page, StringComparison.Ordinal);
        Assert.Contains("<figcaption>A caption</figcaption>", s_page, StringComparison.Ordinal);
    }
}
