using System.CommandLine;
using System.Diagnostics;
using LlmFromScratch.Cli.Inspect;
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
        "llm train gpt --preset storyworld --out stories-gpt",
        "llm next \"I like to eat\" --model FOLDER  # what it has learnt")
    {
        Kind(console, "mlp", "Trains an MLP: the vectors of the last few tokens, through one hidden layer (Bengio and others, 2003).", "llm train mlp --data meals --context 4 --out FOLDER"),
        Kind(console, "rnn", "Trains a simple recurrent network: what it remembers is a few numbers, made anew at each token (Elman, 1990).", "llm train rnn --data names --out FOLDER"),
        Kind(console, "gru", "Trains a GRU: a recurrent network whose gates say what to keep (Cho and others, 2014).", "llm train gru --data names --out FOLDER"),
        Kind(console, "lstm", "Trains an LSTM: a recurrent network with a second, longer memory behind gates (Hochreiter and Schmidhuber, 1997).",
            "llm train lstm --data tiny-shakespeare --stream --steps 2000 --out FOLDER"),
        Kind(console, "gpt", "Trains a transformer: every token looks at the ones before it (Vaswani and others, 2017; GPT, 2018).",
            "llm train gpt --preset storyworld --prompt \"I like to eat\" --out FOLDER", "llm train gpt --preset nanogpt-cpu --text book.txt --steps 500 --out FOLDER"),
    };

    private static Verb Kind(CommandConsole console, string kind, string description, params string[] examples)
    {
        var text = new TextOptions("A text of the course instead of a file. storyworld has a validation text of its own.");
        Option<string?> validation = CommonOptions.Path("--validation", "The text to be scored on. Unless given, that of the data, or a tenth of its lines: different ones, so that none is in both.", "NAME|FILE");
        Option<bool> stream = ModelOptions.StreamOption();
        Option<string?> vocabulary = CommonOptions.Path("--vocabulary", "Whose tokens to take instead of those of the text, so that scores can be compared: storyworld, storyworld-zh, or a network's.", "NAME|FOLDER");
        var training = TrainingChoices.Of(kind);
        Option<string?> output = CommonOptions.Path("--out", "The folder for the checkpoint, new or empty.", "FOLDER", required: true);
        Option<bool> resume = new("--resume") { Description = "Go on with the training in that folder, to the very same bits as if it had never stopped. Only --steps may change." };
        Option<string?> prompt = CommonOptions.Text("--prompt", "Show before the training and at each tenth of it what the network says next, and a text that goes on from these words.");
        Option<string?> film = CommonOptions.Path("--film", "With --prompt, write how the answer changed to this file, as a picture that moves: .svg or .html.");
        Option<string?> history = CommonOptions.Path("--history", "Write each step's loss, rate and length of the gradient to this file, as comma-separated values.");
        Option<bool> json = CommonOptions.Json();
        var verb = new Verb(kind, description, [.. examples, $"llm train {kind} --text book.txt --tokens characters --steps 5000 --out FOLDER", $"llm train {kind} --out FOLDER --resume"]);
        text.AddTo(verb);
        verb.Add(validation);
        verb.Add(stream);
        verb.Add(vocabulary);
        verb.Add(output);
        verb.Add(resume);
        training.AddTo(verb);
        verb.Add(prompt);
        verb.Add(film);
        verb.Add(history);
        verb.Add(json);
        return verb.Does(async (result, cancellation) =>
        {
            string folder = result.GetRequiredValue(output)!;
            bool goesOn = result.GetValue(resume);
            PresetText? preset = training.Preset(result) is { } named ? PresetText.Of(named) : null;
            TextChoice? choice = text.AreGiven(result) || preset is not null ? Choice(result, text, preset, result.GetValue(validation), stream, result.GetValue(vocabulary), result.GetValue(training.Seed)) : null;
            if (goesOn)
                RefuseForResume(result, training, choice, text.Tokens, validation, stream, vocabulary);
            if (result.GetValue(film) is not null && result.GetValue(prompt) is null)
                throw new UsageException("--film shows the answer to a prompt: expected --prompt, too");
            Pictures.CheckFile(result.GetValue(film), film.Name);
            if (result.GetValue(history) is { } file)
                OutputFiles.CheckWritable(file);
            if (TrainingChoices.IsGiven(result, training.Threads))
                KernelThreads.Count = result.GetValue(training.Threads);
            NetworkTraining work = goesOn ? Resumed() : Begun();
            foreach (string note in work.Notes)
                console.Note(note);
            TrainingSamples? samples = result.GetValue(prompt) is { } words ? Samples(words, work) : null;
            if (!goesOn)
                work.Save();
            if (!result.GetValue(json))
                TrainingReport.ShowBegin(console, work);
            long first = work.Trainer.Step;
            var clock = Stopwatch.StartNew();
            try
            {
                await TrainingDisplay.ShowAsync(console, progress => work.Run(progress, samples is null ? null : samples.Watch, cancellation));
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
            var report = new TrainingReport(work, samples, work.Trainer.Step - first, clock.Elapsed, result.GetValue(training.Threads));
            if (result.GetValue(film) is { } reel)
                Pictures.Write(reel, $"What {work.Trainer.Model.Name} says, step by step", [samples!.Film], []);
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

            TrainingSamples Samples(string words, NetworkTraining work)
            {
                Prompt start = Prompt.Of(words, work.Text.Tokenizer);
                if (start.Warning(work.Text.Tokenizer.Vocabulary) is { } warning)
                    console.Note(warning);
                return new TrainingSamples(start, work, result.GetValue(json) ? (_, _) => { } : console.Aside);
            }

            NetworkTraining Resumed()
            {
                TrainingFolder.CheckResumable(folder, kind);
                return NetworkTraining.Resume(folder, kind, choice, training.GivenSteps(result));
            }
        });
    }

    /// <summary>The text of the command line. What it does not say of it, the preset does, for its own text and for a file.</summary>
    private static TextChoice Choice(ParseResult result, TextOptions text, PresetText? preset, string? validation, Option<bool> stream, string? vocabulary, long seed)
    {
        string? file = result.GetValue(text.Text), data = result.GetValue(text.Data);
        if (file is not null && data is not null)
            throw new UsageException("expected --text or --data, got both");
        if (file is null)
            data ??= preset?.Data;
        if (data is not null && data != preset?.Data)
            preset = null; // other data of the course knows itself how it is cut
        if (validation is not null && !CorpusCatalogue.Names.Contains(validation) && !File.Exists(validation))
            throw new UsageException($"there is no text and no file '{validation}' for --validation"
                + (UsageErrors.Nearest(validation, CorpusCatalogue.Names) is { } near ? $"; did you mean {near}?" : ""));
        return new TextChoice
        {
            Data = data,
            Text = file is null ? null : Path.GetFullPath(file),
            Validation = validation is null || CorpusCatalogue.Names.Contains(validation) ? validation : Path.GetFullPath(validation),
            Tokens = text.Splitter(result)?.Name ?? (file is null || vocabulary is not null ? null : preset?.Tokens),
            Vocabulary = Directory.Exists(vocabulary) ? Path.GetFullPath(vocabulary) : vocabulary,
            Stream = TrainingChoices.IsGiven(result, stream) || preset is null ? result.GetValue(stream) : preset.Stream,
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
