using Microsoft.AspNetCore.Html;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>What a cell may call without a <c>using</c>, by the names that .NET Interactive gave it.</summary>
public static class CellHelpers
{
    internal static OutputSink? Sink { get; set; }

#pragma warning disable IDE1006, SA1300 // the names are .NET Interactive's
    /// <summary>Shows a value now, whatever else the cell shows.</summary>
    /// <param name="value">Anything; null shows as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The forms to show it in; none for those its type prefers. A string given as another type than
    /// <c>text/plain</c> is taken as already being that: <c>display("&lt;b&gt;x&lt;/b&gt;", "text/html")</c>.</param>
    /// <returns>A handle with which the shown value can be replaced.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => Display(value, mimeTypes);

    /// <summary>HTML to show as it is.</summary>
    /// <param name="content">Markup, taken as trusted.</param>
    public static IHtmlContent HTML(string content) => new HtmlString(content);
#pragma warning restore IDE1006, SA1300

    /// <summary>Shows a value now, whatever else the cell shows.</summary>
    /// <param name="value">Anything; null shows as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The forms to show it in; none for those its type prefers.</param>
    /// <returns>A handle with which the shown value can be replaced.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes)
    {
        var sink = Sink ?? throw new InvalidOperationException("display works in a cell that the notebook runner runs; here there is no output to show it in.");
        return new DisplayedValue(sink.Display(value, isResult: false, mimeTypes), mimeTypes);
    }

    /// <summary>A value that was shown and can be replaced where it stands, as live charts and progress are.</summary>
    public sealed class DisplayedValue
    {
        private readonly int id;
        private readonly string[] mimeTypes;

        internal DisplayedValue(int id, string[] mimeTypes)
        {
            this.id = id;
            this.mimeTypes = mimeTypes;
        }

        /// <summary>Shows another value in the place of this one.</summary>
        /// <param name="value">Anything; null shows as <c>&lt;null&gt;</c>.</param>
        public void Update(object? value) => Sink?.Update(id, value, mimeTypes);
    }
}
