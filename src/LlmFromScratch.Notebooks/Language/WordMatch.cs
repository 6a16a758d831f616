namespace LlmFromScratch.Notebooks.Language;

/// <summary>How well a word fits what was typed of it.</summary>
internal static class WordMatch
{
    /// <summary>The worst rank of a word that fits.</summary>
    public const int Worst = 4;

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
        if (Humps(word, 0, typed, 0))
            return 2;
        for (var i = 1; i < word.Length; i++)
        {
            if (IsHump(word, i) && Humps(word, i, typed, 0))
                return 3;
        }

        return null;
    }

    /// <summary>Whether the typed letters from here on are beginnings of humps of the word from there on, in order; humps may be left out.</summary>
    private static bool Humps(string word, int at, string typed, int from)
    {
        if (from == typed.Length)
            return true;
        if (at >= word.Length || char.ToUpperInvariant(word[at]) != char.ToUpperInvariant(typed[from]))
            return false;
        if (Humps(word, at + 1, typed, from + 1))
            return true;
        for (var i = at + 1; i < word.Length; i++)
        {
            if (IsHump(word, i) && Humps(word, i, typed, from + 1))
                return true;
        }

        return false;
    }

    private static bool IsHump(string word, int i) =>
        char.IsUpper(word[i]) && (!char.IsUpper(word[i - 1]) || (i + 1 < word.Length && char.IsLower(word[i + 1])))
        || word[i - 1] is '_' or '.'
        || (char.IsDigit(word[i]) && !char.IsDigit(word[i - 1]));
}
