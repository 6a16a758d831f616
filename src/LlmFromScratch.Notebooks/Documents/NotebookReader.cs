using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>Reads notebooks, and says in one sentence what is wrong with a file that is none.</summary>
internal static class NotebookReader
{
    /// <summary>The largest notebook that is read, in bytes: 100 MB. No chapter comes near; a runaway output does.</summary>
    public const int MaxBytes = 100_000_000;

    // A saved figure nests deeper than the 64 levels that JSON readers allow by default.
    private const int MaxDepth = 256;

    public static Notebook Load(string path)
    {
        var file = new FileInfo(path);
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path} is a folder; expected an .ipynb file in it, such as chapter.ipynb.");
        if (!file.Exists)
            throw new FileNotFoundException($"There is no notebook {path}; expected the path of an .ipynb file.", path);
        if (file.Length > MaxBytes)
        {
            throw new InvalidDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{path} has {file.Length / 1_000_000} MB; expected at most {MaxBytes / 1_000_000}. Some output in it is huge: open it, clear the outputs and save."));
        }

        return Parse(Decode(File.ReadAllBytes(path), path), path);
    }

    public static Notebook Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidDataException($"{name} is empty; expected a notebook, which is JSON. Restore it from git, or make a new one in VS Code.");

        var root = ParseJson(text, name) as JsonObject
            ?? throw new InvalidDataException($"{name} is JSON but not a notebook: expected an object with nbformat and cells.");
        CheckVersion(root, name);
        CheckCells(root, name);
        return new Notebook(root, name);
    }

    private static string Decode(byte[] bytes, string name)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{name} is not UTF-8 text ({e.Message.TrimEnd('.')}); expected a notebook, which is JSON in UTF-8.", e);
        }
    }

    private static JsonNode? ParseJson(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $" (line {line + 1})" : "";
            throw new InvalidDataException(EndsTooEarly(text)
                ? $"{name} ends in the middle{where}: it is truncated. Restore it from git, or save it again from the editor."
                : $"{name} is not JSON{where}; expected a notebook. Was it saved as something else, or does it hold the marks of a merge conflict?", e);
        }
    }

    /// <summary>Whether all of the text is a beginning of JSON, and only its end is missing.</summary>
    private static bool EndsTooEarly(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimEnd());
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        try
        {
            var tokens = 0;
            while (reader.Read())
                tokens++;
            return tokens > 0 && (reader.CurrentDepth > 0 || reader.BytesConsumed < bytes.Length);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void CheckVersion(JsonObject root, string name)
    {
        if (root["nbformat"] is not JsonValue value || !value.TryGetValue(out int version))
            throw new InvalidDataException($"{name} is JSON but not a notebook: expected \"nbformat\": 4 in it.");
        if (version < 4)
        {
            throw new InvalidDataException(
                $"{name} is a notebook of nbformat {version}; expected 4. Convert it: jupyter nbconvert --to notebook --nbformat 4 --inplace FILE");
        }

        if (version > 4)
            throw new InvalidDataException($"{name} is a notebook of nbformat {version}, which is newer than the 4 that is known here. Save it as nbformat 4.5.");
    }

    private static void CheckCells(JsonObject root, string name)
    {
        if (root["metadata"] is not (null or JsonObject))
            throw new InvalidDataException($"{name}: expected metadata to be an object, got {root["metadata"]!.GetValueKind()}.");
        if (root["cells"] is not JsonArray cells)
            throw new InvalidDataException($"{name} has no list of cells; expected \"cells\": [...] as in every notebook of nbformat 4.");
        if (cells.Count == 0)
            throw new InvalidDataException($"{name} has no cells: there is nothing to run. Add one in the editor and save.");
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not JsonObject cell || CellJson.Problem(cell) is not { } problem)
            {
                if (cells[i] is JsonObject)
                    continue;
                problem = "expected an object";
            }

            throw new InvalidDataException($"{name}, cell {i + 1}: {problem}. Restore the file from git, or delete this cell in a text editor.");
        }
    }
}
