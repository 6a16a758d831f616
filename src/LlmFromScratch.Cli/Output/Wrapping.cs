using System.Globalization;
using LlmFromScratch.Plots;

namespace LlmFromScratch.Cli.Output;

/// <summary>Long text on lines of a terminal.</summary>
internal static class Wrapping
{
    /// <summary>Breaks each line where it becomes too wide: at its last space if there is one, else between two characters.</summary>
    /// <param name="text">Lines.</param>
    /// <param name="width">Columns that a line may have, 2 or more.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        foreach (string line in text.Split('\n'))
        {
            string rest = line;
            while (TextWidth.Of(rest) > width)
            {
                int fits = Fitting(rest, width), space = rest.LastIndexOf(' ', fits);
                yield return rest[..(space > 0 ? space : fits)];
                rest = rest[(space > 0 ? space + 1 : fits)..];
            }
            yield return rest;
        }
    }

    /// <summary>How many UTF-16 units of a text fit in a line, in whole characters; one character at least.</summary>
    private static int Fitting(string text, int width)
    {
        int end = 0, used = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            used += TextWidth.Of(elements.GetTextElement());
            if (used > width && end > 0)
                break;
            end = elements.ElementIndex + elements.GetTextElement().Length;
        }
        return end;
    }
}
