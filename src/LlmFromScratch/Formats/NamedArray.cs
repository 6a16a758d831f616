namespace LlmFromScratch.Formats;

/// <summary>An array with a name and a shape, as files of model weights hold it: "wte.weight", [50257, 768], and its numbers row by row.</summary>
/// <remarks>The numbers are a float[], a double[], a long[], or, on their way into a file, a Half[]; the array is not copied.</remarks>
public sealed class NamedArray
{
    private readonly int[] _shape;

    /// <summary>Names an array of 32-bit numbers.</summary>
    /// <param name="name">Its name, well-formed text.</param>
    /// <param name="shape">The length of each dimension, 0 or more; empty for a single number.</param>
    /// <param name="values">The numbers, the last dimension next to each other.</param>
    /// <exception cref="ArgumentException">The shape needs another number of values, or the name is no text.</exception>
    public NamedArray(string name, ReadOnlySpan<int> shape, float[] values) : this(name, shape, (Array)values)
    {
    }

    /// <summary>Names an array of 64-bit numbers.</summary>
    /// <inheritdoc cref="NamedArray(string, ReadOnlySpan{int}, float[])"/>
    public NamedArray(string name, ReadOnlySpan<int> shape, double[] values) : this(name, shape, (Array)values)
    {
    }

    /// <summary>Names an array of whole numbers.</summary>
    /// <inheritdoc cref="NamedArray(string, ReadOnlySpan{int}, float[])"/>
    public NamedArray(string name, ReadOnlySpan<int> shape, long[] values) : this(name, shape, (Array)values)
    {
    }

    /// <summary>Names an array of 16-bit numbers, to be written: what is read from a file is never one, since it is widened to 32 bits.</summary>
    /// <inheritdoc cref="NamedArray(string, ReadOnlySpan{int}, float[])"/>
    public NamedArray(string name, ReadOnlySpan<int> shape, Half[] values) : this(name, shape, (Array)values)
    {
    }

    internal NamedArray(string name, ReadOnlySpan<int> shape, Array values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        if (name.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar) && !name.Contains('\uFFFD'))
            throw new ArgumentException("expected a name that is text, got half of a surrogate pair in it", nameof(name));
        Int128 count = 1;
        foreach (int length in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(shape));
            count = count > int.MaxValue ? count : count * length;
        }
        if (shape.Contains(0))
            count = 0;
        if (count != values.Length)
            throw new ArgumentException($"expected as many values as the shape of \"{name}\" says, [{string.Join(", ", shape.ToArray())}] = {count}, got {values.Length}", nameof(values));
        (Name, _shape, Values) = (name, shape.ToArray(), values);
    }

    /// <summary>Its name in the file.</summary>
    public string Name { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The numbers: float[], double[], long[] or Half[].</summary>
    public Array Values { get; }

    /// <summary>The 32-bit numbers.</summary>
    /// <exception cref="InvalidDataException">The array is of another type.</exception>
    public float[] Floats => As<float>("32-bit floating-point numbers");

    /// <summary>The 64-bit numbers.</summary>
    /// <exception cref="InvalidDataException">The array is of another type.</exception>
    public double[] Doubles => As<double>("64-bit floating-point numbers");

    /// <summary>The whole numbers.</summary>
    /// <exception cref="InvalidDataException">The array is of another type.</exception>
    public long[] Integers => As<long>("whole numbers");

    /// <summary>The 32-bit numbers as 16-bit ones (IEEE binary16), for a file of half the size: 1/3 -> 0.33325195. Each becomes the nearest one, of two as near the even one.</summary>
    /// <remarks>Between 2⁻¹⁴ = 0.000061 and 65504 they keep 11 bits, an error of at most 1 in 2048; what is smaller keeps fewer, and from 2⁻²⁵ down it becomes 0.</remarks>
    /// <exception cref="ArgumentException">A number is NaN or, rounded, beyond 65504, the largest that 16 bits hold.</exception>
    /// <exception cref="InvalidDataException">The array is of another type.</exception>
    public NamedArray ToHalf()
    {
        var halves = new Half[Floats.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)Floats[i];
            if (!Half.IsFinite(halves[i]))
                throw new ArgumentException(FormattableString.Invariant($"expected numbers from -65504 to 65504 in {this}, those that 16 bits hold, got {Floats[i]} as number {i}: write it with 32 bits"));
        }
        return new NamedArray(Name, _shape, halves);
    }

    /// <summary>"wte.weight [50257, 768]".</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", _shape)}]";

    private T[] As<T>(string what) => Values as T[] ?? throw new InvalidDataException(
        $"expected \"{Name}\" to hold {what}, got {Values.GetType().GetElementType()!.Name}");
}
