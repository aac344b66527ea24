"""The network learns, the number it prints was held out, and the command keeps every file."""

import argparse
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

import zerodl
import zerodl.train
from zerodl import cli
from zerodl.data.dataset import TensorDataset
from zerodl.data.digits import split_digits
from zerodl.data.handwriting import Handwriting
from zerodl.recipes import digits
from zerodl.recipes.varied import train_varied


def trained(seed=0, epochs=2, held_out=None):
    """A Trainer after a short training."""
    zerodl.manual_seed(seed)
    training, usual = split_digits(0)
    with threadpool_limits(1):  # as the command does: two test processes on two cores would wait for each other
        return digits.train(training, held_out or usual, epochs=epochs)


def command(*words):
    """What `zerodl train digits` returns for these words, on scikit-learn's digits whatever is in the cache."""
    return cli.main(["train", "digits", "--data", "digits", *map(str, words)])


@pytest.fixture
def few(monkeypatch):
    """Very few images, so that an epoch takes no time."""

    def images(data, split):
        training, held_out = split_digits(split)
        return Handwriting(*(TensorDataset(*(t[:20] for t in part.tensors)) for part in (training, held_out)), data, 8)

    monkeypatch.setattr(digits, "images", images)


def press_ctrl_c(monkeypatch, after):
    """Somebody presses Ctrl-C in the middle of the epoch ``after`` so many, counted over all splits."""
    left = iter(range(after))

    def step(self, *args, usual=digits.Trainer._run_epoch):
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGINT)
        return usual(self, *args)

    monkeypatch.setattr(digits.Trainer, "_run_epoch", step)


def test_the_network_has_the_promised_shape():
    shapes = [p.shape for p in digits.make_model().parameters()]
    assert shapes == [(512, 64), (512,), (256, 512), (256,), (10, 256), (10,)]


def test_two_epochs_already_teach_it_something():
    history = trained().history
    for name in ("", "val_"):
        assert history[f"{name}loss"][1] < history[f"{name}loss"][0]
        assert history[f"{name}accuracy"][1] > history[f"{name}accuracy"][0] > 0.3
    assert history["val_accuracy"][1] > 0.8


def test_the_held_out_labels_cannot_reach_the_network():
    usual = trained()
    images, labels = split_digits(0)[1].tensors
    wrong = TensorDataset(images, zerodl.tensor((labels.array + 1) % 10))
    other = trained(held_out=wrong)
    assert other.history["val_accuracy"][-1] < 0.1
    for p, q in zip(usual.model.parameters(), other.model.parameters()):
        np.testing.assert_array_equal(p.array, q.array)


def test_a_seed_repeats_a_training_and_another_seed_does_not():
    first, again, other = (trained(seed, epochs=1).history.history for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_the_summary_is_the_mean_and_spread_after_the_last_epoch():
    run, better = ({"loss": [1.0, 0.1], "val_accuracy": [0.1, last]} for last in (0.96, 0.98))
    assert digits.summary([run]) == "held-out accuracy 96.0 % after 2 epochs"
    assert digits.summary([run, better]).startswith("held-out accuracy 97.0 % ± 1.4 % (mean ± standard deviation")


def test_the_command_says_how_well_it_went_and_saves_curves_and_network(tmp_path, capsys):
    folder = tmp_path / "new" / "folder"
    assert command("--epochs", 1, "--splits", 2, "--out", folder) == 0
    said, bar = capsys.readouterr()
    for part in ("split 1 of 2: ", "split 2 of 2: ", "over 2 splits)"):
        assert part in said
    assert "2/2" in bar
    assert said.endswith(f"curves: {folder / 'digits.png'}\nnetwork: {folder / 'digits.safetensors'}\n")
    assert (folder / "digits.png").stat().st_size > 10_000


def test_the_network_that_is_saved_reads_as_well_as_was_said(tmp_path, capsys):
    assert command("--quiet", "--epochs", 1, "--out", tmp_path) == 0
    model = digits.make_model()
    zerodl.train.load_checkpoint(tmp_path / "digits.safetensors", model=model)
    images, labels = split_digits(0)[1].tensors
    right = (model(images).argmax(dim=1) == labels).float().mean().item()
    assert f"held-out accuracy {100 * right:.1f} %" in capsys.readouterr().out


def test_a_second_picture_and_network_stand_beside_the_first(tmp_path, few):
    for name in ("digits.png", "digits.safetensors"):
        (tmp_path / name).write_text("mine")
    assert command("--quiet", "--epochs", 1, "--out", tmp_path) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["digits-2.png", "digits-2.safetensors", "digits.png", "digits.safetensors"]
    assert (tmp_path / "digits.png").read_text() == (tmp_path / "digits.safetensors").read_text() == "mine"


def test_quiet_says_only_the_result(tmp_path, few, capsys):
    assert command("--quiet", "--splits", 3, "--epochs", 2, "--out", tmp_path) == 0
    said, bar = capsys.readouterr()
    assert bar == ""
    assert [line.partition(" ")[0] for line in said.splitlines()] == ["held-out", "curves:", "network:"]


@pytest.mark.parametrize(
    ("after", "words", "expected"),
    [
        (3, [], ["split 1 of 1, after 3 of 30 epochs", "held-out accuracy", "curves: ", "network: "]),
        (9, ["--splits", 3, "--epochs", 8], ["split 2 of 3, after 1 of 8", "held-out accuracy", "curves: ", "network"]),
        (0, [], ["split 1 of 1, after 0 of 30 epochs"]),
    ],
    ids=["first split", "second split", "at once"],
)  # fmt: skip
def test_ctrl_c_keeps_what_there_is(tmp_path, few, monkeypatch, capsys, after, words, expected):
    press_ctrl_c(monkeypatch, after)
    assert command("--quiet", "--out", tmp_path, *words) == 130
    said = capsys.readouterr().out.removeprefix("stopped in ").splitlines()
    assert [line[: len(start)] for line, start in zip(said, expected, strict=True)] == expected
    assert len(list(tmp_path.iterdir())) == (2 if "curves: " in expected else 0)


def test_ctrl_c_while_it_saves_loses_nothing(tmp_path, few, monkeypatch, capsys):
    def draw(*args, usual=digits.draw_runs):
        os.kill(os.getpid(), signal.SIGINT)
        return usual(*args)

    monkeypatch.setattr(digits, "draw_runs", draw)
    assert command("--quiet", "--epochs", 1, "--out", tmp_path) == 0
    said, errors = capsys.readouterr()
    assert errors == "saving what was learnt, a moment\n"
    assert said.count("\n") == 3
    assert len(list(tmp_path.iterdir())) == 2
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.filterwarnings("ignore:overflow")
def test_a_training_that_diverged_is_no_success(tmp_path, few, capsys):
    assert command("--quiet", "--epochs", 3, "--lr", 1e9, "--out", tmp_path) == 1
    said = capsys.readouterr().err
    assert "the training diverged: its loss is " in said
    assert "a lower --lr often helps" in said


def test_mnist_is_taken_if_its_files_are_there_and_asked_for_politely_if_not(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ZERODL_DATA", str(tmp_path / "cache"))
    assert cli.main(["train", "digits", "--data", "MNIST", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "is not in" in said
    assert said.count("\n") == 1
    assert digits.images(None, 0).name == "digits"
    assert {name: epochs[0] for name, epochs in digits.EPOCHS.items()} == {"MNIST": 5, "digits": 30}
    write_tiny_mnist(tmp_path / "cache" / "MNIST" / "raw")
    assert cli.main(["train", "digits", "--quiet", "--out", str(tmp_path / "out")]) == 0
    assert "after 5 epochs" in capsys.readouterr().out
    assert cli.main(["train", "digits", "--data", "MNIST", "--splits", "2", "--out", str(tmp_path / "out")]) == 2
    assert "MNIST comes with its one split" in capsys.readouterr().err


def write_tiny_mnist(folder):
    """Files of MNIST's form and names, with 30 and 10 images of noise."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for part, rows in (("train", 30), ("t10k", 10)):
        head = b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in (rows, 28, 28))
        (folder / f"{part}-images-idx3-ubyte").write_bytes(head + rng.bytes(rows * 28 * 28))
        labels = rng.integers(0, 10, rows).astype("u1").tobytes()
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(b"\0\0\x08\x01" + rows.to_bytes(4, "big") + labels)


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
    words = [sys.executable, "-m", "zerodl.recipes.digits", "--data", "digits", "--epochs", "1", "--out", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "held-out accuracy" in done.stdout
    assert (tmp_path / "digits.png").exists()
    done = subprocess.run([*words, "--lr", "fast"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith("python -m zerodl.recipes.digits: argument --lr: expected a number above 0, got")
    assert done.stderr.count("\n") == 1


def test_the_best_training_changes_images_only_while_it_learns():
    training, held_out = split_digits(0)
    zerodl.manual_seed(0)
    trainer = train_varied(training, held_out, epochs=1)
    assert trainer.step == 23
    x, y = (tensor[:64] for tensor in held_out.tensors)
    seen = []
    trainer.model.register_forward_hook(lambda module, args, output: seen.append(args[0].numpy()))
    trainer.evaluate((x, y))
    trainer.model.train()
    for _ in range(2):
        trainer.forward((x, y))
    np.testing.assert_array_equal(seen[0], x.numpy())
    assert not np.array_equal(seen[1], seen[0])
    assert not np.array_equal(seen[1], seen[2])
    assert seen[1].shape == (64, 64)
    assert np.abs(seen[1].sum() / seen[0].sum() - 1) < 0.1  # turned and moved, not made lighter


def test_beside_it_stand_plain_training_and_scikit_learn(tmp_path, few, monkeypatch, capsys):
    monkeypatch.setattr(digits, "train_plainly", lambda training, held_out, seed: 0.9 + seed / 100)
    monkeypatch.setattr(digits, "train_scikit_learn", lambda training, held_out, seed: 0.8)
    assert command("--quiet", "--best", "--beside", "--splits", 2, "--epochs", 1, "--out", tmp_path) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == ["plain training: 90.5 % ± 0.7 %", "scikit-learn's MLPClassifier: 80.0 % ± 0.0 %"]
    assert cli.main(["train", "digits", "--data", "MNIST", "--beside", "--out", str(tmp_path)]) == 2
    assert "--beside: scikit-learn's network would take hours" in capsys.readouterr().err


def test_scikit_learns_network_learns_from_the_same_images():
    training, held_out = (TensorDataset(*(t[:300] for t in part.tensors)) for part in split_digits(0))
    assert digits.train_scikit_learn(training, held_out, seed=0) > 0.85


@pytest.mark.slow
def test_the_best_training_reaches_98_and_a_half_percent_over_ten_splits(tmp_path, capsys):
    assert command("--quiet", "--best", "--splits", 10, "--out", tmp_path) == 0
    said = capsys.readouterr().out
    assert float(said.removeprefix("held-out accuracy ").partition(" %")[0]) >= 98.5, said


@pytest.mark.slow
def test_ten_splits_reach_97_percent_in_less_than_20_seconds_each(tmp_path, capsys):
    start = time.perf_counter()
    assert command("--quiet", "--splits", 10, "--out", tmp_path) == 0
    seconds = time.perf_counter() - start
    said = capsys.readouterr().out
    assert float(said.removeprefix("held-out accuracy ").partition(" %")[0]) >= 97, said
    assert seconds < 10 * 20
