using LlmFromScratch.Autograd;
using LlmFromScratch.Kernels;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Sampling;
using LlmFromScratch.Tests.Kernels;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Networks;

/// <summary>The fast network of the sessions against the plain one of training: the same bits.</summary>
[Collection(KernelThreadsCollection.Name)]
public sealed class TransformerSessionTests
{
    private static readonly Vocabulary Letters = new(["a", "b", "c", "d", "e", "f", "g"]), Sentences = new(["<unk>", "<s>", "</s>", "a", "b", "c"]);

    public static TheoryData<string> Parts => ["gpt", "gpt bias", "gelu-tanh", "relu2", "llama", "grouped", "one key head", "query norm", "layer norm, rotary"];

    private static TransformerModel Make(string parts, Vocabulary? vocabulary = null, int context = 12)
    {
        TransformerOptions small = new() { Layers = 2, Heads = 2, Width = 20, Hidden = 36, Context = context, Deviation = 0.3 };
        TransformerOptions llama = small with { Norm = "rms", Positions = "rotary", FeedForward = "swiglu" };
        TransformerOptions options = parts switch
        {
            "gpt" => small,
            "gpt bias" => small with { Bias = true, TiedEmbeddings = false },
            "gelu-tanh" => small with { FeedForward = "gelu-tanh", Heads = 5 },
            "relu2" => small with { FeedForward = "relu2", Norm = "rms" },
            "llama" => llama,
            "grouped" => llama with { Width = 48, Heads = 6, KeyValueHeads = 2, TiedEmbeddings = false },
            "one key head" => llama with { Width = 40, Heads = 5, KeyValueHeads = 1, RotaryBase = 100 },
            "query norm" => llama with { QueryKeyNorm = true, FeedForward = "relu2", Bias = true },
            _ => small with { Positions = "rotary", Bias = true, QueryKeyNorm = true, PredictsStart = true },
        };
        var model = new TransformerModel(vocabulary ?? Letters, options, seed: 5);
        var random = new Random(3);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Tensor.Rank == 1)) // biases and sizes, too, are any numbers
            foreach (ref float number in parameter.Tensor.Edit())
                number += (float)(random.NextDouble() - 0.5);
        return model;
    }

    /// <summary>What the plain network says after the tokens of a window.</summary>
    private static double[] Plain(TransformerModel model, IReadOnlyList<int> window)
    {
        int count = model.Vocabulary.Count;
        float[] probabilities = [.. Enumerable.Repeat(1f, count)];
        using var noGrad = new NoGrad();
        if (window.Count > 0)
            probabilities = model.Forward([.. window]).Data[^count..].ToArray();
        Softmax.Apply(probabilities, probabilities, 1, count);
        var result = new double[count];
        Widening.Divide(probabilities, Widening.Sum(probabilities), result);
        return result;
    }

    private static double[] Ask(ILanguageModelSession session, int count)
    {
        var probabilities = new double[count];
        session.Probabilities(probabilities);
        return probabilities;
    }

    /// <summary>The window of the tokens so far, as the model's description says.</summary>
    private static void Append(List<int> window, int token, TransformerModel model)
    {
        if (token == model.Vocabulary.StartId)
            window.Clear();
        else if (window.Count == model.ContextLength)
            window.RemoveRange(0, window.Count - model.ContextLength / 2);
        window.Add(token);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Probabilities_TokenByToken_AreTheBitsOfThePlainNetwork(string parts)
    {
        foreach (Vocabulary vocabulary in new[] { Letters, Sentences })
        {
            TransformerModel model = Make(parts, vocabulary);
            ILanguageModelSession session = model.Start();
            List<int> window = vocabulary.StartId is { } start ? [start] : [];
            for (int t = 0; t < 60; t++)
            {
                Assert.Equal(Plain(model, window), Ask(session, vocabulary.Count));
                int token = t * t % 17 % vocabulary.Count;
                Assert.Equal(Plain(model, window)[token], session.Probability(token));
                session.Append(token);
                Append(window, token, model);
            }
        }
    }

    [Theory, MemberData(nameof(Parts))]
    public void Probabilities_AskedNowAndThen_AreTheBitsOfThePlainNetwork(string parts)
    {
        foreach ((int threads, int width) in new[] { (1, 512), (2, 256), (3, 128), (2, 0) })
        {
            using var count = new ThreadCount(threads);
            using var lanes = new LaneWidth(width);
            var random = new Random(threads + width);
            TransformerModel model = Make(parts, Sentences, context: 40);
            ILanguageModelSession session = model.Start();
            List<int> window = [1];
            for (int turn = 0; turn < 12; turn++)
            {
                for (int more = random.Next(35); more > 0; more--) // also past the context, and through starts
                {
                    int token = random.Next(60) == 0 ? 1 : 2 + random.Next(4);
                    session.Append(token);
                    Append(window, token, model);
                }
                Assert.Equal(Plain(model, window), Ask(session, 6));
            }
        }
    }

    [Theory]
    [InlineData("gpt"), InlineData("grouped")]
    public void Probabilities_LongPrompt_AreTheBitsOfThePlainNetwork(string parts)
    {
        using var count = new ThreadCount(2);
        TransformerModel model = Make(parts, context: 400);
        int[] prompt = [.. Enumerable.Range(0, 390).Select(i => i * i % 31 % 7)];
        ILanguageModelSession session = model.Start();
        foreach (int token in prompt)
            session.Append(token);
        Assert.Equal(Plain(model, prompt), Ask(session, 7));
        session.Append(3);
        Assert.Equal(Plain(model, [.. prompt, 3]), Ask(session, 7));
    }

    [Fact]
    public void Probabilities_LargeEnoughForThreads_AreTheBitsOfThePlainNetwork()
    {
        var vocabulary = new Vocabulary(Enumerable.Range(0, 1500).Select(i => $"w{i}"));
        var model = new TransformerModel(vocabulary, TransformerOptions.Llama with { Layers = 2, Heads = 4, Width = 256, Hidden = 400, Context = 64 });
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var count = new ThreadCount(threads);
            ILanguageModelSession session = model.Start();
            var window = new List<int>();
            for (int t = 0; t < 12; t++)
            {
                session.Append(t * 117);
                window.Add(t * 117);
                Assert.Equal(Plain(model, window), Ask(session, 1500));
            }
        }
    }

    [Fact]
    public void Fork_BothGoOn_NeitherChangesTheOther()
    {
        TransformerModel model = Make("grouped");
        ILanguageModelSession first = model.Start();
        foreach (int token in (int[])[1, 2, 3, 4])
            first.Append(token);
        ILanguageModelSession second = first.Fork(), third = second.Fork();
        first.Append(5);
        second.Append(6);
        Assert.Equal(Plain(model, [1, 2, 3, 4, 5]), Ask(first, 7));
        Assert.Equal(Plain(model, [1, 2, 3, 4, 6]), Ask(second, 7));
        Assert.Equal(Plain(model, [1, 2, 3, 4]), Ask(third, 7));
        for (int i = 0; i < 9; i++) // past the context
            second.Append(i % 7);
        Assert.Equal(Plain(model, Window(model, [1, 2, 3, 4, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1])), Ask(second, 7));
        third.Append(0);
        Assert.Equal(Plain(model, [1, 2, 3, 4, 0]), Ask(third, 7));
        Assert.Equal(Plain(model, [1, 2, 3, 4, 5]), Ask(first, 7));
    }

    private static List<int> Window(TransformerModel model, int[] tokens)
    {
        var window = new List<int>();
        foreach (int token in tokens)
            Append(window, token, model);
        return window;
    }

    [Theory, MemberData(nameof(Parts))]
    public void Advance_EightTextsTogether_EachIsTheBitsOfItAlone(string parts)
    {
        foreach (IBatchLanguageModel model in new IBatchLanguageModel[] { Make(parts), Make(parts).Quantize() })
        {
            ILanguageModelSession[] together = [.. Enumerable.Range(0, 8).Select(_ => model.Start())], alone = [.. Enumerable.Range(0, 8).Select(_ => model.Start())];
            for (int t = 0; t < 30; t++)
            {
                for (int text = 0; text < 8; text++)
                    for (int more = 0; more < (t == 0 ? text : 1); more++) // prompts of different lengths, none and one among them
                    {
                        together[text].Append((t * text + more) % 7);
                        alone[text].Append((t * text + more) % 7);
                    }
                if (t % 5 != 3)
                    model.Advance(together);
                for (int text = 0; text < 8; text++)
                    Assert.Equal(Ask(alone[text], 7), Ask(together[text], 7));
            }
        }
    }

    [Fact]
    public void Advance_SessionOfAnotherModel_Throws()
    {
        TransformerModel model = Make("gpt");
        Assert.Throws<ArgumentException>(() => model.Advance([Make("gpt").Start()]));
        Assert.Throws<ArgumentException>(() => model.Advance([model.Quantize().Start()]));
        Assert.Throws<ArgumentNullException>(() => model.Advance(null!));
        model.Advance([]);
        ILanguageModelSession session = model.Start(), fork = session.Fork();
        session.Append(1);
        fork.Append(2);
        model.Advance([session, session, fork]); // one twice does no harm
        Assert.Equal(Plain(model, [1]), Ask(session, 7));
        Assert.Equal(Plain(model, [2]), Ask(fork, 7));
    }

    [Theory]
    [InlineData("gpt"), InlineData("grouped")]
    public void Start_ParametersChangedSince_UsesTheNewOnes(string parts)
    {
        TransformerModel model = Make(parts);
        Assert.Equal(Plain(model, [1]), Ask(After(model, 1), 7));
        foreach (Parameter parameter in model.Parameters)
            parameter.Tensor.Edit()[0] += 1;
        Assert.Equal(Plain(model, [1]), Ask(After(model, 1), 7));

        static ILanguageModelSession After(TransformerModel model, int token)
        {
            ILanguageModelSession session = model.Start();
            session.Append(token);
            return session;
        }
    }

    [Fact]
    public void Probabilities_StepByStep_AllocateNothing()
    {
        TransformerModel model = Make("grouped", context: 200);
        using var threads = new ThreadCount(2);
        foreach (ILanguageModel one in new ILanguageModel[] { model, model.Quantize() })
        {
            ILanguageModelSession session = one.Start();
            var probabilities = new double[7];
            Step(70);
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Step(10);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.InRange(least, 0, 200);

            void Step(int times)
            {
                for (int i = 0; i < times; i++)
                {
                    session.Append(i % 7);
                    session.Probabilities(probabilities);
                }
            }
        }
    }

    [Fact]
    public void Session_BadInput_Throws()
    {
        ILanguageModelSession session = Make("gpt").Start();
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Append(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Append(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Probability(7));
        Assert.Throws<ArgumentException>(() => session.Probabilities(new double[6]));
        Assert.All(Ask(session, 7), p => Assert.Equal(1 / 7.0, p, 1e-9)); // as if nothing had happened
    }

    [Theory, MemberData(nameof(Parts))]
    public void Quantize_AnyParts_PredictsWhatRoundedWeightsPredict(string parts)
    {
        TransformerModel model = Make(parts);
        QuantizedTransformer quantized = model.Quantize();
        int[] prompt = [1, 3, 2, 6, 0, 5, 5, 2];
        double[] before = Plain(model, prompt), after = quantized.Predict(prompt).Probabilities.Values.ToArray();
        // The same rounding, put back into the float32 network.
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Tensor.Rank == 2 && parameter.Name != "positions.weight"))
        {
            int k = parameter.Tensor.Shape[0], n = parameter.Tensor.Shape[1];
            bool isTable = parameter.Name == "tokens.weight";
            QuantizedMatrix matrix = QuantizedMatrix.Of(parameter.Tensor.Data, isTable ? n : k, isTable ? k : n, isTable);
            Span<float> weights = parameter.Tensor.Edit();
            for (int i = 0; i < weights.Length; i++)
                weights[i] = isTable ? matrix.Scales[i / n] * matrix[i % n, i / n] : matrix.Scales[i % n] * matrix[i / n, i % n];
        }
        double[] rounded = Plain(model, prompt);
        for (int token = 0; token < 7; token++)
            Assert.Equal(rounded[token], after[token], 1e-4);
        Assert.NotEqual(before, after);
    }

    [Theory, MemberData(nameof(Parts))]
    public void Quantize_ModelChangedLater_StaysAsItWas(string parts)
    {
        TransformerModel model = Make(parts);
        QuantizedTransformer quantized = model.Quantize();
        double[] before = quantized.Predict(1, 3, 2).Probabilities.Values.ToArray();
        foreach (Parameter parameter in model.Parameters)
            foreach (ref float number in parameter.Tensor.Edit())
                number += 1;
        Assert.Equal(before, quantized.Predict(1, 3, 2).Probabilities.Values.ToArray());
    }

    [Fact]
    public void Quantize_Model_KeepsItsContract()
    {
        TransformerModel model = Make("gpt", Sentences);
        QuantizedTransformer quantized = model.Quantize();
        Assert.Equal((model.ContextLength, "transformer, 2 layers of 20, 8 bits"), (quantized.ContextLength, quantized.Name));
        Assert.Equal(0, quantized.Predict(3).Probabilities[1]); // the start of a sentence never comes
        model.Parameters.First().Tensor.Edit()[0] = float.NaN;
        Assert.Throws<ArgumentException>(() => model.Quantize());
    }

    [DataFact("stories260K.bin", "tok512.bin")]
    public void Quantize_Stories260K_PredictsNearlyTheSame()
    {
        var model = (TransformerModel)Llama2Checkpoint.Load(TestData.External("stories260K.bin"), TestData.External("tok512.bin")).Model;
        ILanguageModelSession exact = model.Start(), rounded = model.Quantize().Start();
        int[] story = [1, .. new TextGenerator(model).Generate([1], 3, 250)];
        double sum = 0;
        foreach (int token in story)
        {
            exact.Append(token);
            rounded.Append(token);
            double[] p = Ask(exact, 512), q = Ask(rounded, 512);
            sum += p.Zip(q, (p, q) => p == 0 ? 0 : p * Math.Log(p / q)).Sum();
        }
        Assert.InRange(sum / story.Length, 0, 0.001); // nats: the KL divergence
    }
}
