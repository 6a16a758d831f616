using System.Buffers.Binary;

namespace LlmFromScratch.Formats;

/// <summary>The arrays of a safetensors file, in the order of the file, and the texts stored beside them.</summary>
/// <remarks>
/// The format: eight bytes, the length of the header, little-endian; the header, JSON, with the type, shape and place of each array; the numbers,
/// little-endian, row by row. Unlike a pickle it cannot run code when it is loaded. Source: github.com/huggingface/safetensors, "Format".
/// F32, F16 and BF16 are read as float[], F64 as double[], whole numbers and BOOL (0 or 1) as long[].
/// Written are F32, F64, I64, and F16 where an array was made smaller by <see cref="NamedArray.ToHalf"/>.
/// </remarks>
public sealed class Safetensors
{
    private const int ChunkLength = 1 << 16; // a multiple of every size of number
    private readonly Dictionary<string, NamedArray> _byName;

    private Safetensors(IReadOnlyList<NamedArray> arrays, Dictionary<string, string> metadata)
    {
        (Arrays, Metadata) = (arrays, metadata);
        _byName = arrays.ToDictionary(array => array.Name, StringComparer.Ordinal);
    }

    /// <summary>All arrays, in the order in which their numbers stand in the file.</summary>
    public IReadOnlyList<NamedArray> Arrays { get; }

    /// <summary>Texts by name, such as "format" -> "pt"; often empty.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The array of a name.</summary>
    /// <exception cref="InvalidDataException">There is none; the message lists some that are there.</exception>
    public NamedArray this[string name] => _byName.TryGetValue(name, out NamedArray? array) ? array : throw new InvalidDataException(
        $"expected an array \"{name}\", got {Arrays.Count} others: {JsonFile.Short(string.Join(", ", Arrays.Select(a => a.Name)), 200)}");

    /// <summary>Is there an array of that name?</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no safetensors file, is cut short, or its header contradicts itself or the length of the file.</exception>
    public static Safetensors Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            return Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads from here to the end of a stream whose length is known.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentException">The length of the stream is unknown, as that of a network connection.</exception>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static Safetensors Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("expected a stream whose length is known: copy it into a MemoryStream first", nameof(stream));
        // Nothing is allocated for what the header promises before it is known that the file is that long.
        long length = stream.Length - stream.Position;
        if (length < 8)
            throw new InvalidDataException($"expected at least the 8 bytes of the header's length, got {length}: the file is cut short, or of another kind");
        Span<byte> first = stackalloc byte[8];
        stream.ReadExactly(first);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (headerLength > (ulong)Math.Min(length - 8, SafetensorsHeader.Longest))
            throw new InvalidDataException(
                $"expected a header of at most {Math.Min(length - 8, SafetensorsHeader.Longest)} bytes, got a length of {headerLength}: the file is cut short, or of another kind");

        var header = new byte[headerLength];
        stream.ReadExactly(header);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        List<SafetensorsEntry> entries = SafetensorsHeader.Parse(header, length - 8 - header.Length, metadata);
        var arrays = new List<NamedArray>(entries.Count);
        var chunk = new byte[ChunkLength];
        foreach (SafetensorsEntry entry in entries)
            arrays.Add(new NamedArray(entry.Name, entry.Shape, ReadNumbers(stream, entry, chunk)));
        return new Safetensors(arrays, metadata);
    }

    /// <summary>Writes a file whole or not at all. Equal arrays and metadata give equal bytes, in whatever order they come.</summary>
    /// <param name="path">The target; its folder is made if it is missing.</param>
    /// <param name="arrays">The arrays, each with another name.</param>
    /// <param name="metadata">Texts to be stored beside them.</param>
    /// <exception cref="ArgumentException">Two arrays have the same name, or a name is kept for the format itself.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public static void Write(string path, IEnumerable<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        NamedArray[] ordered = SafetensorsWriter.InOrder(arrays);
        byte[] header = SafetensorsWriter.Header(ordered, metadata);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, header, ordered));
    }

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IEnumerable{NamedArray}, IReadOnlyDictionary{string, string}?)"/>
    public static void Write(Stream stream, IEnumerable<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NamedArray[] ordered = SafetensorsWriter.InOrder(arrays);
        SafetensorsWriter.Write(stream, SafetensorsWriter.Header(ordered, metadata), ordered);
    }

    private static Array ReadNumbers(Stream stream, SafetensorsEntry entry, byte[] chunk) => entry.Type switch
    {
        "F32" => ReadNumbers(stream, entry, chunk, BinaryPrimitives.ReadSingleLittleEndian),
        "F16" => ReadNumbers(stream, entry, chunk, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        // The upper half of a 32-bit number: the same range with 8 bits of precision.
        "BF16" => ReadNumbers(stream, entry, chunk, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        "F64" => ReadNumbers(stream, entry, chunk, BinaryPrimitives.ReadDoubleLittleEndian),
        "I64" => ReadNumbers(stream, entry, chunk, BinaryPrimitives.ReadInt64LittleEndian),
        "I32" => ReadNumbers(stream, entry, chunk, bytes => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        "U32" => ReadNumbers(stream, entry, chunk, bytes => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        "I16" => ReadNumbers(stream, entry, chunk, bytes => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        "U16" => ReadNumbers(stream, entry, chunk, bytes => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        "I8" => ReadNumbers(stream, entry, chunk, bytes => (long)(sbyte)bytes[0]),
        _ => ReadNumbers(stream, entry, chunk, bytes => (long)bytes[0]),
    };

    private static T[] ReadNumbers<T>(Stream stream, SafetensorsEntry entry, byte[] chunk, Func<ReadOnlySpan<byte>, T> read)
    {
        int size = SafetensorsHeader.SizeOf(entry.Type);
        var numbers = new T[entry.Count];
        for (int done = 0; done < numbers.Length;)
        {
            int count = Math.Min(numbers.Length - done, chunk.Length / size);
            stream.ReadExactly(chunk, 0, count * size);
            for (int i = 0; i < count; i++)
                numbers[done++] = read(chunk.AsSpan(i * size, size));
        }
        return numbers;
    }
}
