using LlmFromScratch.Corpora;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Networks;

/// <summary>One small network of each kind, and a text for them.</summary>
internal static class SmallModels
{
    public static TheoryData<string> Kinds { get; } = ["mlp", "rnn", "gru", "lstm", "gpt", "llama"];

    public static Tokenizer Tokenizer { get; } = new(new CharacterSplitter(), new Vocabulary(["<unk>", "<s>", "</s>", .. "abcdefghijklmnopqrstuvwxyz".Select(letter => letter.ToString())]));

    public static int[] Names(int count) => Tokenizer.EncodeSentences(Corpus.Load("names").Lines.Take(count));

    public static NeuralLanguageModel Make(string kind, float dropout = 0, long seed = 1, int layers = 2) => Options(kind, dropout, layers).Create(Tokenizer.Vocabulary, seed);

    /// <summary>"gpt" has the parts of GPT-2, "llama" those of Llama, with all that can be added to either.</summary>
    public static NetworkOptions Options(string kind, float dropout = 0, int layers = 2) => kind switch
    {
        "mlp" => new MlpOptions { Context = 3, Embedding = 6, Hidden = 16, Dropout = dropout },
        "gpt" => new TransformerOptions { Layers = layers, Heads = 2, Width = 12, Context = 24, Bias = true, Dropout = dropout, Deviation = 0.2 },
        "llama" => TransformerOptions.Llama with { Layers = layers, Heads = 4, KeyValueHeads = 2, Width = 16, Hidden = 20, Context = 24, QueryKeyNorm = true, TiedEmbeddings = false, Dropout = dropout, Deviation = 0.2 },
        _ => new RecurrentOptions { Cell = kind, Embedding = 6, Hidden = 12, Layers = layers, Dropout = dropout },
    };
}
