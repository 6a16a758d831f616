using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Plots;
using Spectre.Console;

namespace LlmFromScratch.Cli.Output;

/// <summary>Where a verb writes: answers to standard output, all that is about the work to standard error.</summary>
/// <remarks>Colours and moving progress only where a person looks on; a file or a pipe gets plain text, 80 columns wide.</remarks>
internal sealed class CommandConsole : IDisposable
{
    /// <summary>Longer lines are hard to read, however wide the terminal is.</summary>
    public const int WidestLine = 100;

    private const int NarrowestLine = 40, UsualWidth = 80;
    private static readonly JsonSerializerOptions JsonLooks = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A console over any two writers; a test gives its own.</summary>
    public CommandConsole(TextWriter output, TextWriter error, bool outputIsTerminal = false, bool errorIsTerminal = false, int width = UsualWidth, Stream? input = null)
    {
        Output = output;
        Input = input ?? Stream.Null;
        Error = error;
        Width = Math.Clamp(width, NarrowestLine, WidestLine);
        Pretty = Styled(output, outputIsTerminal, Width);
        PrettyError = Styled(error, errorIsTerminal, Width);
        Color = Pretty.Profile.Capabilities.Ansi && Pretty.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        ShowsProgress = errorIsTerminal && PrettyError.Profile.Capabilities.Ansi;
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard input, as bytes.</summary>
    public Stream Input { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output for text with styles, which wraps at <see cref="Width"/>.</summary>
    public IAnsiConsole Pretty { get; }

    /// <summary>Standard error for text with styles.</summary>
    public IAnsiConsole PrettyError { get; }

    /// <summary>Columns that lines may have.</summary>
    public int Width { get; }

    /// <summary>Whether escape codes may go to standard output.</summary>
    public bool Color { get; }

    /// <summary>Whether somebody looks at standard error.</summary>
    public bool ShowsProgress { get; }

    /// <summary>The console of this process, speaking UTF-8 on every system.</summary>
    public static CommandConsole OfThisProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            Console.OutputEncoding = utf8;
        }
        catch (IOException)
        {
            // No console at all, as in a service on Windows: the writers below speak UTF-8 without it.
        }
        TextWriter output = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), utf8) : Console.Out;
        TextWriter error = Console.IsErrorRedirected ? new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true } : Console.Error;
        return new CommandConsole(output, error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, WidthOfTerminal(), Console.OpenStandardInput());
    }

    /// <summary>Writes a line with Spectre's markup, wrapped.</summary>
    public void Say(string markup = "") => Pretty.MarkupLine(markup);

    /// <summary>Writes a line as it is, however long.</summary>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a piece of a text as it is, and at once: whoever reads sees it grow.</summary>
    public void Piece(string text)
    {
        Output.Write(text);
        Output.Flush();
    }

    /// <summary>Writes a remark that is not part of the answer to standard error: "note: …".</summary>
    public void Note(string text) => Error.WriteLine("note: " + text);

    /// <summary>Writes something about the work to standard error, above moving progress if there is any: a heading, and lines below it that stand in a little.</summary>
    public void Aside(string heading, string text)
    {
        IEnumerable<string> lines = [.. Wrapping.Lines(heading, Width), .. Wrapping.Lines(text, Width - 4).Select(line => ("    " + line).TrimEnd()), ""];
        if (ShowsProgress)
            lines = lines.Select(line => TextWidth.PadRight(line, Width)); // over what the progress has left on the line
        PrettyError.Write(new Text(string.Join('\n', lines) + "\n"));
    }

    /// <summary>Writes the one line of an error to standard error: "llm: …".</summary>
    public void Complain(string text) => Error.WriteLine("llm: " + text);

    /// <summary>Draws a chart.</summary>
    public void Draw(Chart chart) => Output.Write(TextRenderer.Render(chart, Width, Color));

    /// <summary>Writes the answer for a program: one object and nothing else.</summary>
    public void Json(JsonObject answer) => Output.WriteLine(answer.ToJsonString(JsonLooks));

    /// <summary>A number for JSON, which has neither infinity nor not-a-number: these become null.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>Makes sure that everything is out.</summary>
    public void Flush()
    {
        Output.Flush();
        Error.Flush();
    }

    /// <summary>Says that the answer cannot be written, if that at least can be.</summary>
    public void ComplainOfOutput(Exception exception)
    {
        try
        {
            Complain($"the answer cannot be written to standard output: {Failures.OneLine(exception)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was said when it happened first.
        }
    }

    private static IAnsiConsole Styled(TextWriter writer, bool isTerminal, int width)
    {
        var settings = new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        };
        IAnsiConsole console = AnsiConsole.Create(settings);
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        return console;
    }

    private static int WidthOfTerminal()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? UsualWidth : Console.WindowWidth - 1;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
