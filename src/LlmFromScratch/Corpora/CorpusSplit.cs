using System.Globalization;

namespace LlmFromScratch.Corpora;

/// <summary>A corpus in two or three parts: one to learn from, one to make choices with, and perhaps one for the last word.</summary>
public sealed class CorpusSplit
{
    private readonly Lazy<int> _leaked;

    internal CorpusSplit(Corpus whole, Corpus training, Corpus validation, Corpus? test)
    {
        Training = training;
        Validation = validation;
        Test = test;
        RepeatedLines = whole.RepeatedLines;
        _leaked = new(() => Validation.CountLinesAlsoIn(Training) + (Test?.CountLinesAlsoIn(Training) ?? 0));
    }

    /// <summary>What the model learns from.</summary>
    public Corpus Training { get; }

    /// <summary>What choices are made with, such as the order of an n-gram model: the model never learns from it.</summary>
    public Corpus Validation { get; }

    /// <summary>What is looked at once, after all choices; null if none was asked for.</summary>
    public Corpus? Test { get; }

    /// <summary>Lines of the whole corpus that are copies of an earlier line.</summary>
    public int RepeatedLines { get; }

    /// <summary>
    /// Lines of validation and test that stand in training too. 0 after <see cref="Corpus.Split"/>; a cut through a stream
    /// (<see cref="Corpus.SplitAt"/>) can leave some, and each is a question whose answer was in the lessons.
    /// </summary>
    public int LinesAlsoInTraining => _leaked.Value;

    /// <summary>Sizes and repeats in one line.</summary>
    public override string ToString()
    {
        string test = Test is null ? "" : string.Create(CultureInfo.InvariantCulture, $", test {Test.Lines.Count:N0}");
        return string.Create(CultureInfo.InvariantCulture,
            $"training {Training.Lines.Count:N0} lines, validation {Validation.Lines.Count:N0}{test}; " +
            $"{RepeatedLines:N0} lines are copies of another; {LinesAlsoInTraining:N0} outside training stand in training too");
    }
}
