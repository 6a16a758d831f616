using System.Diagnostics;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>What the kernel has to say beside its messages, a line each: front ends show their kernels' standard error in a log. A flood of bad
/// messages must not become a flood of lines, or fill a pipe that nobody empties: so only so many a minute.</summary>
internal sealed class KernelLog(TextWriter writer, int linesPerMinute = 30)
{
    private const int MaxChars = 1_000;

    private readonly Lock gate = new();
    private long windowStart = Stopwatch.GetTimestamp();
    private int lines;
    private int leftOut;

    public void Write(string line)
    {
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(windowStart) > TimeSpan.FromMinutes(1))
            {
                if (leftOut > 0)
                    WriteLine($"({leftOut} more such lines)");
                (windowStart, lines, leftOut) = (Stopwatch.GetTimestamp(), 0, 0);
            }

            if (lines < linesPerMinute)
                WriteLine(line);
            else if (leftOut++ == 0)
                WriteLine("(too many lines; the rest of this minute is left out)");
            lines++;
        }
    }

    private void WriteLine(string line)
    {
        try
        {
            line = line.ReplaceLineEndings(" ");
            writer.WriteLine("llm-csharp: " + (line.Length <= MaxChars ? line : line[..MaxChars] + "…"));
            writer.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Whoever read the log is gone. The messages go on.
        }
    }
}
