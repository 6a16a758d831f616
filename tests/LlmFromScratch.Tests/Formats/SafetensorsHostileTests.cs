using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

/// <summary>Safetensors files that were made to do harm: no memory is taken because a header says so, and no number is read from where it does not belong.</summary>
public class SafetensorsHostileTests
{
    private static byte[] File(string header, int data = 8)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[data]];
    }

    private static string Refused(Stream file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InvalidDataException>(() => Safetensors.Read(file)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        return message;
    }

    private static string Refused(string header, int data = 8) => Refused(new MemoryStream(File(header, data)));

    private static string Entry(string name, string shape, string offsets, string type = "F32") => $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{offsets}}]}
        """;

    [Theory]
    [InlineData("2", "-8,0", "got -8 in it")]
    [InlineData("2", "0,-8", "got -8 in it")]
    [InlineData("2", "9223372036854775800,9223372036854775808", "got 9223372036854775808 in it")]
    [InlineData("2", "9223372036854775799,9223372036854775807", "begin at byte 0")]
    [InlineData("2", "0,1e300", "got 1e300 in it")]
    [InlineData("2", "0,8.5", "got 8.5 in it")]
    [InlineData("2", "0,\"8\"", "got \"8\" in it")]
    [InlineData("2", "0,null", "got null in it")]
    [InlineData("9223372036854775807", "0,8", "too long")]
    [InlineData("2147483647,2147483647", "0,8", "too many")]
    [InlineData("0,9223372036854775807", "0,0", "too long")]
    [InlineData("1,-2,-1", "0,8", "got -2 in it")]
    [InlineData("3000000000", "0,12000000000", "too long")]
    [InlineData("2000000000", "0,8000000000", "cut short")]
    public void Read_PlacesAndSizesThatCannotBe_AreRefusedBeforeMemoryIsTaken(string shape, string offsets, string says) =>
        Assert.Contains(says, Refused("{" + Entry("a", shape, offsets) + "}"));

    [Theory]
    [InlineData("0,8", "4,12", "\"b\" to begin at byte 8", 12)] // overlapping
    [InlineData("0,8", "0,8", "to begin at byte 8", 8)] // the same bytes twice
    [InlineData("0,8", "12,20", "\"b\" to begin at byte 8", 20)] // a hole
    [InlineData("8,16", "16,24", "\"a\" to begin at byte 0", 24)] // a hole at the start
    [InlineData("0,8", "8,16", "something else at its end", 20)] // something behind
    [InlineData("0,8", "8,16", "cut short", 12)]
    public void Read_ArraysThatOverlapOrLeaveHoles_AreRefused(string a, string b, string says, int data) =>
        Assert.Contains(says, Refused("{" + Entry("a", "2", a) + "," + Entry("b", "2", b) + "}", data));

    [Fact]
    public void Read_EmptyArrayInsideAnother_IsRefused() =>
        Assert.Contains("\"z\" to begin at byte 8", Refused("{" + Entry("a", "2", "0,8") + "," + Entry("z", "0", "4,4") + "}"));

    [Theory]
    [InlineData("a")]
    [InlineData("\\u0061")] // the same name, spelled otherwise
    public void Read_NameThatIsThereTwice_IsRefused(string again) =>
        Assert.Contains("has a name twice, got Duplicate property 'a'", Refused("{" + Entry("a", "1", "0,4") + "," + Entry(again, "1", "4,8") + "}"));

    [Fact]
    public void Read_MetadataThatIsThereTwice_IsRefused() =>
        Assert.Contains("has a name twice", Refused("{\"__metadata__\":{\"a\":\"1\"},\"__metadata__\":{\"a\":\"2\"}," + Entry("a", "2", "0,8") + "}"));

    [Theory]
    [InlineData("F8_E5M2")]
    [InlineData("F4")]
    [InlineData("U64")]
    [InlineData("f32")]
    [InlineData("")]
    [InlineData("C64")]
    public void Read_TypeOfNumbersThatIsUnknown_IsNamed(string type) => Assert.Contains($"got \"{type}\"", Refused("{" + Entry("a", "1", "0,8", type) + "}"));

    [Fact]
    public void Read_ShapeOfMillionsOfDimensions_IsRefused() =>
        Assert.Contains("64 dimensions", Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(File("{" + Entry("a", string.Join(',', Enumerable.Repeat("1", 100_000)), "0,4") + "}", 4)))).Message);

    [Theory]
    [InlineData(2_147_483_648)]
    [InlineData(2_147_483_647)]
    [InlineData(100_000_001)]
    public void Read_HeaderOfTwoGigabytesInAFileThatIsThatLong_IsRefusedUnread(long header) =>
        Assert.Contains("header of at most 100000000 bytes", Refused(new LongStream(header, length: 5_000_000_000)));

    [Fact]
    public void Read_EveryHalf_IsTheSameNumber()
    {
        byte[] data = [.. Enumerable.Range(0, 65536).SelectMany(bits => new[] { (byte)bits, (byte)(bits >> 8) })];
        float[] halves = Read("F16"), brains = Read("BF16");
        for (int bits = 0; bits < 65536; bits++)
        {
            Assert.Equal((float)BitConverter.UInt16BitsToHalf((ushort)bits), halves[bits]);
            Assert.Equal(bits << 16, BitConverter.SingleToInt32Bits(brains[bits]));
        }

        float[] Read(string type)
        {
            byte[] file = File("{" + Entry("a", "65536", "0,131072", type) + "}", 131072);
            data.CopyTo(file, file.Length - data.Length);
            return Safetensors.Read(new MemoryStream(file))["a"].Floats;
        }
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Read_AnyHeaderMadeOfLikelyParts_IsReadOrRefusedWithLittleMemory()
    {
        var random = new SeededRandom(11, "headers");
        string[] numbers = ["0", "1", "2", "4", "8", "12", "16", "-1", "1e9", "2147483647", "2147483648", "4294967296", "9223372036854775807", "18446744073709551615", "1.5", "\"8\"", "null", "[]"];
        string[] names = ["a", "b", "\\u0061", "__metadata__", "", "\\ud800", "词"], types = ["F32", "F32", "F32", "F16", "BF16", "F64", "I64", "BOOL", "U64", "x"];
        string Any(string[] list) => list[random.NextInt(list.Length)];
        string Number(long right) => random.NextInt(12) > 0 ? right.ToString(CultureInfo.InvariantCulture) : Any(numbers);
        int read = 0;
        for (int i = 0; i < 40_000; i++)
        {
            // Array after array as it should be, with a part changed here and there.
            var entries = new List<string>();
            long at = 0;
            for (int entry = random.NextInt(4); entry >= 0; entry--)
            {
                int rows = random.NextInt(3), columns = 1 + random.NextInt(2);
                long end = at + 4 * rows * columns;
                entries.Add(Entry(random.NextInt(12) > 0 ? $"n{entry}" : Any(names), $"{Number(rows)},{Number(columns)}", $"{Number(at)},{Number(end)}", random.NextInt(12) > 0 ? "F32" : Any(types)));
                at = end;
            }
            string header = "{" + string.Join(',', entries) + "}";
            if (random.NextInt(20) == 0)
                header = header[..random.NextInt(header.Length)];
            byte[] file = File(header, random.NextInt(12) > 0 ? (int)at : 4 * random.NextInt(5));
            if (random.NextInt(20) == 0)
                BinaryPrimitives.WriteUInt64LittleEndian(file, random.NextBits() >> random.NextInt(64));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? thrown = Record.Exception(() => Safetensors.Read(new MemoryStream(file)));
            Assert.True(thrown is null or InvalidDataException, $"{header}: {thrown}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
            read += thrown is null ? 1 : 0;
        }
        Assert.InRange(read, 4_000, 36_000); // some of them are right, so that the rest is refused for what is wrong with it
    }

    /// <summary>A file of any length that has a header's length and then zeros.</summary>
    private sealed class LongStream(long header, long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++, Position++)
                buffer[offset + i] = Position < 8 ? (byte)(header >> (int)(8 * Position)) : (byte)0;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
