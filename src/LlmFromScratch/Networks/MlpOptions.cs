using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>The sizes of an <see cref="MlpLanguageModel"/>. As they stand, makemore's: about 12,000 numbers for 27 letters.</summary>
public sealed record MlpOptions : NetworkOptions
{
    /// <summary>How many tokens it looks back; 1 or more.</summary>
    public int Context { get; init; } = 3;

    /// <summary>Numbers for each token; 1 or more.</summary>
    public int Embedding { get; init; } = 10;

    /// <summary>How large those numbers are at first: the standard deviation, above 0. With thousands of tokens 0.1 learns better than 1, since a rare token's vector is little moved and stays noise.</summary>
    public double EmbeddingDeviation { get; init; } = 1;

    /// <summary>Units of the hidden layer; 1 or more.</summary>
    public int Hidden { get; init; } = 200;

    /// <summary>The part of the hidden units that is left out at each step of training, from 0 to below 1.</summary>
    public float Dropout { get; init; }

    /// <inheritdoc/>
    public override NeuralLanguageModel Create(Vocabulary vocabulary, long seed) => new MlpLanguageModel(vocabulary, this, seed);

    /// <inheritdoc/>
    public override Int128 CountParameters(int vocabulary) => ((Int128)vocabulary + 1) * Embedding
        + ((Int128)Context * Embedding + 1) * Hidden + ((Int128)Hidden + 1) * vocabulary;

    internal void Check()
    {
        CheckSize(Context, 1, nameof(Context));
        CheckSize(Embedding, 1, nameof(Embedding));
        CheckSize(Hidden, 1, nameof(Hidden));
        CheckDeviation(EmbeddingDeviation);
    }
}
