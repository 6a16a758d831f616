namespace Notebooks.Tests;

/// <summary>A theory over the course's notebooks, skipped while there are none: xunit takes a theory without cases for a failure.</summary>
internal sealed class CourseTheoryAttribute : TheoryAttribute
{
    public CourseTheoryAttribute()
    {
        if (Course.Chapters.Count == 0)
            Skip = $"There is no chapter yet: no chapter.ipynb in {Course.Folder}.";
    }
}
