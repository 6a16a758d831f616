using System.CommandLine;
using System.Diagnostics;
using LlmFromScratch.Cli.Models;
using LlmFromScratch.Cli.Networks;
using LlmFromScratch.Cli.Options;
using LlmFromScratch.Cli.Output;
using LlmFromScratch.Corpora;
using LlmFromScratch.Kernels;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Verbs;

/// <summary>llm train: from a text to a trained network in a folder.</summary>
internal static class TrainNetworkVerb
{
    public static Verb Create(CommandConsole console) => new("train", "Trains a network: it learns from a text what comes next. Models made of counts are trained by llm ngrams train.",
        "llm train mlp --data names --out names-mlp",
        "llm train lstm --data storyworld --out stories",
        "llm next \"I like to eat\" --model FOLDER  # what it has learnt")
    {
        Kind(console, "mlp", "Trains an MLP: the vectors of the last few tokens, through one hidden layer (Bengio and others, 2003).", "llm train mlp --data meals --context 4 --out FOLDER"),
        Kind(console, "rnn", "Trains a simple recurrent network: what it remembers is a few numbers, made anew at each token (Elman, 1990).", "llm train rnn --data names --out FOLDER"),
        Kind(console, "gru", "Trains a GRU: a recurrent network whose gates say what to keep (Cho and others, 2014).", "llm train gru --data names --out FOLDER"),
        Kind(console, "lstm", "Trains an LSTM: a recurrent network with a second, longer memory behind gates (Hochreiter and Schmidhuber, 1997).",
            "llm train lstm --data tiny-shakespeare --stream --steps 2000 --out FOLDER"),
    };

    private static Verb Kind(CommandConsole console, string kind, string description, string example)
    {
        var text = new TextOptions("A text of the course instead of a file. storyworld has a validation text of its own.");
        Option<string?> validation = CommonOptions.Path("--validation", "The text to be scored on. Unless given, that of the data, or a tenth of its lines: different ones, so that none is in both.", "NAME|FILE");
        Option<bool> stream = ModelOptions.StreamOption();
        var training = new TrainingChoices(kind);
        Option<string?> output = CommonOptions.Path("--out", "The folder for the checkpoint, new or empty.", "FOLDER", required: true);
        Option<bool> resume = new("--resume") { Description = "Go on with the training in that folder, to the very same bits as if it had never stopped. Only --steps may change." };
        Option<string?> history = CommonOptions.Path("--history", "Write each step's loss, rate and length of the gradient to this file, as comma-separated values.");
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb(kind, description, example, $"llm train {kind} --text book.txt --tokens characters --steps 5000 --out FOLDER", $"llm train {kind} --out FOLDER --resume");
        text.AddTo(verb);
        verb.Add(validation);
        verb.Add(stream);
        verb.Add(output);
        verb.Add(resume);
        training.AddTo(verb);
        verb.Add(history);
        verb.Add(json);
        return verb.Does(async (result, cancellation) =>
        {
            string folder = result.GetRequiredValue(output)!;
            bool goesOn = result.GetValue(resume);
            TextChoice? choice = text.AreGiven(result) ? Choice(result, text, result.GetValue(validation), result.GetValue(stream), result.GetValue(training.Seed)) : null;
            if (goesOn)
                RefuseForResume(result, training, choice, text.Tokens, validation, stream);
            if (result.GetValue(history) is { } file)
                OutputFiles.CheckWritable(file);
            if (TrainingChoices.IsGiven(result, training.Threads))
                KernelThreads.Count = result.GetValue(training.Threads);
            NetworkTraining work = goesOn ? Resumed() : Begun();
            foreach (string note in work.Notes)
                console.Note(note);
            if (!result.GetValue(json))
                TrainingReport.ShowBegin(console, work);
            long first = work.Trainer.Step;
            var clock = Stopwatch.StartNew();
            try
            {
                await TrainingDisplay.ShowAsync(console, progress => work.Run(progress, cancellation));
            }
            catch (TrainingDivergedException)
            {
                console.Note($"the checkpoint in {folder} is one from before that");
                throw;
            }
            finally
            {
                if (result.GetValue(history) is { } path)
                    HistoryFile.Write(path, work.Trainer.History);
            }
            var report = new TrainingReport(work, work.Trainer.Step - first, clock.Elapsed);
            if (result.GetValue(json))
                console.Json(report.Answer());
            else
                report.Show(console);
            return ExitCode.Success;

            NetworkTraining Begun()
            {
                TrainingOptions options = training.Training(result);
                if (choice is null)
                    throw new UsageException("expected a text: --text FILE, or --data NAME for one of the course's own");
                TrainingFolder.CheckNew(folder, kind);
                return NetworkTraining.Begin(folder, choice, training.Network(result), options);
            }

            NetworkTraining Resumed()
            {
                TrainingFolder.CheckResumable(folder, kind);
                return NetworkTraining.Resume(folder, kind, choice, TrainingChoices.IsGiven(result, training.Steps) ? result.GetValue(training.Steps) : null);
            }
        });
    }

    private static TextChoice Choice(ParseResult result, TextOptions text, string? validation, bool stream, long seed)
    {
        string? file = result.GetValue(text.Text), data = result.GetValue(text.Data);
        if (file is not null && data is not null)
            throw new UsageException("expected --text or --data, got both");
        if (validation is not null && !CorpusCatalogue.Names.Contains(validation) && !File.Exists(validation))
            throw new UsageException($"there is no text and no file '{validation}' for --validation"
                + (UsageErrors.Nearest(validation, CorpusCatalogue.Names) is { } near ? $"; did you mean {near}?" : ""));
        return new TextChoice
        {
            Data = data,
            Text = file is null ? null : Path.GetFullPath(file),
            Validation = validation is null || CorpusCatalogue.Names.Contains(validation) ? validation : Path.GetFullPath(validation),
            Tokens = text.Splitter(result)?.Name,
            Stream = stream,
            Seed = seed,
        };
    }

    private static void RefuseForResume(ParseResult result, TrainingChoices training, TextChoice? choice, params Option[] ofText)
    {
        training.RefuseForResume(result);
        if (choice is null && ofText.FirstOrDefault(option => TrainingChoices.IsGiven(result, option)) is { } given)
            throw new UsageException($"{given.Name} comes from the checkpoint with --resume: leave it out");
    }
}
