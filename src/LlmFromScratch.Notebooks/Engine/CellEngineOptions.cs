using LlmFromScratch.Notebooks.Processes;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary>Where cells run and what they may do.</summary>
internal sealed record CellEngineOptions
{
    /// <summary>The working directory, to which <c>#r</c> and <c>#load</c> are relative: the notebook's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The notebook's file name; it stands in the paths of the compiler's messages.</summary>
    public string Name { get; init; } = "notebook";

    /// <summary>Whether packages may be downloaded; those on this machine are used either way.</summary>
    public bool AllowDownload { get; init; } = true;

    /// <summary>How the child process is started; null for the one beside this assembly.</summary>
    public NotebookHostCommand? Host { get; init; }

    /// <summary>How long an interrupted cell may take to end before its process is ended.</summary>
    public TimeSpan InterruptPatience { get; init; } = TimeSpan.FromSeconds(5);
}
