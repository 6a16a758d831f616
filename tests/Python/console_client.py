"""Types into `jupyter console`, in a pseudo-terminal, as a reader would.

    python3 console_client.py

The kernel llm-csharp is installed where Jupyter looks. Prints "ok NAME" for each step, and ends with exit code 1 at the first that fails.
Needs jupyter_console and pexpect.
"""

import os
import re
import signal
import subprocess
import sys
import time

import pexpect

PATIENCE = 60  # seconds; only against hanging
PROMPT = r"In \[\d+\]: "
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


class Terminal:
    """The console, and what can be read on its screen."""

    def __init__(self):
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "jupyter_console", "--kernel", "llm-csharp"],
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            encoding="utf-8",
            dimensions=(50, 160),
        )
        self.text = ""
        self.seen = 0
        self.cell = 0

    def read(self):
        """Reads what is there; says whether it may go on."""
        try:
            self.text += ESCAPES.sub("", self.process.read_nonblocking(4096, timeout=0.2))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def until(self, *patterns):
        """Waits for one of them to appear, and gives it. What was there before it is not looked at again."""
        end = time.monotonic() + PATIENCE
        while True:
            for pattern in patterns:
                if found := re.compile(pattern).search(self.text, self.seen):
                    self.seen = found.end()
                    return pattern
            if not self.read() or time.monotonic() > end:
                raise AssertionError(f"expected {patterns} after:\n{self.text[self.seen:]}")

    def prompt(self):
        """Waits for the next cell's."""
        self.cell += 1
        self.until(rf"In \[{self.cell}\]: ")

    def enter(self, text):
        self.process.send(text)
        self.process.send("\r")


def children(pid):
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout.split("\n")[1:]
    return [int(line.split()[0]) for line in found if line and int(line.split()[1]) == pid]


def banner(terminal):
    terminal.until(r"C# 14")


def result(terminal):
    terminal.prompt()
    terminal.enter("1 + 1")
    terminal.until(r"Out\[1\]: 2\n")


def several_lines(terminal):
    terminal.prompt()
    for line in ("int Twice(int x)", "{", "return 2 * x;"):
        terminal.enter(line)
        terminal.until(r"\.\.\.: ")
    terminal.enter("}")
    terminal.prompt()
    terminal.enter("Twice(21)")
    terminal.until(r"Out\[\d+\]: 42\n")


def completion(terminal):
    terminal.prompt()
    terminal.process.send("Console.WriteL\t")
    terminal.until("ine")  # what was there is not drawn again
    terminal.enter('("writ" + "ten");')
    terminal.until(r"\nwritten\n")


def stdin(terminal):
    terminal.prompt()
    terminal.enter('Console.Write("Your na" + "me: "); Console.WriteLine("Hello " + Console.ReadLine());')
    terminal.until("Your name: ")
    terminal.enter("奶奶")
    terminal.until("Hello 奶奶\n")


def errors(terminal):
    terminal.prompt()
    terminal.enter('throw new InvalidOperationException("o" + "ops");')
    terminal.until(r"\nSystem.InvalidOperationException: oops\n")
    terminal.until(rf"at cell {terminal.cell}, line 1: throw new ")
    terminal.prompt()
    terminal.enter('int x = "a";')
    terminal.until("CS0029")


def interrupt(terminal):
    terminal.prompt()
    terminal.enter('Console.Write("end" + "less"); while (true) { }')
    terminal.until("endless")
    terminal.process.send("\x03")
    escaped = "KeyboardInterrupt escaped"
    if terminal.until("OperationCanceledException|CellInterrupted|was interrupted", escaped) == escaped:
        # The console forgot to tell the kernel, as it does to every kernel: jupyter/jupyter_console issue 296.
        for kernel in children(terminal.process.pid):
            os.kill(kernel, signal.SIGINT)
    terminal.until(PROMPT)  # of which number, it has forgotten, too
    terminal.enter("Twice(4)")  # still there
    terminal.until(r"Out\[\d+\]: 8\n")


def leave(terminal):
    kernels = children(terminal.process.pid)
    assert kernels, "the console has no kernel"
    cells = [pid for kernel in kernels for pid in children(kernel)]
    assert cells, "the kernel has no process for cells"
    terminal.until(PROMPT)
    terminal.process.send("\x04")
    terminal.until("really want to exit")
    terminal.enter("y")
    end = time.monotonic() + PATIENCE
    while terminal.read():
        assert time.monotonic() < end, "the console does not end"
    while any(is_there(pid) for pid in kernels + cells):
        assert time.monotonic() < end, "the kernel does not end"
        time.sleep(0.1)


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main():
    terminal = Terminal()
    try:
        for step in (banner, result, several_lines, completion, stdin, errors, interrupt, leave):
            step(terminal)
            print("ok", step.__name__, flush=True)
    except BaseException:
        print("The terminal showed:\n" + terminal.text, file=sys.stderr)
        raise
    finally:
        terminal.process.close(force=True)


if __name__ == "__main__":
    main()
