"""The network learns, the number it prints was held out, and the command keeps every file."""

import argparse
import subprocess
import sys
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

import zerodl
from zerodl import cli
from zerodl.data.dataset import TensorDataset
from zerodl.data.digits import split_digits
from zerodl.recipes import digits
from zerodl.recipes.digits import Score


def trained(seed=0, epochs=2, held_out=None):
    """The scores of a short training, and the trained network."""
    zerodl.manual_seed(seed)
    training, usual = split_digits(0)
    model = digits.make_model()
    with threadpool_limits(1):  # as the command does: two test processes on two cores would wait for each other
        return list(digits.train(model, training, held_out or usual, epochs=epochs)), model


def command(*words):
    """What `zerodl train digits` returns for these words."""
    return cli.main(["train", "digits", *map(str, words)])


def interrupted(after):
    """A stand-in for `train` at which somebody presses Ctrl-C ``after`` so many epochs, counted over all splits."""
    left = iter(range(after))

    def train(model, training, held_out, epochs, batch_size, lr):
        for _ in range(epochs):
            if next(left, None) is None:
                raise KeyboardInterrupt
            yield Score(0.1, 1.0), Score(0.2, 0.5)

    return train


def test_the_network_has_the_promised_shape():
    shapes = [p.shape for p in digits.make_model().parameters()]
    assert shapes == [(512, 64), (512,), (256, 512), (256,), (10, 256), (10,)]


def test_two_epochs_already_teach_it_something():
    (first, second), _ = trained()
    for before, after in zip(first, second):  # on the training images, then on the held-out ones
        assert after.loss < before.loss
        assert after.accuracy > before.accuracy > 0.5


def test_the_held_out_labels_cannot_reach_the_network():
    _, model = trained()
    images, labels = split_digits(0)[1].tensors
    wrong = TensorDataset(images, zerodl.tensor((labels.array + 1) % 10))
    scores, other = trained(held_out=wrong)
    assert scores[-1][1].accuracy < 0.1
    for p, q in zip(model.parameters(), other.parameters()):
        np.testing.assert_array_equal(p.array, q.array)


def test_evaluate_gives_the_mean_loss_and_the_share_that_is_right():
    data = TensorDataset(zerodl.tensor([[2.0, 0.0], [0.0, 0.0], [0.0, 3.0], [0.0, 1.0]]), zerodl.tensor([0, 0, 1, 0]))
    score = digits.evaluate(lambda x: x, data)
    assert score.accuracy == 0.75
    assert score.loss == pytest.approx(np.mean(np.log1p(np.exp([-2, 0, -3, 1]))), rel=1e-6)


def test_a_seed_repeats_a_training_and_another_seed_does_not():
    first, again, other = (trained(seed, epochs=1)[0] for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_the_summary_is_the_mean_and_spread_after_the_last_epoch():
    run = [(Score(1.0, 0.2), Score(1.0, 0.1)), (Score(0.1, 1.0), Score(0.2, 0.96))]
    better = [*run[:1], (Score(0.1, 1.0), Score(0.2, 0.98))]
    assert digits.summary([run]) == "held-out accuracy 96.0 % after 2 epochs"
    assert digits.summary([run, better]).startswith("held-out accuracy 97.0 % ± 1.4 % (mean ± standard deviation")


def test_the_command_says_how_well_it_went_and_saves_the_curves(tmp_path, capsys):
    assert command("--epochs", 1, "--splits", 2, "--out", tmp_path / "new" / "folder") == 0
    said, bar = capsys.readouterr()
    for part in ("split 1 of 2: ", "split 2 of 2: ", "over 2 splits)"):
        assert part in said
    assert "2/2" in bar
    assert said.endswith(f"curves: {tmp_path / 'new' / 'folder' / 'digits.png'}\n")
    assert (tmp_path / "new" / "folder" / "digits.png").stat().st_size > 10_000


def test_a_second_picture_stands_beside_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr(digits, "train", interrupted(after=100))
    (tmp_path / "digits.png").write_text("mine")
    assert command("--quiet", "--out", tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digits-2.png", "digits.png"]
    assert (tmp_path / "digits.png").read_text() == "mine"


def test_quiet_says_only_the_result(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(digits, "train", interrupted(after=100))
    assert command("--quiet", "--splits", 3, "--out", tmp_path) == 0
    said, bar = capsys.readouterr()
    assert bar == ""
    assert [line.partition(" ")[0] for line in said.splitlines()] == ["held-out", "curves:"]


@pytest.mark.parametrize(
    ("after", "words", "expected"),
    [
        (3, [], ["split 1 of 1, after 3 of 30 epochs", "held-out accuracy 50.0 % after 3 epochs", "curves: "]),
        (9, ["--splits", 3, "--epochs", 8], ["split 2 of 3, after 1 of 8", "held-out accuracy 50.0 %", "curves: "]),
        (0, [], ["split 1 of 1, after 0 of 30 epochs"]),
    ],
    ids=["first split", "second split", "at once"],
)  # fmt: skip
def test_ctrl_c_keeps_what_there_is(tmp_path, monkeypatch, capsys, after, words, expected):
    monkeypatch.setattr(digits, "train", interrupted(after))
    assert command("--quiet", "--out", tmp_path, *words) == 130
    said = capsys.readouterr().out.removeprefix("stopped in ").splitlines()
    assert [line[: len(start)] for line, start in zip(said, expected, strict=True)] == expected
    assert len(list(tmp_path.iterdir())) == (1 if "curves: " in expected else 0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--epochs", "0"], "--epochs: expected a whole number from 1 up, got '0'"),
        (["--batch-size", "1.5"], "--batch-size: expected a whole number from 1 up, got '1.5'"),
        (["--splits", "11"], "--splits: expected a whole number from 1 to 10, got '11'"),
        (["--lr", "nan"], "--lr: expected a number above 0, got 'nan'"),
        (["--seed", "-1"], "--seed: expected a whole number from 0 up, got '-1'"),
    ],
)
def test_a_wrong_argument_is_one_sentence(capsys, words, expected):
    parser = argparse.ArgumentParser(exit_on_error=False)
    digits.add_arguments(parser)
    with pytest.raises(argparse.ArgumentError) as error:
        parser.parse_args(words)
    assert str(error.value) == f"argument {expected}"


def test_a_folder_that_cannot_be_is_one_sentence_before_any_training(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(digits, "train", lambda *_: pytest.fail("it started to train"))
    (tmp_path / "file").touch()
    assert command("--out", tmp_path / "file") == 2
    said = capsys.readouterr().err
    assert f"--out: cannot make the folder {tmp_path / 'file'}" in said
    assert said.count("\n") == 1


def test_it_runs_as_a_module_too(tmp_path):
    words = [sys.executable, "-m", "zerodl.recipes.digits", "--epochs", "1", "--out", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "held-out accuracy" in done.stdout
    assert (tmp_path / "digits.png").exists()
    done = subprocess.run([*words, "--lr", "fast"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith("python -m zerodl.recipes.digits: argument --lr: expected a number above 0, got")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_ten_splits_reach_97_percent_in_less_than_20_seconds_each(tmp_path, capsys):
    start = time.perf_counter()
    assert command("--quiet", "--splits", 10, "--out", tmp_path) == 0
    seconds = time.perf_counter() - start
    said = capsys.readouterr().out
    assert float(said.removeprefix("held-out accuracy ").partition(" %")[0]) >= 97, said
    assert seconds < 10 * 20
