"""The recipes on tables and few images: each learns, says numbers that are true, and keeps every file."""

import shlex
import subprocess
import sys

import numpy as np
import pytest

import zerodl
from zerodl import cli
from zerodl.data import load_breast_cancer, load_diabetes
from zerodl.recipes import logistic, regression, stopping
from zerodl.train import load_checkpoint


def command(name, *words):
    return cli.main(["train", name, "--quiet", *map(str, words)])


def write_csv(path, rows=200):
    """price = 3 · rooms + 10 for a garden, with a little noise."""
    rng = np.random.default_rng(0)
    rooms, garden = rng.integers(1, 9, rows), rng.random(rows) < 0.5
    prices = 3.0 * rooms + 10 * garden + 0.2 * rng.normal(size=rows) + 100
    lines = [f"{i},{r},{'yes' if g else 'no'},{p:.3f}" for i, (r, g, p) in enumerate(zip(rooms, garden, prices))]
    path.write_text("\n".join(["number,rooms,garden,price", *lines]) + "\n")
    return path


# --- regression -------------------------------------------------------------------------------------------------------


def test_regression_predicts_a_column_of_a_csv_file(tmp_path, capsys):
    file = write_csv(tmp_path / "houses.csv")
    words = ("--target", "price", "--drop", "number", "--dropout", 0, "--lr", 0.01, "--epochs", 60)
    assert command("regression", file, *words, "--out", tmp_path / "out") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("120 rows learnt from, 40 chose epoch ")
    assert said[1].startswith("40 test rows: mean absolute error ")
    error, always = (float(said[1].split(words)[1].split()[0].strip("),")) for words in ("error ", "the mean: "))
    assert error < 0.5 < 5 < always
    name = tmp_path / "out" / "houses"
    assert said[2:] == [f"curves: {name}.png", f"network: {name}.safetensors"]
    assert (tmp_path / "out" / "houses.png").stat().st_size > 10_000


def test_regression_writes_the_diabetes_data_once(tmp_path, capsys):
    for _ in range(2):
        assert command("regression", "--epochs", 2, "--out", tmp_path) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["diabetes-2.png", "diabetes-2.safetensors", "diabetes.csv", "diabetes.png", "diabetes.safetensors"]
    table = zerodl.data.from_csv(tmp_path / "diabetes.csv", "progression", task="regression")
    np.testing.assert_allclose(table.features.numpy(), load_diabetes().features.numpy(), rtol=1e-5)
    (tmp_path / "diabetes.csv").write_text("mine")
    assert regression.write_diabetes(tmp_path) == tmp_path / "diabetes-2.csv"
    assert (tmp_path / "diabetes.csv").read_text() == "mine"


def test_regression_beats_the_mean_on_rows_it_never_saw():
    training, validation, test = regression.split(load_diabetes())
    rows = [set(map(tuple, part.target.numpy().round(3).tolist())) for part in (training, validation, test)]
    assert sum(len(part) for part in (training, validation, test)) == 442
    assert len(rows[0]) > 100
    zerodl.manual_seed(0)
    trainer, scaler, early = regression.train(training, validation, epochs=30)
    predicted = scaler.inverse_transform(trainer.predict(test.features)).numpy()
    true, mean = test.target.numpy(), training.target.numpy().mean()
    assert np.abs(predicted - true).mean() < 0.8 * np.abs(true - mean).mean()
    assert early.best_epoch is not None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["houses.csv"], "--target: name the column to predict"),
        (["houses.csv", "--target", "prise"], "prise"),
        (["gone.csv", "--target", "price"], "gone.csv"),
        (["houses.csv", "--target", "garden"], "garden"),
    ],
)
def test_what_regression_cannot_read_is_one_sentence(tmp_path, monkeypatch, capsys, words, expected):
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "houses.csv")
    assert command("regression", *words) == 2
    said = capsys.readouterr().err
    assert expected in said
    assert said.count("\n") == 1


def test_drop_takes_one_column_so_that_the_file_may_follow(tmp_path, capsys):
    file = write_csv(tmp_path / "houses.csv")
    words = ("--drop", "number", file, "--target", "price", "--drop", "garden", "--epochs", 1, "--out", tmp_path)
    assert command("regression", *words) == 0
    assert "120 rows learnt from" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("header", "cells", "advice", "also"),
    [
        ("a,price", ["x,1.5", "3,2.5"], ["--categorical a"], []),
        ("a b,price", ["n.a.,1.5", "3,2.5"], ["--missing-words n.a."], ["--missing", "mean"]),
        ("a,price", ["3,1.5", "-,2.5"], ["--missing-words=-"], []),
        ("größe,price", ["1,1.5", "2,2.5"], ["--encoding cp1252"], []),
        ("a;price", ["1;1,5", "2;2,5"], ["--decimal ,"], []),
        ("a,price", ['1,"1,500"', '2,"2,500"'], ["--thousands ,"], []),
        (",price", ["1,1.5", "2,2.5"], ["--drop ''"], []),
        ("a,1,price", ["x,1,1.5", "y,1,2.5"], ["--header", "--no-header"], []),
    ],
)
def test_the_advice_on_a_file_is_an_option_that_helps(tmp_path, capsys, header, cells, advice, also):
    file = tmp_path / "table.csv"
    file.write_bytes("\n".join([header, *cells * 10, ""]).encode("cp1252"))
    words = ("regression", file, "--target", "price", "--epochs", 1, "--out", tmp_path / "out")
    assert command(*words) == 2
    said = capsys.readouterr().err
    for one in advice:
        assert one in said
    assert "='" not in said.replace("--missing-words=", "")
    assert "=[" not in said
    if header.startswith(","):
        return  # without it no column would be left
    assert command(*words, *shlex.split(advice[0]), *also) == 0, capsys.readouterr().err


# --- logistic regression ----------------------------------------------------------------------------------------------


def test_logistic_regression_tells_lumps_apart(tmp_path, capsys):
    assert command("logistic", "--out", tmp_path) == 0
    said = capsys.readouterr().out.splitlines()
    assert float(said[0].removeprefix("held out: ").partition(" %")[0]) >= 95
    assert said[1].startswith("most telling: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logistic.png", "logistic.safetensors"]
    model, scaler = zerodl.nn.Linear(30, 1), zerodl.data.StandardScaler()
    load_checkpoint(tmp_path / "logistic.safetensors", model=model, features=scaler)
    table = load_breast_cancer()
    guess = model(scaler.transform(table.features)).numpy(force=True)[:, 0] > 0
    assert np.mean(guess == table.target.numpy()) > 0.95


def test_the_report_counts_the_errors_by_their_kind():
    logits, labels = np.array([3.0, -1.0, 2.0, -2.0, 0.5]), np.array([1, 1, 0, 0, 1])
    said = logistic.report(logits, labels, ["bad", "good"])
    assert said == (
        "held out: 60.0 % of 5 right (1 bad taken for good, 1 good for bad), area under the ROC curve 0.667"
    )


# --- early stopping ---------------------------------------------------------------------------------------------------


def test_early_stopping_goes_back_to_better_weights(tmp_path, capsys):
    assert command("stopping", "--out", tmp_path) == 0
    said = capsys.readouterr().out
    best, last = (float(said.split(before)[1].split(" %")[0]) for before in ("right: ", ", "))
    assert best > last + 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stopping.png", "stopping.safetensors"]


def test_the_wrong_labels_are_as_many_as_was_said_and_the_parts_share_no_image():
    training, validation, test = stopping.few_images(200, 0.25, seed=1)
    right, none, _ = stopping.few_images(200, 0.0, seed=1)
    np.testing.assert_array_equal(training.tensors[0].numpy(), right.tensors[0].numpy())
    assert np.sum(training.tensors[1].numpy() != right.tensors[1].numpy()) == 50
    images = [{row.tobytes() for row in part.tensors[0].numpy()} for part in (training, validation, test)]
    assert not images[0] & images[1]
    assert not (images[0] | images[1]) & images[2]
    np.testing.assert_array_equal(validation.tensors[1].numpy(), none.tensors[1].numpy())


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["regression", "logistic", "stopping"])
def test_a_folder_that_cannot_be_is_one_sentence(tmp_path, capsys, name):
    (tmp_path / "file").touch()
    assert command(name, "--out", tmp_path / "file") == 2
    said = capsys.readouterr().err
    assert f"--out: cannot make the folder {tmp_path / 'file'}" in said
    assert said.count("\n") == 1


def test_it_runs_as_a_module_too(tmp_path):
    words = [sys.executable, "-m", "zerodl.recipes.regression", "--epochs", "1", "--out", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "curves: " in done.stdout
    assert "batch" in done.stderr
