using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tests.Kernels;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Networks;

[Collection(KernelThreadsCollection.Name)]
public sealed class TransformerTests
{
    private static readonly Vocabulary Letters = new(["a", "b", "c", "d", "e"]);

    public static TheoryData<string> Parts => ["gpt", "llama", "gelu-tanh", "relu2", "bias-free", "shared heads", "one head of all"];

    private static TransformerOptions Options(string parts) => parts switch
    {
        "gelu-tanh" => new() { Layers = 1, Heads = 2, Width = 8, Context = 6, FeedForward = "gelu-tanh", Deviation = 0.3 },
        "relu2" => new() { Layers = 1, Heads = 2, Width = 8, Context = 6, FeedForward = "relu2", Norm = "rms", Deviation = 0.3 },
        "bias-free" => new() { Layers = 2, Heads = 2, Width = 8, Context = 6, Deviation = 0.3 },
        "shared heads" => TransformerOptions.Llama with { Layers = 1, Heads = 4, KeyValueHeads = 1, Width = 16, Hidden = 12, Context = 6, RotaryBase = 100, Deviation = 0.3 },
        "one head of all" => TransformerOptions.Llama with { Layers = 1, Heads = 1, Width = 6, Context = 6, Bias = true, Deviation = 0.3 },
        _ => (TransformerOptions)SmallModels.Options(parts) with { Context = 6 },
    };

    private static TransformerModel Make(string parts, Vocabulary? vocabulary = null) => new(vocabulary ?? Letters, Options(parts));

    [Theory, MemberData(nameof(Parts))]
    public void CountParameters_OfAllParts_IsWhatIsMade(string parts)
    {
        TransformerModel model = Make(parts);
        Assert.Equal((long)model.Options.CountParameters(Letters.Count), model.CountParameters());
    }

    [Theory, MemberData(nameof(Parts))]
    public void Loss_GradientOfEachParameter_IsItsSlope(string parts)
    {
        TransformerModel model = Make(parts);
        var batch = new TokenBatch(2, 5, 5);
        int[] ids = [0, 3, 1, 1, 4, 2, 2, 0, 4, 3];
        ids.CopyTo(batch.Inputs, 0);
        for (int i = 0; i < ids.Length; i++)
            batch.Targets[i] = (ids[i] * 2 + 1) % 5;
        model.Loss(batch).Backward();
        foreach (Parameter parameter in model.Parameters)
        {
            float[] gradient = parameter.Tensor.Grad!.Data.ToArray();
            for (int i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 5))
            {
                double slope = Slope(parameter.Tensor, i);
                Assert.True(Math.Abs(slope - gradient[i]) < 2e-3 + 0.02 * Math.Abs(slope), $"{parameter} at {i}: slope {slope}, gradient {gradient[i]}");
            }
        }

        double Slope(Tensor parameter, int at)
        {
            const float Step = 1e-2f;
            float before = parameter.Data[at];
            parameter.Edit()[at] = before + Step;
            double up = model.Loss(batch).Item();
            parameter.Edit()[at] = before - Step;
            double down = model.Loss(batch).Item();
            parameter.Edit()[at] = before;
            return (up - down) / (2 * Step);
        }
    }

    [Theory, MemberData(nameof(Parts))]
    public void Forward_LaterTokens_ChangeNothingBefore(string parts)
    {
        TransformerModel model = Make(parts);
        using var noGrad = new NoGrad();
        float[] some = model.Forward([1, 3, 0]).Data.ToArray(), more = model.Forward([1, 3, 0, 4, 2]).Data.ToArray();
        Assert.Equal(some, more[..some.Length]);
        Assert.NotEqual(model.Forward([2, 3, 0]).Data[^5..].ToArray(), some[^5..]); // but those before do
    }

    [Theory, MemberData(nameof(Parts))]
    public void Forward_RowsSideBySide_AreTheSameBitsAsAlone(string parts)
    {
        TransformerModel model = Make(parts);
        using var noGrad = new NoGrad();
        int[][] rows = [[1, 3, 0, 2], [4, 4, 1, 0], [0, 0, 2, 3], [3, 1, 2, 2]];
        float[] together = model.Forward(rows.SelectMany(row => row).ToArray(), 4).Data.ToArray();
        for (int row = 0; row < rows.Length; row++)
            Assert.Equal(model.Forward(rows[row]).Data.ToArray(), together[(row * 20)..((row + 1) * 20)]);
    }

    [Theory]
    [InlineData(7, "gpt"), InlineData(6, "gpt"), InlineData(8, "llama"), InlineData(1, "llama"), InlineData(2, "gpt")]
    public void Score_TextLongerThanTheContext_IsWhatASlidingSessionSays(int context, string parts)
    {
        var model = new TransformerModel(Letters, Options(parts) with { Context = context });
        int[] tokens = [.. Enumerable.Range(0, 50).Select(i => i * i % 11 % 5)];
        var scores = new double[tokens.Length];
        model.Score(tokens, scores);
        ILanguageModelSession session = model.Start();
        for (int t = 0; t < tokens.Length; t++)
        {
            Assert.Equal(Math.Log(session.Probability(tokens[t])), scores[t], 1e-5);
            session.Append(tokens[t]);
        }
    }

    [Fact]
    public void Append_BeyondTheContext_KeepsTheLaterHalf()
    {
        TransformerModel model = Make("gpt"); // context 6
        int[] tokens = [0, 1, 2, 3, 4, 0, 1, 2];
        using var noGrad = new NoGrad();
        float[] logits = model.Forward([3, 4, 0, 1, 2]).Data[^5..].ToArray(); // at the seventh token 3, 4 and 0 stayed
        Assert.Equal(new Logits([.. logits.Select(logit => (double)logit)]).Softmax().Values.ToArray(), model.Predict(tokens).Probabilities.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Score_LongSentences_IsWhatASessionSays()
    {
        NeuralLanguageModel model = new TransformerModel(SmallModels.Tokenizer.Vocabulary, Options("llama"));
        int[] tokens = [.. SmallModels.Names(40), 5, 6, 7]; // names are longer than the context of 6; the first is not cut off by a start
        foreach (int[] text in new[] { tokens, tokens[2..] })
        {
            var scores = new double[text.Length];
            model.Score(text, scores);
            ILanguageModelSession session = model.Start();
            for (int t = 0; t < text.Length; t++)
            {
                Assert.Equal(text[t] == model.Vocabulary.StartId ? 0 : Math.Log(session.Probability(text[t])), scores[t], 1e-5);
                session.Append(text[t]);
            }
        }
    }

    [Theory]
    [InlineData("gpt"), InlineData("llama")]
    public void Forward_TextAfterAStart_DoesNotSeeTheTextBefore(string parts)
    {
        var model = new TransformerModel(SmallModels.Tokenizer.Vocabulary, Options(parts));
        using var noGrad = new NoGrad();
        int count = model.Vocabulary.Count;
        float[] alone = model.Forward([1, 7, 8]).Data.ToArray(), after = model.Forward([1, 20, 2, 1, 7, 8]).Data.ToArray();
        Assert.Equal(alone, after[(3 * count)..]);
    }

    [Fact]
    public void Predict_NothingAndNoStart_IsEvenlyShared() => Assert.All(Make("gpt").Predict().Probabilities.Values.ToArray(), p => Assert.Equal(0.2, p));

    [Fact]
    public void Predict_StartMayCome_HasAProbability()
    {
        var model = new TransformerModel(SmallModels.Tokenizer.Vocabulary, Options("gpt") with { PredictsStart = true });
        Assert.True(model.Predict(1, 5).Probabilities[1] > 0);
        Assert.Equal(0, new TransformerModel(SmallModels.Tokenizer.Vocabulary, Options("gpt")).Predict(1, 5).Probabilities[1]);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Trace_OfAText_EndsWithTheModelsAnswer(string parts)
    {
        TransformerModel model = Make(parts);
        int[] ids = [2, 0, 3, 3];
        TransformerTrace trace = model.Trace(ids);
        using var noGrad = new NoGrad();
        Assert.Equal(model.Forward(ids).Data.ToArray(), trace.Logits(trace.Layers).Cast<float>().ToArray());
        Assert.Equal((4, model.Blocks.Count, model.Sizes.Heads), (trace.Time, trace.Layers, trace.Heads));
        for (int layer = 0; layer < trace.Layers; layer++)
            for (int head = 0; head < trace.Heads; head++)
            {
                float[,] weights = trace.Attention(layer, head);
                Assert.Equal(1, weights[0, 0]);
                for (int query = 0; query < 4; query++)
                {
                    Assert.Equal(1, Enumerable.Range(0, 4).Sum(key => weights[query, key]), 1e-6);
                    Assert.All(Enumerable.Range(query + 1, 3 - query), key => Assert.Equal(0, weights[query, key]));
                }
            }
        Assert.Equal(model.Sizes.Width, trace.Residual(0).GetLength(1));
        Assert.Equal(model.Predict(ids).Probabilities.Values.ToArray(), trace.Probabilities(trace.Layers, 3), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Trace_LayerHeadOrPlaceThatIsNot_SaysWhatThereIs()
    {
        TransformerTrace trace = Make("llama").Trace([2, 0, 3]);
        AssertSays($"a layer from 0 to {trace.Layers - 1}", () => trace.Attention(trace.Layers, 0));
        AssertSays($"a head from 0 to {trace.Heads - 1}", () => trace.Attention(0, -1));
        AssertSays($"a layer from 0 to {trace.Layers}", () => trace.Residual(trace.Layers + 1));
        AssertSays($"a layer from 0 to {trace.Layers}", () => trace.Logits(-1));
        AssertSays($"a layer from 0 to {trace.Layers}", () => trace.Probabilities(trace.Layers + 1, 0));
        AssertSays("a place from 0 to 2", () => trace.Probabilities(0, 3));

        static void AssertSays(string expected, Func<object> action) =>
            Assert.Contains(expected, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_ThreadsAndVectorWidths_DoNotChangeTheBits()
    {
        foreach (string parts in new[] { "gpt", "llama" })
            Assert.Single((from threads in new[] { 1, 2, 3 } from width in LaneWidth.All select Gradients(parts, threads, width)).Distinct());

        static string Gradients(string parts, int threads, int width)
        {
            using var count = new ThreadCount(threads);
            using var lanes = new LaneWidth(width);
            var model = new TransformerModel(Letters, Options(parts) with { Context = 40, Width = 32 });
            var batch = new TokenBatch(8, 40, 40);
            for (int i = 0; i < batch.Inputs.Length; i++)
                (batch.Inputs[i], batch.Targets[i]) = (i * i % 7 % 5, i * i % 13 % 5);
            Tensor loss = model.Loss(batch);
            loss.Backward();
            return string.Join(' ', model.Parameters.SelectMany(one => one.Tensor.Grad!.Data.ToArray()).Append(loss.Item()).Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Forward_BadInput_SaysWhatIsExpected()
    {
        TransformerModel model = Make("gpt");
        Assert.Contains("at most 6 tokens in a row", Assert.Throws<ArgumentException>(() => model.Forward([0, 1, 2, 3, 4, 0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Forward([]));
        Assert.Throws<ArgumentException>(() => model.Forward([1, 2, 3], rows: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward([1], rows: 0));
        Assert.Throws<ArgumentException>(() => model.Loss(new TokenBatch(2, 3, 1)));
        Assert.Throws<ArgumentException>(() => model.Trace([]));
    }

    public static TheoryData<string, TransformerOptions> Impossible => new()
    {
        { "Width", new() { Width = 10, Heads = 4 } },
        { "KeyValueHeads", new() { Heads = 4, KeyValueHeads = 3 } },
        { "Layers", new() { Layers = 0 } },
        { "Layers", new() { Layers = 300 } },
        { "Context", new() { Context = 0 } },
        { "even", new() { Width = 12, Heads = 4, Positions = "rotary" } },
        { "learned, rotary", new() { Positions = "sinus" } },
        { "layer, rms", new() { Norm = "batch" } },
        { "gelu", new() { FeedForward = "GELU" } },
        { "RotaryBase", new() { RotaryBase = double.NaN } },
        { "NormEpsilon", new() { NormEpsilon = 0 } },
        { "deviation", new() { Deviation = -1 } },
        { "dropout", new() { Dropout = 1 } },
        { "1,000,000,000", new() { Layers = 256, Width = 1 << 16, Heads = 1 } },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Create_ImpossibleSizes_SaysWhich(string word, TransformerOptions options) =>
        Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(() => new TransformerModel(Letters, options)).Message, StringComparison.Ordinal);
}
