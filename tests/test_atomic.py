"""A file is written whole or not at all, whatever happens: kill -9, an error, a full disk, a second process."""

import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from zerodl import atomic
from zerodl.atomic import create_new, remove_abandoned, write_atomic

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes and no kill -9")

# Writes version after version of a file, each as one number many times over, and says when one is saved.
WRITER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("atomic", sys.argv[1])
atomic = importlib.util.module_from_spec(spec)
spec.loader.exec_module(atomic)
version = int(sys.argv[3])
while True:
    version += 1
    atomic.write_atomic(sys.argv[2], f"{version}\\n" * 20_000)
    print(version, flush=True)
"""


def leftovers(folder):
    """The temporary files in a folder."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_text_is_written_as_utf8_with_its_newlines_as_they_are(tmp_path):
    write_atomic(tmp_path / "a.txt", "∂L/∂w\r\nzwei\n")
    assert (tmp_path / "a.txt").read_bytes() == "∂L/∂w\r\nzwei\n".encode()


def test_bytes_are_written_as_they_are(tmp_path):
    write_atomic(tmp_path / "a.bin", b"\x00\xff\r\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff\r\n"


@posix_only
def test_an_existing_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path):
    (tmp_path / "usual").write_text("")
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o640)
    write_atomic(tmp_path / "old", "new")
    write_atomic(tmp_path / "new", "new")
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o640
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix_only
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("there/real.txt")
    write_atomic(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "there" / "real.txt").read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_error_leaves_the_old_content_and_no_temporary_file(tmp_path, monkeypatch, step):
    def disk_full(*args):
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_text("old")
    monkeypatch.setattr(os, step, disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(tmp_path / "a.txt", "new")
    monkeypatch.undo()
    assert (tmp_path / "a.txt").read_text() == "old"
    assert leftovers(tmp_path) == []


def test_text_that_cannot_be_encoded_leaves_the_old_content(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(tmp_path / "a.txt", "half a pair: \ud800")
    assert (tmp_path / "a.txt").read_text() == "old"
    assert leftovers(tmp_path) == []


@posix_only
def test_killed_at_random_moments_the_file_is_whole_and_as_new_as_was_promised(tmp_path):
    target, rng = tmp_path / "progress.py", random.Random(0)
    write_atomic(target, "0\n" * 20_000)
    for _ in range(30):
        start = target.read_text().split("\n", 1)[0]
        command = [sys.executable, "-S", "-c", WRITER, atomic.__file__, str(target), start]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            promised = int(writer.stdout.readline())
            time.sleep(rng.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
            for line in writer.stdout:
                promised = int(line)
        lines = target.read_text().splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        assert int(lines[0]) >= promised


def test_a_reader_beside_a_writer_never_sees_half_a_file(tmp_path):
    target = tmp_path / "a.txt"
    write_atomic(target, "0" * 50_000)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [write_atomic(target, str(n % 10) * 50_000) for n in range(60)])
        seen = []
        while not writing.done():
            seen.append(target.read_text())
        writing.result()
    assert all(len(text) == 50_000 and len(set(text)) == 1 for text in seen)
    assert len(seen) > 1


def test_create_new_refuses_a_name_that_is_taken(tmp_path):
    create_new(tmp_path / "a.txt", "first")
    with pytest.raises(FileExistsError):
        create_new(tmp_path / "a.txt", "second")
    assert (tmp_path / "a.txt").read_text() == "first"
    assert leftovers(tmp_path) == []


@posix_only
def test_create_new_works_on_a_disk_without_hard_links(tmp_path, monkeypatch):
    def no_links(source, target):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    test_create_new_refuses_a_name_that_is_taken(tmp_path)


def test_only_one_of_many_creates_the_file(tmp_path):
    def create(number):
        try:
            create_new(tmp_path / "a.txt", str(number))
        except FileExistsError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        created = [number for number in pool.map(create, range(40)) if number is not None]
    assert len(created) == 1
    assert (tmp_path / "a.txt").read_text() == str(created[0])


def test_pieces_are_written_one_after_the_other(tmp_path):
    write_atomic(tmp_path / "a.bin", (bytes([n]) * n for n in range(4)))
    assert (tmp_path / "a.bin").read_bytes() == b"\1\2\2\3\3\3"


def test_an_error_while_the_pieces_are_made_leaves_the_old_content(tmp_path):
    def pieces():
        yield b"half"
        raise ArithmeticError("the other half cannot be computed")

    (tmp_path / "a.bin").write_bytes(b"old")
    with pytest.raises(ArithmeticError):
        write_atomic(tmp_path / "a.bin", pieces())
    assert (tmp_path / "a.bin").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_name_as_long_as_names_may_be_is_written(tmp_path):
    write_atomic(tmp_path / ("ä" * 125 + ".bin"), b"content")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"content"]


def test_an_error_names_the_file_that_was_asked_for(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nothing was written: .*missing.a\.bin"):
        write_atomic(tmp_path / "missing" / "a.bin", b"")
    with pytest.raises((IsADirectoryError, PermissionError), match="nothing was written"):
        write_atomic(tmp_path, b"")


@posix_only
def test_what_is_no_plain_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Not a plain file"):
        write_atomic(tmp_path / "pipe", b"content")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_file_that_must_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    (tmp_path / "a.bin").write_bytes(b"old")
    (tmp_path / "a.bin").chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # what the system answers to anybody but root
    with pytest.raises(PermissionError, match="nothing was written"):
        write_atomic(tmp_path / "a.bin", b"new")
    assert (tmp_path / "a.bin").read_bytes() == b"old"


READ_ONLY = """
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("atomic", sys.argv[1])
atomic = importlib.util.module_from_spec(spec)
spec.loader.exec_module(atomic)
if os.geteuid() == 0:  # who may write anything
    os.setuid(65534)
for name in ("old.bin", "new.bin"):
    try:
        atomic.write_atomic(os.path.join(sys.argv[2], name), b"content")
    except PermissionError as error:
        print(error)
"""


@posix_only
def test_in_a_folder_that_must_not_be_written_everything_stays():
    with tempfile.TemporaryDirectory() as name:  # where the other user may look, which is not so in tmp_path
        folder = Path(name)
        (folder / "old.bin").write_bytes(b"old")
        (folder / "old.bin").chmod(0o666)
        folder.chmod(0o555)
        command = [sys.executable, "-S", "-c", READ_ONLY, atomic.__file__, name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        assert [line.startswith("[Errno 13] Permission denied; nothing was written") for line in said] == [True, True]
        assert [path.name for path in folder.iterdir()] == ["old.bin"]
        assert (folder / "old.bin").read_bytes() == b"old"
        folder.chmod(0o755)


FULL_DISK = """
import importlib.util, resource, signal, sys
spec = importlib.util.spec_from_file_location("atomic", sys.argv[1])
atomic = importlib.util.module_from_spec(spec)
spec.loader.exec_module(atomic)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    atomic.write_atomic(sys.argv[2], (b"new" * 1000 for _ in range(10)))
except OSError as error:
    print(error)
"""


@posix_only
def test_a_disk_that_is_full_half_way_keeps_the_old_content(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"old")
    command = [sys.executable, "-S", "-c", FULL_DISK, atomic.__file__, str(tmp_path / "a.bin")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "File too large; nothing was written" in said
    assert str(tmp_path / "a.bin") in said
    assert (tmp_path / "a.bin").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@posix_only
def test_the_temporary_files_of_the_dead_are_removed_and_those_of_the_living_stay(tmp_path):
    command = [sys.executable, "-S", "-c", WRITER, atomic.__file__, str(tmp_path / "dead.txt"), "0"]
    while not leftovers(tmp_path):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
    dead = leftovers(tmp_path)

    def pieces():
        yield b"half"
        living = set(leftovers(tmp_path)) - set(dead)
        assert remove_abandoned(tmp_path, "other") == []
        assert remove_abandoned(tmp_path, "") == sorted(dead)
        assert set(leftovers(tmp_path)) == living
        yield b" and half"

    write_atomic(tmp_path / "living.txt", pieces())
    assert (tmp_path / "living.txt").read_text() == "half and half"


def test_where_nothing_can_be_locked_only_old_temporary_files_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_lock", lambda file: None)
    for name, age in (("new", 60), ("old", 2 * atomic.OLD)):
        path = tmp_path / f".{name}.0123456789ab.tmp"
        path.write_bytes(b"")
        os.utime(path, (time.time() - age, time.time() - age))
    assert remove_abandoned(tmp_path, "") == [".old.0123456789ab.tmp"]
    assert leftovers(tmp_path) == [".new.0123456789ab.tmp"]
    write_atomic(tmp_path / "a.bin", b"content")
    assert (tmp_path / "a.bin").read_bytes() == b"content"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux's list of open files")
@pytest.mark.parametrize("write", [write_atomic, create_new])
def test_on_windows_a_file_is_closed_before_it_gets_its_name(tmp_path, monkeypatch, write):
    def named(source, target, rename=os.rename):
        assert str(source) not in [os.path.realpath(handle) for handle in Path("/proc/self/fd").iterdir()]
        rename(source, target)

    monkeypatch.setattr(atomic, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(os, "replace", named)
    monkeypatch.setattr(os, "rename", named)
    write(tmp_path / "a.bin", b"content")
    assert (tmp_path / "a.bin").read_bytes() == b"content"
    assert leftovers(tmp_path) == []
