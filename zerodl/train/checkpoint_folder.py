"""CheckpointFolder: the latest and the best checkpoints of a run, in a folder."""

import math
import re
import warnings
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..atomic import remove_abandoned
from ..errors import ArgumentError, DTypeError, FileError, NewerFileError, ZerodlError
from ..io.archive import load, save_named
from .checkpoint import checkpoint_of, put_into
from .direction import mode_of

NAME = re.compile(r"(?P<number>\d{6,})-step=(?P<step>\d+)(?:-(?P<metric>[\w.]+)=(?P<score>[-\w.+]+))?\.safetensors")
TEMPORARY = "[0-9]*-step="  # how the names of our temporary files begin
WHICH = 'metric="val_loss" or mode="min" must say whether low or high is good'


class FolderInUseError(ZerodlError, FileExistsError):
    """A folder holds the checkpoints of another run, with which those of this one would be mixed."""


class Kept(NamedTuple):
    """A checkpoint, as its file's name describes it; without a score it has NaN."""

    path: Path
    number: int
    step: int
    metric: str | None
    score: float


class CheckpointFolder:
    """Keeps the latest and the best checkpoints of a training run, and finds them again after it was stopped.

    The names of the files say all there is to know, ``000012-step=600-val_loss=0.31.safetensors``: the how manieth it
    is, the step, the score. There is no list beside them that could differ from them. Files of other names are left
    alone, and what killed runs left half-written is removed.

    A run goes on from what is in the folder by asking for it, with ``load``, ``latest`` or ``best``. One that finds
    checkpoints there without having asked is another run, and its ``save`` refuses to mix its own with them.

    Args:
        folder: made when it is first needed.
        keep_last: how many of the latest to keep; None keeps all.
        keep_best: how many of the best to keep beside them.
        metric: the score's name, "val_loss".
        mode: "min" or "max", whichever is better; None tells it from the metric's name.
    Example:
        >>> import tempfile, zerodl
        >>> folder = CheckpointFolder(tempfile.mkdtemp(), keep_last=1, keep_best=1, metric="val_loss")
        >>> model = zerodl.nn.Linear(2, 1)
        >>> folder.load(model=model) is None
        True
        >>> for step, loss in enumerate([0.9, 0.4, 0.6]):
        ...     path = folder.save(step, loss, model=model)
        >>> folder.latest().name, folder.best().name
        ('000003-step=2-val_loss=0.6.safetensors', '000002-step=1-val_loss=0.4.safetensors')
        >>> folder.load(model=model)
        {'step': 2, 'score': 0.6}
    """

    def __init__(self, folder, keep_last=3, keep_best=0, metric=None, mode=None):
        _check_count("keep_last", keep_last, 1)
        _check_count("keep_best", keep_best, 0)
        if metric is not None and not (isinstance(metric, str) and re.fullmatch(r"[\w.]+", metric)):
            raise ArgumentError(f"CheckpointFolder: metric must be a name of letters, digits, _ and ., got {metric!r}")
        if keep_best and metric is None and mode is None:
            raise ArgumentError(f"CheckpointFolder: to keep the best, {WHICH}")
        self.folder = Path(folder)
        self.keep_last = keep_last
        self.keep_best = keep_best
        self.metric = metric or "score"
        self.mode = mode_of(self.metric, mode) if keep_best or mode else None
        self._ours = set()  # the names of the files that this run wrote or asked for

    def __repr__(self):
        return f"CheckpointFolder({str(self.folder)!r}, {len(self.kept())} kept)"

    def kept(self):
        """The checkpoints in the folder, oldest first, whether they can be read or not: [Kept]."""
        found = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            match = NAME.fullmatch(path.name)
            if match:
                score = math.nan if match["score"] is None else _number(match["score"])
                found.append(Kept(path, int(match["number"]), int(match["step"]), match["metric"], score))
        return sorted(found, key=lambda kept: (kept.number, kept.path.name))

    def save(self, step, score=None, **parts):
        """Write a checkpoint of the parts, as ``save_checkpoint`` does; then remove those that are no longer kept.

        Args: step: how far the run is, a number from 0 up; ``load`` returns it. score: what the best are chosen by.
        Returns: the file's path.
        Raises: FolderInUseError if another run writes into the folder; its files, and ours, stay. Else as
            ``save_checkpoint``.
        """
        if not isinstance(step, (int, np.integer)) or isinstance(step, bool) or step < 0:
            raise DTypeError(f"CheckpointFolder.save: the step must be an integer from 0 up, got {step!r}")
        if self.keep_best and score is None:
            raise ArgumentError(f"CheckpointFolder.save: to keep the best, each needs its score, its {self.metric}")
        values = {"step": int(step)} if score is None else {"step": int(step), "score": _score(score)}
        scored = "" if score is None else f"-{self.metric}={values['score']!r}"
        self.check()
        self.folder.mkdir(parents=True, exist_ok=True)
        remove_abandoned(self.folder, TEMPORARY)
        number = max((kept.number for kept in self.kept()), default=0) + 1
        path = self.folder / f"{number:06d}-step={step}{scored}.safetensors"
        try:
            save_named("checkpoint", checkpoint_of(parts | values), path, new=True)
        except FileExistsError as cause:
            raise FolderInUseError(f"{path} appeared this instant: another run writes into the folder") from cause
        self._ours.add(path.name)
        self._remove_old()
        return path

    def load(self, *, strict=True, best=False, **parts):
        """Give the parts the states of the latest checkpoint that is whole; the run goes on from there.

        Args: strict: as ``load_checkpoint``'s. best: take the best one instead of the latest.
        Returns: what was saved as plain data, {name: value}, with the step and the score if there was one; None if the
            folder has no checkpoint.
        Raises: FileError if there are checkpoints and none can be read; ArgumentError if it does not fit the parts.
        """
        path, tree = self._first_whole(self._best_first if best else self._latest_first)
        return None if path is None else put_into(parts, tree, path, strict)

    def latest(self):
        """The path of the latest checkpoint that is whole, None if there is none at all; damaged ones are reported."""
        return self._first_whole(self._latest_first)[0]

    def best(self):
        """The path of the best checkpoint that is whole, the older of two that are equal; None if none has a score."""
        return self._first_whole(self._best_first)[0]

    def check(self):
        """Raise what ``save`` would: FolderInUseError if there are checkpoints that this run did not ask for.

        A run that starts anew calls it first, so as not to learn after its first hour that the folder is another's.
        """
        others = [kept for kept in self.kept() if kept.path.name not in self._ours]
        if others:
            raise FolderInUseError(
                f"{self.folder} holds {len(others)} checkpoint(s) that this run neither wrote nor loaded, the latest "
                f"{others[-1].path.name}. To go on from there, call load() first, or pass a "
                "Trainer's fit(…, resume=folder); to start anew, take another folder"
            )

    def _first_whole(self, candidates):
        """(path, tree) of the first that can be read, with a warning for each that cannot; (None, None) if none is.

        Args: candidates: a function that lists them.
        """
        self._ours |= {kept.path.name for kept in self.kept()}
        damaged = []
        for kept in candidates():
            try:
                tree = load(kept.path, "cpu")
            except FileNotFoundError:  # a run at work has just removed it; it has saved a newer one before
                return self._first_whole(candidates)
            except NewerFileError:  # it is whole: going on from an older one would lose what the newer zerodl did
                raise
            except FileError as cause:
                damaged.append(cause)
                continue
            for cause in damaged:
                warnings.warn(f"{cause}; {kept.path.name} is taken instead", stacklevel=3)
            return kept.path, tree
        if damaged:
            raise FileError(
                f"{self.folder}: not one of {len(damaged)} checkpoint(s) can be read; {damaged[0]}"
            ) from damaged[0]
        return None, None

    def _latest_first(self):
        return self.kept()[::-1]

    def _best_first(self):
        """The checkpoints whose score by this metric is a number, the best first, the older of two equals before."""
        if self.mode is None:
            raise ArgumentError(f"CheckpointFolder: to find the best, {WHICH}")
        scored = [kept for kept in self.kept() if kept.metric == self.metric and kept.score == kept.score]
        sign = 1 if self.mode == "min" else -1
        return sorted(scored, key=lambda kept: (sign * kept.score, kept.number))

    def _remove_old(self):
        if self.keep_last is None:
            return
        all_kept = self.kept()
        stay = {kept.path for kept in all_kept[-self.keep_last :]}
        if self.keep_best:
            stay |= {kept.path for kept in self._best_first()[: self.keep_best]}
        for kept in all_kept:
            if kept.path not in stay and kept.path.name in self._ours:
                with suppress(PermissionError):  # on Windows, while somebody has it open; the next save tries again
                    kept.path.unlink(missing_ok=True)


def _number(text):
    try:
        return float(text)
    except ValueError:  # a file that somebody named by hand
        return math.nan


def _score(score):
    try:
        return float(score)
    except (TypeError, ValueError) as cause:
        raise DTypeError(f"CheckpointFolder.save: the score must be a number, got {score!r:.60}") from cause


def _check_count(name, count, least):
    if count is None and name == "keep_last":
        return
    if not isinstance(count, int) or isinstance(count, bool) or count < least:
        raise ArgumentError(f"CheckpointFolder: {name} must be an integer from {least} up, got {count!r}")
