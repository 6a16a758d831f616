using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Formats;

/// <summary>A model file of llama2.c, such as <c>stories260K.bin</c>: a header with the sizes, then all weights as 32-bit numbers.</summary>
/// <remarks>
/// Read and written is the first version of the format ("legacy"), that of run.c: seven whole numbers (<see cref="Llama2Header"/>), then array after array
/// without names, all little-endian. The later versions begin with "ak42" and are refused. What is written is, byte for byte, what was read.
/// Source: github.com/karpathy/llama2.c, export.py (legacy_export) and run.c (memory_map_weights).
/// </remarks>
public sealed class Llama2Bin
{
    private const uint LaterVersions = 0x616b3432; // "ak42"
    private const int ChunkLength = 1 << 16;

    /// <summary>A file of given arrays.</summary>
    /// <param name="header">The sizes.</param>
    /// <param name="arrays">One for each of <see cref="Llama2Header.Arrays"/>, in that order and of that shape, of 32-bit numbers.</param>
    /// <exception cref="InvalidDataException">An array is missing, too many, or has another name or shape; or a size is none.</exception>
    public Llama2Bin(Llama2Header header, IReadOnlyList<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(arrays);
        header.Check();
        IReadOnlyList<(string Name, int[] Shape)> expected = header.Arrays;
        for (int i = 0; i < Math.Max(arrays.Count, expected.Count); i++)
            if (i >= arrays.Count || i >= expected.Count || arrays[i].Name != expected[i].Name || !arrays[i].Shape.SequenceEqual(expected[i].Shape) || arrays[i].Values is not float[])
                throw new InvalidDataException($"expected array {i + 1} to be {(i < expected.Count ? $"{expected[i].Name} [{string.Join(", ", expected[i].Shape)}] of 32-bit numbers" : "none")}, got {(i < arrays.Count ? arrays[i] : "none")}");
        (Header, Arrays) = (header, [.. arrays]);
    }

    /// <summary>The sizes.</summary>
    public Llama2Header Header { get; }

    /// <summary>The arrays in the order of the file: those of <see cref="Llama2Header.Arrays"/>.</summary>
    public IReadOnlyList<NamedArray> Arrays { get; }

    /// <summary>The numbers of an array.</summary>
    /// <param name="name">Its name in run.c, such as "wq".</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public float[] this[string name] => Arrays.FirstOrDefault(array => array.Name == name)?.Floats
        ?? throw new ArgumentException($"expected one of {string.Join(", ", Arrays.Select(array => array.Name))}, got \"{name}\"", nameof(name));

    /// <summary>The model stories260K, from the files of data set "stories260k".</summary>
    /// <param name="store">Where to look; as the environment says if not given.</param>
    /// <exception cref="FileNotFoundException">It is not on this machine; the message says how to get it.</exception>
    /// <exception cref="InvalidDataException">What is there is another file.</exception>
    public static Llama2Bin Load(DatasetStore? store = null) =>
        Read(new MemoryStream((store ?? DatasetStore.FromEnvironment()).Read("stories260k", "stories260K.bin"), writable: false));

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is cut short, of another version or another kind, has sizes that make no network, or a number that is not finite.</exception>
    public static Llama2Bin Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
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
    /// <exception cref="ArgumentException">The length of the stream is unknown.</exception>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    public static Llama2Bin Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("expected a stream whose length is known: copy it into a MemoryStream first", nameof(stream));
        long length = stream.Length - stream.Position;
        if (length < Llama2Header.Size)
            throw new InvalidDataException($"expected a header of {Llama2Header.Size} bytes, got a file of {length}: it is cut short, or of another kind");
        Llama2Header header = ReadHeader(stream);
        // Nothing is allocated for what the header promises before it is known that the file is that long.
        if (header.FileLength != length)
            throw new InvalidDataException($"expected a file of {header.FileLength} bytes, as the sizes in its header say ({header}), got {length}: {(header.FileLength > length ? "it is cut short, or of another kind" : "there is something else at its end")}");
        return new Llama2Bin(header, [.. header.Arrays.Select(array => ReadArray(stream, array.Name, array.Shape))]);
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The target; its folder is made if it is missing.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    public void Write(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        int[] sizes = [Header.Width, Header.Hidden, Header.Layers, Header.Heads, Header.KeyValueHeads, Header.Tied ? Header.Tokens : -Header.Tokens, Header.Context];
        Span<byte> number = stackalloc byte[4];
        foreach (int size in sizes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, size);
            stream.Write(number);
        }
        var chunk = new byte[ChunkLength];
        foreach (NamedArray array in Arrays)
            for (int done = 0; done < array.Floats.Length;)
            {
                int count = Math.Min(array.Floats.Length - done, chunk.Length / sizeof(float));
                for (int i = 0; i < count; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(i * sizeof(float)), array.Floats[done++]);
                stream.Write(chunk, 0, count * sizeof(float));
            }
    }

    private static Llama2Header ReadHeader(Stream stream)
    {
        var bytes = new byte[Llama2Header.Size];
        stream.ReadExactly(bytes);
        int Size(int i) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i));
        if ((uint)Size(0) == LaterVersions)
            throw new InvalidDataException($"expected the first version of llama2.c's format, that of run.c, got version {Size(1)}, which begins with \"ak42\": make the file with export.py --version 0");
        int tokens = Size(5);
        var header = new Llama2Header(Size(0), Size(1), Size(2), Size(3), Size(4), tokens < 0 && tokens != int.MinValue ? -tokens : tokens, Size(6), Tied: tokens >= 0);
        header.Check();
        return header;
    }

    private static NamedArray ReadArray(Stream stream, string name, int[] shape)
    {
        Int128 count = shape.Aggregate((Int128)1, (product, length) => product * length);
        if (count > Array.MaxLength)
            throw new InvalidDataException($"{name} has {count} numbers: too many to be read here");
        var numbers = new float[(int)count];
        for (int done = 0; done < numbers.Length;)
        {
            Span<float> part = numbers.AsSpan(done, Math.Min(numbers.Length - done, ChunkLength));
            stream.ReadExactly(MemoryMarshal.AsBytes(part));
            if (!BitConverter.IsLittleEndian)
                foreach (ref float number in part)
                    number = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(number)));
            foreach (float number in part)
                if (!float.IsFinite(number))
                    throw new InvalidDataException(FormattableString.Invariant($"expected finite numbers, got {number} in {name}: is this a model of llama2.c?"));
            done += part.Length;
        }
        return new NamedArray(name, shape, numbers);
    }
}
