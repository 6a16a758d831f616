using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;

namespace LlmFromScratch.Tests.Training;

/// <summary>Files that were cut short, changed, or made to do harm: each ends in an InvalidDataException that names the file.</summary>
public class HostileCheckpointTests
{
    private static readonly Tokenizer Tiny = new(new CharacterSplitter(), new Vocabulary(["<s>", "</s>", "a", "b"]));
    private static readonly int[] Text = Tiny.EncodeSentences(["ab", "ba", "aab", "bba"]);

    private static void SaveTraining(TemporaryFolder folder, string kind)
    {
        NeuralLanguageModel model = kind == "mlp" ? new MlpLanguageModel(Tiny.Vocabulary, new MlpOptions { Context = 1, Embedding = 1, Hidden = 2 })
            : new RecurrentLanguageModel(Tiny.Vocabulary, new RecurrentOptions { Cell = kind, Embedding = 1, Hidden = 2 });
        var trainer = new Trainer(model, Text, new TrainingOptions { Steps = 2, BatchSize = 2, Window = 3 });
        trainer.Run();
        trainer.Save(folder.Path, Tiny);
    }

    private static InvalidDataException Refused(TemporaryFolder folder, string file)
    {
        InvalidDataException e = file.StartsWith("training", StringComparison.Ordinal)
            ? Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Resume(folder.Path, Text))
            : Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.Path));
        return e;
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("vocabulary.json")]
    [InlineData("model.safetensors")]
    [InlineData("training.json")]
    [InlineData("training.safetensors")]
    public void Load_FileCutShortAtEachByte_SaysWhichFile(string file)
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        byte[] whole = File.ReadAllBytes(folder.File(file));

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File(file), whole[..length]);
            Assert.Contains(file, Refused(folder, file).Message);
        }
    }

    [Theory]
    [InlineData("config.json", "mlp")]
    [InlineData("vocabulary.json", "mlp")]
    [InlineData("model.safetensors", "mlp")]
    [InlineData("training.json", "mlp")]
    [InlineData("training.safetensors", "lstm")]
    public void Load_FileWithAChangedByte_IsReadOrRefusedButNeverBreaks(string file, string kind)
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, kind);
        byte[] whole = File.ReadAllBytes(folder.File(file));
        var random = new SeededRandom(7, file);

        for (int i = 0; i < 1500; i++)
        {
            byte[] changed = [.. whole];
            for (int change = 0; change <= i % 3; change++)
                changed[random.NextInt(changed.Length)] = i % 2 == 0 ? (byte)random.NextInt(256) : (byte)"0123456789-\"{}[],:"[random.NextInt(18)];
            File.WriteAllBytes(folder.File(file), changed);
            try
            {
                _ = Checkpoint.Load(folder.Path);
                _ = TrainingCheckpoint.Resume(folder.Path, Text);
            }
            catch (InvalidDataException)
            {
                // as it should be
            }
        }
    }

    [Theory]
    [InlineData("config.json", "\"version\": 1", "\"version\": 2", "another version")]
    [InlineData("config.json", "\"version\": 1", "\"version\": 1, \"version\": 1", "config.json")]
    [InlineData("config.json", "\"mlp\"", "\"perceptron\"", "config.json")]
    [InlineData("config.json", "\"context\": 1", "\"contexts\": 1", "config.json")]
    [InlineData("config.json", "\"context\": 1", "\"context\": 0", "config.json")]
    [InlineData("config.json", "\"context\": 1", "\"context\": 2147483647", "config.json")]
    [InlineData("config.json", "\"hidden\": 2", "\"hidden\": -2", "config.json")]
    [InlineData("config.json", "\"hidden\": 2", "\"hidden\": 1048576", "do not belong together")]
    [InlineData("config.json", "\"dropout\": 0", "\"dropout\": 2", "config.json")]
    [InlineData("config.json", "\"network\": {", "\"network\": null, \"x\": {", "config.json")]
    [InlineData("vocabulary.json", "\"a\"", "\"b\"", "vocabulary.json")]
    [InlineData("vocabulary.json", "\"a\",", "\"a\", \"c\",", "do not belong together")]
    [InlineData("training.json", "\"version\": 1", "\"version\": 9", "another version")]
    [InlineData("training.json", "\"steps\": 2", "\"steps\": -2", "training.json")]
    [InlineData("training.json", "\"batchSize\": 2", "\"batchSize\": 1000000000", "training.json")]
    [InlineData("training.json", "\"adamw\"", "\"magic\"", "training.json")]
    [InlineData("training.json", "\"rate\": 0.003", "\"rate\": 1e999", "training.json")]
    [InlineData("training.json", "\"rate\": 0.003", "\"rate\": -1", "training.json")]
    [InlineData("training.json", "\"beta1\": 0.9", "\"beta1\": 1.9", "training.json")]
    public void Load_SettingsThatCannotBe_SaysWhere(string file, string was, string becomes, string says)
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        string text = File.ReadAllText(folder.File(file));
        Assert.Contains(was, text);
        File.WriteAllText(folder.File(file), text.Replace(was, becomes, StringComparison.Ordinal));

        Assert.Contains(says, Refused(folder, file).Message);
    }

    [Theory]
    [InlineData("hidden.weight", float.NaN)]
    [InlineData("output.bias", float.PositiveInfinity)]
    public void Load_WeightThatIsNotFinite_NamesIt(string name, float number)
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        Rewrite(folder, "model.safetensors", array => array.Name == name ? new(name, [.. array.Shape], Changed(array.Floats, number)) : array);

        Assert.Contains(name, Refused(folder, "model.safetensors").Message);
    }

    [Fact]
    public void Load_ArraysOfAnotherShapeNameOrType_SaysWhatWasExpected()
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        byte[] good = File.ReadAllBytes(folder.File("model.safetensors"));
        void Becomes(Func<NamedArray, NamedArray> change, string says)
        {
            File.WriteAllBytes(folder.File("model.safetensors"), good);
            Rewrite(folder, "model.safetensors", change);
            Assert.Contains(says, Refused(folder, "model.safetensors").Message);
        }
        Becomes(array => array.Name == "hidden.weight" ? new(array.Name, [2, 1], array.Floats) : array, "hidden.weight [1, 2]");
        Becomes(array => array.Name == "hidden.weight" ? new("hidden.weights", [.. array.Shape], array.Floats) : array, "\"hidden.weight\"");
        Becomes(array => array.Name == "hidden.weight" ? new(array.Name, [.. array.Shape], Array.ConvertAll(array.Floats, number => (long)number)) : array, "model.safetensors");
    }

    [Fact]
    public void Resume_StateOfAnotherLength_IsRefused()
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "lstm");
        byte[] good = File.ReadAllBytes(folder.File("training.safetensors"));
        foreach (string name in new[] { "mean.output.bias", "carried.hidden.0", "history.loss", "history.score", "history.evaluated" })
        {
            File.WriteAllBytes(folder.File("training.safetensors"), good);
            Assert.Contains(Safetensors.Read(folder.File("training.safetensors")).Arrays, array => array.Name == name);
            Rewrite(folder, "training.safetensors", array => array.Name != name ? array : array.Values switch
            {
                float[] => new(name, [1, 1], new float[1]),
                double[] => new(name, [5], new double[5]),
                _ => new(name, [2], new long[] { long.MaxValue, -1 }),
            });
            Assert.Contains("training.safetensors", Refused(folder, "training.safetensors").Message);
        }
    }

    [Fact]
    public void Load_FilesMissing_SaysWhich()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("config.json", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.Path)).Message);
        Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("nowhere")));
        SaveTraining(folder, "mlp");
        File.Delete(folder.File("vocabulary.json"));
        Assert.Contains("vocabulary.json", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.Path)).Message);
    }

    [Fact]
    public void Resume_OtherTexts_AreRefused()
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        int[] other = [.. Text];
        other[1] ^= 1;
        Assert.Contains("the text", Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Resume(folder.Path, other)).Message);
        Assert.Contains("validation text", Assert.Throws<InvalidDataException>(() => TrainingCheckpoint.Resume(folder.Path, Text, other)).Message);
    }

    [Fact]
    public void Save_OverFilesThatCannotBeReplaced_LeavesTheTrainingThatWasThere()
    {
        using var folder = new TemporaryFolder();
        SaveTraining(folder, "mlp");
        File.Delete(folder.File("model.safetensors"));
        Directory.CreateDirectory(folder.File("model.safetensors/in-the-way"));

        Assert.ThrowsAny<Exception>(() => SaveTraining(folder, "mlp"));

        Assert.Equal(2, TrainingCheckpoint.Resume(folder.Path, Text).Trainer.Step);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".partial", StringComparison.Ordinal));
    }

    private static void Rewrite(TemporaryFolder folder, string file, Func<NamedArray, NamedArray> change) =>
        Safetensors.Write(folder.File(file), [.. Safetensors.Read(folder.File(file)).Arrays.Select(change)]);

    private static float[] Changed(float[] numbers, float number) => [number, .. numbers[1..]];

    [Fact]
    public void Save_FilesOfOthersBesideIt_AreLeftAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("film.mp4.partial"), "half");
        File.WriteAllText(folder.File("model.safetensors.7-abc.partial"), "half");

        SaveTraining(folder, "mlp");

        Assert.Equal([folder.File("film.mp4.partial")], Directory.GetFiles(folder.Path, "*.partial"));
    }
}
