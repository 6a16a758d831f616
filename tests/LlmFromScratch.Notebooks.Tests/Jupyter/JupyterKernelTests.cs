using System.Text.Json;
using System.Text.Json.Nodes;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

/// <summary>The real kernel in a process of its own. What Jupyter's own client makes of it is in JupyterClientTests.</summary>
public sealed class JupyterKernelTests(RunningKernel running) : IClassFixture<RunningKernel>
{
    private FrontEnd FrontEnd => running.FrontEnd;

    [Fact]
    public async Task Kernel_info_is_given_on_shell_and_control()
    {
        foreach (var socket in new[] { FrontEnd.Shell, FrontEnd.Control })
        {
            var info = await FrontEnd.AskAsync(socket, "kernel_info_request", []);

            Assert.Equal("ok", info.GetProperty("status").GetString());
            Assert.Equal("5.4", info.GetProperty("protocol_version").GetString());
            Assert.Equal("C#", info.GetProperty("language_info").GetProperty("name").GetString());
            Assert.Equal(".cs", info.GetProperty("language_info").GetProperty("file_extension").GetString());
        }
    }

    [Fact]
    public async Task A_cell_shows_its_input_its_text_and_its_result_in_order()
    {
        var (reply, published) = await FrontEnd.RunAsync("Console.WriteLine(\"我喜欢吃 🍎\");\n1 + 1");

        Assert.Equal("ok", reply.GetProperty("status").GetString());
        Assert.Equal(["execute_input", "stream", "execute_result"], published.Select(message => message.Type));
        Assert.Equal("我喜欢吃 🍎\n", JsonFields.Text(published[1].Content, "text"));
        var count = reply.GetProperty("execution_count").GetInt64();
        Assert.Equal(count, published[0].Content.GetProperty("execution_count").GetInt64());
        Assert.Equal(count, published[2].Content.GetProperty("execution_count").GetInt64());
        Assert.Contains("2", published[2].Content.GetProperty("data").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_cell_shows_nothing_and_does_not_count()
    {
        var (before, _) = await FrontEnd.RunAsync("1");
        var (silent, nothing) = await FrontEnd.RunAsync("var quiet = 5; Console.WriteLine(quiet); quiet", new JsonObject { ["silent"] = true });
        var (unstored, _) = await FrontEnd.RunAsync("quiet", new JsonObject { ["store_history"] = false });
        var (empty, _) = await FrontEnd.RunAsync("");
        var (after, _) = await FrontEnd.RunAsync("quiet");

        Assert.Empty(nothing);
        Assert.Equal([1, 1, 1, 1, 2], new[] { before, silent, unstored, empty, after }.Select(reply =>
            reply.GetProperty("execution_count").GetInt64() - before.GetProperty("execution_count").GetInt64() + 1));
        Assert.Equal("ok", after.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_error_aborts_the_cells_that_were_sent_with_it_and_none_that_is_sent_upon_it()
    {
        var failing = await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", Code("System.Threading.Thread.Sleep(500); throw new Exception(\"first\");"));
        var next = await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", Code("1"));
        await FrontEnd.SendAsync(FrontEnd.Shell, "kernel_info_request", []);

        var replies = new[] { await FrontEnd.ReceiveAsync(FrontEnd.Shell), await FrontEnd.ReceiveAsync(FrontEnd.Shell), await FrontEnd.ReceiveAsync(FrontEnd.Shell) };
        var (after, _) = await FrontEnd.RunAsync("1");

        Assert.Equal(new string?[] { failing, next }, replies.Take(2).Select(reply => JsonFields.Text(reply.ParentHeader, "msg_id")));
        Assert.Equal("error aborted ok", string.Join(' ', replies.Select(reply => JsonFields.Text(reply.Content, "status"))));
        Assert.Equal("ok", JsonFields.Text(after, "status"));
        Assert.Equal("System.Exception", JsonFields.Text(replies[0].Content, "ename"));
        Assert.Equal("first", JsonFields.Text(replies[0].Content, "evalue"));
        Assert.Contains("cell", replies[0].Content.GetProperty("traceback").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_stop_on_error_the_next_cells_run()
    {
        await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", new JsonObject { ["code"] = "System.Threading.Thread.Sleep(500); throw new Exception();", ["stop_on_error"] = false });
        await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", Code("1"));

        Assert.Equal("error", JsonFields.Text((await FrontEnd.ReceiveAsync(FrontEnd.Shell)).Content, "status"));
        Assert.Equal("ok", JsonFields.Text((await FrontEnd.ReceiveAsync(FrontEnd.Shell)).Content, "status"));
    }

    [Theory]
    [InlineData("execute_request", "{}", "expected \"code\", and there is none")]
    [InlineData("execute_request", """{"code": 5}""", "expected \"code\" to be text, and it is a number")]
    [InlineData("execute_request", """{"code": "1", "silent": "no"}""", "expected \"silent\" to be true or false")]
    [InlineData("complete_request", """{"code": [], "cursor_pos": 0}""", "expected \"code\" to be text, and it is a list")]
    [InlineData("complete_request", """{"code": "x", "cursor_pos": "end"}""", "expected \"cursor_pos\" to be a whole number")]
    [InlineData("inspect_request", "{}", "expected \"code\"")]
    [InlineData("is_complete_request", "{}", "expected \"code\"")]
    [InlineData("history_request", """{"hist_access_type": "all"}""", "range, tail or search")]
    public async Task A_bad_request_is_answered_with_what_is_wrong(string type, string content, string expected)
    {
        var reply = await FrontEnd.AskAsync(FrontEnd.Shell, type, JsonNode.Parse(content)!.AsObject());

        Assert.Equal("error", JsonFields.Text(reply, "status"));
        Assert.Equal("BadRequest", JsonFields.Text(reply, "ename"));
        Assert.Contains(expected, JsonFields.Text(reply, "evalue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_unknown_type_has_no_answer_and_leaves_the_kernel_idle()
    {
        var id = await FrontEnd.SendAsync(FrontEnd.Shell, "make_coffee_request", []);

        Assert.Empty(await FrontEnd.PublishedAsync(id));
        await FrontEnd.AskAsync(FrontEnd.Shell, "kernel_info_request", []); // and not the answer to the other
    }

    [Fact]
    public async Task A_comm_that_a_front_end_opens_is_closed()
    {
        var id = await FrontEnd.SendAsync(FrontEnd.Shell, "comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "widget", ["data"] = new JsonObject() });

        var closed = Assert.Single(await FrontEnd.PublishedAsync(id));
        Assert.Equal("comm_close", closed.Type);
        Assert.Equal("c1", JsonFields.Text(closed.Content, "comm_id"));
        var info = await FrontEnd.AskAsync(FrontEnd.Shell, "comm_info_request", []);
        Assert.Empty(info.GetProperty("comms").EnumerateObject());
    }

    [Fact]
    public async Task A_debugger_is_refused_politely()
    {
        var reply = await FrontEnd.AskAsync(FrontEnd.Control, "debug_request", new JsonObject { ["seq"] = 7, ["type"] = "request", ["command"] = "initialize" });

        Assert.Equal((7, false, "initialize"), (reply.GetProperty("request_seq").GetInt32(), reply.GetProperty("success").GetBoolean(), JsonFields.Text(reply, "command")));
    }

    [Fact]
    public async Task Completions_count_in_code_points()
    {
        const string code = "var s = \"🍎🍌\"; Math.Sqr";

        var reply = await FrontEnd.AskAsync(FrontEnd.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length - 2 });

        Assert.Contains("Sqrt", reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
        Assert.Equal((code.Length - 2 - 3, code.Length - 2), (reply.GetProperty("cursor_start").GetInt32(), reply.GetProperty("cursor_end").GetInt32()));
        var types = reply.GetProperty("metadata").GetProperty("_jupyter_types_experimental").EnumerateArray();
        Assert.Equal("method", JsonFields.Text(types.First(type => JsonFields.Text(type, "text") == "Sqrt"), "type"));
    }

    [Fact]
    public async Task An_interrupt_ends_an_endless_loop_and_keeps_the_variables()
    {
        await FrontEnd.RunAsync("var kept = 42;");
        await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", Code("Console.WriteLine(\"on\"); while (true) { }"));
        while ((await FrontEnd.ReceiveAsync(FrontEnd.Iopub)).Type != "stream")
        {
        }

        var interrupted = await FrontEnd.AskAsync(FrontEnd.Control, "interrupt_request", []);
        var reply = await FrontEnd.ReceiveAsync(FrontEnd.Shell);
        var (after, _) = await FrontEnd.RunAsync("kept");

        Assert.Equal("ok", JsonFields.Text(interrupted, "status"));
        Assert.Equal("error", JsonFields.Text(reply.Content, "status"));
        Assert.Equal("ok", JsonFields.Text(after, "status"));
    }

    [Fact]
    public async Task A_cell_is_asked_for_through_stdin_only_where_that_is_allowed()
    {
        await FrontEnd.SendAsync(FrontEnd.Shell, "execute_request", new JsonObject { ["code"] = "var name = await GetPasswordAsync(\"Who?\"); name", ["allow_stdin"] = true });
        var question = await FrontEnd.ReceiveAsync(FrontEnd.Stdin);
        await FrontEnd.SendAsync(FrontEnd.Stdin, "input_reply", new JsonObject { ["value"] = "奶奶" });
        var reply = await FrontEnd.ReceiveAsync(FrontEnd.Shell);
        var (forbidden, published) = await FrontEnd.RunAsync("Console.WriteLine(Console.ReadLine() ?? \"(end)\")", new JsonObject { ["allow_stdin"] = false });

        Assert.Equal("input_request", question.Type);
        Assert.Equal("Who?", JsonFields.Text(question.Content, "prompt"));
        Assert.True(question.Content.GetProperty("password").GetBoolean());
        Assert.Equal("ok", JsonFields.Text(reply.Content, "status"));
        Assert.Equal("ok", JsonFields.Text(forbidden, "status"));
        Assert.Contains(published, message => JsonFields.Text(message.Content, "text") == "(end)\n");
    }

    [Fact]
    public async Task Messages_with_a_bad_signature_or_received_before_are_dropped_and_the_key_is_never_said()
    {
        var good = FrontEnd.Write("execute_request", Code("1"));
        var bad = FrontEnd.Write("execute_request", Code("2"));
        bad[1][0] ^= 1;

        await FrontEnd.SendAsync(FrontEnd.Shell, bad);
        await FrontEnd.SendAsync(FrontEnd.Shell, good);
        await FrontEnd.SendAsync(FrontEnd.Shell, good);
        await FrontEnd.SendAsync(FrontEnd.Shell, [.. "<IDS|MSG>"u8.ToArray().Select(b => new[] { b })]);

        Assert.Equal("execute_reply", (await FrontEnd.ReceiveAsync(FrontEnd.Shell)).Type);
        await FrontEnd.AskAsync(FrontEnd.Shell, "kernel_info_request", []); // no second execute_reply came before this one
        Assert.Contains("its signature is not", running.Kernel.Errors, StringComparison.Ordinal);
        Assert.Contains("it was received before", running.Kernel.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(running.Kernel.Key, running.Kernel.Errors, StringComparison.Ordinal);
    }

    private static JsonObject Code(string code) => new() { ["code"] = code };
}
