using System.Text;

namespace LlmFromScratch.Corpora;

/// <summary>Reads text files of any origin: a few words of advice in the error where one is no text.</summary>
/// <remarks>See <see cref="TextFileReader"/> for the encodings and for what happens to invalid bytes.</remarks>
public static class TextFile
{
    /// <summary>The longest line or text that fits into one string, in UTF-16 units: about a thousand million.</summary>
    public const int LongestText = 0x3FFF_FFDF;

    /// <summary>The lines of a file, one at a time: a file larger than memory is no problem, a line larger than memory is.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a folder, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not text.</exception>
    public static IEnumerable<string> ReadLines(string path)
    {
        TextFileReader reader = TextFileReader.Open(path); // Here, so that a missing file is reported at the call.
        return Enumerate(reader);

        static IEnumerable<string> Enumerate(TextFileReader reader)
        {
            using (reader)
                while (reader.ReadLine() is { } line)
                    yield return line;
        }
    }

    /// <summary>The whole text of a file, its line ends as they are.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The text without its byte-order mark, and how many bytes were invalid.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a folder, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not text, or longer than <see cref="LongestText"/>.</exception>
    public static TextContent ReadText(string path)
    {
        using TextFileReader reader = TextFileReader.Open(path);
        return reader.ReadToEnd();
    }

    /// <summary>The whole text of a stream, such as standard input or an embedded file.</summary>
    /// <param name="stream">UTF-8, or UTF-16 with a byte-order mark; read to its end and left open.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">It is not text, or longer than <see cref="LongestText"/>.</exception>
    public static TextContent ReadText(Stream stream, string name)
    {
        using var reader = new TextFileReader(stream, name, leaveOpen: true);
        return reader.ReadToEnd();
    }
}

/// <summary>A text that was read, and what had to be mended.</summary>
/// <param name="Text">The text; invalid bytes have become U+FFFD, the replacement character.</param>
/// <param name="Encoding">"UTF-8" or "UTF-16".</param>
/// <param name="InvalidBytes">How many bytes belonged to no character; 0 for good text.</param>
public sealed record TextContent(string Text, string Encoding, long InvalidBytes);
