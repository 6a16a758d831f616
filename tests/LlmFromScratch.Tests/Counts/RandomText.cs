using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Counts;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Counts;

/// <summary>A small made-up text with its counts: from one letter to forty lines, from one word to eight, orders 1 to 6.</summary>
/// <param name="Lines">Words with spaces between; a stream is all lines in one.</param>
/// <param name="IsStream">One unbroken stream instead of sentences.</param>
/// <param name="Order">The longest n-grams.</param>
/// <param name="Seed">For more choices.</param>
internal sealed record RandomText(string[] Lines, bool IsStream, int Order, int Seed)
{
    public static Gen<RandomText> All { get; } = Gen.Choose(0, int.MaxValue - 1).Select(Of);

    public static RandomText Of(int seed)
    {
        var random = new SeededRandom(seed, "text");
        int words = 1 + random.NextInt(8), lines = 1 + random.NextInt(random.NextInt(2) == 0 ? 5 : 40), longest = 1 + random.NextInt(12);
        bool isStream = random.NextInt(2) == 0;
        // Early words are likelier: some n-grams are frequent, most are rare.
        string Word() => ((char)('a' + (int)(words * random.NextDouble() * random.NextDouble()))).ToString();
        string Line(int shortest) => string.Join(' ', Enumerable.Range(0, Math.Max(shortest, random.NextInt(longest + 1))).Select(_ => Word()));
        return new RandomText([.. Enumerable.Range(0, lines).Select(i => Line(isStream && i == 0 ? 1 : 0))], isStream, 1 + random.NextInt(6), seed);
    }

    public NGramCounts Count() => IsStream ? NGramCounts.OfStream(new WhitespaceSplitter(), string.Join(' ', Lines), Order)
        : NGramCounts.OfLines(new WhitespaceSplitter(), Lines, Order);

    /// <summary>The text as ids, sentence marks included.</summary>
    public int[] Ids(Vocabulary vocabulary)
    {
        var tokenizer = new Tokenizer(new WhitespaceSplitter(), vocabulary);
        return IsStream ? tokenizer.Encode(string.Join(' ', Lines)) : tokenizer.EncodeSentences(Lines);
    }

    /// <summary>Contexts of all kinds: empty, from the text, made up, with unknown words, after the start of a sentence, longer than any n-gram.</summary>
    public IEnumerable<int[]> Contexts(Vocabulary vocabulary, int count)
    {
        var random = new SeededRandom(Seed, "contexts");
        int[] text = Ids(vocabulary);
        yield return [];
        yield return [vocabulary.UnknownId!.Value];
        if (vocabulary.StartId is int start)
            yield return [start];
        for (int i = 0; i < count; i++)
        {
            int length = random.NextInt(Order + 2), at = random.NextInt(text.Length + 1);
            int[] context = random.NextInt(3) > 0 ? text[Math.Max(0, at - length)..at]
                : [.. Enumerable.Range(0, length).Select(_ => random.NextInt(vocabulary.Count))];
            yield return random.NextInt(4) == 0 && vocabulary.StartId is int s ? [s, .. context] : context;
        }
    }

    public override string ToString() => $"seed {Seed}, order {Order}, {(IsStream ? "stream" : "sentences")}: {string.Join(" / ", Lines)}";
}
