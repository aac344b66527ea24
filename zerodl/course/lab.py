"""``zerodl lab``: bring the lessons to a folder and open JupyterLab on the first one."""

import argparse
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ..atomic import write_atomic
from ..errors import MissingExtraError, ZerodlError
from .edition import bring_lessons
from .files import OWN_FOLDER
from .shipped import lessons_folder

DEFAULT_FOLDER = "zerodl-lessons"

# Without this, the first thing that a learner sees is JupyterLab's question about news from its makers.
LAB_SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def add_arguments(parser):
    """Declare the arguments of ``zerodl lab``."""
    parser.add_argument(
        "folder",
        nargs="?",
        default=DEFAULT_FOLDER,
        metavar="FOLDER",
        help=f"where your copies of the lessons live; made if it is missing (default: ./{DEFAULT_FOLDER})",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    parser.add_argument("--port", type=_port, metavar="N", help="the port to answer on (default: 8888, else the next)")


def run(args):
    """Bring the lessons, say what happened, and become JupyterLab."""
    if find_spec("jupyterlab") is None:
        raise MissingExtraError("JupyterLab is not installed; install it with: pip install 'zerodl[lab]'")
    folder = Path(args.folder).expanduser().resolve()
    for sentence in _prepare(folder):
        print(sentence)
    print(f"The lessons are in {folder}. To stop JupyterLab, press Ctrl-C here.", flush=True)
    return _become(_command(folder, args.no_browser, args.port), _environment(folder))


def _prepare(folder):
    """Bring the lessons and the settings into the folder; return what to tell the learner."""
    if folder.exists() and not folder.is_dir():
        raise ZerodlError(f"{folder} is a file; give the name of a folder: zerodl lab FOLDER")
    shipped = lessons_folder()
    try:
        sentences = [] if folder == shipped.resolve() else bring_lessons(shipped, folder)
        settings = _settings_folder(folder) / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(settings, json.dumps(LAB_SETTINGS))
    except OSError as error:
        raise ZerodlError(
            f"the lessons cannot be written to {folder} ({error.strerror}); choose another folder: zerodl lab FOLDER"
        ) from error
    return sentences


def _command(folder, no_browser, port):
    """The command line that opens JupyterLab on the first lesson in ``folder``."""
    first = min(path.name for path in lessons_folder().glob("*.ipynb"))
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    command += [f"--LabApp.default_url=/lab/tree/{first}"]
    command += ["--no-browser"] if no_browser else []
    command += [f"--port={port}"] if port else []
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container, as a rule; Jupyter refuses root unless told
        command += ["--allow-root"]
    return command


def _environment(folder):
    """This process's environment, with our settings for JupyterLab behind the user's own."""
    path = os.environ.get("JUPYTER_CONFIG_PATH")
    ours = str(_settings_folder(folder))
    return {**os.environ, "JUPYTER_CONFIG_PATH": f"{path}{os.pathsep}{ours}" if path else ours}


def _settings_folder(folder):
    return folder / OWN_FOLDER / "jupyter"


def _become(command, environment):
    """Run the command in place of this process, so that Ctrl-C and signals reach it and nothing else."""
    if sys.platform == "win32":  # there, exec gives the prompt back while the server still runs
        return subprocess.call(command, env=environment)
    return os.execve(command[0], command, environment)


def _port(text):
    """A port number from the command line."""
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)
