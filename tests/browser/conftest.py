"""`zerodl lab` on a fresh folder, and a page of a real browser; a test that fails leaves a picture of the page."""

import re
import sys
from pathlib import Path

import pytest

from tests.browser.jupyterlab import DARK, LIGHT, JupyterLab, browser_page
from tests.jupyter import free_port, running

ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "browser"

_open_pages = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Take a picture of what a failed test saw last."""
    report = yield
    if report.failed:
        for page in _open_pages:
            file = ARTIFACTS / f"failed-{re.sub(r'[^A-Za-z0-9_]+', '-', item.name)}.png"
            page.screenshot(path=file)
            report.sections.append(("picture", f"what the browser showed: {file}"))
    return report


@pytest.fixture(scope="module")
def page(chromium):
    """A page of the browser."""
    with browser_page(chromium) as page:
        _open_pages.append(page)
        yield page
        _open_pages.remove(page)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """`zerodl lab` for a new learner: (address, token, folder)."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "my lessons"
    command = [sys.executable, "-m", "zerodl", "lab", "--no-browser", f"--port={free_port()}", str(folder)]
    beside_the_lessons = {"ZERODL_PROGRESS": ""}  # is where a learner's progress is kept
    with running(command, home, seconds=300, extra=beside_the_lessons) as (address, token):
        yield address, token, folder


@pytest.fixture(scope="module")
def lab(page, server):
    """JupyterLab in the page."""
    return JupyterLab(page, *server)


@pytest.fixture
def themes(lab):
    """Goes through both themes: ``for theme in themes: ...``; afterwards it is light again."""

    def both():
        for name, theme in (("dark", DARK), ("light", LIGHT)):
            lab.theme(theme)
            yield name

    yield both()
    if lab.page.locator(f'body[data-jp-theme-name="{LIGHT}"]').count() == 0:
        lab.theme(LIGHT)
