using System.Text.Json;
using LlmFromScratch.Autograd;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Xunit.Abstractions;

namespace LlmFromScratch.Tests.Training;

/// <summary>nanoGPT's numbers on PyTorch, from the files of others: logits, every gradient, and twenty steps of training.</summary>
public class NanoGptReferenceTests(ITestOutputHelper output)
{
    private const double Near = 2e-6;

    private static readonly Vocabulary s_tokens = new(Enumerable.Range(0, 13).Select(id => $"token {id}"));

    private static string Folder(string kind) => TestData.Fixture("nanogpt", kind);

    private static TransformerModel Model(string kind) => HuggingFaceCheckpoint.LoadModel(Folder(kind), s_tokens);

    private static int[] Ids(NamedArray array) => [.. array.Integers.Select(id => (int)id)];

    private static double Largest(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        Assert.Equal(theirs.Length, ours.Length);
        double largest = 0;
        for (int i = 0; i < ours.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)ours[i] - theirs[i]));
        return largest;
    }

    [Theory]
    [InlineData("bias-free")]
    [InlineData("with-bias")]
    public void Forward_OfTheirWeights_GivesTheirLogits(string kind)
    {
        Safetensors file = Safetensors.Read(Path.Combine(Folder(kind), "forward.safetensors"));
        double largest = Largest(Model(kind).Forward(Ids(file["inputs"]), rows: 2).Data, file["logits"].Floats);
        output.WriteLine($"{kind}: logits differ by at most {largest:E1}");
        Assert.InRange(largest, 0, Near);
    }

    [Fact]
    public void Forward_WithTheTanhGelu_IsOffByMoreThanTheLimit()
    {
        // So that the test above can fail: the two formulas of GELU differ by about 1e-5 in the logits.
        TransformerModel exact = Model("with-bias");
        var tanh = new TransformerModel(s_tokens, exact.Sizes with { FeedForward = "gelu-tanh" });
        foreach ((Parameter from, Parameter to) in exact.Parameters.Zip(tanh.Parameters))
            from.Tensor.Data.CopyTo(to.Tensor.Edit());
        Safetensors file = Safetensors.Read(Path.Combine(Folder("with-bias"), "forward.safetensors"));
        double largest = Largest(tanh.Forward(Ids(file["inputs"]), rows: 2).Data, file["logits"].Floats);
        output.WriteLine($"tanh GELU: logits differ by at most {largest:E1}");
        Assert.InRange(largest, 2 * Near, 1e-4);
    }

    [Theory]
    [InlineData("bias-free", 15)]
    [InlineData("with-bias", 28)]
    public void Backward_OfTheirLoss_GivesAllTheirGradients(string kind, int tensors)
    {
        TransformerModel model = Model(kind);
        Safetensors file = Safetensors.Read(Path.Combine(Folder(kind), "forward.safetensors")), gradients = Safetensors.Read(Path.Combine(Folder(kind), "gradients.safetensors"));
        model.Forward(Ids(file["inputs"]), rows: 2).CrossEntropy(Ids(file["targets"]), TokenBatch.Ignored).Backward();

        Assert.Equal(tensors, gradients.Arrays.Count);
        double largest = 0;
        foreach (NamedArray gradient in gradients.Arrays)
            largest = Math.Max(largest, Largest(GradientOf(model, gradient.Name), gradient.Floats));
        output.WriteLine($"{kind}: {tensors} gradients differ by at most {largest:E1}");
        Assert.InRange(largest, 0, Near);
    }

    [Theory]
    [InlineData("bias-free")]
    [InlineData("with-bias")]
    public void Trainer_OnTheirBatches_GivesTheirLossesAndGradientNorms(string kind)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(kind), "training.json")));
        double[] Numbers(string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        double[] losses = Numbers("loss"), norms = Numbers("gradient_norm_before_clipping");
        Assert.Equal(20, losses.Length);

        var trainer = new Trainer(Model(kind), new TheirBatches(json.RootElement), new TrainingOptions
        {
            Steps = 20,
            Optimizer = new AdamWOptions(Beta1: 0.9, Beta2: 0.99, Decay: 0.1),
            Schedule = new ConstantSchedule(1e-3),
            ClipNorm = 1,
        });
        trainer.Run();

        double loss = trainer.History.Steps.Zip(losses, (ours, theirs) => Math.Abs(ours.Loss - theirs)).Max();
        double norm = trainer.History.Steps.Zip(norms, (ours, theirs) => Math.Abs(ours.GradientNorm - theirs)).Max();
        output.WriteLine($"{kind}: losses differ by at most {loss:E1}, norms by {norm:E1}");
        Assert.InRange(loss, 0, Near);
        Assert.InRange(norm, 0, Near);
    }

    /// <summary>The gradient of one of their tensors, put together by hand: query, key and value are one there.</summary>
    private static float[] GradientOf(TransformerModel model, string name)
    {
        float[] Of(Tensor? tensor) => tensor!.Grad!.Data.ToArray();
        string[] parts = name.Split('.');
        if (parts[1] != "h")
        {
            var norm = (LayerNorm)model.Norm;
            return Of(name switch
            {
                "transformer.wte.weight" => model.Tokens.Weight,
                "transformer.wpe.weight" => model.Positions!.Weight,
                "transformer.ln_f.weight" => norm.Weight,
                _ => norm.Bias,
            });
        }
        TransformerBlock block = model.Blocks[int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)];
        bool weight = parts[^1] == "weight";
        float[] Layer(Linear layer) => Of(weight ? layer.Weight : layer.Bias);
        float[] Norm(ILayer layer) => Of(weight ? ((LayerNorm)layer).Weight : ((LayerNorm)layer).Bias);
        switch (string.Join('.', parts[3..^1]))
        {
            case "ln_1":
                return Norm(block.AttentionNorm);
            case "ln_2":
                return Norm(block.FeedForwardNorm);
            case "attn.c_proj":
                return Layer(block.Attention.Output);
            case "mlp.c_fc":
                return Layer(block.FeedForward.Up);
            case "mlp.c_proj":
                return Layer(block.FeedForward.Down);
            default:
                float[] query = Layer(block.Attention.Query), key = Layer(block.Attention.Key), value = Layer(block.Attention.Value);
                return [.. query.Chunk(16).Zip(key.Chunk(16), value.Chunk(16)).SelectMany(row => (float[])[.. row.First, .. row.Second, .. row.Third])];
        }
    }

    /// <summary>The batches of training.json: inputs and targets of two rows of eight ids for each step.</summary>
    private sealed class TheirBatches(JsonElement json) : Batches
    {
        public override int Rows => 2;

        public override int TargetsPerBatch => 16;

        public override long StepsPerEpoch => 20;

        public override TokenBatch At(long step)
        {
            var batch = new TokenBatch(2, 8, 8);
            Fill("inputs", batch.Inputs);
            Fill("targets", batch.Targets);
            return batch;

            void Fill(string name, int[] ids) =>
                json.GetProperty(name)[(int)step].EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(id => id.GetInt32()).ToArray().CopyTo(ids, 0);
        }
    }
}
