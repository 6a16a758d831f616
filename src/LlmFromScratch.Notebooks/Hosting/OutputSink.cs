using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Where everything a cell shows comes together, in the order in which it was shown, on its way to the parent.</summary>
/// <remarks>
/// Cells may write from several threads: every method may be called from any. A cell that is interrupted may get its exception in any line,
/// but in none of a <c>finally</c>: what must not be left half done stands in one.
/// </remarks>
internal sealed class OutputSink : IDisposable
{
    // Text waits a little, so that a loop of small writes is not a loop of messages; a crash loses no more than this.
    private const int FlushChars = 16_384;
    private static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly TextWriter channel;
    private readonly Timer timer;
    private readonly StringBuilder waiting = new();
    private string waitingName = "stdout";
    private long waitingSince;
    private int streamChars;
    private int displays;
    private int lastId;
    private int cell;

    [ThreadStatic]
    private static int stoppedIn;

    public OutputSink(TextWriter channel)
    {
        this.channel = channel;
        timer = new Timer(_ => Flush());
    }

    /// <summary>Starts a new cell: its limits are counted from here.</summary>
    public void StartCell()
    {
        lock (gate)
            (streamChars, displays, cell) = (0, 0, cell + 1);
    }

    public void WriteStream(string name, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        StopIfAsked();
        try
        {
        }
        finally
        {
            lock (gate)
                WriteStreamLocked(name, text);
        }
    }

    /// <summary>Shows a value in all its preferred mime types, or in those given.</summary>
    /// <returns>The id with which <see cref="Update"/> replaces it.</returns>
    public int Display(object? value, bool isResult, params string[] mimeTypes)
    {
        StopIfAsked();
        return Display(Format(value, mimeTypes), isResult); // outside the lock: a formatter may itself write or display
    }

    /// <summary>Shows what is formatted already.</summary>
    /// <returns>The id with which <see cref="Update"/> replaces it.</returns>
    public int Display(IReadOnlyDictionary<string, string> data, bool isResult)
    {
        var id = 0;
        try
        {
        }
        finally
        {
            lock (gate)
            {
                FlushLocked();
                id = ++lastId;
                if (++displays <= OutputLimits.Displays)
                    SendLocked(new HostMessage("display", Data: data, IsResult: isResult, Id: id));
                else if (displays == OutputLimits.Displays + 1)
                    SendLocked(new HostMessage("stream", OutputLimits.DisplaysNote, "stderr"));
            }
        }

        return id;
    }

    public void Update(int id, object? value, params string[] mimeTypes)
    {
        StopIfAsked();
        Send(new HostMessage("update", Data: Format(value, mimeTypes), Id: id));
    }

    public void Send(HostMessage message)
    {
        try
        {
        }
        finally
        {
            lock (gate)
            {
                FlushLocked();
                SendLocked(message);
            }
        }
    }

    public void Flush()
    {
        lock (gate)
            FlushLocked();
    }

    public void Dispose()
    {
        timer.Dispose();
        Flush();
    }

    /// <summary>A value in the forms given, or in those its type prefers: text by mime type.</summary>
    public static Dictionary<string, string> Format(object? value, string[] mimeTypes)
    {
        if (value is null)
            return new() { [MimeTypes.PlainText] = Formatter.NullString };

        // Text is among the forms, since some front ends show nothing else; but of markup it would be the markup once more.
        IEnumerable<string> wanted = mimeTypes.Length > 0 ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value.GetType());
        if (mimeTypes.Length == 0 && value is not IHtmlContent)
            wanted = wanted.Append(MimeTypes.PlainText);
        var data = new Dictionary<string, string>();
        foreach (var mime in wanted.Distinct())
        {
            var text = value is string s && mime != MimeTypes.PlainText && mimeTypes.Length > 0 ? s : Formatter.ToDisplayString(value, mime);
            text = text.Replace("\r\n", "\n");
            if (text.Length <= OutputLimits.DisplayChars)
                data[mime] = text;
            else
                data[MimeTypes.PlainText] = string.Create(CultureInfo.InvariantCulture, $"(left out: {mime} of {text.Length:N0} characters, over the limit of {OutputLimits.DisplayChars:N0})");
        }

        return data;
    }

    // Once in each thread: what is written on the way out, in a finally, is written.
    private void StopIfAsked()
    {
        if (!CellInterrupt.IsAsked || stoppedIn == cell)
            return;
        stoppedIn = cell;
        CellInterrupt.Stop();
    }

    private void WriteStreamLocked(string name, ReadOnlySpan<char> text)
    {
        if (streamChars > OutputLimits.StreamChars)
            return;
        if (waiting.Length > 0 && waitingName != name)
            FlushLocked();
        if (waiting.Length == 0)
        {
            (waitingName, waitingSince) = (name, Stopwatch.GetTimestamp());
            timer.Change(FlushAfter, Timeout.InfiniteTimeSpan); // only while something waits: an idle notebook wakes nobody
        }

        var room = OutputLimits.StreamChars - streamChars;
        streamChars += text.Length;
        if (text.Length <= room)
        {
            waiting.Append(text);
        }
        else
        {
            waiting.Append(text[..room]).Append(OutputLimits.StreamNote);
            streamChars = OutputLimits.StreamChars + 1;
        }

        if (waiting.Length >= FlushChars || Stopwatch.GetElapsedTime(waitingSince) > FlushAfter)
            FlushLocked();
    }

    private void FlushLocked()
    {
        if (waiting.Length == 0)
            return;
        SendLocked(new HostMessage("stream", waiting.ToString(), waitingName));
        waiting.Clear();
    }

    private void SendLocked(HostMessage message)
    {
        channel.Write(HostProtocol.RecordSeparator);
        channel.Write(HostProtocol.Write(message));
        channel.Write('\n');
        channel.Flush();
    }
}
