namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>How much one cell may show. A cell that goes beyond runs on, and its output says that it was cut.</summary>
internal static class OutputLimits
{
    /// <summary>Characters written to the console, both streams together.</summary>
    public const int StreamChars = 1_000_000;

    /// <summary>Characters of one displayed value in one mime type.</summary>
    public const int DisplayChars = 8_000_000;

    /// <summary>Displayed values.</summary>
    public const int Displays = 1_000;

    public const string StreamNote = "\n(output cut here: a cell shows at most 1,000,000 characters of text)\n";

    public const string DisplaysNote = "(output cut here: a cell shows at most 1,000 values)\n";
}
