using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class KernelLogTests
{
    [Fact]
    public void A_flood_of_lines_is_cut_and_says_so()
    {
        var text = new StringWriter();
        var log = new KernelLog(text, linesPerMinute: 3);

        for (var i = 1; i <= 1_000; i++)
            log.Write($"line {i}\nand more");

        Assert.Equal(
            ["llm-csharp: line 1 and more", "llm-csharp: line 2 and more", "llm-csharp: line 3 and more", "llm-csharp: (too many lines; the rest of this minute is left out)"],
            text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
