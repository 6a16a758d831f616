namespace LlmFromScratch.Plots;

/// <summary>A picture before it is drawn: numbers and words. Renderers turn it into SVG, terminal text, HTML or a Plotly figure.</summary>
/// <remarks>
/// Charts are immutable. Each kind is a record of its own in this folder: its data is checked and copied by the constructor, its looks are
/// set by initializers and changed by <c>with</c>. A renderer is a function over all of them.
/// </remarks>
public abstract record Chart
{
    /// <summary>Starts a chart.</summary>
    /// <param name="title">What the picture shows, in a few words.</param>
    private protected Chart(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>What the picture shows, in a few words; stands above it.</summary>
    public string Title { get; init; }

    /// <summary>A second, smaller line under the title; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The picture in words, for those who do not see it; made from the numbers unless set.</summary>
    public string Description
    {
        get => field ?? Describe();
        init;
    }

    /// <summary>What the style rules of the picture depend on besides its words: nothing, unless it moves.</summary>
    internal virtual string Motion => "";

    /// <summary>Says in one or two sentences what the numbers show.</summary>
    private protected abstract string Describe();
}
