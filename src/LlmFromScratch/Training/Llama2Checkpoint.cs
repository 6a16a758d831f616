using LlmFromScratch.Autograd;
using LlmFromScratch.Corpora;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>A trained model in the two files of llama2.c: the weights (<see cref="Llama2Bin"/>) and the tokenizer (<see cref="Llama2Tokenizer"/>).</summary>
/// <remarks>
/// Its models learnt from texts that follow each other with only a start between them, so the start may come next, and is the end
/// (<see cref="TransformerOptions.PredictsStart"/>). So it is for every model that is read from here, also for one that was written by <see cref="Save"/> and never
/// learnt to predict it: the file has no place to say so.
/// What is saved after it was loaded has the same bytes but for the tables of cosine and sine, which nobody reads: they are calculated anew, and some of
/// their numbers differ in the last bit from PyTorch's.
/// </remarks>
public static class Llama2Checkpoint
{
    /// <summary>Reads a model and its tokenizer.</summary>
    /// <param name="binFile">The weights, such as stories260K.bin.</param>
    /// <param name="tokenizerFile">The tokenizer, such as tok512.bin.</param>
    /// <exception cref="InvalidDataException">A file is cut short, of another kind or version, or the two do not belong together.</exception>
    public static Checkpoint Load(string binFile, string tokenizerFile)
    {
        Llama2Bin bin = Llama2Bin.Read(binFile);
        return Of(bin, Llama2Tokenizer.Read(tokenizerFile, bin.Header.Tokens));
    }

    /// <summary>The model stories260K with its tokenizer, from the files of data set "stories260k".</summary>
    /// <param name="store">Where to look; as the environment says if not given.</param>
    /// <exception cref="FileNotFoundException">It is not on this machine; the message says how to get it.</exception>
    /// <exception cref="InvalidDataException">What is there is another file.</exception>
    public static Checkpoint Load(DatasetStore? store = null) => Of(Llama2Bin.Load(store), Llama2Tokenizer.Load(store));

    /// <summary>A model from the content of a file.</summary>
    /// <param name="bin">Sizes and weights.</param>
    /// <param name="tokenizer">A tokenizer with as many tokens.</param>
    /// <exception cref="InvalidDataException">It has another number of tokens, or the sizes are beyond what is built here.</exception>
    public static Checkpoint Of(Llama2Bin bin, SentencePieceTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(bin);
        ArgumentNullException.ThrowIfNull(tokenizer);
        Llama2Header header = bin.Header;
        if (tokenizer.Vocabulary.Count != header.Tokens)
            throw new InvalidDataException($"expected a tokenizer of {header.Tokens} tokens, as the model has, got one of {tokenizer.Vocabulary.Count}: the two files do not belong together");
        TransformerOptions options = TransformerOptions.Llama with
        {
            Layers = header.Layers,
            Heads = header.Heads,
            KeyValueHeads = header.KeyValueHeads,
            Width = header.Width,
            Hidden = header.Hidden,
            Context = header.Context,
            TiedEmbeddings = header.Tied,
            PredictsStart = true,
        };
        TransformerModel model;
        try
        {
            model = new TransformerModel(tokenizer.Vocabulary, options);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        foreach (Place place in Places(model, header.HeadSize))
            place.Read(bin);
        return new Checkpoint(model, tokenizer);
    }

    /// <summary>Writes a model, and its tokenizer where that is of llama2.c's kind. Each file is written whole or not at all.</summary>
    /// <param name="checkpoint">A transformer with Llama's parts.</param>
    /// <param name="binFile">The file for the weights.</param>
    /// <param name="tokenizerFile">The file for the tokenizer; null to write none.</param>
    /// <exception cref="ArgumentException">The model has parts that llama2.c does not have, or the tokenizer is of another kind; the message lists them.</exception>
    /// <exception cref="IOException">A folder cannot be written, or the disk is full.</exception>
    public static void Save(Checkpoint checkpoint, string binFile, string? tokenizerFile = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Llama2Bin bin = ToBin(checkpoint.Model);
        if (tokenizerFile is not null)
        {
            if (checkpoint.Tokenizer is not SentencePieceTokenizer pieces)
                throw new ArgumentException($"expected a tokenizer of scored pieces for llama2.c, got {checkpoint.Tokenizer.GetType().Name}: write the weights alone, or export as \"hf\"", nameof(checkpoint));
            pieces.Save(tokenizerFile);
        }
        bin.Write(binFile);
    }

    /// <summary>Sizes and weights as llama2.c has them.</summary>
    /// <param name="model">A transformer with Llama's parts.</param>
    /// <exception cref="ArgumentException">It has other parts; the message lists them.</exception>
    public static Llama2Bin ToBin(NeuralLanguageModel model)
    {
        if (model is not TransformerModel transformer)
            throw new ArgumentException($"expected a transformer, got {model?.Name ?? "none"}: llama2.c runs nothing else", nameof(model));
        TransformerOptions sizes = transformer.Sizes;
        string[] others =
        [
            .. sizes.Positions == "rotary" ? [] : (string[])[$"{sizes.Positions} positions (it has rotary ones)"],
            .. sizes.Norm == "rms" ? [] : (string[])[$"the norm \"{sizes.Norm}\" (it has \"rms\")"],
            .. sizes.FeedForward == "swiglu" ? [] : (string[])[$"the feed-forward layer \"{sizes.FeedForward}\" (it has \"swiglu\")"],
            .. sizes.Bias ? (string[])["biases"] : [],
            .. sizes.QueryKeyNorm ? (string[])["norms of queries and keys"] : [],
            .. sizes.RotaryBase == 10_000 ? [] : (string[])[FormattableString.Invariant($"a rotary base of {sizes.RotaryBase} (it has 10000)")],
            .. sizes.NormEpsilon == 1e-5f ? [] : (string[])[FormattableString.Invariant($"a norm epsilon of {sizes.NormEpsilon} (it has 1E-05)")],
        ];
        if (others.Length > 0)
            throw new ArgumentException($"llama2.c runs models with the parts of TransformerOptions.Llama, got {string.Join(", ", others)}", nameof(model));
        var header = new Llama2Header(sizes.Width, sizes.HiddenUnits, sizes.Layers, sizes.Heads,
            sizes.KeyHeads, transformer.Vocabulary.Count, sizes.Context, sizes.TiedEmbeddings);
        var bin = new Llama2Bin(header, [.. header.Arrays.Select(array => new NamedArray(array.Name, array.Shape, new float[array.Shape.Aggregate((x, y) => x * y)]))]);
        foreach (Place place in Places(transformer, header.HeadSize))
            place.Write(bin);
        WriteAngles(bin);
        return bin;
    }

    /// <summary>Where a parameter stands in the file.</summary>
    /// <param name="Parameter">The parameter.</param>
    /// <param name="Array">The array of the file.</param>
    /// <param name="Layer">Which part of the array, from 0.</param>
    /// <param name="IsLayer">Is it a layer's weight, which is the other way round?</param>
    /// <param name="HeadSize">Where it makes queries or keys: the numbers of a head. Else 0.</param>
    private sealed record Place(Tensor Parameter, string Array, int Layer = 0, bool IsLayer = true, int HeadSize = 0)
    {
        private int Rows => Parameter.Shape[1]; // of the file
        private int Columns => Parameter.Shape[0];

        public void Read(Llama2Bin bin)
        {
            ReadOnlySpan<float> numbers = bin[Array].AsSpan(Layer * Parameter.Count, Parameter.Count);
            if (!IsLayer)
            {
                numbers.CopyTo(Parameter.Edit());
                return;
            }
            if (HeadSize > 0)
            {
                var halves = new float[numbers.Length];
                WeightLayout.PairsToHalves(numbers, halves, HeadSize, Columns);
                numbers = halves;
            }
            WeightLayout.Transpose(numbers, Parameter.Edit(), Rows, Columns);
        }

        public void Write(Llama2Bin bin)
        {
            Span<float> target = bin[Array].AsSpan(Layer * Parameter.Count, Parameter.Count);
            if (!IsLayer)
            {
                Parameter.Data.CopyTo(target);
                return;
            }
            var numbers = new float[Parameter.Count];
            WeightLayout.Transpose(Parameter.Data, numbers, Columns, Rows);
            if (HeadSize > 0)
                WeightLayout.HalvesToPairs(numbers, target, HeadSize, Columns);
            else
                numbers.CopyTo(target);
        }
    }

    private static IEnumerable<Place> Places(TransformerModel model, int headSize)
    {
        yield return new(model.Tokens.Weight, "token_embedding_table", IsLayer: false);
        for (int layer = 0; layer < model.Blocks.Count; layer++)
        {
            TransformerBlock block = model.Blocks[layer];
            yield return new(((RmsNorm)block.AttentionNorm).Weight, "rms_att_weight", layer, IsLayer: false);
            yield return new(block.Attention.Query.Weight, "wq", layer, HeadSize: headSize);
            yield return new(block.Attention.Key.Weight, "wk", layer, HeadSize: headSize);
            yield return new(block.Attention.Value.Weight, "wv", layer);
            yield return new(block.Attention.Output.Weight, "wo", layer);
            yield return new(((RmsNorm)block.FeedForwardNorm).Weight, "rms_ffn_weight", layer, IsLayer: false);
            yield return new(block.FeedForward.Gate!.Weight, "w1", layer);
            yield return new(block.FeedForward.Down.Weight, "w2", layer);
            yield return new(block.FeedForward.Up.Weight, "w3", layer);
        }
        yield return new(((RmsNorm)model.Norm).Weight, "rms_final_weight", IsLayer: false);
        if (model.Output is not null)
            yield return new(model.Output.Weight, "wcls");
    }

    /// <summary>Cosine and sine of each place's angles, rounded as PyTorch rounds on its way to them.</summary>
    private static void WriteAngles(Llama2Bin bin)
    {
        int pairs = bin.Header.HeadSize / 2;
        float[] real = bin["freq_cis_real"], imaginary = bin["freq_cis_imag"];
        for (int i = 0; i < pairs; i++)
        {
            float frequency = 1 / (float)Math.Pow(10_000, (float)(2 * i) / bin.Header.HeadSize);
            for (int time = 0; time < bin.Header.Context; time++)
                (imaginary[time * pairs + i], real[time * pairs + i]) = ((float)Math.Sin(time * frequency), (float)Math.Cos(time * frequency));
        }
    }
}
