using LlmFromScratch.Tokens;

namespace LlmFromScratch.Sampling;

// Text instead of tokens.
public sealed partial class TextGenerator
{
    /// <summary>
    /// Yields the text piece by piece, as soon as it is certain: an end that could be the beginning of a stop text is held back until it is not.
    /// </summary>
    /// <param name="tokenizer">Makes text of the model's tokens.</param>
    /// <param name="prompt">Ids of the tokens to go on from; their text is not yielded again.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="stop">When the text is over. Stop texts are looked for after the prompt, and neither they nor what follows is yielded.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public IEnumerable<string> GenerateText(ITokenizer tokenizer, IEnumerable<int> prompt, long seed, StopConditions? stop = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(prompt);
        return ContinueText(tokenizer, [.. prompt], seed, stop ?? new(), cancellation);
    }

    private IEnumerable<string> ContinueText(ITokenizer tokenizer, int[] prompt, long seed, StopConditions stop, CancellationToken cancellation)
    {
        var text = new StopText(tokenizer, stop.Texts, prompt);
        foreach (int token in Continue(prompt, seed, stop, cancellation))
        {
            string piece = text.Add(token);
            if (piece != "")
                yield return piece;
            if (text.IsOver)
                yield break;
        }
        if (text.Rest() is not "" and string rest)
            yield return rest;
    }
}
