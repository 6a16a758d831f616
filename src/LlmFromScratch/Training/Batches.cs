using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>Where the batches of a training come from. The batch of a step depends on the text, the seed and the step, and on nothing that came before.</summary>
public abstract class Batches
{
    /// <summary>Rows of a batch.</summary>
    public abstract int Rows { get; }

    /// <summary>Targets of a batch: how many predictions are learnt from in a step.</summary>
    public abstract int TargetsPerBatch { get; }

    /// <summary>Steps until each place of the text was met once, rounded up.</summary>
    public abstract long StepsPerEpoch { get; }

    /// <summary>The batch of a step. It is overwritten by the next call.</summary>
    /// <param name="step">The step, from 0.</param>
    public abstract TokenBatch At(long step);

    /// <summary>The batches that suit a model.</summary>
    /// <param name="model">The model, which says what kind it learns from.</param>
    /// <param name="tokens">The text, as ids; used, not copied.</param>
    /// <param name="rows">Rows of a batch, 1 or more.</param>
    /// <param name="window">For models that read windows of the text: how many tokens a window has.</param>
    /// <param name="seed">Another seed, another order.</param>
    /// <exception cref="ArgumentException">The text is too short for such a batch, or has an id that is not in the vocabulary; or a window is longer than what the model sees.</exception>
    public static Batches For(NeuralLanguageModel model, int[] tokens, int rows, int window, long seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Batches == BatchKind.Windows && window > model.ContextLength)
            throw new ArgumentException($"expected a window of at most {model.ContextLength} tokens, the context of the model, got {window}: take a shorter window, or a model with a longer context", nameof(window));
        return model.Batches switch
        {
            BatchKind.Contexts => new ContextBatches(tokens, model.Vocabulary, model.ContextLength, rows, seed),
            BatchKind.Windows => new WindowBatches(tokens, model.Vocabulary, rows, window, seed),
            _ => new ConsecutiveBatches(tokens, model.Vocabulary, rows, window, seed),
        };
    }

    /// <summary>Refuses a text with ids that a vocabulary lacks.</summary>
    internal static void CheckTokens(int[] tokens, Tokens.Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(vocabulary);
        foreach (int token in tokens)
            _ = vocabulary[token];
    }
}
