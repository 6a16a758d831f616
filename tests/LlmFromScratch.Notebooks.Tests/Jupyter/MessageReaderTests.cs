using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public sealed class MessageReaderTests : IDisposable
{
    private const string Header = """{"msg_id":"1","msg_type":"kernel_info_request","session":"s","username":"u","version":"5.4"}""";

    private readonly MessageSigner signer = new("hmac-sha256", "key"u8);

    public void Dispose() => signer.Dispose();

    [Fact]
    public void Read_gives_what_the_writer_wrote()
    {
        var writer = new MessageWriter(signer);
        var frames = writer.Write("execute_request", new JsonObject { ["code"] = "\"我喜欢吃🍎\" \u2028 <b>\ud83d" }, Encoding.UTF8.GetBytes(Header));

        var message = Read([[1, 2], .. frames, [7, 8]], out var problem);

        Assert.Null(problem);
        Assert.Equal("execute_request", message!.Type);
        Assert.StartsWith(writer.Session, message.Id, StringComparison.Ordinal);
        Assert.Equal("\"我喜欢吃🍎\" \u2028 <b>\ufffd", JsonFields.RequiredText(message.Content, "code"));
        Assert.Equal("1", JsonFields.Text(message.ParentHeader, "msg_id"));
        Assert.Equal("5.4", JsonFields.Text(message.Header, "version"));
        Assert.Equal([7, 8], Assert.Single(message.Buffers));
        Assert.Equal(frames[2], message.HeaderJson);
    }

    [Fact]
    public void Each_message_has_an_id_of_its_own()
    {
        var writer = new MessageWriter(signer);

        var ids = Enumerable.Range(0, 100).Select(_ => Read(writer.Write("status", []), out var _)!.Id).Distinct();

        Assert.Equal(100, ids.Count());
    }

    [Fact]
    public void Half_an_emoji_is_read_as_the_replacement_character()
    {
        var message = Read(Signed(Header, content: """{"code":"a\ud83d b\\ud83d \uDC4D \ud83d\udc4d \uD83D\\"}"""), out var problem);

        Assert.Null(problem);
        Assert.Equal("a\ufffd b\\ud83d \ufffd 👍 \ufffd\\", JsonFields.RequiredText(message!.Content, "code"));
    }

    [Fact]
    public void A_message_that_was_received_before_is_refused()
    {
        var replays = new ReplayGuard();
        var reader = new MessageReader(signer, replays);
        var frames = Signed(Header);

        Assert.NotNull(reader.Read(frames, out _));
        Assert.Null(reader.Read(frames, out var problem));
        Assert.Equal("it was received before", problem);
    }

    [Fact]
    public void Without_a_key_the_same_message_may_come_twice()
    {
        using var none = new MessageSigner("hmac-sha256", []);
        var reader = new MessageReader(none, new ReplayGuard());
        var frames = new MessageWriter(none).Write("kernel_info_request", []);

        Assert.NotNull(reader.Read(frames, out _));
        Assert.NotNull(reader.Read(frames, out _));
    }

    [Fact]
    public void A_changed_part_is_refused()
    {
        for (var part = 1; part < 6; part++)
        {
            var frames = Signed(Header);
            frames[part] = [.. frames[part], (byte)' '];
            Assert.Null(Read(frames, out var problem));
            Assert.Equal("its signature is not that of the connection file's key", problem);
        }
    }

    [Fact]
    public void Missing_frames_are_refused()
    {
        var good = Signed(Header);
        for (var count = 0; count < good.Count; count++)
            Assert.Null(Read([.. good.Take(count)], out _));
        Assert.Null(Read([.. good.Skip(1)], out var problem));
        Assert.Equal("it has no frame <IDS|MSG>", problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{} {}")]
    [InlineData("{'msg_id':'1'}")]
    [InlineData("{}")]
    [InlineData("""{"msg_id":"1"}""")]
    [InlineData("""{"msg_type":"1"}""")]
    [InlineData("""{"msg_id":1,"msg_type":[]}""")]
    [InlineData("""{"msg_id":null,"msg_type":"x"}""")]
    public void A_bad_header_is_refused(string header)
    {
        Assert.Null(Read(Signed(header), out var problem));
        Assert.StartsWith("its header", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_content_is_refused_whatever_it_is()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        foreach (var content in new[] { "", "nothing", "[]", "{\"code\":", deep, "{\"code\":\"\u0001\"}" })
        {
            Assert.Null(Read(Signed(Header, content), out var problem));
            Assert.Equal("its content is no JSON object", problem);
        }

        byte[] notUtf8 = [.. "{\"code\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        Assert.Null(Read(Signed(Encoding.UTF8.GetBytes(Header), notUtf8), out _));
    }

    [Fact]
    public void Members_of_the_wrong_kind_are_named()
    {
        var content = Read(Signed(Header, """{"code":5,"silent":"yes","cursor_pos":1.5,"n":1e3,"nothing":null}"""), out _)!.Content;

        Assert.Equal("expected \"code\" to be text, and it is a number.", Error(() => JsonFields.RequiredText(content, "code")));
        Assert.Equal("expected \"nothing\", and there is none.", Error(() => JsonFields.RequiredText(content, "nothing")));
        Assert.Equal("expected \"silent\" to be true or false, and it is a text.", Error(() => JsonFields.Flag(content, "silent", false)));
        Assert.Equal("expected \"cursor_pos\" to be a whole number, and it is a number.", Error(() => JsonFields.Number(content, "cursor_pos")));
        Assert.Equal(1000, JsonFields.Number(content, "n"));
        Assert.Null(JsonFields.Number(content, "nothing"));
        Assert.True(JsonFields.Flag(content, "nothing", true));

        static string Error(Action action) => Assert.Throws<BadRequestException>(action).Message;
    }

    private JupyterMessage? Read(IReadOnlyList<byte[]> frames, out string? problem) => new MessageReader(signer, new ReplayGuard()).Read(frames, out problem);

    private List<byte[]> Signed(string header, string content = "{}") => Signed(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(content));

    private List<byte[]> Signed(byte[] header, byte[] content)
    {
        var (parent, metadata) = ("{}"u8.ToArray(), "{}"u8.ToArray());
        return [MessageReader.Delimiter.ToArray(), signer.Sign(header, parent, metadata, content), header, parent, metadata, content];
    }
}
