using System.Globalization;
using System.Text;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Stands in for the console's writers, so that what a cell prints is an output of the cell.</summary>
internal sealed class StreamCapture : TextWriter
{
    private readonly OutputSink sink;
    private readonly string name;

    public StreamCapture(OutputSink sink, string name)
        : base(CultureInfo.InvariantCulture)
    {
        this.sink = sink;
        this.name = name;
        CoreNewLine = ['\n']; // the same saved output on Windows
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => sink.WriteStream(name, [value]);

    public override void Write(char[] buffer, int index, int count) => sink.WriteStream(name, buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => sink.WriteStream(name, buffer);

    public override void Write(string? value) => sink.WriteStream(name, value);

    // One write, so that lines of several threads do not mix.
    public override void WriteLine(string? value) => sink.WriteStream(name, value + "\n");
}
