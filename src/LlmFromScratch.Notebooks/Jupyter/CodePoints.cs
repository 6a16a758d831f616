namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>Places in a text: Jupyter counts code points, .NET counts UTF-16 units. In "𝐚b" the b is at 1 there and at 2 here.</summary>
/// <remarks>Source: "cursor_pos and unicode offsets" in https://jupyter-client.readthedocs.io/en/latest/messaging.html. A lone
/// surrogate counts as one. Places outside the text are taken to its ends.</remarks>
internal static class CodePoints
{
    /// <summary>"𝐚b", 1 -> 2.</summary>
    public static int ToUtf16(string text, long codePoints)
    {
        var index = 0;
        for (; codePoints > 0 && index < text.Length; codePoints--)
            index += IsPair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>"𝐚b", 2 -> 1. A place inside a pair is taken for the place before it.</summary>
    public static int FromUtf16(string text, int index)
    {
        index = Math.Clamp(index, 0, text.Length);
        var count = 0;
        for (var at = 0; at < index; count++)
        {
            at += IsPair(text, at) ? 2 : 1;
            if (at > index)
                break;
        }

        return count;
    }

    private static bool IsPair(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
