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

    /// <summary>A script, to be run in the page that shows the notebook.</summary>
    /// <param name="content">JavaScript.</param>
    public static IHtmlContent Javascript(string content) => new HtmlString($"<script>\n{content}\n</script>");

    /// <summary>Styles, for the page that shows the notebook.</summary>
    /// <param name="content">Rules of CSS.</param>
    public static IHtmlContent CSS(string content) => new HtmlString($"<style>\n{content}\n</style>");

    /// <summary>Asks the reader of the notebook for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <returns>What was typed.</returns>
    /// <exception cref="InvalidOperationException">Nobody is there to type: the notebook runs without an editor.</exception>
    public static Task<string> GetInputAsync(string prompt = "") => AskAsync(prompt, password: false);

    /// <summary>Asks the reader of the notebook for a line that is hidden while it is typed.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <returns>What was typed.</returns>
    /// <exception cref="InvalidOperationException">Nobody is there to type: the notebook runs without an editor.</exception>
    public static Task<string> GetPasswordAsync(string prompt = "") => AskAsync(prompt, password: true);

    /// <summary>Ends the cell if the reader has asked for it; each loop of a cell asks.</summary>
    /// <exception cref="OperationCanceledException">The reader has asked.</exception>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public static void StopIfAsked()
    {
        if (CellInterrupt.IsAsked)
            CellInterrupt.Stop();
    }

    /// <summary>Takes away what this cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until something new is shown, so that a picture that changes does not flicker.</param>
    public static void ClearOutput(bool wait = false) => Sink?.Send(new HostMessage("clear", Flag: wait));

    /// <summary>Shows a value now, whatever else the cell shows.</summary>
    /// <param name="value">Anything; null shows as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The forms to show it in; none for those its type prefers.</param>
    /// <returns>A handle with which the shown value can be replaced.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes)
    {
        var sink = Sink ?? throw new InvalidOperationException("display works in a cell that the notebook runner runs; here there is no output to show it in.");
        return new DisplayedValue(sink.Display(value, isResult: false, mimeTypes), mimeTypes);
    }

    private static async Task<string> AskAsync(string prompt, bool password) =>
        Sink is not null && await InputRequests.AskAsync(Sink, prompt, password) is { } text
            ? text
            : throw new InvalidOperationException($"The cell asks for input{(prompt.Length == 0 ? "" : $" ({prompt})")}, and nobody is there to type it: the notebook runs without an editor, or its front end cannot ask.");

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
