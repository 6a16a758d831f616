using LlmFromScratch.Networks;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class BatchesTests
{
    private static readonly Vocabulary Stream = new(["a", "b", "c", "d", "e", "f", "g"]);
    private static readonly Vocabulary Sentences = new(["<s>", "</s>", "a", "b"]);

    [Fact]
    public void Contexts_OfAnEpoch_MeetEachPlaceOnce()
    {
        int[] text = [0, 1, 2, 3, 4, 5, 6, 0, 2, 4, 6, 1];
        var batches = new ContextBatches(text, Stream, context: 2, rows: 4, seed: 5);

        var met = new List<(int, int, int)>();
        for (long step = 0; step < batches.StepsPerEpoch; step++)
            met.AddRange(Rows(batches.At(step)));

        // Every place with its two predecessors; 7 stands for "nothing before".
        (int, int, int)[] all = [.. text.Select((token, place) => (place > 1 ? text[place - 2] : 7, place > 0 ? text[place - 1] : 7, token))];
        Assert.Equal(3, batches.StepsPerEpoch);
        Assert.Equal(all.Order(), met.Order());
    }

    [Fact]
    public void Contexts_OfSentences_NeverPredictAStartNorLookBeyondIt()
    {
        int[] text = [0, 2, 3, 1, 0, 3, 1];
        var batches = new ContextBatches(text, Sentences, context: 2, rows: 5, seed: 1);

        (int, int, int)[] met = [.. Rows(batches.At(0))];

        // <s> -> a, <s> a -> b, a b -> </s>, <s> -> b, <s> b -> </s>
        Assert.Equal(new[] { (4, 0, 2), (0, 2, 3), (2, 3, 1), (4, 0, 3), (0, 3, 1) }.Order(), met.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_AnyOrderOfCalls_GivesTheSameBatchForAStep(bool contexts)
    {
        int[] text = SmallModels.Names(40);
        Batches Make(long seed) => contexts ? new ContextBatches(text, SmallModels.Tokenizer.Vocabulary, 3, 8, seed) : new ConsecutiveBatches(text, SmallModels.Tokenizer.Vocabulary, 4, 8, seed);
        Batches forward = Make(1), backward = Make(1), other = Make(2);
        List<int[]> first = [.. Enumerable.Range(0, 50).Select(step => All(forward.At(step)))];
        List<int[]> second = [.. Enumerable.Range(0, 50).Reverse().Select(step => All(backward.At(step)))];
        second.Reverse();

        Assert.Equal(first, second);
        Assert.NotEqual(first, [.. Enumerable.Range(0, 50).Select(step => All(other.At(step)))]);
    }

    [Fact]
    public void Windows_OfAnEpoch_GoOnWhereTheOneBeforeEnded()
    {
        int[] text = [.. Enumerable.Range(0, 26).Select(i => i % 7)];
        var batches = new ConsecutiveBatches(text, Stream, rows: 2, window: 3, seed: 1);

        Assert.Equal(4, batches.StepsPerEpoch); // two strips of 13
        int[] before = [];
        for (long step = 0; step < 8; step++)
        {
            TokenBatch batch = batches.At(step);
            Assert.Equal(step % 4 != 0, batch.Continues);
            for (int row = 0; row < 2; row++)
            {
                Assert.Equal(batch.Inputs[(row * 3 + 1)..(row * 3 + 3)], batch.Targets[(row * 3)..(row * 3 + 2)]); // what comes next
                if (batch.Continues)
                    Assert.Equal(before[row], batch.Inputs[row * 3]);
            }
            before = [batch.Targets[2], batch.Targets[5]];
        }
    }

    [Fact]
    public void Windows_OfSentences_IgnoreTheStartAsATarget()
    {
        int[] text = [0, 2, 1, 0, 3, 1];
        var batches = new ConsecutiveBatches(text, Sentences, rows: 1, window: 3, seed: 3);

        for (long step = 0; step < 6; step++)
            Assert.DoesNotContain(0, batches.At(step).Targets);
        Assert.Equal(2, Enumerable.Range(0, 2).Sum(step => batches.At(step).Targets.Count(target => target == TokenBatch.Ignored)));
    }

    [Fact]
    public void For_EachModel_GivesItsKind()
    {
        Assert.IsType<ContextBatches>(Batches.For(SmallModels.Make("mlp"), SmallModels.Names(20), 4, 8, 1));
        Assert.IsType<ConsecutiveBatches>(Batches.For(SmallModels.Make("gru"), SmallModels.Names(20), 4, 8, 1));
    }

    [Fact]
    public void Batches_OfTooLittleText_SayWhatToDo()
    {
        int[] text = [0, 1, 2, 3];
        Assert.Contains("smaller batch", Assert.Throws<ArgumentException>(() => new ContextBatches(text, Stream, 2, 5, 1)).Message);
        Assert.Contains("shorter context", Assert.Throws<ArgumentException>(() => new ContextBatches(text, Stream, 5, 1, 1)).Message);
        Assert.Contains("shorter window", Assert.Throws<ArgumentException>(() => new ConsecutiveBatches(text, Stream, 1, 4, 1)).Message);
        Assert.Contains("fewer rows", Assert.Throws<ArgumentException>(() => new ConsecutiveBatches(text, Stream, 3, 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContextBatches([0, 7], Stream, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => new ContextBatches([], Stream, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContextBatches(text, Stream, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConsecutiveBatches(text, Stream, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContextBatches(text, Stream, 1, 1, 1).At(-1));
    }

    private static int[] All(TokenBatch batch) => [.. batch.Inputs, .. batch.Targets];

    private static IEnumerable<(int, int, int)> Rows(TokenBatch batch)
    {
        for (int row = 0; row < batch.Rows; row++)
            yield return (batch.Inputs[2 * row], batch.Inputs[2 * row + 1], batch.Targets[row]);
    }
}
