using LlmFromScratch.Corpora;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Networks;

/// <summary>One small network of each kind, and a text for them.</summary>
internal static class SmallModels
{
    public static TheoryData<string> Kinds { get; } = ["mlp", "rnn", "gru", "lstm"];

    public static Tokenizer Tokenizer { get; } = new(new CharacterSplitter(), new Vocabulary(["<unk>", "<s>", "</s>", .. "abcdefghijklmnopqrstuvwxyz".Select(letter => letter.ToString())]));

    public static int[] Names(int count) => Tokenizer.EncodeSentences(Corpus.Load("names").Lines.Take(count));

    public static NeuralLanguageModel Make(string kind, float dropout = 0, long seed = 1, int layers = 2) => kind == "mlp"
        ? new MlpLanguageModel(Tokenizer.Vocabulary, new MlpOptions { Context = 3, Embedding = 6, Hidden = 16, Dropout = dropout }, seed)
        : new RecurrentLanguageModel(Tokenizer.Vocabulary, new RecurrentOptions { Cell = kind, Embedding = 6, Hidden = 12, Layers = layers, Dropout = dropout }, seed);
}
