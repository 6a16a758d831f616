using LlmFromScratch.Notebooks;

namespace Notebooks.Tests;

/// <summary>Every notebook of the course runs, and shows what is saved in it.</summary>
public class NotebookRunTests
{
    /// <summary>Exercises are left out: a reader fills them in.</summary>
    public static TheoryData<string> Runnable => [.. Course.Notebooks.Where(path => Path.GetFileName(path) != "exercises.ipynb")];

    [CourseTheory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Runnable))]
    public async Task Notebook_Run_ShowsWhatIsSavedInIt(string notebook)
    {
        // No test downloads anything: a cell whose package is not here is skipped, as it says.
        var result = await NotebookRunner.RunAsync(Course.PathOf(notebook), new NotebookRunOptions { Check = true, AllowDownload = false });

        Assert.True(result.Failure is null, result.Failure?.ToString());
        Assert.True(result.Check!.Agrees, string.Join("\n", result.Check.Differences));
    }
}
