using System.Text.Json.Serialization;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Networks;

/// <summary>The architecture of a network and its sizes: all that must be known, besides the vocabulary, to make it anew.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(MlpOptions), "mlp")]
[JsonDerivedType(typeof(RecurrentOptions), "recurrent")]
[JsonDerivedType(typeof(TransformerOptions), "transformer")]
public abstract record NetworkOptions
{
    /// <summary>Makes the network with random weights.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public abstract NeuralLanguageModel Create(Vocabulary vocabulary, long seed);

    /// <summary>How many numbers it learns, without making it.</summary>
    /// <param name="vocabulary">The number of tokens.</param>
    public abstract Int128 CountParameters(int vocabulary);

    /// <summary>Refuses a size that is no size, or that no memory holds.</summary>
    protected static void CheckSize(int size, int least, string name)
    {
        if (size < least || size > 1 << 20)
            throw new ArgumentOutOfRangeException(name, size, $"expected {name} from {least} to {1 << 20}, got {size}");
    }

    /// <summary>Refuses a standard deviation that is none.</summary>
    protected static void CheckDeviation(double deviation)
    {
        if (!(deviation > 0 && deviation <= 1000))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "expected a standard deviation above 0 and up to 1000");
    }
}
