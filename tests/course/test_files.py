"""Nothing that was saved is lost: not to kill -9, not to an error, not to a second process."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from zerodl.course import files
from zerodl.course.files import create_new, keep_copy, set_aside, write_atomic

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes and no kill -9")

# Writes version after version of a file, each as one number many times over, and says when one is saved.
WRITER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("files", sys.argv[1])
files = importlib.util.module_from_spec(spec)
spec.loader.exec_module(files)
version = int(sys.argv[3])
while True:
    version += 1
    files.write_atomic(sys.argv[2], f"{version}\\n" * 20_000)
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
        command = [sys.executable, "-S", "-c", WRITER, files.__file__, str(target), start]
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


def test_copies_are_numbered_and_never_replaced(tmp_path):
    lesson = tmp_path / "02_autograd.ipynb"
    kept = []
    for text in ("one", "two", "two"):
        lesson.write_text(text)
        kept.append(keep_copy(lesson))
    folder = tmp_path / ".zerodl" / "kept"
    assert kept == [folder / f"02_autograd.kept-{number}.ipynb" for number in (1, 2, 3)]
    assert [path.read_text() for path in kept] == ["one", "two", "two"]
    assert lesson.read_text() == "two"


def test_a_deleted_copy_does_not_give_its_number_away(tmp_path):
    (tmp_path / "a.py").write_text("text")
    first, second = keep_copy(tmp_path / "a.py"), keep_copy(tmp_path / "a.py")
    first.unlink()
    assert keep_copy(tmp_path / "a.py").name == "a.kept-3.py"
    assert second.exists()


def test_a_file_inside_the_own_folder_is_kept_in_that_folder(tmp_path):
    progress = tmp_path / ".zerodl" / "progress" / "mul.py"
    progress.parent.mkdir(parents=True)
    progress.write_text("text")
    assert keep_copy(progress) == tmp_path / ".zerodl" / "kept" / "mul.kept-1.py"


def test_copies_made_at_the_same_time_are_all_there(tmp_path):
    (tmp_path / "a.py").write_text("text")
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: keep_copy(tmp_path / "a.py"), range(24)))
    assert len(set(kept)) == 24
    assert {path.read_text() for path in kept} == {"text"}


def test_set_aside_moves_and_never_replaces(tmp_path):
    path = tmp_path / "a.py"
    path.write_text("old")
    first = keep_copy(path)
    path.write_text("new")
    assert set_aside(path).read_text() == "new"
    assert first.read_text() == "old"
    assert not path.exists()


def test_setting_aside_what_is_not_there_leaves_no_trace(tmp_path):
    with pytest.raises(FileNotFoundError):
        set_aside(tmp_path / "a.py")
    assert list((tmp_path / ".zerodl" / "kept").iterdir()) == []
