using System.Text.Json;

namespace LlmFromScratch.Formats;

/// <summary>What the header of a safetensors file says of one array.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its numbers are stored: "F32".</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">The first byte after them.</param>
internal sealed record SafetensorsEntry(string Name, string Type, int[] Shape, long Begin, long End)
{
    /// <summary>The product of the shape.</summary>
    public int Count => Shape.Aggregate(1, (count, length) => count * length);
}

/// <summary>Reads the header of a safetensors file, which may come from anywhere: nothing in it is believed before it is checked.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The longest header that is read, in bytes; the same limit as in Hugging Face's library.</summary>
    public const long Longest = 100_000_000;

    private const string MetadataName = "__metadata__";
    private const int MostDimensions = 64; // as many as NumPy and PyTorch have

    /// <summary>Bytes of one number.</summary>
    /// <exception cref="InvalidDataException">The type is not read here.</exception>
    public static int SizeOf(string type) => type switch
    {
        "F64" or "I64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" => 1,
        _ => throw new InvalidDataException(
            $"expected a type of numbers among F64, F32, F16, BF16, I64, I32, I16, I8, U32, U16, U8 and BOOL, got \"{JsonFile.Short(type)}\""),
    };

    /// <summary>Takes the header apart.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="dataLength">Bytes of the file after it.</param>
    /// <param name="metadata">Receives the texts under "__metadata__".</param>
    /// <returns>The arrays in the order in which they stand in the file.</returns>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static List<SafetensorsEntry> Parse(byte[] json, long dataLength, Dictionary<string, string> metadata)
    {
        if (json.Length == 0 || json[0] != '{')
            throw new InvalidDataException("expected the header to begin with '{': is this a safetensors file?");
        using JsonDocument document = JsonFile.Parse(json);
        var entries = new List<SafetensorsEntry>();
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            string name = JsonFile.NameOf(property);
            if (name == MetadataName)
                ReadMetadata(property.Value, metadata);
            else
                entries.Add(ReadEntry(name, property.Value));
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckThatTheyFillTheFile(entries, dataLength);
        return entries;
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected \"{MetadataName}\" to be an object of texts, got {JsonFile.Describe(element)}");
        foreach (JsonProperty property in element.EnumerateObject())
            metadata.Add(JsonFile.NameOf(property), JsonFile.StringOf(property.Value, $"\"{JsonFile.Short(JsonFile.NameOf(property))}\" in \"{MetadataName}\""));
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement element)
    {
        string what = $"\"{JsonFile.Short(name)}\"";
        if (element.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected {what} to be an object with dtype, shape and data_offsets, got {JsonFile.Describe(element)}");
        JsonElement Part(string part) => element.TryGetProperty(part, out JsonElement value) ? value
            : throw new InvalidDataException($"expected {what} to have \"{part}\", got none");

        string type = JsonFile.StringOf(Part("dtype"), $"the dtype of {what}");
        int size = SizeOf(type);
        long[] shape = Numbers(Part("shape"), $"the shape of {what}"), offsets = Numbers(Part("data_offsets"), $"the data_offsets of {what}");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
            throw new InvalidDataException($"expected the data_offsets of {what} to be a begin and an end after it, got [{string.Join(", ", offsets)}]");

        // Each length is below 2³¹ and the product stops growing above 2³¹, so that it fits whatever the header says.
        Int128 count = shape.Contains(0) ? 0 : 1;
        foreach (long length in shape)
        {
            if (length > int.MaxValue)
                throw new InvalidDataException($"{what} has a dimension of length {length}: too long to be read here");
            count = count > Array.MaxLength ? count : count * length;
        }
        if (count > Array.MaxLength)
            throw new InvalidDataException($"{what} has more than {Array.MaxLength} numbers: too many to be read here");
        if (count * size != offsets[1] - offsets[0])
            throw new InvalidDataException($"expected {what}, {type} [{JsonFile.Short(string.Join(", ", shape))}], to have {count * size} bytes, got data_offsets of {offsets[1] - offsets[0]}");
        return new SafetensorsEntry(name, type, Array.ConvertAll(shape, length => (int)length), offsets[0], offsets[1]);
    }

    private static long[] Numbers(JsonElement list, string what)
    {
        if (list.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"expected {what} to be a list of whole numbers, got {JsonFile.Describe(list)}");
        if (list.GetArrayLength() > MostDimensions)
            throw new InvalidDataException($"expected {what} to have at most {MostDimensions} dimensions, got {list.GetArrayLength()}");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long number) && number >= 0 ? number
            : throw new InvalidDataException($"expected {what} to be a list of whole numbers from 0 on, got {JsonFile.Describe(item)} in it"))];
    }

    /// <summary>Array after array, without gaps and overlaps, from the first byte to the last: so the format wants it, and nothing can hide in a file.</summary>
    private static void CheckThatTheyFillTheFile(List<SafetensorsEntry> entries, long dataLength)
    {
        long filled = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != filled)
                throw new InvalidDataException($"expected \"{JsonFile.Short(entry.Name)}\" to begin at byte {filled} of the data, where the array before it ends, got {entry.Begin}");
            filled = entry.End;
        }
        if (filled != dataLength)
            throw new InvalidDataException($"expected {filled} bytes of data after the header, got {dataLength}: {(filled > dataLength ? "the file is cut short" : "there is something else at its end")}");
    }
}
