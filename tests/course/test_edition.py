"""New lessons over old ones: what was shipped is renewed, what the learner changed is never touched."""

import json
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from zerodl.course import edition
from zerodl.course.edition import bring_lessons, digest

LESSON = "02_autograd.ipynb"


def notebook(*sources, outputs=()):
    """The bytes of a notebook with these code cells."""
    cells = [
        {"cell_type": "code", "id": str(number), "metadata": {}, "outputs": list(outputs), "source": [source]}
        for number, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def ship(tmp_path):
    """Call it with the source of lesson 02 to make an edition of the lessons; it returns their folder."""
    folder = tmp_path / "shipped"
    folder.mkdir()

    def make(source):
        (folder / "00_welcome.ipynb").write_bytes(notebook("print('welcome')"))
        (folder / LESSON).write_bytes(notebook("import zerodl", source))
        return folder

    return make


@pytest.fixture
def mine(tmp_path):
    """The learner's folder, which does not exist yet."""
    return tmp_path / "my lessons"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def kept(folder):
    """The contents of all copies that were kept."""
    return [path.read_bytes() for path in sorted((folder / ".zerodl" / "kept").glob("*"))]


def test_the_first_time_all_lessons_are_copied_as_they_are(ship, mine):
    shipped = ship("v1")
    assert bring_lessons(shipped, mine) == []
    assert names(mine) == [".zerodl", "00_welcome.ipynb", LESSON]
    assert (mine / LESSON).read_bytes() == (shipped / LESSON).read_bytes()
    manifest = json.loads((mine / ".zerodl" / "lessons.json").read_text())
    assert manifest["lessons"][LESSON] == digest(mine / LESSON)


def test_the_second_time_nothing_happens(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(notebook("import zerodl", "my answer"))
    assert bring_lessons(ship("v1"), mine) == []
    assert (mine / LESSON).read_bytes() == notebook("import zerodl", "my answer")
    assert names(mine) == [".zerodl", "00_welcome.ipynb", LESSON]
    assert kept(mine) == []


def test_a_lesson_that_was_only_run_is_renewed_and_its_outputs_are_kept(ship, mine):
    bring_lessons(ship("v1"), mine)
    ran = notebook("import zerodl", "v1", "  \n", outputs=[{"output_type": "stream", "name": "stdout", "text": "1"}])
    (mine / LESSON).write_bytes(ran)
    sentences = bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == notebook("import zerodl", "v2")
    assert kept(mine) == [ran]
    assert len(sentences) == 1
    assert LESSON in sentences[0]


def test_a_changed_lesson_stays_and_the_new_edition_stands_beside_it(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(notebook("import zerodl", "my answer"))
    sentences = bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == notebook("import zerodl", "my answer")
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v2")
    assert len(sentences) == 1
    assert "02_autograd.new.ipynb" in sentences[0]
    assert bring_lessons(ship("v2"), mine) == []


def test_upgrade_after_upgrade_an_untouched_new_edition_is_renewed_and_a_touched_one_stays(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(notebook("mine"))
    bring_lessons(ship("v2"), mine)
    bring_lessons(ship("v3"), mine)
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v3")

    (mine / "02_autograd.new.ipynb").write_bytes(notebook("mine too"))
    bring_lessons(ship("v4"), mine)
    bring_lessons(ship("v5"), mine)
    assert (mine / LESSON).read_bytes() == notebook("mine")
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("mine too")
    assert (mine / "02_autograd.new-2.ipynb").read_bytes() == notebook("import zerodl", "v5")
    assert names(mine)[2:] == ["02_autograd.ipynb", "02_autograd.new-2.ipynb", "02_autograd.new.ipynb"]


def test_a_new_edition_that_the_learner_deleted_does_not_come_back(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(notebook("mine"))
    bring_lessons(ship("v2"), mine)
    (mine / "02_autograd.new.ipynb").unlink()
    assert bring_lessons(ship("v2"), mine) == []
    assert not (mine / "02_autograd.new.ipynb").exists()


def test_a_deleted_lesson_comes_back(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).unlink()
    assert bring_lessons(ship("v1"), mine) == []
    assert (mine / LESSON).exists()


def test_a_lesson_that_left_the_course_stays(ship, mine):
    bring_lessons(ship("v1"), mine)
    shipped = ship("v2")
    (shipped / "00_welcome.ipynb").unlink()
    bring_lessons(shipped, mine)
    assert (mine / "00_welcome.ipynb").exists()


@pytest.mark.parametrize("content", [b"my notes, not a notebook", b"", b"[1, 2]", b"\xff\xfe", b'{"cells": [3]}'])
def test_a_file_that_is_no_notebook_counts_as_changed(ship, mine, content):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(content)
    bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == content
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v2")


def test_a_folder_in_the_place_of_a_lesson_stays(ship, mine):
    (mine / LESSON).mkdir(parents=True)
    (mine / LESSON / "notes.txt").write_text("mine")
    bring_lessons(ship("v1"), mine)
    assert (mine / LESSON / "notes.txt").read_text() == "mine"
    assert (mine / "02_autograd.new.ipynb").exists()


def test_a_write_protected_lesson_stays(ship, mine):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).chmod(0o444)
    sentences = bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == notebook("import zerodl", "v1")
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v2")
    assert "write-protected" in sentences[0]
    (mine / LESSON).chmod(0o644)  # Windows cannot remove the temporary folder otherwise


@pytest.mark.parametrize("damage", [b"", b"{half", b"[]", b'{"lessons": 3}', b'{"lessons": {"a": 1}}', b"\xff\xfe"])
def test_a_damaged_manifest_is_kept_and_costs_no_work(ship, mine, damage):
    bring_lessons(ship("v1"), mine)
    (mine / LESSON).write_bytes(notebook("mine"))
    (mine / ".zerodl" / "lessons.json").write_bytes(damage)
    sentences = bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == notebook("mine")
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v2")
    assert kept(mine) == [damage]
    assert "damaged" in sentences[0]
    assert bring_lessons(ship("v2"), mine) == []


def test_two_labs_at_once_end_as_one_would(ship, mine):
    with ThreadPoolExecutor(8) as pool:
        for version in ("v1", "v2", "v3", "v4"):
            shipped = ship(version)
            list(pool.map(lambda _, shipped=shipped: bring_lessons(shipped, mine), range(16)))
            assert names(mine) == [".zerodl", "00_welcome.ipynb", LESSON]
            assert (mine / LESSON).read_bytes() == notebook("import zerodl", version)
    assert {notebook("import zerodl", version) for version in ("v1", "v2", "v3")} <= set(kept(mine))


def test_work_that_is_saved_at_the_last_instant_wins(ship, mine, monkeypatch):
    bring_lessons(ship("v1"), mine)

    def save_then_set_aside(path):
        path.write_bytes(notebook("saved a moment ago"))
        return set_aside(path)

    set_aside = edition.set_aside
    monkeypatch.setattr(edition, "set_aside", save_then_set_aside)
    bring_lessons(ship("v2"), mine)
    assert (mine / LESSON).read_bytes() == notebook("saved a moment ago")
    assert (mine / "02_autograd.new.ipynb").read_bytes() == notebook("import zerodl", "v2")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_at_random_moments_no_work_is_lost(ship, mine):
    """Two editions take turns in one folder, and each run is killed: lessons are whole or set aside, work stays."""
    shipped, rng = ship("v1"), random.Random(0)
    bring_lessons(shipped, mine)
    (mine / "00_welcome.ipynb").write_bytes(notebook("mine"))
    forever = (
        "import sys, pathlib; from zerodl.course.edition import bring_lessons\n"
        "shipped, mine = map(pathlib.Path, sys.argv[1:]); lesson = shipped / '02_autograd.ipynb'\n"
        "texts = [lesson.read_text(), lesson.read_text().replace('v1', 'v2')]\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    lesson.write_text(texts[0]); bring_lessons(shipped, mine)\n"
        "    lesson.write_text(texts[1]); bring_lessons(shipped, mine)\n"
    )
    for _ in range(6):
        ship("v1")
        command = [sys.executable, "-c", forever, str(shipped), str(mine)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as lab:
            lab.stdout.readline()
            time.sleep(rng.uniform(0, 0.1))
            lab.send_signal(signal.SIGKILL)
        assert (mine / "00_welcome.ipynb").read_bytes() == notebook("mine")
        both_editions = [notebook("import zerodl", "v1"), notebook("import zerodl", "v2")]
        assert not (mine / LESSON).exists() or (mine / LESSON).read_bytes() in both_editions
        json.loads((mine / ".zerodl" / "lessons.json").read_text())
    bring_lessons(ship("v3"), mine)
    assert notebook("import zerodl", "v3") in [path.read_bytes() for path in mine.glob("02_autograd*.ipynb")]


def test_the_digest_sees_text_and_nothing_else(tmp_path):
    def digest_of(content):
        (tmp_path / LESSON).write_bytes(content)
        return digest(tmp_path / LESSON)

    plain = digest_of(notebook("a = 1", "b = 2"))
    ran = json.loads(notebook("a = 1", "b = 2", "", outputs=[{"output_type": "stream"}]))
    ran["cells"][0]["execution_count"] = 7
    ran["cells"][1]["source"] = "b = 2"  # a text instead of a list of lines: both are allowed
    assert digest_of(json.dumps(ran).encode()) == plain
    assert digest_of(notebook("a = 1", "b = 3")) != plain
    assert digest_of(notebook("b = 2", "a = 1")) != plain
    assert digest_of(notebook("a = 1b = 2")) != plain
