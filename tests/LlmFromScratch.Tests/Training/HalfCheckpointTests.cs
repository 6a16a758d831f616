using LlmFromScratch.Networks;
using LlmFromScratch.Tests.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

public class HalfCheckpointTests
{
    [Theory, MemberData(nameof(SmallModels.Kinds), MemberType = typeof(SmallModels))]
    public void SaveHalf_ThenLoad_IsTheModelWithRoundedWeights(string kind)
    {
        using var folder = new TemporaryFolder();
        NeuralLanguageModel model = SmallModels.Make(kind);
        new Checkpoint(model, SmallModels.Tokenizer).SaveHalf(folder.Path);

        Checkpoint read = Checkpoint.Load(folder.Path);

        Assert.Equal(["config.json", "model.safetensors", "vocabulary.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(model.Options, read.Model.Options);
        Assert.Equal(SmallModels.Tokenizer.Vocabulary, read.Tokenizer.Vocabulary);
        foreach ((Parameter before, Parameter after) in model.Parameters.Zip(read.Model.Parameters))
            Assert.Equal(before.Tensor.Data.ToArray().Select(number => BitConverter.SingleToInt32Bits((float)(Half)number)), SmallTransformers.Bits(after.Tensor));
        Assert.NotEqual(SmallTransformers.Bits(model.Parameters.First().Tensor), SmallTransformers.Bits(read.Model.Parameters.First().Tensor));
    }

    [Fact]
    public void SaveHalf_OfWhatWasLoaded_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        new Checkpoint(SmallModels.Make("llama"), SmallModels.Tokenizer).SaveHalf(folder.File("once"));

        Checkpoint.Load(folder.File("once")).SaveHalf(folder.File("twice"));

        foreach (string file in new[] { "config.json", "model.safetensors", "vocabulary.json" })
            Assert.Equal(File.ReadAllBytes(folder.File($"once/{file}")), File.ReadAllBytes(folder.File($"twice/{file}")));
    }

    [Theory]
    [InlineData(65_520)]
    [InlineData(float.NaN)]
    public void SaveHalf_WeightThatDoesNotFit_NamesItAndWritesNothing(float weight)
    {
        using var folder = new TemporaryFolder();
        NeuralLanguageModel model = SmallModels.Make("gpt");
        Parameter last = model.Parameters.Last();
        last.Tensor.Edit()[^1] = weight;

        string message = Assert.Throws<ArgumentException>(() => new Checkpoint(model, SmallModels.Tokenizer).SaveHalf(folder.File("new"))).Message;

        Assert.Contains(last.Name, message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Load_HalfFolderWithAnotherConfigOrCutShort_IsRefused()
    {
        using var folder = new TemporaryFolder();
        new Checkpoint(SmallModels.Make("gpt"), SmallModels.Tokenizer).SaveHalf(folder.File("one"));
        new Checkpoint(SmallModels.Make("gpt", layers: 1), SmallModels.Tokenizer).SaveHalf(folder.File("other"));
        string weights = folder.File("one/model.safetensors");
        byte[] whole = File.ReadAllBytes(weights);

        File.WriteAllBytes(weights, whole[..^2]);
        Assert.Contains("cut short", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("one"))).Message);
        File.Copy(folder.File("other/model.safetensors"), weights, overwrite: true);
        Assert.Contains("do not belong together", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("one"))).Message);
        Assert.Contains("training.json", Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Resume(folder.File("other"), SmallModels.Names(3))).Message);
    }
}
