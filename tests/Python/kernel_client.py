"""Drives the C# kernel with Jupyter's own client through every message of the protocol.

    python3 kernel_client.py LlmFromScratch.Notebooks.dll

Prints "ok NAME" for each check, and ends with exit code 1 at the first that fails. Needs jupyter_client 7 or later.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import time

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.session import Session

DOTNET = os.environ.get("DOTNET_HOST_PATH", "dotnet")
PATIENCE = 60  # seconds; only against hanging


class Manager(KernelManager):
    """Starts the kernel from its build, without an installed kernel spec."""

    interrupt_mode = "message"

    @property
    def kernel_spec(self):
        argv = [DOTNET, sys.argv[1], "kernel", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="C#", language="C#", interrupt_mode=self.interrupt_mode)


class Kernel:
    """A kernel that runs, and a client of it."""

    def __init__(self):
        self.log = tempfile.TemporaryFile()
        self.manager = Manager()
        self.manager.start_kernel(stdout=self.log, stderr=self.log)
        self.connect()

    def connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def reply(self, msg_id, channel="shell"):
        get = self.client.get_shell_msg if channel == "shell" else self.client.get_control_msg
        while True:
            message = get(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def ask(self, msg_type, content, channel="shell"):
        """Sends a request and gives the content of its reply."""
        message = self.client.session.msg(msg_type, content)
        (self.client.shell_channel if channel == "shell" else self.client.control_channel).send(message)
        reply = self.reply(message["header"]["msg_id"], channel)
        assert reply["msg_type"] == msg_type.replace("_request", "_reply"), reply["msg_type"]
        return reply["content"]

    def published(self, msg_id):
        """What is published for a request, from busy to idle."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            messages.append((message["msg_type"], message["content"]))
            if messages[-1] == ("status", {"execution_state": "idle"}):
                assert messages[0] == ("status", {"execution_state": "busy"}), messages
                return messages[1:-1]

    def run(self, code, **options):
        """Runs a cell; gives the reply and what was published."""
        msg_id = self.client.execute(code, **options)
        return self.reply(msg_id)["content"], self.published(msg_id)

    def wait_for(self, msg_type, msg_id):
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == msg_type and message["parent_header"].get("msg_id") == msg_id:
                return message["content"]

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def close(self):
        key = self.manager.session.key
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        assert key and key not in self.said(), "the key stands in the log"
        self.log.close()


def text(published, name="stdout"):
    return "".join(content["text"] for kind, content in published if kind == "stream" and content["name"] == name)


def plain(data):
    return " ".join(str(value) for value in data.values())


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def children(pid):
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout.split("\n")[1:]
    return [int(line.split()[0]) for line in found if line and int(line.split()[1]) == pid]


def is_there(pid):
    try:
        os.kill(pid, 0)
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as stat:
            return stat.read().split(") ")[1][0] != "Z"
        return True
    except ProcessLookupError:
        return False


def until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def kernel_info(kernel):
    for channel in ("shell", "control"):
        info = kernel.ask("kernel_info_request", {}, channel)
        equal(info["status"], "ok")
        equal(info["protocol_version"], "5.4")
        equal(info["implementation"], "llm-csharp")
        equal(info["language_info"]["name"], "C#")
        equal(info["language_info"]["mimetype"], "text/x-csharp")
        equal(info["language_info"]["file_extension"], ".cs")
        equal(len(info["banner"].split("\n")), 2)
        assert all({"text", "url"} == set(link) for link in info["help_links"])


def heartbeat(kernel):
    until(kernel.client.hb_channel.is_beating)


def execute(kernel):
    reply, published = kernel.run('Console.Write("a"); Console.Error.Write("b"); 6 * 7')
    equal(reply["status"], "ok")
    equal(reply["payload"], [])
    equal(reply["user_expressions"], {})
    equal([kind for kind, _ in published], ["execute_input", "stream", "stream", "execute_result"])
    equal(published[0][1], {"code": 'Console.Write("a"); Console.Error.Write("b"); 6 * 7', "execution_count": reply["execution_count"]})
    equal((text(published), text(published, "stderr")), ("a", "b"))
    equal(published[3][1]["execution_count"], reply["execution_count"])
    assert "42" in plain(published[3][1]["data"])
    assert published[3][1]["transient"]["display_id"]


def counting(kernel):
    first = kernel.run("1")[0]["execution_count"]
    equal(kernel.run("2")[0]["execution_count"], first + 1)
    equal(kernel.run("3", silent=True)[0]["execution_count"], first + 1)
    equal(kernel.run("4", store_history=False)[0]["execution_count"], first + 1)
    equal(kernel.run("")[0]["execution_count"], first + 1)
    equal(kernel.run(" \n")[0]["status"], "ok")
    equal(kernel.run("5")[0]["execution_count"], first + 2)
    equal(kernel.run('Console.WriteLine("x"); 5', silent=True)[1], [])
    equal(kernel.run("throw new Exception();", silent=True)[1], [])


def live_stream(kernel):
    # The cell goes on only when its first output has been seen.
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "go")
        wait = f'while (!System.IO.File.Exists(@"{path}")) System.Threading.Thread.Sleep(5);'
        msg_id = kernel.client.execute('Console.WriteLine("first"); ' + wait + ' Console.WriteLine("second");')
        equal(kernel.wait_for("stream", msg_id)["text"], "first\n")
        open(path, "w").close()
        equal(kernel.wait_for("stream", msg_id)["text"], "second\n")
        equal(kernel.reply(msg_id)["content"]["status"], "ok")


def much_output(kernel):
    _, published = kernel.run("for (int i = 0; i < 10000; i++) Console.WriteLine(i);")
    equal(text(published), "".join(f"{i}\n" for i in range(10000)))


def background_output(kernel):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "go")
        wait = f'while (!System.IO.File.Exists(@"{path}")) System.Threading.Thread.Sleep(5);'
        msg_id = kernel.client.execute("_ = System.Threading.Tasks.Task.Run(() => { " + wait + ' Console.WriteLine("late"); });')
        equal(kernel.reply(msg_id)["content"]["status"], "ok")
        equal(kernel.published(msg_id)[1:], [])
        open(path, "w").close()
        equal(kernel.wait_for("stream", msg_id)["text"], "late\n")


def displays(kernel):
    _, published = kernel.run('var shown = display("<b>one</b>", "text/html"); display("two", "text/plain"); shown.Update("<b>three</b>");')
    kinds = [kind for kind, _ in published]
    equal(kinds, ["execute_input", "display_data", "display_data", "update_display_data"])
    first, second, update = (content for _, content in published[1:])
    equal((first["data"], second["data"], update["data"]), ({"text/html": "<b>one</b>"}, {"text/plain": "two"}, {"text/html": "<b>three</b>"}))
    equal(update["transient"], first["transient"])
    assert first["transient"] != second["transient"]
    _, published = kernel.run('shown.Update("<b>four</b>");')  # from another cell
    equal(published[1][0], "update_display_data")
    equal(published[1][1]["transient"], first["transient"])


def clear_output(kernel):
    _, published = kernel.run('display("a"); LlmFromScratch.Notebooks.Hosting.CellHelpers.ClearOutput(wait: true); display("b");')
    equal([kind for kind, _ in published], ["execute_input", "display_data", "clear_output", "display_data"])
    equal(published[2][1], {"wait": True})


def json_data(kernel):
    _, published = kernel.run('display("{\\"a\\": [1, 2]}", "application/json");')
    equal(published[1][1]["data"], {"application/json": {"a": [1, 2]}})


def unicode_text(kernel):
    _, published = kernel.run('var 苹果 = "我喜欢吃🍎"; Console.Write(苹果); Console.Write("\\uD83D".Length);')
    equal(text(published), "我喜欢吃🍎1")


def errors(kernel):
    reply, published = kernel.run('int good = 1;\nthrow new InvalidOperationException("boo");')
    equal((reply["status"], reply["ename"], reply["evalue"]), ("error", "System.InvalidOperationException", "boo"))
    error = dict(published)["error"]
    equal({**error, "status": "error"}, {key: reply[key] for key in ("status", "ename", "evalue", "traceback")})
    assert "boo" in reply["traceback"][0], reply["traceback"]
    assert any(f"cell {reply['execution_count']}, line 2" in line for line in reply["traceback"]), reply["traceback"]
    reply, _ = kernel.run("int x = ;")
    equal(reply["ename"], "CompilationError")
    assert "CS1525" in "\n".join(reply["traceback"])
    equal(kernel.run("good")[0]["status"], "ok")


def user_expressions(kernel):
    reply, _ = kernel.run("var seven = 7;", user_expressions={"good": "seven * 6", "bad": "no_such_name", "worse": "(("})
    good, bad, worse = (reply["user_expressions"][name] for name in ("good", "bad", "worse"))
    equal(good["status"], "ok")
    assert "42" in plain(good["data"]) and good["metadata"] == {}
    equal((bad["status"], worse["status"]), ("error", "error"))
    assert "no_such_name" in bad["evalue"]
    equal(kernel.run("throw new Exception();", user_expressions={"x": "1"})[0]["user_expressions"], {})


def stop_on_error(kernel):
    slow_failure = "System.Threading.Thread.Sleep(300); throw new Exception();"
    ids = [kernel.client.execute(code) for code in (slow_failure, "1", "2")]
    equal([kernel.reply(msg_id)["content"]["status"] for msg_id in ids], ["error", "aborted", "aborted"])
    equal(kernel.published(ids[1]), [])
    equal(kernel.run("3")[0]["status"], "ok")  # sent upon the error
    ids = [kernel.client.execute(slow_failure, stop_on_error=False), kernel.client.execute("1")]
    equal([kernel.reply(msg_id)["content"]["status"] for msg_id in ids], ["error", "ok"])
    for _ in range(20):
        equal(kernel.run("throw new Exception();")[0]["status"], "error")
        equal(kernel.run("1")[0]["status"], "ok")


def complete(kernel):
    code = 'var fruit = "🍎🍌"; Math.Sqr'
    reply = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)})
    equal(reply["status"], "ok")
    assert "Sqrt" in reply["matches"], reply
    equal((reply["cursor_start"], reply["cursor_end"]), (len(code) - 3, len(code)))
    types = reply["metadata"]["_jupyter_types_experimental"]
    equal([item["text"] for item in types], reply["matches"])
    sqrt = types[reply["matches"].index("Sqrt")]
    equal(sqrt["type"], "method")
    assert "double" in sqrt["signature"], sqrt
    kernel.run("var tokenizer = 5;")
    assert "tokenizer" in kernel.ask("complete_request", {"code": "toke", "cursor_pos": 4})["matches"]
    equal(kernel.ask("complete_request", {"code": "", "cursor_pos": 99})["status"], "ok")


def inspect(kernel):
    reply = kernel.ask("inspect_request", {"code": '"🍎"; Math.Sqrt(2)', "cursor_pos": 12, "detail_level": 0})
    equal((reply["status"], reply["found"]), ("ok", True))
    assert "Sqrt" in reply["data"]["text/plain"], reply
    equal(kernel.ask("inspect_request", {"code": "   ", "cursor_pos": 1}), {"status": "ok", "found": False, "data": {}, "metadata": {}})


def is_complete(kernel):
    for code, status in (("1 + 1", "complete"), ("var x = 1;", "complete"), ("for (;;) {", "incomplete"), ("int x = );", "invalid")):
        reply = kernel.ask("is_complete_request", {"code": code})
        equal(reply["status"], status)
        equal("indent" in reply, status == "incomplete")


def diagnose(kernel):
    kernel.run("var known = 1;")
    reply = kernel.ask("diagnose_request", {"code": "known +\n\"😀\".Size"})
    equal([(one["severity"], one["id"], one["line"], one["start"], one["end"]) for one in reply["diagnostics"]], [("error", "CS1061", 2, 12, 16)])
    equal(kernel.ask("diagnose_request", {"code": "known"})["diagnostics"], [])


def history(kernel):
    first = kernel.run("var h1 = 1;")[0]["execution_count"]
    kernel.run("h1 + 1")
    kernel.run("h1 + 1")

    def ask(access, **more):
        return kernel.ask("history_request", {"hist_access_type": access, "output": False, "raw": True, **more})["history"]

    equal([entry[1:] for entry in ask("tail", n=2)], [[first + 1, "h1 + 1"], [first + 2, "h1 + 1"]])
    equal([entry[1:] for entry in ask("range", session=0, start=first, stop=first + 2)], [[first, "var h1 = 1;"], [first + 1, "h1 + 1"]])
    equal(ask("range", session=-1, start=1), [])
    equal(len(ask("search", pattern="h? + *")), 2)
    equal([entry[1] for entry in ask("search", pattern="h? + *", unique=True)], [first + 2])
    _, number, (code, _) = ask("tail", n=1, output=True)[0]
    equal((number, code), (first + 2, "h1 + 1"))


def comms(kernel):
    equal(kernel.ask("comm_info_request", {}), {"status": "ok", "comms": {}})
    session = kernel.client.session
    for kind, content, expected in (
        ("comm_open", {"comm_id": "c", "target_name": "t", "data": {}}, [("comm_close", {"comm_id": "c", "data": {}})]),
        ("comm_msg", {"comm_id": "c", "data": {}}, []),
        ("comm_close", {"comm_id": "c", "data": {}}, []),
    ):
        message = session.msg(kind, content)
        kernel.client.shell_channel.send(message)
        equal(kernel.published(message["header"]["msg_id"]), expected)


def connect(kernel):
    equal(kernel.ask("connect_request", {})["iopub_port"], kernel.manager.iopub_port)


def debug(kernel):
    reply = kernel.ask("debug_request", {"type": "request", "seq": 3, "command": "debugInfo"}, "control")
    equal((reply["success"], reply["request_seq"], reply["command"]), (False, 3, "debugInfo"))


def unknown_type(kernel):
    message = kernel.client.session.msg("create_subshell_request", {})
    kernel.client.shell_channel.send(message)
    equal(kernel.published(message["header"]["msg_id"]), [])
    with contextlib.suppress(queue.Empty):
        raise AssertionError(kernel.client.get_shell_msg(timeout=0.2))


def stdin(kernel):
    msg_id = kernel.client.execute('Console.Write("Hello " + Console.ReadLine());', allow_stdin=True)
    question = kernel.client.get_stdin_msg(timeout=PATIENCE)
    equal((question["msg_type"], question["content"]["password"]), ("input_request", False))
    equal(question["parent_header"]["msg_id"], msg_id)
    kernel.client.input("奶奶 🍎")
    equal(kernel.reply(msg_id)["content"]["status"], "ok")
    equal(text(kernel.published(msg_id)), "Hello 奶奶 🍎")

    msg_id = kernel.client.execute('var word = await GetPasswordAsync("Secret?"); word.Length', allow_stdin=True)
    question = kernel.client.get_stdin_msg(timeout=PATIENCE)
    equal(question["content"], {"prompt": "Secret?", "password": True})
    kernel.client.input("12345")
    equal(kernel.reply(msg_id)["content"]["status"], "ok")
    assert "5" in plain(dict(kernel.published(msg_id))["execute_result"]["data"])

    # Not where the front end cannot ask.
    equal(text(kernel.run('Console.Write(Console.ReadLine() ?? "nothing");', allow_stdin=False)[1]), "nothing")
    equal(kernel.run('await GetInputAsync("Name?")', allow_stdin=False)[0]["status"], "error")


def stdin_interrupted(kernel):
    msg_id = kernel.client.execute('var asked = await GetInputAsync("Name?");', allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=PATIENCE)
    kernel.manager.interrupt_kernel()
    equal(kernel.reply(msg_id)["content"]["status"], "error")
    kernel.client.input("too late")
    equal(kernel.run("1")[0]["status"], "ok")


def interrupt(kernel):
    kernel.run("var kept = 42;")
    for end_it in (kernel.manager.interrupt_kernel, lambda: os.kill(kernel_pid(kernel), signal.SIGINT)):
        msg_id = kernel.client.execute('Console.Write("on"); while (true) { }')
        kernel.wait_for("stream", msg_id)
        end_it()
        equal(kernel.reply(msg_id)["content"]["status"], "error")
        assert "42" in plain(dict(kernel.run("kept")[1])["execute_result"]["data"])
    kernel.manager.interrupt_kernel()  # of nothing
    equal(kernel.run("1")[0]["status"], "ok")


def stubborn(kernel):
    """A cell that no interrupt reaches loses its process, and says so; the kernel goes on."""
    kernel.run("var gone = 1;")
    msg_id = kernel.client.execute('Console.Write("on"); new System.Net.Sockets.UdpClient(0).Client.Receive(new byte[1]);')
    kernel.wait_for("stream", msg_id)
    kernel.manager.interrupt_kernel()
    reply = kernel.reply(msg_id)["content"]
    equal(reply["status"], "error")
    assert "lost" in reply["evalue"], reply
    equal(kernel.run("gone")[0]["ename"], "CompilationError")


def control_while_busy(kernel):
    msg_id = kernel.client.execute('Console.Write("on"); while (true) { }')
    kernel.wait_for("stream", msg_id)
    equal(kernel.ask("kernel_info_request", {}, "control")["status"], "ok")
    equal(kernel.ask("interrupt_request", {}, "control"), {"status": "ok"})
    equal(kernel.reply(msg_id)["content"]["status"], "error")


def lost_process(kernel):
    kernel.run("var lost = 1;")
    reply, _ = kernel.run("Environment.Exit(3);")
    equal(reply["status"], "error")
    equal(kernel.run("2")[0]["status"], "ok")
    equal(kernel.run("lost")[0]["ename"], "CompilationError")


def forged(kernel):
    """Messages that are signed with another key, not at all, or sent twice."""
    sessions = Session(key=b"another key"), Session(key=b""), Session(key=kernel.client.session.key)
    with contextlib.closing(zmq.Context().socket(zmq.DEALER)) as socket:
        socket.linger = 0
        socket.connect(f"tcp://127.0.0.1:{kernel.manager.shell_port}")
        forger, silent, right = sessions
        for session in (forger, silent):
            session.send(socket, "execute_request", {"code": "var forged = 1;", "silent": False})
        good = right.serialize(right.msg("execute_request", {"code": "var good = 1;", "silent": False}))
        changed = list(good)
        changed[-1] = changed[-1].replace(b"good", b"evil")
        for frames in (changed, good, good, good[:3], [b"<IDS|MSG>"], [b""] * 9):
            socket.send_multipart(frames)
        assert socket.poll(PATIENCE * 1000)
        right.feed_identities(socket.recv_multipart())
        equal(socket.poll(300), 0)
    equal(kernel.run("good")[0]["status"], "ok")
    for name in ("forged", "evil"):
        equal(kernel.run(name)[0]["ename"], "CompilationError")
    said = kernel.said()
    assert b"signature" in said and b"received before" in said, said


def kernel_pid(kernel):
    manager = kernel.manager
    return manager.provisioner.pid if getattr(manager, "provisioner", None) else manager.kernel.pid


def restart(kernel):
    kernel.run("var before = 1;")
    old = [kernel_pid(kernel), *children(kernel_pid(kernel))]
    kernel.client.stop_channels()
    kernel.manager.restart_kernel(now=False, newports=False, stdout=kernel.log, stderr=kernel.log)
    kernel.connect()
    assert kernel_pid(kernel) not in old
    reply, _ = kernel.run("before")
    equal((reply["execution_count"], reply["ename"]), (1, "CompilationError"))
    until(lambda: not any(is_there(pid) for pid in old))


def two_kernels(kernel):
    other = Kernel()
    try:
        kernel.run("var mine = 1;")
        other.run("var mine = 2;")
        ids = kernel.client.execute("mine"), other.client.execute("mine")
        for one, msg_id, value in ((kernel, ids[0], "1"), (other, ids[1], "2")):
            equal(one.reply(msg_id)["content"]["status"], "ok")
            assert value in plain(dict(one.published(msg_id))["execute_result"]["data"])
    finally:
        other.close()
    equal(kernel.run("mine")[0]["status"], "ok")


def two_front_ends(kernel):
    second = kernel.manager.blocking_client()
    second.start_channels()
    second.wait_for_ready(timeout=PATIENCE)
    msg_id = kernel.client.execute('Console.Write("for both");')
    while True:
        message = second.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream":
            break
    equal((message["parent_header"]["msg_id"], message["content"]["text"]), (msg_id, "for both"))
    equal(kernel.reply(msg_id)["content"]["status"], "ok")
    second.stop_channels()


def killed(kernel):
    """A kernel that is killed, or asked to end by the system, leaves no process behind."""
    for end in (signal.SIGKILL, signal.SIGTERM):
        other = Kernel()
        other.run("1")
        pids = children(kernel_pid(other))
        assert pids, "no process for cells was found"
        os.kill(kernel_pid(other), end)
        until(lambda: not other.manager.is_alive())
        until(lambda: not any(is_there(pid) for pid in pids))
        other.client.stop_channels()
        other.manager.cleanup_resources()


def shutdown(kernel):
    pids = [kernel_pid(kernel), *children(kernel_pid(kernel))]
    kernel.client.execute("while (true) { }")
    reply = kernel.ask("shutdown_request", {"restart": False}, "control")
    equal((reply["status"], reply["restart"]), ("ok", False))
    while True:
        message = kernel.client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "shutdown_reply":
            break
    until(lambda: not kernel.manager.is_alive())
    until(lambda: not any(is_there(pid) for pid in pids))


CHECKS = [
    kernel_info, heartbeat, execute, counting, live_stream, much_output, background_output, displays, clear_output, json_data, unicode_text,
    errors, user_expressions, stop_on_error, complete, inspect, is_complete, diagnose, history, comms, connect, debug, unknown_type, stdin,
    stdin_interrupted, interrupt, control_while_busy, stubborn, forged, two_front_ends, two_kernels, killed, lost_process, restart, shutdown,
]  # fmt: skip


def main():
    chosen = set(sys.argv[2:])
    kernel = Kernel()
    try:
        for check in CHECKS:
            if not chosen or check.__name__ in chosen:
                check(kernel)
                print("ok", check.__name__, flush=True)
    except BaseException:
        print("The kernel said:", kernel.said().decode(errors="replace"), file=sys.stderr)
        raise
    finally:
        kernel.close()


if __name__ == "__main__":
    main()
