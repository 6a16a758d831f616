using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class WindowBatchesTests
{
    private static readonly Vocabulary Stream = new([.. Enumerable.Range(0, 50).Select(i => $"t{i}")]);
    private static readonly Vocabulary Sentences = new(["<s>", "</s>", "a", "b", "c", "d"]);

    [Fact]
    public void Windows_OfAStream_AreRunsOfTheTextFromEveryPlaceThatFits()
    {
        int[] text = [.. Enumerable.Range(0, 20)];
        var batches = new WindowBatches(text, Stream, rows: 8, window: 5, seed: 1);
        var places = new HashSet<int>();
        for (long step = 0; step < 50; step++)
            foreach ((int[] inputs, int[] targets) in Rows(batches.At(step)))
            {
                Assert.Equal(Enumerable.Range(inputs[0], 5), inputs);
                Assert.Equal(Enumerable.Range(inputs[0] + 1, 5), targets);
                places.Add(inputs[0]);
            }
        Assert.Equal(Enumerable.Range(0, 15), places.Order()); // the last token is only a target
        Assert.Equal(1, batches.StepsPerEpoch); // 40 inputs, 20 tokens
        Assert.Equal(40, batches.TargetsPerBatch);
        Assert.False(batches.At(0).Continues);
    }

    [Fact]
    public void Windows_OfSentences_BeginAtAStartAndReadOnOverTheNext()
    {
        int[] text = [0, 2, 1, 0, 3, 1, 0, 4, 1]; // <s> a </s> <s> b </s> <s> c </s>
        var batches = new WindowBatches(text, Sentences, rows: 6, window: 4, seed: 1);
        var met = Enumerable.Range(0, 10).SelectMany(step => Rows(batches.At(step))).Select(row => string.Join(' ', row.Inputs) + " -> " + string.Join(' ', row.Targets)).ToHashSet();
        Assert.Equal(["0 2 1 0 -> 2 1 -100 3", "0 3 1 0 -> 3 1 -100 4", "0 4 1 0 -> 4 1 -100 2"], met.Order()); // the last goes on at the beginning of the text
    }

    [Fact]
    public void Windows_OfASentenceLongerThanAWindow_AreEnteredAfterEachHalf()
    {
        int[] text = [0, 2, 3, 4, 5, 2, 3, 1, 0, 4, 1]; // 8 tokens, and 3
        var batches = new WindowBatches(text, Sentences, rows: 6, window: 4, seed: 1);
        var met = Enumerable.Range(0, 20).SelectMany(step => Rows(batches.At(step))).Select(row => string.Join(' ', row.Inputs)).ToHashSet();
        Assert.Equal(["0 2 3 4", "0 4 1 0", "3 4 5 2", "5 2 3 1"], met.Order());
    }

    [Fact]
    public void Windows_OfATextWithoutStartsButAVocabularyWithOne_BeginAnywhere()
    {
        var batches = new WindowBatches([2, 3, 4, 5], Sentences, rows: 20, window: 2, seed: 1);
        Assert.Equal([2, 3], Rows(batches.At(0)).Select(row => row.Inputs[0]).Distinct().Order());
    }

    [Fact]
    public void At_OtherRowsPerBatch_GivesTheSameRowsInTheSameOrder()
    {
        int[] text = [.. Enumerable.Range(0, 50)];
        Assert.Equal(Places(4, 6), Places(8, 3));
        Assert.Equal(Places(4, 6), Places(4, 6));

        int[] Places(int rows, int steps)
        {
            var batches = new WindowBatches(text, Stream, rows, window: 5, seed: 3);
            return [.. Enumerable.Range(0, steps).SelectMany(step => Rows(batches.At(step))).Select(row => row.Inputs[0])];
        }
    }

    [Fact]
    public void At_OtherSeed_GivesOtherPlaces()
    {
        int[] text = [.. Enumerable.Range(0, 50)];
        Assert.NotEqual(new WindowBatches(text, Stream, 8, 5, seed: 1).At(0).Inputs, new WindowBatches(text, Stream, 8, 5, seed: 2).At(0).Inputs);
    }

    [Fact]
    public void Windows_BadInput_SaysWhatToDo()
    {
        int[] text = [0, 1, 2, 3];
        Assert.Contains("shorter window or more text", Assert.Throws<ArgumentException>(() => new WindowBatches(text, Stream, 1, 4, 1)).Message);
        Assert.Throws<ArgumentException>(() => new WindowBatches([], Stream, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowBatches(text, Stream, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowBatches(text, Stream, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowBatches([0, 50], Stream, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowBatches(text, Stream, 1, 2, 1).At(-1));
    }

    [Fact]
    public void For_AWindowLongerThanTheContext_SaysWhatToDo()
    {
        var model = new TransformerModel(Stream, SmallTransformers.Gpt2 with { Context = 6 });
        int[] text = [.. Enumerable.Range(0, 20)];
        Assert.Equal(12, Batches.For(model, text, rows: 2, window: 6, seed: 1).TargetsPerBatch);
        Assert.Contains("at most 6 tokens, the context of the model, got 7", Assert.Throws<ArgumentException>(() => new Trainer(model, text, new TrainingOptions { Window = 7 })).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(int[] Inputs, int[] Targets)> Rows(TokenBatch batch) => [.. Enumerable.Range(0, batch.Rows)
        .Select(row => (batch.Inputs[(row * batch.Time)..((row + 1) * batch.Time)], batch.Targets[(row * batch.Time)..((row + 1) * batch.Time)]))];
}
