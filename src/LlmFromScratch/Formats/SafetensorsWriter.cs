using System.Buffers.Binary;
using System.Text.Json;

namespace LlmFromScratch.Formats;

/// <summary>The bytes of a safetensors file.</summary>
internal static class SafetensorsWriter
{
    private const string MetadataName = "__metadata__";
    private const int ChunkLength = 1 << 16;

    /// <summary>Larger numbers first, so that each array begins at a multiple of their size; then by name.</summary>
    public static NamedArray[] InOrder(IEnumerable<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        NamedArray[] ordered = [.. arrays.OrderByDescending(SizeOf).ThenBy(array => array.Name, StringComparer.Ordinal)];
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataName };
        foreach (NamedArray array in ordered)
            if (!names.Add(array.Name))
                throw new ArgumentException($"expected each array to have another name, and none of them \"{MetadataName}\", got \"{array.Name}\"", nameof(arrays));
        return ordered;
    }

    /// <summary>The header's JSON, filled up with spaces, so that the numbers begin at a multiple of 8 bytes.</summary>
    public static byte[] Header(NamedArray[] arrays, IReadOnlyDictionary<string, string>? metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataName);
                foreach ((string name, string text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(name, text);
                json.WriteEndObject();
            }
            long at = 0;
            foreach (NamedArray array in arrays)
            {
                json.WriteStartObject(array.Name);
                json.WriteString("dtype", array.Values switch { Half[] => "F16", float[] => "F32", double[] => "F64", _ => "I64" });
                WriteList(json, "shape", array.Shape.Select(length => (long)length));
                WriteList(json, "data_offsets", [at, at += (long)array.Values.Length * SizeOf(array)]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (bytes.Length % 8 != 0)
            bytes.WriteByte((byte)' ');
        if (bytes.Length > SafetensorsHeader.Longest)
            throw new ArgumentException($"expected a header of at most {SafetensorsHeader.Longest} bytes, got {bytes.Length}: fewer arrays, shorter names or less metadata is needed");
        return bytes.ToArray();
    }

    /// <summary>Header and numbers.</summary>
    public static void Write(Stream stream, byte[] header, NamedArray[] arrays)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        var chunk = new byte[ChunkLength];
        foreach (NamedArray array in arrays)
        {
            switch (array.Values)
            {
                case Half[] halves:
                    Write(stream, halves, 2, chunk, BinaryPrimitives.WriteHalfLittleEndian);
                    break;
                case float[] floats:
                    Write(stream, floats, sizeof(float), chunk, BinaryPrimitives.WriteSingleLittleEndian);
                    break;
                case double[] doubles:
                    Write(stream, doubles, sizeof(double), chunk, BinaryPrimitives.WriteDoubleLittleEndian);
                    break;
                default:
                    Write(stream, array.Integers, sizeof(long), chunk, BinaryPrimitives.WriteInt64LittleEndian);
                    break;
            }
        }
    }

    private static void Write<T>(Stream stream, T[] numbers, int size, byte[] chunk, Action<Span<byte>, T> write)
    {
        for (int done = 0; done < numbers.Length;)
        {
            int count = Math.Min(numbers.Length - done, chunk.Length / size);
            for (int i = 0; i < count; i++)
                write(chunk.AsSpan(i * size, size), numbers[done++]);
            stream.Write(chunk, 0, count * size);
        }
    }

    private static int SizeOf(NamedArray array) => array.Values switch { Half[] => 2, float[] => 4, _ => 8 };

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
