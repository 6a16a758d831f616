using LlmFromScratch.Cli.Output;
using LlmFromScratch.Networks;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Networks;

/// <summary>A training in a folder, at its beginning or where it was left.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Kind">"mlp", "rnn", "gru", "lstm" or "gpt".</param>
/// <param name="Choice">Which text.</param>
/// <param name="Text">The text.</param>
/// <param name="Trainer">The training.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record NetworkTraining(string Folder, string Kind, TextChoice Choice, NetworkText Text, Trainer Trainer, IReadOnlyList<string> Notes)
{
    /// <summary>How the network's kind is called on the command line.</summary>
    public static string KindOf(NetworkOptions options) => options switch
    {
        RecurrentOptions recurrent => recurrent.Cell,
        TransformerOptions => "gpt",
        _ => "mlp",
    };

    /// <summary>One that has not begun. To be saved at once, so that a folder that cannot be written is found out before the work.</summary>
    public static NetworkTraining Begin(string folder, TextChoice choice, NetworkOptions network, TrainingOptions options)
    {
        string kind = KindOf(network);
        NetworkText text = NetworkText.Load(choice);
        if (text.Validation.Length == 0 && options.Patience > 0)
            throw new UsageException("--patience needs a text to score, and this one is too short to keep a part of it back: expected --validation, too");
        var trainer = new Trainer(network.Create(text.Tokenizer.Vocabulary, options.Seed), text.Tokens, options, text.Validation);
        return new NetworkTraining(folder, kind, choice, text, trainer, text.Notes);
    }

    /// <summary>One that goes on where its latest checkpoint was written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">What the command line says it is.</param>
    /// <param name="given">The text of the command line; null for the one of the checkpoint.</param>
    /// <param name="steps">Another number of steps; null for that of the checkpoint.</param>
    public static NetworkTraining Resume(string folder, string kind, TextChoice? given, long? steps)
    {
        TextChoice choice = given ?? TextChoice.Load(folder)
            ?? throw new UsageException($"'{folder}' does not say which text its training has: give it by --data or --text");
        NetworkText text = NetworkText.Load(choice);
        long before = 0;
        (Trainer trainer, Tokens.ITokenizer tokenizer) = TrainingCheckpoint.Resume(folder, text.Tokens, text.Validation, options =>
        {
            before = options.Steps;
            return options with { Steps = steps ?? options.Steps };
        });
        if (KindOf(trainer.Model.Options) is var found && found != kind)
            throw new UsageException($"the training in '{folder}' is that of another network: expected llm train {found} --out {Shell.Quoted(folder)} --resume");
        if (!tokenizer.Vocabulary.Equals(text.Tokenizer.Vocabulary))
            throw new InvalidDataException($"{folder}: expected the text that the training began with, got another with other tokens: give the same text, cut in the same way");
        List<string> notes = [.. text.Notes];
        if (trainer.Options.Steps != before && trainer.Options.Schedule is not ConstantSchedule)
            notes.Add(FormattableString.Invariant($"the learning rate falls until the last step: with {trainer.Options.Steps} steps instead of {before} the steps from here on have other rates than they would have had"));
        return new NetworkTraining(folder, kind, choice, text, trainer, notes);
    }

    /// <summary>Writes a checkpoint.</summary>
    public void Save()
    {
        if (!TrainingCheckpoint.Exists(Folder) || TextChoice.Load(Folder) != Choice)
            Choice.Save(Folder);
        Trainer.Save(Folder, Text.Tokenizer);
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="progress">Told after steps, a few times a second.</param>
    /// <param name="watch">Called before the first step and after each one; null for none.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <exception cref="StoppedException">It was stopped; a checkpoint is written, and the message says how to go on.</exception>
    public void Run(IProgress<TrainingProgress>? progress, Action<Trainer>? watch, CancellationToken cancellation)
    {
        try
        {
            Trainer.Run(progress, _ => Save(), cancellation, watch);
        }
        catch (OperationCanceledException e)
        {
            throw new StoppedException(FormattableString.Invariant($"stopped after step {Trainer.Step} of {Trainer.Options.Steps}; go on with: llm train {Kind} --out {Shell.Quoted(Folder)} --resume"), e);
        }
    }
}
