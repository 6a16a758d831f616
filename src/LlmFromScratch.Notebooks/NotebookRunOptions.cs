using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks;

/// <summary>How a notebook is run.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>Writes the outputs into the notebook, if every cell that was to run did; default false.</summary>
    public bool Save { get; init; }

    /// <summary>Compares the outputs with the saved ones; default false. Not together with <see cref="Save"/>.</summary>
    public bool Check { get; init; }

    /// <summary>Also runs the cells tagged <c>optional</c>; default false.</summary>
    public bool IncludeOptional { get; init; }

    /// <summary>Whether packages that a cell asks for may be downloaded; default true. Those on this machine are used either way.</summary>
    public bool AllowDownload { get; init; } = true;

    /// <summary>The stated time in place of the notebook's own, above zero; default null.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How many times the stated time a notebook may take before it is ended, at least 1; default 3, since machines differ.</summary>
    public double BudgetFactor { get; init; } = 3;

    /// <summary>How the child process is started; default null, the one beside this assembly.</summary>
    public NotebookHostCommand? Host { get; init; }

    /// <summary>Refuses options that make no sense.</summary>
    /// <exception cref="ArgumentException">Save and Check together, a budget of zero or less, or a factor below 1.</exception>
    public void Validate()
    {
        if (Save && Check)
            throw new ArgumentException("Expected Save or Check, got both: after saving, the saved outputs are the new ones, and agree. Check first, then save.");
        if (Budget is { } budget && budget <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(Budget), budget, "Expected a budget above zero.");
        if (!(BudgetFactor is >= 1 and < 1e6))
            throw new ArgumentOutOfRangeException(nameof(BudgetFactor), BudgetFactor, "Expected a factor of at least 1, such as 3.");
    }
}
