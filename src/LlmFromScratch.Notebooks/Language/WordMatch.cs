namespace LlmFromScratch.Notebooks.Language;

/// <summary>How well a word fits what was typed of it.</summary>
internal static class WordMatch
{
    /// <summary>
    /// 0: it begins with it, 1: in other case, 2: its humps do, such as <c>WriteLine</c> with <c>WL</c>, 3: from a later hump on, such as
    /// <c>line</c>; null: it does not fit. So <c>Rank("WriteLine", "wl") = 2</c>.
    /// </summary>
    public static int? Rank(string word, string typed)
    {
        if (word.StartsWith(typed, StringComparison.Ordinal))
            return 0;
        if (word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return 1;
        if (!HasInOrder(word, typed))
            return null;
        return Humps(word, typed, fromStart: true) ? 2 : Humps(word, typed, fromStart: false) ? 3 : null;
    }

    private static bool HasInOrder(string word, string typed)
    {
        var next = 0;
        foreach (var letter in word)
        {
            if (next < typed.Length && Same(letter, typed[next]))
                next++;
        }

        return next == typed.Length;
    }

    /// <summary>Whether the typed letters are beginnings of humps of the word, in order; humps may be left out.</summary>
    private static bool Humps(string word, string typed, bool fromStart)
    {
        // Where in the word the last letter of those typed so far can be.
        var ends = new bool[word.Length];
        for (var i = 0; i < word.Length; i++)
            ends[i] = Same(word[i], typed[0]) && (fromStart ? i == 0 : i > 0 && IsHump(word, i));
        for (var letter = 1; letter < typed.Length; letter++)
        {
            var next = new bool[word.Length];
            var before = false;
            for (var i = 1; i < word.Length; i++)
            {
                before |= ends[i - 1];
                next[i] = Same(word[i], typed[letter]) && (ends[i - 1] || (before && IsHump(word, i)));
            }

            ends = next;
        }

        return ends.Contains(true);
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static bool IsHump(string word, int i) =>
        char.IsUpper(word[i]) && (!char.IsUpper(word[i - 1]) || (i + 1 < word.Length && char.IsLower(word[i + 1])))
        || word[i - 1] is '_' or '.'
        || (char.IsDigit(word[i]) && !char.IsDigit(word[i - 1]));
}
