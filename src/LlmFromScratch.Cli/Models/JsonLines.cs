using System.Text.Json;
using LlmFromScratch.Cli.Output;

namespace LlmFromScratch.Cli.Models;

/// <summary>Reads JSON values from standard input, one a line, and writes a line for each as soon as it is done.</summary>
internal static class JsonLines
{
    /// <summary>Answers every line.</summary>
    /// <param name="console">Where the lines come from and go to.</param>
    /// <param name="expected">What a line looks like, for messages.</param>
    /// <param name="answer">Makes the answer to an object; null where it is not as expected.</param>
    /// <param name="cancellation">Stops also while no line comes.</param>
    /// <exception cref="InvalidDataException">A line is not as expected; the message has its number. The lines before it are answered.</exception>
    public static Task AnswerAsync(CommandConsole console, string expected, Func<JsonElement, string?> answer, CancellationToken cancellation) =>
        Task.Run(() => Answer(console, expected, answer, cancellation), CancellationToken.None).WaitAsync(cancellation);

    private static void Answer(CommandConsole console, string expected, Func<JsonElement, string?> answer, CancellationToken cancellation)
    {
        using var input = new BufferedStream(console.Input, 1 << 16);
        var line = new MemoryStream();
        for (long number = 1; ReadLine(input, line); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> content = line.GetBuffer().AsMemory(0, (int)line.Length);
            if (number == 1 && content.Span.StartsWith("\uFEFF"u8))
                content = content[3..];
            if (content.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            console.Output.WriteLine(AnswerTo(content, number, expected, answer));
            console.Output.Flush(); // whoever waits for the answer before the next line gets it
        }
    }

    private static string AnswerTo(ReadOnlyMemory<byte> line, long number, string expected, Func<JsonElement, string?> answer)
    {
        string problem;
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object && answer(json.RootElement) is { } text)
                return text;
            problem = "something else";
        }
        catch (JsonException e)
        {
            problem = $"what is no JSON ({e.Message.Split(" LineNumber")[0].TrimEnd('.')})";
        }
        catch (InvalidOperationException)
        {
            problem = "text that is no Unicode: half a surrogate pair, or bytes that are not UTF-8";
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException($"line {number}: {Failures.OneLine(e)}", e);
        }
        string shown = System.Text.Encoding.UTF8.GetString(line.Span[..Math.Min(60, line.Length)]) + (line.Length > 60 ? "…" : "");
        throw new InvalidDataException($"line {number}: expected {expected}, got {problem}: {shown}");
    }

    /// <summary>Reads up to the next line feed, which is left out.</summary>
    private static bool ReadLine(BufferedStream input, MemoryStream line)
    {
        line.SetLength(0);
        int next;
        while ((next = input.ReadByte()) >= 0 && next != '\n')
            line.WriteByte((byte)next);
        return next >= 0 || line.Length > 0;
    }
}
