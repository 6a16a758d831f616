using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>The kind and sizes of a <see cref="RecurrentLanguageModel"/>.</summary>
public sealed record RecurrentOptions : NetworkOptions
{
    /// <summary>What remembers: "rnn", "gru" or "lstm".</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>Numbers for each token; 1 or more.</summary>
    public int Embedding { get; init; } = 64;

    /// <summary>How large those numbers are at first: the standard deviation, above 0. With thousands of tokens 0.1 learns better than 1, since a rare token's vector is little moved and stays noise.</summary>
    public double EmbeddingDeviation { get; init; } = 1;

    /// <summary>Numbers that are remembered; 1 or more.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Cells on top of each other, each reading the states of the one below; 1 or more.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>The part of the numbers between the layers that is left out at each step of training, from 0 to below 1.</summary>
    public float Dropout { get; init; }

    /// <inheritdoc/>
    public override NeuralLanguageModel Create(Vocabulary vocabulary, long seed) => new RecurrentLanguageModel(vocabulary, this, seed);

    /// <inheritdoc/>
    public override Int128 CountParameters(int vocabulary)
    {
        Check();
        Int128 count = (Int128)vocabulary * Embedding + ((Int128)Hidden + 1) * vocabulary;
        int gates = Cell switch { "rnn" => 1, "gru" => 3, _ => 4 };
        for (int layer = 0; layer < Layers; layer++)
            count += ((Int128)(layer == 0 ? Embedding : Hidden) + Hidden + 1) * gates * Hidden + (Cell == "gru" ? Hidden : 0);
        return count;
    }

    internal void Check()
    {
        if (Cell is not ("rnn" or "gru" or "lstm"))
            throw new ArgumentException($"expected the cell rnn, gru or lstm, got '{Cell}'", nameof(Cell));
        CheckSize(Embedding, 1, nameof(Embedding));
        CheckSize(Hidden, 1, nameof(Hidden));
        CheckDeviation(EmbeddingDeviation);
        CheckSize(Layers, 1, nameof(Layers));
        if (Layers > 64)
            throw new ArgumentOutOfRangeException(nameof(Layers), Layers, "expected 64 layers at most");
    }
}
