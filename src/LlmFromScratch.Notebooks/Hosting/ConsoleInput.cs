namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Stands in for the console's reader: asks the reader of the notebook for a line, where somebody is there; else meets the end of
/// input.</summary>
internal sealed class ConsoleInput(OutputSink sink) : TextReader
{
    private string line = "";
    private int position;

    public override string? ReadLine()
    {
        if (position < line.Length)
        {
            var rest = line[position..].TrimEnd('\n');
            position = line.Length;
            return rest;
        }

        return Ask();
    }

    public override int Peek() => Fill() ? line[position] : -1;

    public override int Read() => Fill() ? line[position++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
            return 0;
        var taken = Math.Min(count, line.Length - position);
        line.CopyTo(position, buffer, index, taken);
        position += taken;
        return taken;
    }

    // To the end would be without end: one line is what a reader can give.
    public override string ReadToEnd() => ReadLine() ?? "";

    public override Task<string?> ReadLineAsync() => position < line.Length ? Task.FromResult(ReadLine()) : InputRequests.AskAsync(sink, "", password: false);

    private bool Fill()
    {
        if (position < line.Length)
            return true;
        if (Ask() is not { } text)
            return false;
        (line, position) = (text + "\n", 0);
        return true;
    }

    private string? Ask() => InputRequests.AskAsync(sink, "", password: false).GetAwaiter().GetResult();
}
