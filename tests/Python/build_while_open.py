"""Builds the course's library while a notebook that uses it is open in the installed kernel, as a reader does.

    python3 build_while_open.py [--kernel llm-csharp]

On Windows a loaded file cannot be replaced: so the kernel must not have loaded the files that the build writes. Needs jupyter_client.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from jupyter_client.manager import start_new_kernel

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = ROOT / "src" / "LlmFromScratch.Interactive"
FIRST_CELL = '#r "../bin/LlmFromScratch.Interactive.dll"\nusing LlmFromScratch.Interactive;\nLlmNotebook.Setup();\nvar before = 41;'


def build(*options):
    """A full build of the library, with its log."""
    run = subprocess.run(["dotnet", "build", "-c", "Release", *options, str(PROJECT)], capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode != 0 or "LLM0001" in run.stdout:
        sys.exit(f"the build failed while a notebook was open:\n{run.stdout}{run.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="llm-csharp")
    arguments = parser.parse_args()
    library = ROOT / "notebooks" / "bin" / "LlmFromScratch.Interactive.dll"
    manager, client = start_new_kernel(kernel_name=arguments.kernel, cwd=str(ROOT / "notebooks" / "02-counting-words"), startup_timeout=120)
    try:
        def run(code):
            shown = []
            reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: shown.append(message["content"]))
            if reply["content"]["status"] != "ok":
                sys.exit(f"a cell failed: {reply['content']}")
            return [one["data"]["text/plain"] for one in shown if "data" in one]

        run(FIRST_CELL)
        written = os.stat(library).st_mtime_ns
        # Another version, so that every file of the library is a new one.
        build("--no-incremental", "-p:InformationalVersion=0.1.0-built-while-open")
        if os.stat(library).st_mtime_ns == written:
            sys.exit(f"the build did not write {library}: this check has checked nothing")
        if run("before + 1") != ["42"]:
            sys.exit("the open notebook has lost its variables")
        manager.restart_kernel(now=False)
        client.wait_for_ready(timeout=120)
        run(FIRST_CELL)
        if "built-while-open" not in "".join(run(
                "((System.Reflection.AssemblyInformationalVersionAttribute)typeof(LlmNotebook).Assembly"
                ".GetCustomAttributes(typeof(System.Reflection.AssemblyInformationalVersionAttribute), false)[0]).InformationalVersion")):
            sys.exit("after a restart the notebook does not use the new build")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        build("--no-incremental")
    print("ok: built while a notebook was open, and the notebook went on")


if __name__ == "__main__":
    main()
