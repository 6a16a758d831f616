using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>What is written about a member, without its tags.</summary>
/// <param name="Summary">What it is; null if nothing is said.</param>
/// <param name="Parameters">Of each parameter.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Exceptions">What it throws, and when.</param>
internal sealed partial record Documentation(
    string? Summary, IReadOnlyList<(string Name, string Text)> Parameters, string? Returns, IReadOnlyList<(string Name, string Text)> Exceptions)
{
    /// <summary>Reads the element of a member.</summary>
    /// <param name="xml">The element; damaged XML is nothing.</param>
    public static Documentation? Read(string xml)
    {
        if (Parse(xml) is not { } member)
            return null;
        return new Documentation(
            TextOf(member.Element("summary")) ?? TextOf(member.Element("value")),
            [.. member.Elements("param").Select(one => ((string?)one.Attribute("name") ?? "", TextOf(one) ?? "")).Where(one => one.Item2.Length > 0)],
            TextOf(member.Element("returns")),
            [.. member.Elements("exception").Select(one => (NameOf((string?)one.Attribute("cref") ?? ""), TextOf(one) ?? ""))]);
    }

    /// <summary>Whether it says: see what this inherits.</summary>
    /// <param name="xml">The element of a member.</param>
    /// <param name="cref">The id of what it names; null for what the compiler knows.</param>
    public static bool Inherits(string xml, out string? cref)
    {
        cref = null;
        if (!xml.Contains("<inheritdoc", StringComparison.Ordinal) || Parse(xml) is not { } member || member.Descendants("inheritdoc").FirstOrDefault() is not { } element)
            return false;
        cref = (string?)element.Attribute("cref");
        return true;
    }

    /// <summary>The name that a reference means: <c>M:System.String.Split(System.Char)</c> is <c>string.Split</c>.</summary>
    public static string NameOf(string cref)
    {
        var colon = cref.IndexOf(':', StringComparison.Ordinal);
        var kind = colon == 1 ? cref[0] : 'T';
        var name = cref[(colon + 1)..].Split('(')[0];
        name = Arity().Replace(name, "");
        var parts = name.Split('.');
        return kind is 'M' or 'P' or 'F' or 'E' && parts.Length > 1
            ? parts[^1] == "#ctor" ? parts[^2] : $"{parts[^2]}.{parts[^1]}"
            : parts[^1];
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? TextOf(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Write(element, text);
        var lines = text.ToString().Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0);
        var result = string.Join('\n', lines);
        return result.Length == 0 ? null : result;
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value.ReplaceLineEndings(" "));
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when reference.IsEmpty || reference.Value.Length == 0:
                    text.Append((string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("href")
                        ?? NameOf((string?)reference.Attribute("cref") ?? ""));
                    break;
                case XElement { Name.LocalName: "para" or "list" or "code" or "br" } block:
                    text.Append('\n');
                    Write(block, text);
                    text.Append('\n');
                    break;
                case XElement { Name.LocalName: "item" } item:
                    text.Append("\n- ");
                    Write(item, text);
                    break;
                case XElement other:
                    Write(other, text);
                    break;
            }
        }
    }

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
