"""What the writers put down is read back with the tools' own readers; nothing of it needs PyTorch or a network."""

import subprocess
import sys

import numpy as np
import pytest

from tests.train.jobs import line, trainer
from zerodl.errors import ArgumentError, MissingExtraError
from zerodl.train import LambdaCallback, TensorBoardWriter, WandbWriter


def scalars(folder):
    """{tag: [(step, value)]} as TensorBoard reads them."""
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    events = accumulator.EventAccumulator(str(folder))
    events.Reload()
    return {tag: [(e.step, e.value) for e in events.Scalars(tag)] for tag in events.Tags()["scalars"]}, events


def test_tensorboard_reads_what_was_trained(tmp_path):
    losses = []
    spy = LambdaCallback(after_step=lambda job: losses.append(job.loss_value))
    job = trainer(lr=0.05, callbacks=[TensorBoardWriter(tmp_path / "run", histograms=True), spy])
    job.fit(line(40), 2, line(8), batch_size=8, verbose=False)
    read, events = scalars(tmp_path / "run")
    assert sorted(read) == ["epoch/loss", "epoch/val_loss", "step/loss", "step/lr"]
    assert [step for step, _ in read["step/loss"]] == list(range(1, 11))
    np.testing.assert_allclose([value for _, value in read["step/loss"]], losses, rtol=1e-6)
    assert [value for _, value in read["step/lr"]] == pytest.approx([0.05] * 10)
    assert read["epoch/val_loss"] == [(5, pytest.approx(job.history["val_loss"][0])),
                                      (10, pytest.approx(job.history["val_loss"][1]))]  # fmt: skip
    histogram = events.Histograms("0.weight")[-1].histogram_value
    assert histogram.num == job.model[0].weight.array.size
    assert histogram.sum == pytest.approx(job.model[0].weight.sum().item())
    assert sum(histogram.bucket) == histogram.num


def test_a_second_fit_adds_a_file_and_keeps_the_first(tmp_path):
    job = trainer(callbacks=[TensorBoardWriter(tmp_path, every=None)])
    job.fit(line(8), 1, verbose=False)
    (first,) = tmp_path.iterdir()
    before = first.read_bytes()
    job.fit(line(8), 1, verbose=False)
    assert len(list(tmp_path.iterdir())) == 2
    assert first.read_bytes() == before
    read, _ = scalars(tmp_path)
    assert [step for step, _ in read["epoch/loss"]] == [1, 2]


def test_an_error_still_closes_the_file(tmp_path):
    def fail(job):
        raise ValueError("enough")

    job = trainer(callbacks=[TensorBoardWriter(tmp_path), LambdaCallback(on_epoch_end=fail)])
    with pytest.raises(ValueError, match="enough"):
        job.fit(line(8), 1, verbose=False)
    assert len(scalars(tmp_path)[0]["step/loss"]) == 1


OFFLINE = """
import struct, sys, time, wandb
from wandb.proto.wandb_internal_pb2 import Record
sys.path.insert(0, ".")
from tests.train.jobs import line, trainer
from zerodl.train import TensorBoardWriter, WandbWriter
writer = WandbWriter("digits", name="first", config={"lr": 0.1}, folder=sys.argv[1])
job = trainer(callbacks=[writer, TensorBoardWriter(sys.argv[1] + "/board")])
job.fit(line(40), 2, batch_size=8, verbose=False)
(log,) = writer.path.glob("*.wandb")
def read(content):  # the losses of the epochs, and the settings
    place, part, losses, config = 7, b"", [], {}
    while place + 7 <= len(content):  # LevelDB's log: blocks of 32 KiB, pieces with a checksum, a length and a kind
        if 32768 - place % 32768 < 7:
            place += 32768 - place % 32768
            continue
        _, length, kind = struct.unpack("<IHB", content[place : place + 7])
        if place + 7 + length > len(content):
            break
        part += content[place + 7 : place + 7 + length]
        place += 7 + length
        if kind in (2, 3):  # the first and the middle pieces of a record
            continue
        record, part = Record.FromString(part), b""
        for item in record.history.item:
            if (item.key or "".join(item.nested_key)) == "epoch/loss":
                losses.append(float(item.value_json))
        for item in record.run.config.update:
            config[item.key] = item.value_json
    return losses, config

end = time.monotonic() + 60
while True:  # wandb's own process may still be writing
    losses, config = read(log.read_bytes())
    if len(losses) == 2 or time.monotonic() > end:
        break
    time.sleep(0.1)
assert losses == job.history["loss"], losses
assert config["lr"] == "0.1", config
assert writer.path.name.startswith("offline-run-"), writer.path
assert "torch" not in sys.modules and "tensorflow" not in sys.modules
"""


def test_an_offline_run_of_wandb_holds_the_numbers_and_nothing_imports_pytorch(tmp_path):
    pytest.importorskip("wandb")
    done = subprocess.run([sys.executable, "-c", OFFLINE, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == done.stderr == ""


@pytest.mark.parametrize(
    ("make", "module"),
    [(lambda path: TensorBoardWriter(path), "tensorboard"), (lambda path: WandbWriter("p", folder=path), "wandb")],
    ids=["tensorboard", "wandb"],
)
def test_a_missing_extra_is_one_sentence_with_the_command(tmp_path, monkeypatch, make, module):
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"is not installed; install it with: pip install 'zerodl\[track\]'$"):
        make(tmp_path)


def test_odd_intervals_are_refused(tmp_path):
    with pytest.raises(ArgumentError, match="TensorBoardWriter: every must be a whole number"):
        TensorBoardWriter(tmp_path, every=0)
