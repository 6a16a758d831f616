namespace LlmFromScratch.Tokens;

/// <summary>What follows from <see cref="ITokenizer"/> for every tokenizer.</summary>
public static class TokenizerExtensions
{
    /// <summary>
    /// The ids of sentences in a row, each opened by the start of a sentence and closed by its end: ["a b", "c"] -> &lt;s&gt; a b &lt;/s&gt; &lt;s&gt; c &lt;/s&gt;.
    /// </summary>
    /// <param name="tokenizer">One whose vocabulary has both marks.</param>
    /// <param name="lines">One sentence a line.</param>
    /// <exception cref="ArgumentException">The vocabulary lacks the marks, since its text is one stream; or a line contains one of them.</exception>
    /// <exception cref="KeyNotFoundException">A piece is not listed and the vocabulary has no unknown token.</exception>
    public static int[] EncodeSentences(this ITokenizer tokenizer, IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(lines);
        if (tokenizer.Vocabulary is not { StartId: int start, EndId: int end })
            throw new ArgumentException($"expected a vocabulary with {Vocabulary.SentenceStart} and {Vocabulary.SentenceEnd}, got one without: encode this text as one stream", nameof(tokenizer));
        var ids = new List<int>();
        foreach (string line in lines)
        {
            int[] sentence = tokenizer.Encode(line);
            if (sentence.AsSpan().IndexOfAny(start, end) is >= 0 and int at)
                throw new ArgumentException($"a sentence contains {tokenizer.Vocabulary[sentence[at]]}, which marks where one starts or ends and is added by itself: remove it from \"{line}\"", nameof(lines));
            ids.Add(start);
            ids.AddRange(sentence);
            ids.Add(end);
        }
        return [.. ids];
    }
}
