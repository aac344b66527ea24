"""What all tests share: an empty progress folder, and the browser."""

import os
import shutil
import sys
from pathlib import Path

import pytest

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
HOW_TO_GET_A_BROWSER = {
    "linux": "apt-get install chromium",
    "darwin": "brew install --cask google-chrome",
    "win32": "winget install Google.Chrome",
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give each test file, and each notebook that nbval runs, a progress folder of its own that starts empty.

    A notebook's kernel inherits it: what one notebook solves is not solved in the next, nor is what the developer has
    solved in this checkout.
    """
    folders = item.config.stash.setdefault(PROGRESS_FOLDERS, {})
    if item.path not in folders:
        folders[item.path] = item.config._tmp_path_factory.mktemp("progress")
    os.environ["ZERODL_PROGRESS"] = str(folders[item.path])


PROGRESS_FOLDERS = pytest.StashKey[dict]()


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium or Chrome. Where there is none: a failure on CI, elsewhere a skip, with what to do."""
    found = [shutil.which(name) for name in BROWSER_NAMES] + [file for file in BROWSER_FILES if Path(file).exists()]
    for path in filter(None, found):
        return path
    advice = f"no Chromium or Chrome on this machine; install one: {HOW_TO_GET_A_BROWSER[sys.platform]}"
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(advice)
    pytest.fail(advice)
