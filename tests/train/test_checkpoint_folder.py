"""A folder keeps the latest and the best checkpoints, and never those of another run by mistake."""

import math
import re
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import ArgumentError, DTypeError, FileError, NewerFileError
from zerodl.io import archive
from zerodl.train import CheckpointFolder
from zerodl.train.checkpoint_folder import FolderInUseError


@pytest.fixture
def model():
    return nn.Linear(2, 1)


def steps(folder):
    return [kept.step for kept in folder.kept()]


def damage(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_the_latest_are_kept(tmp_path, model):
    folder = CheckpointFolder(tmp_path / "a" / "b", keep_last=2)
    assert folder.latest() is None
    assert folder.load(model=model) is None
    for step in (0, 10, 200):
        path = folder.save(step, model=model)
        assert path == folder.latest()
    assert steps(folder) == [10, 200]
    assert folder.load(model=model) == {"step": 200}


def test_the_best_are_kept_beside_the_latest(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=2, keep_best=2, metric="accuracy")
    for step, score in enumerate([0.5, 0.9, math.nan, 0.7, 0.9, 0.1, 0.2]):
        folder.save(step, score, model=model)
    assert steps(folder) == [1, 4, 5, 6]
    assert folder.best().name == "000002-step=1-accuracy=0.9.safetensors"
    assert folder.load(best=True, model=model) == {"step": 1, "score": 0.9}
    assert folder.load(model=model) == {"step": 6, "score": 0.2}


def test_all_are_kept_if_asked(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=None)
    for step in range(9):
        folder.save(step, model=model)
    assert steps(folder) == [*range(9)]


@pytest.mark.parametrize("score", [0.1, -1e-300, 1e300, math.inf, -math.inf, 0, np.float32(0.1), zerodl.tensor(0.5)])
def test_a_score_comes_back_exactly_from_the_name(tmp_path, model, score):
    folder = CheckpointFolder(tmp_path, keep_best=1, mode="min")
    folder.save(1, score, model=model)
    assert folder.kept()[0].score == float(score)


def test_a_score_that_is_no_number_is_never_the_best(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=None, keep_best=1, mode="max")
    for step, score in enumerate([math.nan, 0.1, math.nan]):
        folder.save(step, score, model=model)
    assert folder.load(best=True, model=model) == {"step": 1, "score": 0.1}


def test_scores_of_another_name_are_not_compared(tmp_path, model):
    loss = CheckpointFolder(tmp_path, keep_last=None, keep_best=1, metric="val_loss")
    loss.save(1, 0.2, model=model)
    accuracy = CheckpointFolder(tmp_path, keep_last=None, keep_best=1, metric="accuracy")
    assert accuracy.best() is None
    accuracy.save(2, 0.1, model=model)
    assert accuracy.best().name.endswith("accuracy=0.1.safetensors")


def test_after_going_back_the_latest_is_what_was_saved_last(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=3, keep_best=1, metric="val_loss")
    for step, loss in enumerate([0.9, 0.1, 0.5, 0.6]):
        folder.save(step, loss, model=model)
    again = CheckpointFolder(tmp_path, keep_last=3, keep_best=1, metric="val_loss")
    assert again.load(best=True, model=model) == {"step": 1, "score": 0.1}
    again.save(2, 0.3, model=model, second=True)
    assert again.load(model=model) == {"step": 2, "score": 0.3, "second": True}
    assert steps(again) == [1, 2, 3, 2]


def test_the_files_are_all_there_is(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=3)
    for step in range(3):
        folder.save(step, model=model)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "model.safetensors").write_bytes(b"mine too")
    folder.latest().unlink()  # by hand
    assert folder.load(model=model) == {"step": 1}
    for step in range(3, 9):
        folder.save(step, model=model)
    names = sorted(path.name for path in tmp_path.iterdir())
    kept = ["000006-step=6.safetensors", "000007-step=7.safetensors", "000008-step=8.safetensors"]
    assert names == sorted([*kept, "model.safetensors", "notes.txt"])


# --- damage -----------------------------------------------------------------------------------------------------------


def test_a_damaged_checkpoint_is_passed_over_and_that_is_said(tmp_path, model):
    folder = CheckpointFolder(tmp_path)
    for step in range(3):
        folder.save(step, model=model)
    damage(folder.kept()[-1].path)
    folder.kept()[-2].path.write_bytes(b"")
    again = CheckpointFolder(tmp_path)
    with pytest.warns(UserWarning, match="is taken instead") as said:
        assert again.load(model=model) == {"step": 0}
    assert re.search(r"step=2\.safetensors is damaged.*step=0\.safetensors is taken instead", str(said[0].message))
    assert re.search(r"step=1\.safetensors is empty.*step=0\.safetensors is taken instead", str(said[1].message))
    assert said[0].filename == __file__
    again.save(1, model=model)  # and so the damaged are no longer the latest
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert again.load(model=model) == {"step": 1}


def test_a_damaged_best_gives_way_to_the_second_best(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_last=None, keep_best=1, metric="val_loss")
    for step, loss in enumerate([0.3, 0.1, 0.2]):
        folder.save(step, loss, model=model)
    damage(folder.best())
    with pytest.warns(UserWarning, match=r"step=1-val_loss=0\.1\.safetensors is damaged"):
        assert folder.best().name == "000003-step=2-val_loss=0.2.safetensors"


def test_if_all_are_damaged_nobody_begins_anew_without_knowing(tmp_path, model):
    folder = CheckpointFolder(tmp_path)
    for step in range(2):
        damage(folder.save(step, model=model))
    with pytest.raises(FileError, match=r"not one of 2 checkpoint\(s\) can be read; .*step=1\.safetensors is damaged"):
        folder.load(model=model)


def test_a_newer_checkpoint_is_not_passed_over(tmp_path, model, monkeypatch):
    folder = CheckpointFolder(tmp_path)
    folder.save(0, model=model)
    with monkeypatch.context() as patched:
        patched.setattr(archive, "FORMAT", archive.FORMAT + 1)
        folder.save(1, model=model)
    with pytest.raises(NewerFileError, match="step=1.*pip install --upgrade zerodl"):
        folder.load(model=model)


def test_one_that_does_not_fit_is_an_error_and_not_passed_over(tmp_path, model):
    folder = CheckpointFolder(tmp_path)
    folder.save(0, model=model)
    folder.save(1, model=nn.Linear(3, 1))
    with pytest.raises(ArgumentError, match="has for model does not fit"):
        folder.load(model=model)


def test_one_that_is_removed_while_somebody_looks_is_no_damage(tmp_path, model, monkeypatch):
    run, reader = CheckpointFolder(tmp_path, keep_last=1), CheckpointFolder(tmp_path)
    run.save(1, model=model)

    def load_too_late(path, device, load=archive.load):
        if steps(run) == [1]:
            run.save(2, model=model)
        return load(path, device)

    monkeypatch.setattr("zerodl.train.checkpoint_folder.load", load_too_late)
    assert reader.load(model=model) == {"step": 2}


def test_one_that_cannot_be_removed_yet_is_removed_later(tmp_path, model, monkeypatch):
    def unlink(path, missing_ok=False, unlink=Path.unlink):
        if path.suffix == ".safetensors":
            raise PermissionError(13, "The process cannot access the file", str(path))  # as Windows says it
        unlink(path, missing_ok)

    folder = CheckpointFolder(tmp_path, keep_last=1)
    folder.save(1, model=model)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", unlink)
        folder.save(2, model=model)
    assert steps(folder) == [1, 2]
    folder.save(3, model=model)
    assert steps(folder) == [3]


# --- two runs ---------------------------------------------------------------------------------------------------------


def test_a_run_that_did_not_ask_does_not_write_among_the_files_of_another(tmp_path, model):
    first, second = CheckpointFolder(tmp_path, keep_last=1), CheckpointFolder(tmp_path, keep_last=1)
    second.check()
    first.save(7, model=model)
    for refused in (second.check, lambda: second.save(0, model=model)):
        with pytest.raises(FolderInUseError, match=r"1 checkpoint\(s\) that this run neither wrote nor .*step=7"):
            refused()
    assert isinstance(pytest.raises(FolderInUseError, second.check).value, FileExistsError)
    assert steps(first) == [7]


@pytest.mark.parametrize("ask", [CheckpointFolder.latest, CheckpointFolder.load], ids=["latest", "load"])
def test_a_run_that_asked_goes_on(tmp_path, model, ask):
    CheckpointFolder(tmp_path).save(7, model=model)
    second = CheckpointFolder(tmp_path, keep_last=1)
    ask(second) if ask is CheckpointFolder.latest else ask(second, model=model)
    second.save(8, model=model)
    assert steps(second) == [8]


def test_two_runs_that_write_by_turns_notice(tmp_path, model):
    first = CheckpointFolder(tmp_path, keep_last=1)
    first.save(1, model=model)
    second = CheckpointFolder(tmp_path, keep_last=1)
    second.load(model=model)
    first.save(2, model=model)
    with pytest.raises(FolderInUseError, match="step=2"):
        second.save(2, model=model)
    assert steps(first) == [2]


def test_at_the_same_instant_neither_replaces_or_removes_the_others(tmp_path, model, monkeypatch):
    first, second = CheckpointFolder(tmp_path, keep_last=1), CheckpointFolder(tmp_path, keep_last=1)
    path = first.save(1, model=model)
    content = path.read_bytes()
    monkeypatch.setattr(second, "kept", lambda: [])  # it looked before the other wrote
    with pytest.raises(FolderInUseError, match=r"000001-step=1\.safetensors appeared"):
        second.save(1, model=model)
    second.save(2, model=model)
    monkeypatch.undo()
    assert path.read_bytes() == content
    with pytest.raises(FolderInUseError):
        first.save(2, model=model)
    assert steps(first) == [1, 2]


# --- failing ----------------------------------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_there(tmp_path, model, monkeypatch):
    folder = CheckpointFolder(tmp_path, keep_last=1)
    folder.save(1, model=model)

    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match=r"No space left on device; nothing was written: .*000002-step=2"):
            folder.save(2, model=model)
    assert [path.name for path in tmp_path.iterdir()] == ["000001-step=1.safetensors"]
    folder.save(2, model=model)
    assert steps(folder) == [2]


KILLED = """
import os, signal, sys, zerodl, zerodl.atomic
from zerodl.train import CheckpointFolder
zerodl.atomic.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
CheckpointFolder(sys.argv[1]).save(1, model=zerodl.nn.Linear(2, 1))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_what_a_killed_run_left_half_written_is_removed(tmp_path, model):
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".000001-step=1.safetensors")
    mine = tmp_path / ".mine.0123456789ab.tmp"
    mine.write_text("a temporary file of somebody else's")
    CheckpointFolder(tmp_path).save(1, model=model)
    assert sorted(path.name for path in tmp_path.iterdir()) == [mine.name, "000001-step=1.safetensors"]


WRONG = {
    "keep_last must be an integer from 1 up, got 0": {"keep_last": 0},
    "keep_last must be an integer from 1 up, got True": {"keep_last": True},
    "keep_best must be an integer from 0 up, got None": {"keep_best": None},
    "to keep the best, metric=": {"keep_best": 1},
    "does not say which way is better": {"keep_best": 1, "metric": "quality"},
    'expected "min" or "max", got \'low\'': {"keep_best": 1, "mode": "low"},
    "metric must be a name of letters": {"metric": "a/b"},
}


@pytest.mark.parametrize("message", WRONG)
def test_wrong_settings_are_refused(tmp_path, message):
    with pytest.raises(ArgumentError, match=message):
        CheckpointFolder(tmp_path, **WRONG[message])


def test_wrong_steps_and_scores_are_refused(tmp_path, model):
    folder = CheckpointFolder(tmp_path, keep_best=1, metric="val_loss")
    for step in (-1, 1.5, True, "1"):
        with pytest.raises(DTypeError, match="step must be an integer"):
            folder.save(step, 0.5, model=model)
    with pytest.raises(ArgumentError, match="each needs its score, its val_loss"):
        folder.save(1, model=model)
    with pytest.raises(DTypeError, match="score must be a number, got 'low'"):
        folder.save(1, "low", model=model)
    with pytest.raises(ArgumentError, match="to find the best"):
        CheckpointFolder(tmp_path).best()
    assert not [*tmp_path.iterdir()]
