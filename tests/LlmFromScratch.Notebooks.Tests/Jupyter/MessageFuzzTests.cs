using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Tests.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>Messages of every bad kind at a running kernel.</summary>
[Trait("Category", "Long")]
public class MessageFuzzTests
{
    private const int Messages = 100_000;
    private const int Batch = 200;

    // Measured: 65 to 80 MB, most of it what the garbage collector keeps for the next flood; and no more after a million messages.
    private const long MaxGrowth = 200L << 20;

    private static readonly string[] Types =
    [
        "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "kernel_info_request", "connect_request",
        "comm_info_request", "comm_open", "comm_msg", "comm_close", "debug_request", "interrupt_request", "input_reply", "status", "", "\ud83d", "_request",
    ];

    private static readonly string[] Names = ["code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error", "cursor_pos", "hist_access_type", "n", "pattern", "comm_id", "value", "seq"];

    [Fact]
    public async Task After_a_hundred_thousand_bad_messages_the_next_good_one_is_answered()
    {
        using var kernel = new KernelProcess();
        using var good = await FrontEnd.ConnectAsync(kernel.Connection);
        using var bad = await FrontEnd.ConnectAsync(kernel.Connection);
        foreach (var peer in new[] { bad.Shell, bad.Control, bad.Stdin, bad.Iopub, good.Iopub })
            _ = DrainAsync(peer);
        Assert.Equal("ok", JsonFields.Text(await RunAsync(good, "var kept = 42;"), "status"));
        var before = Memory(kernel);

        var random = new Random(20261122);
        for (var sent = 0; sent < Messages; sent += Batch)
        {
            var bytes = new List<byte>();
            for (var i = 0; i < Batch; i++)
                bytes.AddRange(FrontEnd.ToBytes(Bad(bad, random)));
            await random.GetItems([bad.Shell, bad.Shell, bad.Control, bad.Stdin], 1)[0].SendAsync([.. bytes]);
        }

        Assert.Equal("ok", JsonFields.Text(await good.AskAsync(good.Shell, "kernel_info_request", []), "status"));
        Assert.Equal("ok", JsonFields.Text(await good.AskAsync(good.Control, "kernel_info_request", []), "status"));
        Assert.Equal("ok", JsonFields.Text(await RunAsync(good, "kept"), "status"));
        Assert.False(kernel.Process.HasExited);
        Assert.True(Memory(kernel) - before < MaxGrowth, string.Create(CultureInfo.InvariantCulture, $"The kernel grew from {before:N0} to {Memory(kernel):N0} bytes."));
        Assert.DoesNotContain(kernel.Key, kernel.Errors, StringComparison.Ordinal);
        Assert.True(kernel.Errors.Length < 100_000, "a flood of bad messages became a flood of lines");
    }

    private static async Task<System.Text.Json.JsonElement> RunAsync(FrontEnd frontEnd, string code) =>
        await frontEnd.AskAsync(frontEnd.Shell, "execute_request", new JsonObject { ["code"] = code });

    private static long Memory(KernelProcess kernel)
    {
        kernel.Process.Refresh();
        return kernel.Process.WorkingSet64;
    }

    private static async Task DrainAsync(RawPeer peer)
    {
        try
        {
            while (true)
                await peer.ReadFrameAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or TimeoutException)
        {
        }
    }

    private static List<byte[]> Bad(FrontEnd frontEnd, Random random)
    {
        var type = Types[random.Next(Types.Length)];
        var content = Content(random);
        if (type == "execute_request" && content["code"] is JsonValue code && code.GetValueKind() == System.Text.Json.JsonValueKind.String)
            content["code"] = ""; // random code that runs is a test of something else, and takes longer

        var frames = frontEnd.Write(type, content);
        var part = 2 + random.Next(4);
        switch (random.Next(10))
        {
            case 0: // signed with another key
                random.NextBytes(frames[1]);
                return frames;
            case 1: // changed on the way
                Mutate(ref frames, part, random);
                return frames;
            case 2 or 3: // signed, and no JSON
                Mutate(ref frames, part, random);
                break;
            case 4: // signed, and JSON that is no object
                frames[part] = Encoding.UTF8.GetBytes(new[] { "", "null", "[]", "5", "\"text\"", "{} {}", "{\"a\":1e999}" }[random.Next(7)]);
                break;
            case 5 when random.Next(50) == 0: // deep
                frames[part] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000));
                break;
            case 6 when random.Next(200) == 0: // huge
                frames[part] = Encoding.UTF8.GetBytes("{\"code\":5,\"msg_id\":\"" + new string('x', 1_000_000) + "\",\"msg_type\":\"" + new string('y', 1_000_000) + "\"}");
                break;
            case 7: // frames missing
                frames.RemoveRange(random.Next(frames.Count), 1);
                return frames;
            case 8: // and too many
                frames.Insert(random.Next(frames.Count), new byte[random.Next(100)]);
                return frames;
        }

        return frontEnd.Sign(frames[2], frames[3], frames[4], frames[5]);
    }

    private static void Mutate(ref List<byte[]> frames, int part, Random random)
    {
        var bytes = frames[part].ToArray();
        for (var i = random.Next(3); i >= 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        frames[part] = random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static JsonObject Content(Random random)
    {
        var content = new JsonObject();
        for (var i = random.Next(6); i > 0; i--)
            content[Names[random.Next(Names.Length)]] = Value(random, depth: 0);
        return content;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => random.NextDouble() * 1e300,
        4 => new[] { "", "range", "search", "tail", "\0\ud83d🍎", "*a*b*c", new string('*', 100) }[random.Next(7)],
        5 => new JsonArray(Value(random, depth + 1), Value(random, depth + 1)),
        _ => new JsonObject { ["a"] = Value(random, depth + 1) },
    };
}
