"""Downloading from a server that works, breaks off, stalls, lies, sends other bytes, or is not there."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from tests.data.server import serving
from zerodl.data import cache_folder, download
from zerodl.errors import ArgumentError, DownloadError

CONTENT = np.random.default_rng(0).bytes(300_000)
SUM = hashlib.sha256(CONTENT).hexdigest()
ON_WINDOWS = sys.platform == "win32"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No pause between tries, and no proxy before this machine."""
    monkeypatch.setattr(sys.modules["zerodl.data.download"], "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "file.bin"


def fetch(server, path, sha256=SUM, size=300_000, timeout=30):
    return download(server.address + "file.bin", path, sha256, size, timeout=timeout, progress=False)


def left_in(folder):
    return sorted(p.name for p in folder.iterdir())


# --- what works -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("manner", ["well", "no ranges", "no length", "long"])
@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_a_file_comes_whole(path, manner, size):
    with serving(CONTENT, manner) as server:
        assert fetch(server, path, size=size) == path
    assert path.read_bytes() == CONTENT
    assert left_in(path.parent) == ["file.bin"]


def test_a_redirection_is_followed(path):
    with serving(CONTENT, "redirect", "well") as server:
        fetch(server, path)
    assert path.read_bytes() == CONTENT


def test_what_is_there_is_not_asked_for_again(path):
    with serving(CONTENT) as server:
        fetch(server, path)
        fetch(server, path)
        assert len(server.ranges) == 1


@pytest.mark.parametrize("size", [len(CONTENT), None])
@pytest.mark.parametrize("broken", ["break 100000", "stall 100000"])
def test_a_broken_download_goes_on_where_it_broke_off(path, broken, size):
    with serving(CONTENT, broken, broken, "well") as server:
        fetch(server, path, size=size, timeout=1 if "stall" in broken else 30)
        assert server.ranges == [None, "bytes=100000-", "bytes=200000-"]
    assert path.read_bytes() == CONTENT


def test_progress_gives_new_patience(path):
    """As long as each try brings something, there may be many."""
    with serving(CONTENT, "break 20000") as server:
        fetch(server, path)
        assert len(server.ranges) == 15
    assert path.read_bytes() == CONTENT


def test_a_later_call_goes_on_where_an_earlier_one_broke_off(path):
    with serving(CONTENT, "break 100000", "break 0") as server, pytest.raises(DownloadError):
        fetch(server, path)
    assert left_in(path.parent) == ["file.bin.part"]
    with serving(CONTENT) as server:
        fetch(server, path)
        assert server.ranges == ["bytes=100000-"]
    assert path.read_bytes() == CONTENT


def test_a_server_that_knows_no_ranges_starts_anew(path):
    with serving(CONTENT, "break 100000", "no ranges") as server:
        fetch(server, path)
        assert server.ranges == [None, "bytes=100000-"]
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_a_part_that_is_no_beginning_of_the_file_is_replaced(path, size):
    for part in (b"other" * 1000, b"other" * 100_000, CONTENT[:1000] + b"x"):
        path.parent.mkdir(exist_ok=True)
        path.with_name("file.bin.part").write_bytes(part)
        with serving(CONTENT) as server:
            fetch(server, path, size=size)
        assert path.read_bytes() == CONTENT
        path.unlink()


def test_a_part_that_is_whole_needs_no_server(path):
    path.parent.mkdir()
    path.with_name("file.bin.part").write_bytes(CONTENT)
    download("http://127.0.0.1:9/", path, SUM, progress=False)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("code", [500, 503, 429])
def test_a_busy_server_is_asked_again(path, code):
    with serving(CONTENT, str(code), str(code), "well") as server:
        fetch(server, path)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("manner", ["404", "403", "503", "wrong", "short", "break 0", "break 1000", "stall 0"])
def test_the_next_address_is_tried(path, manner):
    with serving(CONTENT, manner) as bad, serving(CONTENT) as good:
        if manner == "break 1000":
            bad.manners = [manner, "break 0"]
        timeout = 0.5 if "stall" in manner else 30
        download([bad.address, good.address], path, SUM, len(CONTENT), timeout=timeout, progress=False)
        assert bad.ranges
        assert good.ranges
    assert path.read_bytes() == CONTENT


def test_without_a_sum_a_broken_download_begins_anew(path):
    with serving(CONTENT, "break 1000", "well") as server:
        fetch(server, path, sha256=None, size=None)
        assert server.ranges == [None, None]
    assert path.read_bytes() == CONTENT


def test_a_bar_is_shown_on_request(path, capsys):
    with serving(CONTENT) as server:
        download(server.address, path, SUM, len(CONTENT))
    assert "file.bin: 100%" in capsys.readouterr().err


# --- what does not ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("404", "the server answered 404 Not Found"),
        ("500", "the server answered 500 Internal Server Error"),
        ("wrong", "sent 300000 bytes that are not the file expected: their SHA-256 is another"),
        ("break 0", "the connection broke off after 0 of 300000 bytes"),
        ("stall 0", "no answer within 0.2 seconds"),
        ("redirect", "the server answered 302"),
    ],
)
def test_one_sentence_says_what_went_wrong_and_what_to_do(path, manner, says):
    with serving(CONTENT, manner) as server:
        with pytest.raises(DownloadError) as caught:
            fetch(server, path, timeout=0.2 if "stall" in manner else 30)
        assert str(caught.value).startswith(f"file.bin could not be downloaded ({server.address}file.bin: {says}")
    assert str(caught.value).endswith(f"try again later, or put the file into {path.parent} yourself")
    assert not path.exists()


def test_a_server_that_sends_too_little_or_too_much_is_found_out(path):
    with serving(CONTENT[:-1]) as server, pytest.raises(DownloadError, match="file.bin could not be downloaded"):
        fetch(server, path)
    with serving(CONTENT * 2) as server, pytest.raises(DownloadError, match="sent more than the 300000 bytes expected"):
        fetch(server, path)
    with serving(CONTENT, "short") as server, pytest.raises(DownloadError, match="that are not the file expected"):
        fetch(server, path, size=None)
    assert not path.exists()


def test_without_a_network_it_says_so(path):
    with pytest.raises(DownloadError, match="its name is unknown; is there a network"):
        download("http://nowhere.invalid/file.bin", path, SUM, progress=False)
    with pytest.raises(DownloadError, match="Connection refused|refused"):
        download("http://127.0.0.1:9/file.bin", path, SUM, progress=False)


def test_a_full_disk_keeps_what_has_come(path, monkeypatch):
    transfer = sys.modules["zerodl.data.transfer"]
    append = transfer._append

    def full(file, piece):
        if os.fstat(file.fileno()).st_size >= 100_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        append(file, piece)

    with serving(CONTENT) as server:
        monkeypatch.setattr(transfer, "_append", full)
        with pytest.raises(DownloadError, match="No space left on device; free some space, or set ZERODL_DATA"):
            fetch(server, path)
        monkeypatch.setattr(transfer, "_append", append)
        kept = path.with_name("file.bin.part").stat().st_size
        assert kept >= 100_000
        fetch(server, path)
        assert server.ranges == [None, f"bytes={kept}-"]
    assert path.read_bytes() == CONTENT


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no limit on the size of a file")
def test_a_file_that_the_system_cuts_off_is_an_error_of_the_file_and_not_of_the_network(path):
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))"
    with serving(CONTENT) as server:
        run = [sys.executable, "-c", limited + CHILD, server.address, str(path), SUM]
        finished = subprocess.run(run, capture_output=True, text=True, timeout=60)
        assert len(server.ranges) == 1
    assert "DownloadError: file.bin could not be written into" in finished.stderr
    assert "File too large; free some space" in finished.stderr
    assert not path.exists()


def test_a_file_of_the_same_name_is_never_overwritten(path):
    path.parent.mkdir()
    path.write_bytes(b"mine")
    with serving(CONTENT) as server, pytest.raises(DownloadError, match="is not the file expected.*move it away"):
        fetch(server, path)
    assert path.read_bytes() == b"mine"
    assert left_in(path.parent) == ["file.bin"]


def test_a_folder_that_must_not_be_written(path, monkeypatch):
    def refuse(*args, **settings):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(DownloadError, match="cannot be written into .*: Permission denied; set ZERODL_DATA"):
        download("http://127.0.0.1:9/file.bin", path, SUM, progress=False)


@pytest.mark.parametrize("urls", ["ftp://host/file", "file:///etc/passwd", [], ["http://a", "/etc/passwd"]])
def test_other_kinds_of_address_are_refused(path, urls):
    with pytest.raises(ArgumentError, match="expected addresses that begin with http:// or https://"):
        download(urls, path)


# --- several processes ------------------------------------------------------------------------------------------------

CHILD = """
import sys
from zerodl.data import download
download(sys.argv[1], sys.argv[2], sys.argv[3], progress=False)
"""


def child(server, path):
    return subprocess.Popen([sys.executable, "-c", CHILD, server.address, str(path), SUM])


@pytest.mark.skipif(ON_WINDOWS, reason="there each process has a part of its own")
def test_several_at_once_take_turns_and_the_first_serves_all(path):
    with serving(CONTENT) as server:
        children = [child(server, path) for _ in range(3)]
        assert [process.wait(60) for process in children] == [0, 0, 0]
        assert len(server.ranges) == 1
    assert path.read_bytes() == CONTENT
    assert left_in(path.parent) == ["file.bin"]


@pytest.mark.skipif(ON_WINDOWS, reason="there each process has a part of its own")
def test_threads_take_turns_too(path):
    with serving(CONTENT) as server:
        threads = [threading.Thread(target=fetch, args=(server, path)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.ranges) == 1
    assert path.read_bytes() == CONTENT


@pytest.mark.skipif(ON_WINDOWS, reason="there each process has a part of its own")
def test_a_killed_process_leaves_a_part_that_another_goes_on_with(path):
    with serving(CONTENT, "stall 200000", "well") as server:
        process = child(server, path)
        part = path.with_name("file.bin.part")
        end = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size == 200_000) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        fetch(server, path)
        assert server.ranges == [None, "bytes=200000-"]
    assert path.read_bytes() == CONTENT


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no such locks at all")
def test_on_a_disk_without_locks_each_process_has_a_part_of_its_own(path, monkeypatch):
    import fcntl

    def refuse(*args):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with serving(CONTENT, "break 1000", "well") as server:
        fetch(server, path)
        assert server.ranges == [None, "bytes=1000-"]
    assert path.read_bytes() == CONTENT
    assert left_in(path.parent) == ["file.bin"]


def test_the_way_that_windows_takes_works(path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with serving(CONTENT, "break 1000", "well") as server:
        fetch(server, path)
        assert server.ranges == [None, "bytes=1000-"]
    assert path.read_bytes() == CONTENT
    assert left_in(path.parent) == ["file.bin"]


# --- where ------------------------------------------------------------------------------------------------------------


def test_the_cache_is_where_the_system_has_it_or_where_one_says(monkeypatch, tmp_path):
    monkeypatch.setenv("ZERODL_DATA", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("ZERODL_DATA")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert cache_folder().name == "zerodl"
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder() == tmp_path / "zerodl"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "zerodl"
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_folder() == tmp_path / "zerodl"
