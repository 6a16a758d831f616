using System.Globalization;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Corpora;
using LlmFromScratch.Corpora.Stories;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Cli.Networks;

/// <summary>A text as numbers, ready to be learnt from, and another one to be scored on.</summary>
/// <param name="Name">"names", or the name of a file.</param>
/// <param name="Tokenizer">How both are cut.</param>
/// <param name="Tokens">The text to learn from.</param>
/// <param name="Validation">The text to be scored on; empty where there can be none.</param>
/// <param name="About">Where the validation text is from, in a sentence.</param>
/// <param name="Notes">What had to be mended, and what a reader should know.</param>
internal sealed record NetworkText(string Name, Tokenizer Tokenizer, int[] Tokens, int[] Validation, string About, IReadOnlyList<string> Notes)
{
    private const double ValidationShare = 0.1;

    /// <summary>Reads the text, cuts it and numbers its tokens.</summary>
    /// <exception cref="InvalidDataException">A file is empty or no text.</exception>
    public static NetworkText Load(TextChoice choice)
    {
        ISplitter? asked = choice.Tokens is { } name ? Splitters.Named(name) : null;
        Corpus whole = choice.Data is { } data ? Corpus.Load(TextSource.CorpusName(data, asked)) : Corpus.FromFile(choice.Text!);
        ISplitter splitter = asked ?? whole.Splitter;
        (Corpus training, Corpus? validation, string about) = WithValidation(choice, whole, asked);
        Tokenizer tokenizer = TokenizerOf(choice, training, splitter);
        int[] tokens = Encode(tokenizer, training, choice.Stream), scored = validation is null ? [] : Encode(tokenizer, validation, choice.Stream);
        if (tokens.Length == 0)
            throw new InvalidDataException($"'{choice.Name}' has no token; expected text");
        List<string> notes = [.. whole.Notes.Concat(validation is not null && choice.Validation is not null ? validation.Notes : []).Select(note => note.TrimEnd('.'))];
        if (choice.Vocabulary is not null && tokens.Count(id => id == tokenizer.Vocabulary.UnknownId) is > 0 and var strange)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{strange:N0} of the {tokens.Length:N0} tokens to learn from are not in the vocabulary of {choice.Vocabulary}; each counts as {Vocabulary.Unknown}"));
        if (scored.Count(id => id == tokenizer.Vocabulary.UnknownId) is > 0 and var unknown)
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{unknown:N0} of the {scored.Length:N0} tokens of the validation text are not among those to learn from; each counts as {Vocabulary.Unknown}, which the network never saw and holds for unlikely"));
        return new NetworkText(choice.Name, tokenizer, tokens, scored, about, notes);
    }

    private static (Corpus Training, Corpus? Validation, string About) WithValidation(TextChoice choice, Corpus whole, ISplitter? asked)
    {
        if (choice.Validation is { } given)
        {
            Corpus other = CorpusCatalogue.Names.Contains(given) ? Corpus.Load(TextSource.CorpusName(given, asked)) : Corpus.FromFile(given);
            return (whole, other, $"{other.Name}.");
        }
        if (CorpusCatalogue.Names.Contains(whole.Name + "-validation"))
            return (whole, Corpus.Load(whole.Name + "-validation"), $"{whole.Name}-validation, which belongs to {whole.Name}.");
        try
        {
            if (choice.Stream)
            {
                CorpusSplit cut = whole.SplitAt(1 - ValidationShare);
                return (cut.Training, cut.Validation, "the last tenth of the text; the network never learns from it.");
            }
            CorpusSplit split = whole.Split(ValidationShare, seed: choice.Seed);
            return (split.Training, split.Validation, string.Create(CultureInfo.InvariantCulture,
                $"{split.Validation.Lines.Count:N0} lines of {whole.Lines.Count:N0}, drawn with seed {choice.Seed}; copies of a line stay together, so none of them is in both."));
        }
        catch (InvalidOperationException)
        {
            return (whole, null, "none: the text is too short to keep a part of it back.");
        }
    }

    private static Tokenizer TokenizerOf(TextChoice choice, Corpus training, ISplitter splitter)
    {
        if (choice.Vocabulary is not null)
            return GivenTokenizer(choice);
        if (choice.Stream)
            return Tokenizer.Train(splitter, [training.Text], Vocabulary.Unknown);
        if (choice.Data is "storyworld" or "storyworld-zh" && StoryWorld.In(training.Language) is var world && world.WordSplitter.Name == splitter.Name)
            return world.WordTokenizer();
        return Tokenizer.Train(splitter, training.Lines, Vocabulary.Unknown, Vocabulary.SentenceStart, Vocabulary.SentenceEnd);
    }

    /// <summary>The tokenizer of another text or network.</summary>
    private static Tokenizer GivenTokenizer(TextChoice choice)
    {
        string name = choice.Vocabulary!;
        ITokenizer given = name is "storyworld" or "storyworld-zh" ? StoryWorld.In(name == "storyworld" ? "en" : "zh").WordTokenizer()
            : NetworkFile.Is(name) ? NetworkFile.Read(name, null).Tokenizer
            : throw new UsageException($"--vocabulary: expected storyworld, storyworld-zh, or the name or folder of a network, got '{name}'");
        if (given is not Tokenizer tokenizer)
            throw new InvalidDataException($"expected a vocabulary of words or characters, got one of pieces of words: '{name}' cannot lend its own");
        if (choice.Tokens is { } asked && asked != tokenizer.Splitter.Name)
            throw new UsageException($"the vocabulary of '{name}' is of {tokenizer.Splitter.Name}, got --tokens {asked}: leave it out");
        if (choice.Stream != tokenizer.Vocabulary.StartId is null)
            throw new UsageException($"the vocabulary of '{name}' is for {(choice.Stream ? "sentences, a line each: leave --stream out" : "one unbroken stream: give --stream, too")}");
        return tokenizer;
    }

    private static int[] Encode(Tokenizer tokenizer, Corpus corpus, bool stream) => stream ? tokenizer.Encode(corpus.Text) : tokenizer.EncodeSentences(corpus.Lines);
}
