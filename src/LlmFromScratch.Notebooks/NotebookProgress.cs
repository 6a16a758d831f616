namespace LlmFromScratch.Notebooks;

/// <summary>How far the run of a notebook is.</summary>
/// <param name="Notebook">The notebook, as it was named.</param>
/// <param name="CellNumber">The cell among all cells, from 1.</param>
/// <param name="CodeCellNumber">The cell among the code cells, from 1.</param>
/// <param name="CodeCellCount">How many code cells there are.</param>
/// <param name="FirstLine">The first line of its code.</param>
/// <param name="Finished">What came of it; null when it starts.</param>
/// <param name="Elapsed">Since the run began.</param>
public sealed record NotebookProgress(
    string Notebook, int CellNumber, int CodeCellNumber, int CodeCellCount, string FirstLine, CellResult? Finished, TimeSpan Elapsed);
