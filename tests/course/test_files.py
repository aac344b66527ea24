"""What a learner saved is kept, under a name that replaces nothing, before anything takes its place."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from zerodl.course.files import keep_copy, set_aside


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
