using System.Buffers.Binary;
using LlmFromScratch.Formats;

namespace LlmFromScratch.Tests.Formats;

public class Llama2BinTests
{
    private static readonly Llama2Header s_small = new(Width: 4, Hidden: 3, Layers: 2, Heads: 2, KeyValueHeads: 1, Tokens: 5, Context: 6);

    private static byte[] Small(Llama2Header? header = null)
    {
        header ??= s_small;
        float next = 0;
        var bin = new Llama2Bin(header, [.. header.Arrays.Select(array =>
            new NamedArray(array.Name, array.Shape, [.. Enumerable.Range(0, array.Shape.Aggregate((x, y) => x * y)).Select(_ => next++)]))]);
        var stream = new MemoryStream();
        bin.Write(stream);
        return stream.ToArray();
    }

    private static byte[] With(int place, int value)
    {
        byte[] file = Small();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4 * place), value);
        return file;
    }

    private static Llama2Bin Read(byte[] file) => Llama2Bin.Read(new MemoryStream(file));

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => Read(file)).Message;

    [Fact]
    public void Write_SmallModel_HasTheHeaderAndEveryNumberInItsPlace()
    {
        byte[] file = Small();
        Assert.Equal([4, 3, 2, 2, 1, 5, 6], Enumerable.Range(0, 7).Select(i => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4 * i))));
        // tokens 5·4, norms 2·4, queries 2·4·4, keys and values 2·2·4 each, output 2·4·4, norms 2·4, w1 w2 w3 2·3·4 each, norm 4, angles 6·1 twice
        Assert.Equal(28 + 4 * (20 + 8 + 32 + 16 + 16 + 32 + 8 + 72 + 4 + 12), file.Length);
        Assert.Equal(Enumerable.Range(0, 220).Select(i => (float)i), Enumerable.Range(0, 220).Select(i => BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(28 + 4 * i))));
        Assert.Equal(28f, Read(file)["wq"][0]);
    }

    [Fact]
    public void Read_OutputOfItsOwn_StandsAtTheEndAndIsANegativeNumberOfTokens()
    {
        byte[] file = Small(s_small with { Tied = false });
        Assert.Equal(-5, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(20)));
        Llama2Bin bin = Read(file);
        Assert.False(bin.Header.Tied);
        Assert.Equal(5, bin.Header.Tokens);
        Assert.Equal(220f, bin["wcls"][0]);
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameBytes()
    {
        foreach (byte[] file in new[] { Small(), Small(s_small with { Tied = false }) })
        {
            var again = new MemoryStream();
            Read(file).Write(again);
            Assert.Equal(file, again.ToArray());
        }
    }

    [DataFact("stories260K.bin")]
    public void Write_Stories260K_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        Llama2Bin bin = Llama2Bin.Read(TestData.External("stories260K.bin"));
        Assert.Equal(new Llama2Header(64, 172, 5, 8, 4, 512, 512), bin.Header);
        bin.Write(folder.File("again.bin"));
        Assert.Equal(File.ReadAllBytes(TestData.External("stories260K.bin")), File.ReadAllBytes(folder.File("again.bin")));
    }

    [Theory]
    [InlineData(0, 0, "dim from 1")]
    [InlineData(0, -4, "dim from 1")]
    [InlineData(1, 0, "hidden_dim")]
    [InlineData(2, int.MaxValue, "n_layers")]
    [InlineData(3, 3, "multiple of twice n_heads")]
    [InlineData(3, 4, "multiple of twice n_heads")] // heads of one number cannot be turned
    [InlineData(4, 0, "n_kv_heads")]
    [InlineData(5, 0, "vocab_size")]
    [InlineData(5, int.MinValue, "vocab_size")]
    [InlineData(6, -1, "seq_len")]
    public void Read_SizeThatIsNone_NamesIt(int place, int value, string says) => Assert.Contains(says, Refused(With(place, value)));

    [Fact]
    public void Read_MoreKeyHeadsThanHeads_IsRefused() => Assert.Contains("multiple of n_kv_heads", Refused(With(4, 3)));

    [Fact]
    public void Read_HugeSizes_AreRefusedBeforeMemoryIsTaken()
    {
        byte[] file = Small();
        foreach (int place in new[] { 0, 1, 2, 5, 6 })
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4 * place), 1 << 24);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("cut short, or of another kind", message);
        Assert.Contains("18", message); // 4 · 2⁷² bytes and more: no number has overflowed
    }

    [Fact]
    public void Read_LaterVersion_SaysWhich()
    {
        byte[] file = With(0, 0x616b3432);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 2);
        Assert.Contains("got version 2", Refused(file));
        Assert.Contains("--version 0", Refused(file));
    }

    [Fact]
    public void Read_FileCutShortAnywhere_IsRefused()
    {
        byte[] file = Small();
        for (int length = 0; length < file.Length; length++)
            Refused(file[..length]);
        Assert.Contains("something else at its end", Refused([.. file, 0]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Read_NumberThatIsNotFinite_NamesTheArray(float number)
    {
        byte[] file = Small();
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(28 + 4 * 30), number);
        Assert.Contains("in wq", Refused(file));
    }

    [Fact]
    public void Read_AnyByteOfTheHeaderChanged_ReadsOrIsRefused()
    {
        byte[] whole = Small();
        for (int place = 0; place < Llama2Header.Size; place++)
            for (int value = 0; value < 256; value++)
            {
                byte[] file = [.. whole];
                file[place] = (byte)value;
                Assert.True(Record.Exception(() => Read(file)) is null or InvalidDataException);
            }
    }

    [Fact]
    public void Constructor_ArraysOfAnotherModel_NamesTheFirst()
    {
        Llama2Bin bin = Read(Small());
        Assert.Contains("array 2 to be rms_att_weight [2, 4]", Assert.Throws<InvalidDataException>(() => new Llama2Bin(s_small, [bin.Arrays[0], bin.Arrays[2]])).Message);
        Assert.Contains("got none", Assert.Throws<InvalidDataException>(() => new Llama2Bin(s_small, [.. bin.Arrays.SkipLast(1)])).Message);
        Assert.Contains("to be none", Assert.Throws<InvalidDataException>(() => new Llama2Bin(s_small, [.. bin.Arrays, bin.Arrays[0]])).Message);
        Assert.Contains("\"wx\"", Assert.Throws<ArgumentException>(() => bin["wx"]).Message);
    }
}
