namespace LlmFromScratch.Formats;

/// <summary>The sizes at the start of a model file of llama2.c.</summary>
/// <param name="Width">Numbers of the residual stream ("dim").</param>
/// <param name="Hidden">Units of a feed-forward layer ("hidden_dim").</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Heads of attention, which share the width.</param>
/// <param name="KeyValueHeads">Heads with keys and values of their own; several heads may share one.</param>
/// <param name="Tokens">The size of the vocabulary.</param>
/// <param name="Context">The longest text ("seq_len").</param>
/// <param name="Tied">Are the tokens' vectors also the weights of the output? In the file a negative number of tokens says that they are not.</param>
public sealed record Llama2Header(int Width, int Hidden, int Layers, int Heads, int KeyValueHeads, int Tokens, int Context, bool Tied = true)
{
    /// <summary>Bytes of the header: seven whole numbers of four bytes.</summary>
    public const int Size = 28;

    /// <summary>Numbers of a head.</summary>
    public int HeadSize => Width / Heads;

    /// <summary>The arrays that follow the header, in the order of the file: each with its name in run.c and its shape.</summary>
    /// <remarks>
    /// The weights of a layer are [out, in], row by row. In queries and keys the numbers 2i and 2i + 1 of a head are a pair that is turned together.
    /// "freq_cis_real" and "freq_cis_imag" are cosine and sine of the angles, <c>[time, head size / 2]</c>: no program reads them any more, but they have their place.
    /// </remarks>
    public IReadOnlyList<(string Name, int[] Shape)> Arrays
    {
        get
        {
            int keys = KeyValueHeads * HeadSize;
            List<(string, int[])> arrays =
            [
                ("token_embedding_table", [Tokens, Width]),
                ("rms_att_weight", [Layers, Width]),
                ("wq", [Layers, Width, Width]),
                ("wk", [Layers, keys, Width]),
                ("wv", [Layers, keys, Width]),
                ("wo", [Layers, Width, Width]),
                ("rms_ffn_weight", [Layers, Width]),
                ("w1", [Layers, Hidden, Width]),
                ("w2", [Layers, Width, Hidden]),
                ("w3", [Layers, Hidden, Width]),
                ("rms_final_weight", [Width]),
                ("freq_cis_real", [Context, HeadSize / 2]),
                ("freq_cis_imag", [Context, HeadSize / 2]),
            ];
            if (!Tied)
                arrays.Add(("wcls", [Tokens, Width]));
            return arrays;
        }
    }

    /// <summary>Bytes of a file with this header. No size makes it overflow.</summary>
    internal Int128 FileLength => Size + 4 * Arrays.Aggregate((Int128)0, (sum, array) => sum + array.Shape.Aggregate((Int128)1, (count, length) => count * length));

    /// <summary>Refuses sizes that make no network.</summary>
    /// <exception cref="InvalidDataException">The message names the size.</exception>
    internal void Check()
    {
        foreach ((int size, string name) in new[] { (Width, "dim"), (Hidden, "hidden_dim"), (Layers, "n_layers"), (Heads, "n_heads"), (KeyValueHeads, "n_kv_heads"), (Tokens, "vocab_size"), (Context, "seq_len") })
            if (size is < 1 or > 1 << 24)
                throw new InvalidDataException($"expected {name} from 1 to {1 << 24}, got {size}: is this a model of llama2.c, of the first version of its format?");
        if (Width % Heads != 0 || HeadSize % 2 != 0)
            throw new InvalidDataException($"expected a dim that is a multiple of twice n_heads, since each head's numbers are turned in pairs, got dim {Width} and n_heads {Heads}");
        if (Heads % KeyValueHeads != 0)
            throw new InvalidDataException($"expected n_heads to be a multiple of n_kv_heads, got {Heads} and {KeyValueHeads}");
    }
}
