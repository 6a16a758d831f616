using System.Globalization;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Corpora;

public sealed partial class Corpus
{
    /// <summary>Splits the lines at random, all copies of a line into the same part, so that no part holds an answer of another.</summary>
    /// <remarks>
    /// Different lines are shuffled and dealt out, each with all its copies, until a part has its share. So the sizes are exact where
    /// no line repeats; where many do, a part can be smaller than asked for, or larger if even the rarest line is more than its share.
    /// Within each part lines keep the order of the corpus. Each part has at least one line.
    /// </remarks>
    /// <param name="validation">Share of the lines for validation, above 0 and below 1.</param>
    /// <param name="test">Share for the test, 0 (none) or more; with <paramref name="validation"/> below 1.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shares are not as said.</exception>
    /// <exception cref="InvalidOperationException">There are fewer different lines than parts.</exception>
    public CorpusSplit Split(double validation = 0.1, double test = 0, long seed = 0)
    {
        if (!(validation > 0 && validation < 1))
            throw new ArgumentOutOfRangeException(nameof(validation), validation, "Expected a share above 0 and below 1, such as 0.1.");
        if (!(test >= 0 && validation + test < 1))
            throw new ArgumentOutOfRangeException(nameof(test), test, "Expected 0 or more, and less than 1 together with the validation share.");
        int parts = test > 0 ? 3 : 2;
        if (DistinctLines < parts)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Corpus '{Name}' has {Lines.Count:N0} lines of which {DistinctLines:N0} are different; expected at least {parts} different ones, " +
                $"since each of {parts} parts needs a line that no other part has."));

        var copies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in Lines)
            copies[line] = copies.GetValueOrDefault(line) + 1;
        // Sorted first, so that the split depends on which lines there are and not on their order.
        string[] waiting = [.. copies.Keys];
        Array.Sort(waiting, StringComparer.Ordinal);
        new SeededRandom(seed, "split").Shuffle(waiting.AsSpan());

        var left = new LinkedList<string>(waiting);
        HashSet<string> forValidation = Deal(left, copies, validation, keep: parts - 1);
        HashSet<string> forTest = test > 0 ? Deal(left, copies, test, keep: 1) : [];
        return new CorpusSplit(this,
            Part("training", line => !forValidation.Contains(line) && !forTest.Contains(line)),
            Part("validation", forValidation.Contains),
            test > 0 ? Part("test", forTest.Contains) : null);
    }

    /// <summary>Cuts the stream of text in two: the first part for training, the rest for validation. For text that is one long story.</summary>
    /// <remarks>
    /// The cut is after floor(<paramref name="fraction"/> × length) UTF-16 units of <see cref="Text"/>, or a little before, so that no
    /// character as a reader sees it is torn. Training and validation together give the text back exactly.
    /// </remarks>
    /// <param name="fraction">Share of the characters for training, above 0 and below 1: 0.9 for nine tenths.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not as said.</exception>
    /// <exception cref="InvalidOperationException">The text is too short for two parts.</exception>
    public CorpusSplit SplitAt(double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a share above 0 and below 1, such as 0.9.");
        // In decimal 0.29 × 100 is 29; in binary it is 28.999999999999996, and its floor one less.
        int cut = CharacterStart(Text, (int)Math.Min(Text.Length - 1, Math.Floor((decimal)fraction * Text.Length)));
        if (cut == 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Corpus '{Name}' has {Text.Length:N0} characters, too few for a first part of {fraction:0.###} of them and a second one."));
        return new CorpusSplit(this,
            FromText($"{Name} (training)", Text[..cut], Language, Splitter),
            FromText($"{Name} (validation)", Text[cut..], Language, Splitter), test: null);
    }

    /// <summary>Takes lines from the front of those left until their copies make up the share, and at least one line.</summary>
    private HashSet<string> Deal(LinkedList<string> left, Dictionary<string, int> copies, double share, int keep)
    {
        int target = Math.Max(1, (int)Math.Round(share * Lines.Count)), dealt = 0;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (LinkedListNode<string>? node = left.First, next; node is not null && dealt < target && left.Count > keep; node = next)
        {
            next = node.Next;
            if (dealt + copies[node.Value] > target)
                continue; // It does not fit any more; a rarer line may.
            dealt += copies[node.Value];
            taken.Add(node.Value);
            left.Remove(node);
        }
        if (taken.Count == 0) // Every line has more copies than the share: the rarest does least harm.
        {
            string rarest = left.MinBy(line => copies[line])!;
            taken.Add(rarest);
            left.Remove(rarest);
        }
        return taken;
    }

    private Corpus Part(string part, Func<string, bool> belongs) => FromLines($"{Name} ({part})", Lines.Where(belongs), Language, Splitter);

    /// <summary>The last place at or before a position where a character, as a reader sees it, starts.</summary>
    private static int CharacterStart(string text, int position)
    {
        // Go back to a place that is surely a start: after a line end, or between two plain ASCII characters.
        int start = position;
        while (start > 0 && text[start - 1] != '\n' && !(IsPlain(text[start - 1]) && IsPlain(text[start])))
            start--;
        var characters = new CharacterSplitter();
        while (characters.TryNext(text, start, out Piece character) && character.End <= position)
            start = character.End;
        return start;
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';
}
