"""JupyterLab in a real browser, used as a person uses it: open a notebook, type into a cell, run it, read its output.

What takes time is awaited by what can be seen of it on the page.
"""

import re
from contextlib import contextmanager

from playwright.sync_api import expect, sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --force-color-profile=srgb"
).split()
MOMENT = 20_000  # milliseconds that a reaction of the page may take, on a busy machine
LONG = 90_000  # and what involves a kernel: starting one, running a cell

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
RED = '.jp-Notebook [data-mime-type="application/vnd.jupyter.stderr"]'  # tracebacks, and what was written to stderr

# A promise that is kept when a cell's prompt gets a number. It is made before the cell is run, so that a run that is
# over in a moment is not missed, nor one that ends with the number it had before.
WATCH = """(cell, milliseconds) => {
    const prompt = cell.querySelector('.jp-InputPrompt');
    window.cellHasRun = new Promise((keep, fail) => {
        setTimeout(() => fail(new Error(`after ${milliseconds / 1000} s the cell still has no number`)), milliseconds);
        new MutationObserver((changes, observer) => {
            if (!/\\[\\d+\\]/.test(prompt.textContent)) return;
            observer.disconnect();
            keep();
        }).observe(prompt, {childList: true, characterData: true, subtree: true});
    });
}"""


@contextmanager
def browser_page(chromium, width=1280, height=900):
    """A page, as large as a small laptop's screen, in a headless Chromium with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(MOMENT)
            page.set_default_navigation_timeout(LONG)
            yield page
        finally:
            browser.close()


class JupyterLab:
    """JupyterLab at an address, in a page; ``folder`` is where its notebooks are."""

    def __init__(self, page, address, token, folder):
        self.page = page
        self.address = address
        self.token = token
        self.folder = folder

    def open(self, name):
        """Open a notebook, alone in the window, and wait until its kernel can be asked for something."""
        self.page.goto(f"{self.address}/lab/tree/{name}?token={self.token}&reset")
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=LONG)
        notebook = Notebook(self)
        notebook.wait_for_kernel()
        return notebook

    def menu(self, *names):
        """Choose from the menus: ``menu("Run", "Run All Cells")``."""
        labels = self.page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel")
        for name in names:
            labels.filter(has_text=re.compile(rf"^{re.escape(name)}…?$")).click()

    def theme(self, name):
        """Change to a theme by the menu."""
        self.menu("Settings", "Theme", name)
        expect(self.page.locator(f'body[data-jp-theme-name="{name}"]')).to_have_count(1)
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)  # it fades out over the new colours


class Notebook:
    """The notebook in front."""

    def __init__(self, lab):
        self.lab = lab
        self.page = lab.page

    def wait_for_kernel(self):
        """Wait until there is a kernel, and it is idle.

        The round sign at the top says idle before there is any kernel, and running a cell then opens a dialog. The
        status bar at the bottom knows better.
        """
        expect(self.page.get_by_text(re.compile(r"^Python 3.*\| Idle$"))).to_be_visible(timeout=LONG)

    def cell(self, text):
        """The code cell whose beginning holds this text. An editor has only the lines in view, so nothing further
        down is found."""
        editor = self.page.locator(".jp-InputArea .cm-content", has_text=text)
        return Cell(self, self.page.locator(".jp-Notebook .jp-CodeCell").filter(has=editor).first)

    def exercise(self, name):
        """The cell with an exercise's gap."""
        return self.cell(f'@exercise("{name}")')

    def check(self, name):
        """The cell with an exercise's or a question's check."""
        return self.cell(f'check("{name}")')

    def run_all(self, num_code_cells):
        """Run all cells of a notebook of which none has been run yet; wait for the last, or for one that fails."""
        self.lab.menu("Run", "Run All Cells")
        prompts = self.page.locator(".jp-Notebook .jp-CodeCell .jp-InputArea-prompt")
        last = prompts.filter(has_text=re.compile(r"\[\d+\]")).nth(num_code_cells - 1)
        expect(last.or_(self.page.locator(RED)), "all cells have run").not_to_have_count(0, timeout=LONG)
        self.wait_for_kernel()

    def restart(self):
        """Restart the kernel by the menu, and say yes."""
        self.lab.menu("Kernel", "Restart Kernel")
        with self.page.expect_response(re.compile(r"/api/kernels/.*/restart"), timeout=LONG):
            self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.wait_for_kernel()

    def save(self):
        """Save the notebook by the menu."""
        with self.page.expect_response(lambda r: "/api/contents/" in r.url and r.request.method == "PUT") as saved:
            self.lab.menu("File", "Save Notebook")
        assert saved.value.ok, f"saving the notebook: {saved.value.status} {saved.value.status_text}"

    def errors(self):
        """The texts of all tracebacks in the notebook, and of what was written to stderr."""
        return self.page.locator(RED).all_text_contents()


class Cell:
    """A code cell; ``locator`` is where it is on the page."""

    def __init__(self, notebook, locator):
        self.page = notebook.page
        self.locator = locator
        self.editor = locator.locator(".cm-content")
        self.output = locator.locator(".jp-Cell-outputArea")

    def write(self, text):
        """Put a text in place of the cell's, by the keyboard."""
        self.editor.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def run(self):
        """Run the cell by the keyboard, wait until it has run, and return what it shows as text."""
        self.editor.click()
        self.locator.evaluate(WATCH, LONG)
        self.page.keyboard.press("ControlOrMeta+Enter")
        self.page.evaluate("() => window.cellHasRun")
        return self.shows()

    def shows(self):
        """The text of all that stands under the cell's code; empty if there is nothing."""
        if self.output.text_content():
            self.output.scroll_into_view_if_needed()  # outside of the window, the browser lays nothing out
            expect(self.output).to_have_text(re.compile(r"\S"), use_inner_text=True)
        return self.output.inner_text()
