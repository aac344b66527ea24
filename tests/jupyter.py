"""Start a JupyterLab for a test, ask it things over HTTP, and stop it."""

import json
import os
import re
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager


@contextmanager
def running(command, home, seconds=90, extra=None):
    """Run a command that becomes JupyterLab; yield (address, token) once it answers, and stop it at the end.

    Args: home: an empty folder, so that neither this user's Jupyter settings nor workspaces play a part.
        seconds: how long the server may take to say its address before it is stopped.
        extra: more environment variables.
    """
    server = subprocess.Popen(
        command,
        env={**os.environ, **_homes(home), **(extra or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )
    too_slow = threading.Timer(seconds, server.kill)
    too_slow.start()
    try:
        printed = []
        for line in server.stdout:
            printed.append(line)
            if found := re.search(r"(http://(?:localhost|127\.0\.0\.1):\d+)/\S*\?token=(\w+)", line):
                break
        else:
            raise AssertionError("JupyterLab never said its address:\n" + "".join(printed))
        too_slow.cancel()  # it answers; how long it is used is the test's own affair
        # Its log must be read, or the server stops when the pipe is full.
        threading.Thread(target=server.stdout.read, daemon=True).start()
        _wait_for(f"{found[1]}/api", seconds=10)
        yield found[1], found[2]
    finally:
        too_slow.cancel()
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def get(url):
    """The JSON that a URL answers with."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)


def free_port():
    """A port that nothing answers on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url, seconds):
    """Wait until a URL answers: Jupyter says its address a moment before it listens there."""
    end = time.monotonic() + seconds
    while True:
        try:
            return get(url)
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _homes(home):
    """Environment variables that put all of Jupyter's folders of the user under ``home``."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    folders = {name: home / ".jupyter-of-the-test" / name.lower() for name in names}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}
