using System.Reflection;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Where a page gets plotly.js from: an address, the script itself, or neither, if the page has it already.</summary>
/// <remarks>
/// Plotly.NET has the script in its assembly, 3.6 MB. In every output of a notebook it would make files too large for version control and
/// slow to open, so a page loads it by its address, and a reader who wants the picture without a connection asks for it with Plotly.NET's
/// own option, <c>PlotlyJSReference.Full</c>: one such chart serves the whole page. Front ends that draw the figure itself need neither.
/// </remarks>
internal sealed record PlotlyScript(string? Address, string? Text)
{
    /// <summary>What Plotly.NET 5.1.0 names.</summary>
    public static readonly PlotlyScript Default = new("https://cdn.plot.ly/plotly-2.27.1.min.js", null);

    /// <summary>What a chart's options say.</summary>
    /// <param name="reference">A <c>Plotly.NET.PlotlyJSReference</c>: CDN of an address, Full, Require of an address without ".js", or NoReference.</param>
    /// <param name="library">The assembly that may have the script.</param>
    public static PlotlyScript From(object reference, Assembly library)
    {
        var address = Property(reference, "Item") as string;
        if (Is("CDN") && address is { Length: > 0 })
            return new PlotlyScript(address, null);
        if (Is("Require") && address is { Length: > 0 })
            return new PlotlyScript(address + ".js", null);
        if (Is("NoReference"))
            return new PlotlyScript(null, null);
        return Is("Full") && TextIn(library) is { } text ? new PlotlyScript(null, text) : Default;

        bool Is(string name) => Property(reference, "Is" + name) is true;
    }

    private static object? Property(object value, string name) => value.GetType().GetProperty(name)?.GetValue(value);

    private static string? TextIn(Assembly library)
    {
        var name = library.GetManifestResourceNames()
            .FirstOrDefault(name => name.StartsWith("Plotly.NET.plotly-", StringComparison.Ordinal) && name.EndsWith(".min.js", StringComparison.Ordinal));
        if (name is null || library.GetManifestResourceStream(name) is not { } stream)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
