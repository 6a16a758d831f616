using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

public class Llama2TokenizerTests
{
    private static readonly (string Text, float Score)[] s_pieces = [(" t", 0), ("he", -1), (" the", -2), (" ", -3), ("t", -4), ("h", -5), ("e", -6), ("你", -7)];

    private static (byte[] Text, float Score)[] AllTokens() =>
    [
        .. ((string[])["<unk>", "\n<s>\n", "\n</s>\n"]).Select(text => (Encoding.UTF8.GetBytes(text), 0f)),
        .. Enumerable.Range(0, 256).Select(value => (Encoding.UTF8.GetBytes($"<0x{value:X2}>"), 0f)),
        .. s_pieces.Select(piece => (Encoding.UTF8.GetBytes(piece.Text), piece.Score)),
    ];

    private static byte[] File((byte[] Text, float Score)[] tokens, int longest = 6)
    {
        var file = new MemoryStream();
        var writer = new BinaryWriter(file); // little-endian everywhere
        writer.Write(longest);
        foreach ((byte[] text, float score) in tokens)
        {
            writer.Write(score);
            writer.Write(text.Length);
            writer.Write(text);
        }
        return file.ToArray();
    }

    private static byte[] FileWith(int token, string text, float score = 0, int longest = 6)
    {
        (byte[] Text, float Score)[] tokens = AllTokens();
        tokens[token] = (Encoding.UTF8.GetBytes(text), score);
        return File(tokens, longest);
    }

    private static string Refused(byte[] file, int? size = null) => Assert.Throws<InvalidDataException>(() => Llama2Tokenizer.Read(file, size)).Message;

    [DataFact("tok512.bin")]
    public void Load_Tok512_GivesTheIdsOfLlama2C()
    {
        SentencePieceTokenizer tokenizer = Llama2Tokenizer.Load();
        Assert.Equal(512, tokenizer.Vocabulary.Count);
        using JsonDocument fixture = JsonDocument.Parse(System.IO.File.ReadAllBytes(TestData.Fixture("llama2", "tok512.json")));
        JsonElement texts = fixture.RootElement.GetProperty("texts");
        Assert.InRange(texts.GetArrayLength(), 100, 200);
        foreach (JsonElement item in texts.EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            int[] ids = Ids(item, "ids");
            Assert.Equal(ids, tokenizer.EncodePrompt(text));
            Assert.Equal(ids[1..], SentencePieceEncoder.Encode(tokenizer.Pieces, " " + text));
            Assert.Equal(text, tokenizer.Decode(ids));
            Assert.Equal(text, tokenizer.Decode(ids[1..]));
        }
    }

    [DataFact("tok512.bin")]
    public void Decode_WhatStories260KTold_IsItsText()
    {
        SentencePieceTokenizer tokenizer = Llama2Tokenizer.Load();
        using JsonDocument fixture = JsonDocument.Parse(System.IO.File.ReadAllBytes(TestData.Fixture("llama2", "tok512.json")));
        foreach (JsonElement item in fixture.RootElement.GetProperty("continuations").EnumerateArray())
        {
            string prompt = item.GetProperty("prompt").GetString()!, told = item.GetProperty("greedyText").GetString()!;
            int[] ids = Ids(item, "ids"), greedy = Ids(item, "greedyIds");
            Assert.Equal(ids, tokenizer.EncodePrompt(prompt));
            Assert.Equal(prompt + told, tokenizer.Decode([.. ids, .. greedy]));
            if (prompt.Length > 0)
                Assert.Equal(told, tokenizer.DecodeContinuation(greedy));
        }
    }

    [DataFact("tok512.bin")]
    public void Read_Tok512CutShortAnywhere_IsRefused()
    {
        byte[] file = System.IO.File.ReadAllBytes(TestData.External("tok512.bin"));
        for (int length = 0; length < file.Length; length++)
            Refused(file[..length], 512);
        Assert.Equal(512, Llama2Tokenizer.Read(file).Vocabulary.Count);
    }

    [Fact]
    public void Read_SmallFile_IsAsByHand()
    {
        SentencePieceTokenizer tokenizer = Llama2Tokenizer.Read(File(AllTokens()));
        Assert.Equal(259 + s_pieces.Length, tokenizer.Pieces.Count);
        Assert.Equal(["<unk>", "<s>", "</s>", "<0x00>", "<0x01>"], tokenizer.Vocabulary.Take(5));
        Assert.Equal(s_pieces, Enumerable.Range(259, s_pieces.Length).Select(id => (tokenizer.Vocabulary[id], tokenizer.Pieces.ScoreOf(id))));
        Assert.Equal((0, 1, 2), (tokenizer.Vocabulary.UnknownId, tokenizer.Vocabulary.StartId, tokenizer.Vocabulary.EndId));
        Assert.Equal([1, 261, 3 + '!'], tokenizer.EncodePrompt("the!"));
        Assert.Equal(tokenizer.Vocabulary, Llama2Tokenizer.Read(FileWith(1, "<s>")).Vocabulary); // without the line ends
        Assert.Equal(tokenizer.Vocabulary, Llama2Tokenizer.Read(File(AllTokens(), longest: 100)).Vocabulary);
    }

    [Fact]
    public void Read_CutShortAnywhere_IsRefused()
    {
        byte[] file = File(AllTokens());
        for (int length = 0; length < file.Length; length++)
            Refused(file[..length], 259 + s_pieces.Length);
        Assert.Contains("expected 1000 tokens, got 267", Refused(file, 1000));
        Assert.Contains("expected more than 259 tokens, got 259", Refused(File(AllTokens()[..259])));
        Assert.Contains("expected a score and a length, 8 bytes, got 3", Refused([.. file, 1, 2, 3]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Read_HostileLongest_IsRefused(int longest) => Assert.Contains(FormattableString.Invariant($"got {longest}"), Refused(File(AllTokens(), longest)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(7)] // longer than the longest
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Read_HostileLength_IsRefused(int length)
    {
        byte[] file = File(AllTokens());
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), length);
        Assert.Contains(FormattableString.Invariant($"token 0: expected a length from 1 to 6, which is the longest as the file says, got {length}"), Refused(file));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Read_ScoreThatIsNoNumber_IsRefused(float score)
    {
        Assert.Contains("token 260: expected a finite score", Refused(FileWith(260, "he", score)));
        Assert.Contains("token 0: expected a finite score", Refused(FileWith(0, "<unk>", score)));
    }

    [Theory]
    [InlineData(0, "<pad>", "expected token 0 to be \"<unk>\", got \"<pad>\"")]
    [InlineData(1, "</s>", "expected token 1 to be \"<s>\"")]
    [InlineData(2, "\n<s>\n", "expected token 2 to be \"</s>\"")]
    [InlineData(3, "<0x01>", "expected token 3 to be \"<0x00>\"")]
    [InlineData(13, "\n", "expected token 13 to be \"<0x0A>\"")]
    [InlineData(258, "<0xff>", "expected token 258 to be \"<0xFF>\"")]
    [InlineData(259, "he", "expected different tokens, got \"he\"")]
    [InlineData(260, "<unk>", "expected different tokens, got \"<unk>\"")]
    [InlineData(260, "<0x41>", "expected different tokens, got \"<0x41>\"")]
    [InlineData(262, "x", "expected the space among the pieces")]
    public void Read_OtherTokens_SaysWhatIsWrong(int token, string text, string message) => Assert.Contains(message, Refused(FileWith(token, text)));

    [Fact]
    public void Read_InvalidUtf8_IsRefused()
    {
        (byte[] Text, float Score)[] tokens = AllTokens();
        tokens[260].Text = [0xE4, 0xBD];
        Assert.Contains("token 260: expected UTF-8, got the bytes E4BD", Refused(File(tokens)));
    }

    [Fact]
    public void Read_OtherKindsOfFile_AreRefused()
    {
        Assert.Contains("got a file of 0", Refused([]));
        Refused(Encoding.UTF8.GetBytes(SmallVocabulary.Merges));
        Refused(Encoding.UTF8.GetBytes(SmallVocabulary.Tokens().ToJsonString()));
        Refused(new byte[1_000_000]);
        var random = new SeededRandom(1, "tok512");
        for (int i = 0; i < 2000; i++)
            Refused([.. Enumerable.Range(0, random.NextInt(200)).Select(_ => (byte)random.NextInt(256))]);
    }

    [Fact]
    public void Read_FlippedBytes_AreReadOrRefused()
    {
        byte[] good = File(AllTokens());
        var random = new SeededRandom(2, "tok512");
        int read = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = [.. good];
            file[random.NextInt(file.Length)] = (byte)random.NextInt(256);
            try
            {
                SentencePieceTokenizer tokenizer = Llama2Tokenizer.Read(file);
                Assert.Equal("the 你!", tokenizer.Decode(tokenizer.Encode("the 你!")));
                read++;
            }
            catch (InvalidDataException)
            {
            }
        }
        Assert.InRange(read, 1, 1999);
    }

    [Fact]
    public void Read_Path_IsInTheMessage()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tok.bin", "hello"u8);
        Assert.StartsWith(path + ": ", Assert.Throws<InvalidDataException>(() => Llama2Tokenizer.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(267, Llama2Tokenizer.Read(folder.Write("good.bin", File(AllTokens())), 267).Vocabulary.Count);
    }

    private static int[] Ids(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
