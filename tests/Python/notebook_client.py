"""Opens chapter 02 in Jupyter's notebook server, in a headless Chromium, and does what a reader does there.

    python3 notebook_client.py NOTEBOOKS [SCREENSHOTS]

NOTEBOOKS is the repository's folder of that name, built. It is not written to: the chapter is copied. The kernel is installed where
Jupyter looks. With a folder for SCREENSHOTS, pictures of the page go there. Prints "ok NAME" for each step, and ends with exit code 1
at the first that fails. Needs notebook 6, selenium and chromium with its driver.
"""

import json
import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from jupyter_core.paths import jupyter_runtime_dir
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PATIENCE = 180  # seconds; only against hanging
LEFT_OUT = {"optional", "needs-package"}
SCREENSHOTS = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1200,1400",
]  # fmt: skip
BUTTON = "button[data-jupyter-action='jupyter-notebook:{}']"


def copy_chapter(notebooks, folder):
    """Copies it without its outputs, and without the cells that need a package; gives the number of its SVG charts."""
    shutil.copytree(notebooks / "bin", folder / "bin")
    target = folder / "02-counting-words"
    target.mkdir()
    chapter = json.loads((notebooks / "02-counting-words/chapter.ipynb").read_text("utf-8"))
    chapter["cells"] = [cell for cell in chapter["cells"] if not LEFT_OUT & set(cell["metadata"].get("tags", []))]
    charts = 0
    for cell in chapter["cells"]:
        if cell["cell_type"] == "code":
            charts += sum("image/svg+xml" in output.get("data", {}) for output in cell["outputs"])
            cell["outputs"], cell["execution_count"] = [], None
    (target / "chapter.ipynb").write_text(json.dumps(chapter), "utf-8")
    return charts


def children(pid):
    found = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout.split("\n")[1:]
    own = [int(line.split()[0]) for line in found if line and int(line.split()[1]) == pid]
    return own + [below for child in own for below in children(child)]


def is_there(pid):
    try:
        os.kill(pid, 0)
        return True
    except ProcessLookupError:
        return False


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert time.monotonic() < end, f"it did not happen in time: {what}"
        time.sleep(0.1)
    return value


class Server:
    """The notebook server, on a port of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.token = secrets.token_hex(16)
        self.log = tempfile.TemporaryFile()
        command = [
            sys.executable, "-m", "notebook", "--no-browser", "--allow-root", f"--port={self.port}", "--NotebookApp.port_retries=0",
            "--ip=127.0.0.1", f"--NotebookApp.token={self.token}", f"--notebook-dir={folder}", "--debug",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        until(self.answers, "the server answers")

    def answers(self):
        assert self.process.poll() is None, "the server has ended"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def address(self, path):
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def close(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


class Page:
    """A notebook in the browser."""

    def __init__(self, profile, address):
        options = webdriver.ChromeOptions()
        for flag in [*FLAGS, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
        driver = shutil.which("chromedriver", path=os.pathsep.join([os.environ["PATH"], os.environ.get("CHROMEWEBDRIVER", "")]))
        assert browser and driver, "expected chromium or google-chrome, and chromedriver, on the PATH: apt-get install chromium chromium-driver"
        options.binary_location = browser
        self.driver = webdriver.Chrome(service=Service(driver), options=options)
        self.driver.get(address)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def script(self, code):
        return self.driver.execute_script("return " + code)

    def click(self, selector):
        until(lambda: [one for one in self.all(selector) if one.is_displayed()], selector)[0].click()

    def choose(self, menu, item):
        self.click(menu)
        self.click(item)

    def is_idle(self):
        return self.script("!!Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy"
                           " && !document.querySelector('.code_cell.running')")  # fmt: skip

    def type(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def add_cell(self, code):
        """Types a cell below the chosen one; gives its element."""
        self.click(BUTTON.format("insert-cell-below"))
        self.type(Keys.ENTER)
        self.type(code)
        return until(lambda: self.all(".code_cell.selected"), "a chosen cell")[0]

    def run_cell(self, code):
        """Types a cell below the chosen one, and runs it; gives its element."""
        cell = self.add_cell(code)
        self.type(Keys.CONTROL, Keys.ENTER)
        return cell

    def screenshot(self, name):
        if SCREENSHOTS:
            self.driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))


def shown(cell):
    return cell.find_element(By.CSS_SELECTOR, ".output_wrapper").text


def run_all(page, charts):
    until(page.is_idle, "the kernel is ready")
    assert not page.all(".modal.in"), "a question is asked when the notebook is opened"
    page.choose("#celllink", "#run_all_cells")
    # Every cell is queued at once; the last has a number when all have run.
    until(lambda: not page.script("Jupyter.notebook.get_cells().some(cell => cell.cell_type === 'code' && !(cell.input_prompt_number > 0))"), "every cell ran")
    until(page.is_idle, "the kernel is idle")
    assert not page.all(".output_error, .output_stderr"), "\n".join(one.text for one in page.all(".output_error, .output_stderr"))
    pictures = page.all(".output_svg svg")
    assert len(pictures) == charts, f"expected {charts} charts, got {len(pictures)}"
    assert all(picture.size["width"] > 100 and picture.size["height"] > 50 for picture in pictures), [picture.size for picture in pictures]
    page.driver.execute_script("arguments[0].scrollIntoView()", pictures[0])
    page.screenshot("charts")


def help_while_typing(page):
    page.driver.execute_script("Jupyter.notebook.select(Jupyter.notebook.ncells() - 1); Jupyter.notebook.scroll_to_bottom()")
    page.add_cell("meals.Li")
    page.type(Keys.TAB)
    until(lambda: any(one.text == "Lines" for one in page.all("#complete option")), "names are offered")
    page.type(Keys.ENTER)  # the first
    until(lambda: "meals.Lines" in page.script("Jupyter.notebook.get_selected_cell().get_text()"), "the name is completed")
    page.type(Keys.SHIFT, Keys.TAB)
    until(lambda: any("Lines" in one.text for one in page.all("#tooltip .tooltiptext")), "what the name means is shown")
    page.screenshot("help")
    page.type(Keys.ESCAPE)


def interrupt(page):
    page.driver.execute_script("Jupyter.notebook.select(Jupyter.notebook.ncells() - 1); Jupyter.notebook.scroll_to_bottom()")
    cell = page.run_cell('int kept = 41; Console.Write("endless");')
    until(lambda: "endless" in shown(cell), "the first cell")
    cell = page.run_cell('Console.Write("endless"); while (true) { kept = 42; }')
    until(lambda: "endless" in shown(cell), "the endless loop runs")
    assert not page.is_idle()
    page.screenshot("endless")
    page.click(BUTTON.format("interrupt-kernel"))
    until(page.is_idle, "the endless loop stops")
    page.screenshot("interrupted")
    assert cell.find_elements(By.CSS_SELECTOR, ".output_error"), "the cell does not say that it was interrupted"
    cell = page.run_cell("kept")
    until(lambda: "42" in shown(cell), "the variable is still there")


def restart(page):
    page.click(BUTTON.format("confirm-restart-kernel"))
    page.click(".modal.in .btn-danger")
    until(lambda: not page.all(".modal.in"), "the question is gone")
    until(page.is_idle, "the kernel is ready again")
    cell = page.run_cell("kept")
    until(lambda: "CS0103" in shown(cell), "the variable is gone")
    first = page.script("Jupyter.notebook.get_cells().findIndex(cell => cell.cell_type === 'code')")
    page.driver.execute_script("Jupyter.notebook.select(arguments[0]); Jupyter.notebook.focus_cell(); Jupyter.notebook.scroll_to_top()", first)
    page.click(BUTTON.format("run-cell-and-select-next"))
    until(lambda: page.script(f"Jupyter.notebook.get_cell({first}).input_prompt_number") == 2, "the first cell ran")
    until(page.is_idle, "the kernel is idle")
    assert not page.script(f"Jupyter.notebook.get_cell({first}).element[0].querySelector('.output_error')")
    page.screenshot("restarted")


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        (folder / "notebooks").mkdir()
        charts = copy_chapter(pathlib.Path(sys.argv[1]), folder / "notebooks")
        server = Server(folder / "notebooks")
        page = None
        try:
            page = Page(folder / "profile", server.address("notebooks/02-counting-words/chapter.ipynb"))
            run_all(page, charts)
            print("ok run_all", flush=True)
            help_while_typing(page)
            print("ok help_while_typing", flush=True)
            interrupt(page)
            print("ok interrupt", flush=True)
            restart(page)
            print("ok restart", flush=True)
            keys = [json.loads(file.read_text())["key"] for file in pathlib.Path(jupyter_runtime_dir()).glob("kernel-*.json")]
            kernels = children(server.process.pid)
            assert keys and len(kernels) >= 2, "the server has no kernel"
            server.close()
            said = server.said()
            assert "Starting kernel" in said, "there is no log"
            assert not any(key in said for key in keys), "a kernel's key stands in the log"
            until(lambda: not any(is_there(pid) for pid in kernels), "the kernel ends with the server")
            print("ok close", flush=True)
        except BaseException:
            if page:
                page.screenshot("failed")
            print("The server said:\n" + server.said()[-20_000:], file=sys.stderr)
            raise
        finally:
            if page:
                page.driver.quit()
            server.close()


if __name__ == "__main__":
    main()
