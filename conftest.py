"""What all tests share: an empty progress folder, and the browser."""

import functools
import os
import shutil
import sys
import tempfile
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
    os.environ["ZERODL_PROGRESS"] = progress_folder(item.path).name


@functools.cache
def progress_folder(test_file):
    """A temporary folder for one test file; it is removed when the tests end."""
    return tempfile.TemporaryDirectory(prefix="zerodl-progress-", ignore_cleanup_errors=True)


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


def pytest_make_parametrize_id(val, argname):
    """Bytes are called by the argument's name: an archive's hold the time, and a test needs a name that stays."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish():
    """What Hypothesis draws must not depend on which modules other tests have loaded, whose constants it collects."""
    providers = sys.modules.get("hypothesis.internal.conjecture.providers")
    if hasattr(providers, "_get_local_constants"):
        providers._get_local_constants = lambda: providers._local_constants
