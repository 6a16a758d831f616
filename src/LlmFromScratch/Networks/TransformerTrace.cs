
namespace LlmFromScratch.Networks;

/// <summary>What happens inside a transformer while it reads a text: who looks at whom, and what stands in the residual stream after each block.</summary>
public sealed class TransformerTrace
{
    private readonly float[][][] _attention;
    private readonly float[][] _residual, _logits;

    internal TransformerTrace(int[] ids, float[][][] attention, float[][] residual, float[][] logits) =>
        (Ids, _attention, _residual, _logits) = (ids, attention, residual, logits);

    /// <summary>The tokens that were read.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>Tokens.</summary>
    public int Time => Ids.Count;

    /// <summary>Blocks.</summary>
    public int Layers => _attention.Length;

    /// <summary>Heads of each block.</summary>
    public int Heads => _attention[0].Length;

    /// <summary>How much each token takes of each earlier one: <c>[time, time]</c>, each row from the token that looks, with a sum of 1; 0 for what it does not see.</summary>
    /// <param name="layer">The block, from 0 to <see cref="Layers"/> - 1.</param>
    /// <param name="head">From 0 to <see cref="Heads"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or head.</exception>
    public float[,] Attention(int layer, int head) => Square(_attention[Checked(layer, Layers - 1, nameof(layer))][Checked(head, Heads - 1, nameof(head))], Time);

    /// <summary>The residual stream after so many blocks, <c>[time, width]</c>; 0 is the embeddings.</summary>
    /// <param name="layer">How many blocks, from 0 to <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public float[,] Residual(int layer) => Square(_residual[Checked(layer, Layers, nameof(layer))], Time);

    /// <summary>What the model would answer after so many blocks, through its last norm and output: logits <c>[time, vocabulary]</c>. That of all blocks is its answer.</summary>
    /// <remarks>The "logit lens": nostalgebraist, "Interpreting GPT: the logit lens" (2020).</remarks>
    /// <param name="layer">How many blocks, from 0 to <see cref="Layers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public float[,] Logits(int layer) => Square(_logits[Checked(layer, Layers, nameof(layer))], Time);

    /// <summary>The probabilities of <see cref="Logits"/> for the token after one place.</summary>
    /// <param name="layer">How many blocks, from 0 to <see cref="Layers"/>.</param>
    /// <param name="place">After which token, from 0 to <see cref="Time"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many blocks, or no such token.</exception>
    public double[] Probabilities(int layer, int place)
    {
        Checked(layer, Layers, nameof(layer));
        Checked(place, Time - 1, nameof(place));
        int tokens = _logits[layer].Length / Time;
        var logits = new Predictions.Logits([.. _logits[layer].AsSpan(place * tokens, tokens).ToArray().Select(logit => (double)logit)]);
        return logits.Softmax().Values.ToArray();
    }

    private static float[,] Square(float[] numbers, int rows)
    {
        var square = new float[rows, numbers.Length / rows];
        Buffer.BlockCopy(numbers, 0, square, 0, numbers.Length * sizeof(float));
        return square;
    }

    private static int Checked(int number, int last, string name) =>
        number >= 0 && number <= last ? number : throw new ArgumentOutOfRangeException(name, number, $"expected a {name} from 0 to {last}, as this trace has, got {number}");
}
