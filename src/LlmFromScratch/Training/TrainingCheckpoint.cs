using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LlmFromScratch.Formats;
using LlmFromScratch.Networks;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Training;

/// <summary>
/// A training in a folder, to go on with: a <see cref="Checkpoint"/>, and beside it <c>training.safetensors</c> and <c>training.json</c>.
/// </summary>
/// <remarks>
/// All that the next step depends on stands in the one file training.safetensors: weights, the optimizer's memory, step and history. A file is renamed
/// as a whole, so however the program ends, the state that is found is that of one moment.
/// </remarks>
public static class TrainingCheckpoint
{
    private const string StateFile = "training.safetensors", JsonFile = "training.json";

    /// <summary>Whether there is a training in a folder.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, StateFile));

    /// <summary>Writes a training as it stands.</summary>
    /// <param name="trainer">The training.</param>
    /// <param name="folder">The folder; made if it is missing. What an earlier save left unfinished there is taken away.</param>
    /// <param name="tokenizer">How text was cut for it.</param>
    /// <exception cref="ArgumentException">The tokenizer cannot be written, or has another vocabulary.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full. What was there before is still whole.</exception>
    public static void Save(this Trainer trainer, string folder, ITokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var checkpoint = new Checkpoint(trainer.Model, tokenizer);
        checkpoint.SaveSettings(folder);
        SettingsFile.Write(Path.Combine(folder, JsonFile), new TrainingSettings(Checkpoint.Version, trainer.Step, HashOf(trainer.Tokens), HashOf(trainer.Validation), trainer.Options,
            Finite(trainer.History.RecentLoss()), trainer.History.Evaluations.Count > 0 ? Finite(trainer.History.Evaluations[^1].NatsPerToken) : null));
        Safetensors.Write(Path.Combine(folder, StateFile), trainer.State());
        checkpoint.SaveWeights(folder); // last: where there is a model, there is the training that it comes from
        DeleteLeftovers(folder);
    }

    /// <summary>Takes away what a process that was killed while it saved has left of these files, and nobody else's. Where that cannot be, they stay: the checkpoint is whole.</summary>
    private static void DeleteLeftovers(string folder)
    {
        string[] files = [Checkpoint.ConfigFile, Checkpoint.VocabularyFile, Checkpoint.TokenizerFile, JsonFile, StateFile, Checkpoint.WeightsFile];
        foreach (string left in files.SelectMany(file => Directory.EnumerateFiles(folder, file + ".*.partial")))
            try
            {
                File.Delete(left);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }
    }

    /// <summary>Goes on with a training: the same steps follow, to the last bit, as if it had never stopped.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tokens">The same text as before, as ids.</param>
    /// <param name="validation">The same validation text; null or empty for none.</param>
    /// <param name="change">Changes the options, such as more steps; null leaves them as they were.</param>
    /// <exception cref="InvalidDataException">A file is missing, cut short, of another version, or does not belong to the others; or the text is another.</exception>
    public static (Trainer Trainer, ITokenizer Tokenizer) Resume(string folder, int[] tokens, int[]? validation = null, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var files = new CheckpointFolder(folder);
        TrainingOptions options = files.Read(JsonFile, bytes =>
        {
            TrainingSettings settings = SettingsFile.Read<TrainingSettings>(bytes);
            Checkpoint.CheckVersion(settings.Version);
            if (settings.Text != HashOf(tokens))
                throw new InvalidDataException("expected the text that the training began with, got another: give the same text, cut in the same way");
            if (settings.ValidationText != HashOf(validation ?? []))
                throw new InvalidDataException("expected the validation text that the training began with, got another: give the same one");
            return settings.Options ?? throw new InvalidDataException("expected \"options\", how the network is trained, got none");
        });
        (NeuralLanguageModel model, ITokenizer tokenizer) = Checkpoint.Create(files, CountParameters, StateFile, out Safetensors state);
        Trainer trainer = files.About(JsonFile, () => new Trainer(model, tokens, change is null ? options : change(options), validation));
        files.About(StateFile, () => trainer.Restore(state));
        return (trainer, tokenizer);
    }

    private static long CountParameters(Safetensors state) =>
        state.Arrays.Where(array => array.Name.StartsWith(Trainer.ParameterPrefix, StringComparison.Ordinal)).Sum(array => (long)array.Values.Length);

    private static string? HashOf(int[]? tokens)
    {
        if (tokens is null)
            return null;
        int[] little = [.. tokens];
        if (!BitConverter.IsLittleEndian)
            for (int i = 0; i < little.Length; i++)
                little[i] = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(little[i]);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(little)));
    }

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
