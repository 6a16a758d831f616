using System.Globalization;
using System.Text.RegularExpressions;
using LlmFromScratch.Notebooks.Documents;

namespace LlmFromScratch.Notebooks.Checking;

/// <summary>
/// Compares what a cell shows with what it showed. Text is compared: streams, <c>text/*</c>, SVG and JSON. Other pictures are not.
/// In markup, names that a renderer made up for its elements count as equal if they stand in the same places: GUIDs, and in an
/// <c>id</c> eight hexadecimal digits or more. Such a name is drawn afresh each time, or is the hash of a drawing, and then one
/// digit in the drawing, which would be forgiven, changes all of it.
/// </summary>
internal static partial class OutputComparison
{
    /// <summary>What differs, in order; nothing if the outputs agree.</summary>
    public static IEnumerable<(string What, string Diff)> Compare(IReadOnlyList<CellOutput> saved, IReadOnlyList<CellOutput> now)
    {
        var before = Joined(saved);
        var after = Joined(now);
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"output {i + 1}");
            if (i >= before.Count || i >= after.Count || before[i].GetType() != after[i].GetType())
            {
                yield return (what, $"  saved: {Summary(before, i)}\n  now:   {Summary(after, i)}");
                yield break; // what follows is only shifted
            }

            foreach (var difference in Compare(before[i], after[i]))
                yield return ($"{what}, {difference.What}", difference.Diff);
        }
    }

    private static IEnumerable<(string What, string Diff)> Compare(CellOutput saved, CellOutput now)
    {
        switch (saved, now)
        {
            case (StreamOutput before, StreamOutput after):
                if (before.Name != after.Name)
                    yield return ("stream", $"  saved: {before.Name}\n  now:   {after.Name}");
                else if (TextComparison.Difference(before.Text, after.Text) is { } text)
                    yield return (before.Name, text);
                break;
            case (ErrorOutput before, ErrorOutput after):
                // Not the traceback: it names places in libraries, which move.
                if (TextComparison.Difference($"{before.Name}: {before.Message}", $"{after.Name}: {after.Message}") is { } error)
                    yield return ("exception", error);
                break;
            case (DisplayOutput before, DisplayOutput after):
                foreach (var mime in before.Data.Keys.Union(after.Data.Keys).Where(IsCompared).Order(StringComparer.Ordinal))
                {
                    if (!before.Data.TryGetValue(mime, out var old) || !after.Data.TryGetValue(mime, out var current))
                        yield return (mime, $"  saved: {Has(before, mime)}\n  now:   {Has(after, mime)}");
                    else if (TextComparison.Difference(WithoutMadeUpNames(mime, old), WithoutMadeUpNames(mime, current)) is { } data)
                        yield return (mime, data);
                }

                break;
        }
    }

    private static bool IsCompared(string mime) =>
        mime.StartsWith("text/", StringComparison.Ordinal) || mime == "image/svg+xml" || MimeTypes.IsJson(mime);

    private static string Has(DisplayOutput output, string mime) =>
        output.Data.ContainsKey(mime) ? "has this form" : $"has only {string.Join(", ", output.Data.Keys.Order(StringComparer.Ordinal))}";

    /// <summary>Editors save a stream in pieces as they came: joined, they are what was written.</summary>
    private static List<CellOutput> Joined(IReadOnlyList<CellOutput> outputs)
    {
        var joined = new List<CellOutput>();
        foreach (var output in outputs)
        {
            if (output is StreamOutput stream && joined is [.., StreamOutput last] && last.Name == stream.Name)
                joined[^1] = last with { Text = last.Text + stream.Text };
            else
                joined.Add(AsSaved(output));
        }

        return joined;
    }

    // Through the file's form and back, so that JSON is written in one way on both sides.
    private static CellOutput AsSaved(CellOutput output) => OutputJson.Read(OutputJson.Write(output, executionCount: 1))!;

    private static string Summary(List<CellOutput> outputs, int index) => index >= outputs.Count
        ? "nothing"
        : outputs[index] switch
        {
            StreamOutput stream => $"{stream.Name}: {TextComparison.Shorten(stream.Text)}",
            DisplayOutput display => $"{string.Join(", ", display.Data.Keys.Order(StringComparer.Ordinal))}: {TextComparison.Shorten(display.Data.Values.FirstOrDefault() ?? "")}",
            ErrorOutput error => $"{error.Name}: {TextComparison.Shorten(error.Message)}",
            _ => "something else",
        };

    private static string WithoutMadeUpNames(string mime, string text)
    {
        if (mime is not (MimeTypes.Html or "image/svg+xml"))
            return text;
        var names = Guid().Matches(text).Select(match => match.Value)
            .Concat(HashInId().Matches(text).Select(match => match.Groups["hash"].Value))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        for (var i = 0; i < names.Count; i++)
            text = text.Replace(names[i], string.Create(CultureInfo.InvariantCulture, $"name-{i + 1}"), StringComparison.OrdinalIgnoreCase);
        return text;
    }

    [GeneratedRegex("(?<![0-9a-fA-F])([0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{32})(?![0-9a-fA-F])")]
    private static partial Regex Guid();

    [GeneratedRegex("""\bid\s*=\s*["'][^"']*?(?<hash>(?<![0-9a-zA-Z])[0-9a-fA-F]{8,}(?![0-9a-zA-Z]))""")]
    private static partial Regex HashInId();
}
