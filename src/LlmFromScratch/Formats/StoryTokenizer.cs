using LlmFromScratch.Corpora;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Formats;

/// <summary>The byte-pair tokenizer of the course: learnt from the stories of the training files, English and Chinese together.</summary>
public static class StoryTokenizer
{
    /// <summary>How many tokens it has: the bytes, the merges, and the marks of a sentence's start and end.</summary>
    public const int Size = 2048;

    /// <summary>The tokenizer as it comes with the library.</summary>
    public static BytePairTokenizer Load() => TokenizerJson.Load(EmbeddedData.Read("tokenizers", "storyworld.json"));

    /// <summary>Learns it anew from the stories; the result is the same, byte for byte. The Chinese is written without spaces.</summary>
    public static BytePairTokenizer Train() => new(FastBytePairTrainer.Train(
        [.. Corpus.Load("storyworld").Lines, .. Corpus.Load("storyworld-zh-characters").Lines], Size, special: [Vocabulary.SentenceStart, Vocabulary.SentenceEnd]));
}
