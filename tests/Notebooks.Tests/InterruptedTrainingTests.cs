using LlmFromScratch.Notebooks.Engine;

namespace Notebooks.Tests;

public sealed class InterruptedTrainingTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>The loop is the library's, which the engine cannot change, and its threads work in memory of the cell's: it must end between two
    /// steps, with the model in a state to go on with.</summary>
    [Theory]
    [InlineData("trainer.Run();")]
    [InlineData("await Task.Run(() => trainer.Run());")]
    [InlineData("while (true) trainer.TakeStep();")]
    public async Task Interrupt_Training_StopsBetweenStepsAndKeepsTheSession(string train)
    {
        await using var engine = new CellEngine(new CellEngineOptions { Folder = Path.Combine(Course.Folder, "05-neural-language-model"), AllowDownload = false });
        var shown = new OutputCollector();
        Assert.Null(await engine.RunAsync("""
            using LlmFromScratch.Corpora;
            using LlmFromScratch.Corpora.Stories;
            using LlmFromScratch.Networks;
            using LlmFromScratch.Tokens;
            using LlmFromScratch.Training;
            Tokenizer words = StoryWorld.English.WordTokenizer();
            int[] tokens = words.EncodeSentences(Corpus.Load("storyworld").Lines);
            var trainer = new Trainer(new RecurrentLanguageModel(words.Vocabulary, new() { Cell = "gru" }), tokens, new TrainingOptions { Steps = 1_000_000, BatchSize = 8, Window = 32 });
            trainer.TakeStep();
            """, "1", shown, allowInput: false));
        var running = engine.RunAsync(train, "2", shown, allowInput: false);
        await Task.Delay(1000);
        Assert.False(running.IsCompleted);
        engine.Interrupt();

        var error = await running.WaitAsync(Hang);
        Assert.True(error?.Kind == CellErrorKind.Interrupted, error?.Message);
        Assert.Null(await engine.RunAsync("var steps = trainer.Step; trainer.TakeStep(); $\"{steps > 1} {trainer.Step - steps}\"", "3", shown, allowInput: false));
        Assert.Equal("True 1", ((LlmFromScratch.Notebooks.Documents.DisplayOutput)shown.Outputs[^1]).Data["text/plain"]);
    }
}
