using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using LlmFromScratch.Notebooks.Engine;
using Microsoft.CodeAnalysis;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Turns what the compiler and the runtime say about a place into what a reader of the notebook knows: cell and line.</summary>
internal sealed class CellPlaces(string folder, string notebook)
{
    // Cells are compiled under a name in the notebook's folder, so that #r and #load in them are relative to that.
    private readonly string prefix = Path.Combine(folder, notebook + "#");

    private readonly ConcurrentDictionary<string, string[]> sources = new(StringComparer.Ordinal);

    /// <summary>The name under which a cell is compiled.</summary>
    public string PathOf(string label) => prefix + label;

    /// <summary>The lines of a cell, as the reader wrote it, so that messages can show them.</summary>
    public void Remember(string label, string code) => sources[PathOf(label)] = code.Split('\n');

    /// <summary>Errors of the compiler.</summary>
    public CellError Describe(IReadOnlyList<Diagnostic> errors, string label)
    {
        var lines = new List<string>();
        int? firstLine = null;
        foreach (var error in errors)
        {
            var span = error.Location.GetMappedLineSpan();
            var line = span.StartLinePosition.Line + 1;
            if (span.Path == PathOf(label))
                firstLine ??= line;
            lines.Add($"{Place(span.Path, line)}: error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}{Advice(error)}");
            if (SourceLine(span.Path, line) is { } source)
                lines.Add("    " + source);
        }

        var more = errors.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {errors.Count - 1} more)") : "";
        var first = errors[0];
        var message = $"error {first.Id}: {first.GetMessage(CultureInfo.InvariantCulture)}{Advice(first)}{more}";
        return new CellError(CellErrorKind.DoesNotCompile, "CompilationError", message, firstLine, lines);
    }

    /// <summary>A warning of the compiler, in one line.</summary>
    public string DescribeWarning(Diagnostic warning)
    {
        var span = warning.Location.GetMappedLineSpan();
        return $"{Place(span.Path, span.StartLinePosition.Line + 1)}: warning {warning.Id}: {warning.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>An exception that a cell threw.</summary>
    public CellError Describe(Exception thrown, string label)
    {
        while (thrown is TargetInvocationException or TypeInitializationException && thrown.InnerException is { } cause)
            thrown = cause;

        int? line = null;
        var lines = new List<string>();
        for (Exception? e = thrown; e is not null; e = e.InnerException)
        {
            lines.Add($"{(e == thrown ? "" : "because of ")}{e.GetType().FullName}: {e.Message}");
            foreach (var frame in new StackTrace(e, fNeedFileInfo: true).GetFrames())
            {
                var file = frame.GetFileName();
                if (file == PathOf(label) && e == thrown)
                    line = frame.GetFileLineNumber(); // the last one found is the line in the cell's own flow
                if (DescribeFrame(frame, file) is { } text)
                    lines.Add(text);
            }
        }

        return new CellError(CellErrorKind.Threw, thrown.GetType().FullName!, thrown.Message, line, lines);
    }

    private string? SourceLine(string path, int line) =>
        sources.TryGetValue(path, out var lines) && line >= 1 && line <= lines.Length && lines[line - 1].Trim() is { Length: > 0 } text ? text : null;

    private static string Advice(Diagnostic error) => error.Id == "CS0006" && error.ToString().Contains("bin/", StringComparison.Ordinal)
        ? ". Build the solution first, which fills notebooks/bin: dotnet build -c Release"
        : "";

    private string? DescribeFrame(StackFrame frame, string? file)
    {
        var method = frame.GetMethod();
        var type = method?.DeclaringType;
        if (file is not null && (file.StartsWith(prefix, StringComparison.Ordinal) || file.EndsWith(".csx", StringComparison.Ordinal)))
        {
            var line = frame.GetFileLineNumber();
            return $"   at {Place(file, line)}{(SourceLine(file, line) is { } source ? ": " + source : "")}";
        }

        if (type?.FullName is not { } name || IsMachinery(name))
            return null;
        return $"   at {name}.{method!.Name}";
    }

    // How the cell was run is not the reader's concern.
    private static bool IsMachinery(string type) =>
        type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
        || type.StartsWith("LlmFromScratch.Notebooks.", StringComparison.Ordinal)
        || type.StartsWith("Submission#", StringComparison.Ordinal)
        || type.StartsWith("Internal.Runtime.", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime.", StringComparison.Ordinal)
        || type.StartsWith("System.Threading.", StringComparison.Ordinal);

    private string Place(string path, int line) => path.StartsWith(prefix, StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"cell {path[prefix.Length..]}, line {line}")
        : string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, path).Replace('\\', '/')}, line {line}");
}
