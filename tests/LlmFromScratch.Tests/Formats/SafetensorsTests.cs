using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

public class SafetensorsTests
{
    [Fact]
    public void Write_TwoArrays_GivesTheseBytes()
    {
        byte[] file = Bytes([new NamedArray("b", [1, 2], [1f, -2f]), new NamedArray("a", [], [3L])], new Dictionary<string, string> { ["format"] = "pt" });
        string header = """{"__metadata__":{"format":"pt"},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}""";
        int padded = (header.Length + 7) / 8 * 8;
        Assert.Equal(padded, BinaryPrimitives.ReadInt64LittleEndian(file));
        Assert.Equal(header.PadRight(padded), Encoding.ASCII.GetString(file, 8, padded));
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], file[(8 + padded)..]);
    }

    [Fact]
    public void Write_OtherOrder_GivesTheSameBytes()
    {
        NamedArray[] arrays = [new("z", [1], [1f]), new("a", [2], [1d, 2d]), new("m", [0, 7], Array.Empty<float>())];
        var texts = new Dictionary<string, string> { ["x"] = "1", ["b"] = "2" };
        Assert.Equal(Bytes(arrays, texts), Bytes(arrays.Reverse(), texts.Reverse().ToDictionary()));
    }

    [Fact]
    public void Read_WhatWasWritten_HasTheSameBits()
    {
        float[] floats = [0f, -0f, float.NaN, float.NegativeInfinity, float.Epsilon, 1f / 3, BitConverter.Int32BitsToSingle(0x7FC01234)];
        double[] doubles = [double.NaN, -0d, Math.PI, double.MaxValue];
        long[] integers = [long.MinValue, long.MaxValue, 0, -1];
        Safetensors read = Read(Bytes([new("f", [7], floats), new("d", [2, 2], doubles), new("i", [4, 1, 1], integers)],
            new Dictionary<string, string> { ["词"] = "苹果 \" \n" }));
        Assert.Equal(floats.Select(BitConverter.SingleToInt32Bits), read["f"].Floats.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(doubles.Select(BitConverter.DoubleToInt64Bits), read["d"].Doubles.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(integers, read["i"].Integers);
        Assert.Equal([4, 1, 1], read["i"].Shape);
        Assert.Equal("苹果 \" \n", read.Metadata["词"]);
        Assert.Equal(["d", "i", "f"], read.Arrays.Select(array => array.Name));
        Assert.True(read.Contains("f"));
        Assert.False(read.Contains("F"));
    }

    [Fact]
    public void Read_AnyArrays_ComeBack() => Property.Holds(
        Property.AnyText.SelectMany(name => Gen.Choose(0, 5).ArrayOf().Where(shape => shape.Length < 5).Select(shape => (Name: name, Shape: shape))).ListOf(), cases =>
        {
            NamedArray[] arrays = [.. cases.DistinctBy(c => c.Name).Where(c => IsText(c.Name)).Select((c, i) =>
                new NamedArray(c.Name, c.Shape, Enumerable.Range(i, c.Shape.Aggregate(1, (x, y) => x * y)).Select(x => x / 7f).ToArray()))];
            byte[] file = Bytes(arrays);
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(file) % 8);
            Safetensors read = Read(file);
            Assert.Equal(arrays.Length, read.Arrays.Count);
            foreach (NamedArray array in arrays)
            {
                Assert.Equal(array.Floats, read[array.Name].Floats);
                Assert.Equal(array.Shape, read[array.Name].Shape);
            }
        });

    [Fact]
    public void Read_MoreThanOneChunk_ComesBack()
    {
        double[] many = [.. Enumerable.Range(0, 20_001).Select(i => i * 0.1)];
        Assert.Equal(many, Read(Bytes([new("m", [20_001], many)]))["m"].Doubles);
    }

    [Theory]
    [InlineData("F16", "003C00C0017C", "1 -2 NaN")]
    [InlineData("BF16", "803F00C0C07F", "1 -2 NaN")]
    public void Read_HalfPrecision_BecomesFloats(string type, string hex, string expected) =>
        Assert.Equal(expected.Split(' ').Select(text => float.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), Read(One(type, "[3]", hex))["a"].Floats);

    [Theory]
    [InlineData("I32", "FFFFFFFF", -1)]
    [InlineData("U32", "FFFFFFFF", 4294967295)]
    [InlineData("I16", "0080", -32768)]
    [InlineData("U16", "0080", 32768)]
    [InlineData("I8", "FE", -2)]
    [InlineData("U8", "FE", 254)]
    [InlineData("BOOL", "01", 1)]
    public void Read_WholeNumbers_BecomeLongs(string type, string hex, long expected) => Assert.Equal([expected], Read(One(type, "[1]", hex))["a"].Integers);

    [Theory]
    [InlineData("", "begin with '{'")]
    [InlineData(" {}", "begin with '{'")]
    [InlineData("{", "expected JSON")]
    [InlineData("[]", "begin with '{'")]
    [InlineData("{\"a\":1}", "expected \"a\" to be an object")]
    [InlineData("{\"a\":{}}", "to have \"dtype\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\"}}", "to have \"shape\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "to have \"data_offsets\"")]
    [InlineData("{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]}}", "dtype of \"a\" to be a string")]
    [InlineData("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[8],\"data_offsets\":[0,8]}}", "got \"F8_E4M3\"")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "list of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}", "got 2.5 in it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "got -2 in it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "to have 12 bytes, got data_offsets of 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}", "too long")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536,2],\"data_offsets\":[0,8]}}", "too many")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "begin and an end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", "begin and an end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}", "begin and an end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "begin at byte 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "cut short")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "something else at its end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "begin at byte 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "expected JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775804,9223372036854775807]}}", "to have 4 bytes")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "to be a string")]
    [InlineData("{\"__metadata__\":7}", "object of texts")]
    [InlineData("{\"\\ud800\":{}}", "surrogate")]
    public void Read_BadHeader_SaysWhatIsWrong(string header, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => Read(File(header, new byte[8]))).Message);

    [Fact]
    public void Read_DeepJson_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => Read(File("{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}", [])));

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 62)]
    [InlineData(200_000_000UL)]
    [InlineData(3UL)]
    public void Read_HeaderLongerThanTheFile_IsRefused(ulong length)
    {
        var file = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Assert.Contains("header of at most 2 bytes", Assert.Throws<InvalidDataException>(() => Read(file)).Message);
    }

    [Fact]
    public void Read_FileCutShortAnywhere_IsRefused()
    {
        byte[] whole = Bytes([new("a", [3], [1f, 2f, 3f]), new("b", [2], [1f, 2f])], new Dictionary<string, string> { ["k"] = "v" });
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => Read(whole[..length]));
        Assert.Throws<InvalidDataException>(() => Read([.. whole, 0]));
    }

    [Fact]
    public void Read_AnyByteChanged_ReadsOrIsRefusedButNeverFailsOtherwise()
    {
        byte[] whole = Bytes([new("a", [3], [1f, 2f, 3f]), new("b", [2, 1], [1L, 2L])]);
        Property.Holds(Gen.Choose(0, whole.Length - 1).SelectMany(place => Gen.Choose(0, 255).Select(value => (place, value))), change =>
        {
            byte[] file = [.. whole];
            file[change.place] = (byte)change.value;
            Assert.True(Record.Exception(() => Read(file)) is null or InvalidDataException);
        }, count: 2000);
    }

    [Fact]
    public void Read_PathOfABadFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.safetensors", "{}"u8);
        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => Safetensors.Read(path)).Message);
    }

    [Fact]
    public void Write_ToAPath_ReplacesTheFileWhole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.safetensors", new byte[10_000]);
        Safetensors.Write(path, [new("a", [1], [5f])]);
        Assert.Equal([5f], Safetensors.Read(path)["a"].Floats);
        Assert.Throws<ArgumentException>(() => Safetensors.Write(path, [new("a", [1], [6f]), new("a", [1], [7f])]));
        Assert.Equal([5f], Safetensors.Read(path)["a"].Floats);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_NothingAtAll_IsAFileWithoutArrays() => Assert.Empty(Read(Bytes([])).Arrays);

    [Fact]
    public void NamedArray_BadArguments_Throws()
    {
        Assert.Contains("[2, 3] = 6, got 5", Assert.Throws<ArgumentException>(() => new NamedArray("a", [2, 3], new float[5])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NamedArray("a", [-1], new float[1]));
        Assert.Throws<ArgumentException>(() => new NamedArray("a", [65536, 65536, 65536, 65536], new float[1]));
        Assert.Throws<ArgumentException>(() => new NamedArray("\ud800", [1], new float[1]));
        Assert.Throws<ArgumentNullException>(() => new NamedArray(null!, [1], new float[1]));
        Assert.Throws<ArgumentException>(() => Bytes([new("__metadata__", [1], [1f])]));
        Assert.Throws<InvalidDataException>(() => new NamedArray("a", [1], [1f]).Integers);
    }

    [Fact]
    public void Indexer_UnknownName_ListsWhatIsThere() =>
        Assert.Contains("others: a", Assert.Throws<InvalidDataException>(() => Read(Bytes([new("a", [1], [1f])]))["b"]).Message);

    private static bool IsText(string name) => name.Contains('\uFFFD') || name.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static Safetensors Read(byte[] file) => Safetensors.Read(new MemoryStream(file));

    private static byte[] Bytes(IEnumerable<NamedArray> arrays, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, arrays, metadata);
        return stream.ToArray();
    }

    private static byte[] One(string type, string shape, string hex) =>
        File($$"""{"a":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[0,{{hex.Length / 2}}] } }""", Convert.FromHexString(hex));

    private static byte[] File(string header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }
}
