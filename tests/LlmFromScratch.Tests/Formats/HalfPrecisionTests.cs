using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

public class HalfPrecisionTests
{
    /// <summary>All 16-bit numbers from 0 to 65504, each the next larger one.</summary>
    private static Half[] Rising => [.. Enumerable.Range(0, 0x7C00).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];

    [Fact]
    public void ToHalf_EachNumberOf16Bits_ComesBackFromAFile()
    {
        float[] numbers = [.. Rising.Select(half => (float)half), .. Rising.Select(half => -(float)half)]; // with subnormals and -0

        Safetensors read = Read([new NamedArray("a", [2, numbers.Length / 2], numbers).ToHalf()]);

        Assert.Equal(numbers.Select(BitConverter.SingleToInt32Bits), read["a"].Floats.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([2, numbers.Length / 2], read["a"].Shape);
    }

    [Fact]
    public void ToHalf_NumbersBetweenTwo_GoToTheNearerAndFromTheMiddleToTheEven()
    {
        Half[] rising = Rising;
        float[] middles = [.. rising[1..].Zip(rising, (above, below) => ((float)below + (float)above) / 2)]; // exact with 32 bits

        Assert.Equal(rising[1..].Index().Select(next => next.Index % 2 == 0 ? rising[next.Index] : next.Item), Rounded(middles));
        Assert.Equal(rising[..^1], Rounded([.. middles.Select(MathF.BitDecrement)]));
        Assert.Equal(rising[1..], Rounded([.. middles.Select(MathF.BitIncrement)]));
        Assert.Equal(rising[1..].Select(half => -half), Rounded([.. middles.Select(middle => -MathF.BitIncrement(middle))]));
    }

    [Theory]
    [InlineData(1 / 3f, 0.33325195f)] // 1365 / 4096
    [InlineData(65519.996f, 65504f)]
    [InlineData(2049f, 2048f)]
    [InlineData(2051f, 2052f)]
    [InlineData(5.9604645e-8f, 5.9604645e-8f)] // 2⁻²⁴, the smallest
    [InlineData(2.9802322e-8f, 0f)] // its half
    [InlineData(float.Epsilon, 0f)]
    public void ToHalf_ByHand_IsTheNearest(float number, float expected)
    {
        Assert.Equal(expected, (float)Assert.Single(Rounded([number])));
        Assert.Equal(BitConverter.SingleToInt32Bits(-expected), BitConverter.SingleToInt32Bits((float)Assert.Single(Rounded([-number]))));
    }

    [Theory]
    [InlineData(65520f, "65520")]
    [InlineData(-1e30f, "-1E+30")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NaN, "NaN")]
    public void ToHalf_BeyondTheRange_NamesArrayAndNumberAndWritesNothing(float number, string says)
    {
        using var folder = new TemporaryFolder();
        NamedArray[] arrays = [new("good", [1], [1f]), new("bad", [3], [1f, 2f, number])];

        string message = Assert.Throws<ArgumentException>(() => Safetensors.Write(folder.File("new/a.safetensors"), arrays.Select(array => array.ToHalf()))).Message;

        Assert.Contains($"in bad [3], those that 16 bits hold, got {says} as number 2", message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_HalvesBesideOthers_GivesTheseBytes()
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, [new NamedArray("h", [3], [1f, -2f, 0.5f]).ToHalf(), new NamedArray("f", [1], [1f])]);
        byte[] file = stream.ToArray();

        Assert.Contains("""{"f":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"h":{"dtype":"F16","shape":[3],"data_offsets":[4,10]}}""", System.Text.Encoding.ASCII.GetString(file));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0x3C, 0, 0xC0, 0, 0x38], file[^10..]);
    }

    [Fact]
    public void ToHalf_OtherNumbersOrNone_AreRefusedOrStayNone()
    {
        Assert.Throws<InvalidDataException>(() => new NamedArray("a", [1], [1d]).ToHalf());
        Assert.Throws<InvalidDataException>(() => new NamedArray("a", [1], [1f]).ToHalf().Floats);
        Assert.Empty(Read([new NamedArray("a", [0, 4], Array.Empty<float>()).ToHalf()])["a"].Floats);
    }

    private static Half[] Rounded(float[] numbers) => (Half[])new NamedArray("a", [numbers.Length], numbers).ToHalf().Values;

    private static Safetensors Read(NamedArray[] arrays)
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, arrays);
        stream.Position = 0;
        return Safetensors.Read(stream);
    }
}
