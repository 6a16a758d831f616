using System.Globalization;
using System.Text;
using LlmFromScratch.Training;

namespace LlmFromScratch.Cli.Networks;

/// <summary>The steps of a training as comma-separated values, each number with all its digits: equal files are equal to the last bit.</summary>
internal static class HistoryFile
{
    /// <summary>Writes it, whole or not at all.</summary>
    public static void Write(string path, TrainingHistory history)
    {
        var text = new StringBuilder("step,loss,rate,gradient_norm\n");
        foreach (TrainingStep step in history.Steps)
            text.Append(CultureInfo.InvariantCulture, $"{step.Step},{step.Loss:R},{step.Rate:R},{step.GradientNorm:R}\n");
        AtomicFile.WriteText(path, text.ToString());
    }
}
