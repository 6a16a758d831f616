namespace LlmFromScratch.Cli.Doctor;

/// <summary>How good a finding is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The command and the tests work; something else of the course does not yet.</summary>
    Warning,

    /// <summary>It keeps the course from working.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What: ".NET", "notebooks".</param>
/// <param name="Health">How good it is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do about it; null where nothing needs doing.</param>
internal sealed record Finding(string Name, Health Health, string Found, string? Remedy = null);
