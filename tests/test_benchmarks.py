"""`make bench` prints what it promises, with PyTorch and without."""

import pytest

from benchmarks import loader, mlp, optimizer, tape


def test_the_tapes_cost_is_printed_beside_pytorchs(capsys):
    pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it")
    tape.run(rounds=3, repeats=2)
    lines = capsys.readouterr().out.splitlines()
    assert "zerodl / PyTorch" in lines[-len(tape.OPERATIONS) - 1]
    for line, name in zip(lines[-len(tape.OPERATIONS) :], tape.OPERATIONS):
        assert line.startswith(name)
        assert line.count("µs") == 2
        assert float(line.split()[-1]) > 0


def test_without_pytorch_a_sentence_says_so(capsys, monkeypatch):
    monkeypatch.setattr(tape, "torch", None)
    tape.run(rounds=3, repeats=2)
    printed = capsys.readouterr().out
    assert "PyTorch is not installed" in printed
    assert "pip install zerodl[test]" in printed
    assert printed.count("µs") == len(tape.OPERATIONS)


def test_a_training_step_is_measured_in_a_process_of_its_own():
    assert 0 < mlp.milliseconds("zerodl", "1") < 60_000


def test_waiting_for_data_is_printed_as_a_share_of_a_step(capsys, monkeypatch):
    monkeypatch.setattr(loader, "WAYS", {"tensors": "one look-up a batch"})
    loader.run(rounds=1)
    lines = capsys.readouterr().out.splitlines()
    for name in loader.INPUTS:
        line = next(line for line in lines if line.startswith(name))
        assert 0 < float(line.split()[-4]) < 100  # tensors 1.02 % 1.61 ms


@pytest.mark.parametrize("name", ["zerodl, without numba", "zerodl, with numba"])
def test_an_optimisers_step_is_measured_in_a_process_of_its_own(name):
    assert 0 < optimizer.milliseconds(name, "1") < 60_000


def test_the_optimisers_table_names_every_contestant(capsys, monkeypatch):
    monkeypatch.setattr(optimizer, "milliseconds", lambda name, threads: 1.0)
    optimizer.run(rounds=1)
    printed = capsys.readouterr().out
    rows = [line for line in printed.splitlines() if line.endswith("1.00 ms")]
    assert all(line.startswith(tuple(optimizer.CONTESTANTS)) and line.count("1.00 ms") == 2 for line in rows)
    assert rows[0].startswith("zerodl, without numba")


def test_the_optimisers_table_says_what_is_not_installed(capsys, monkeypatch):
    monkeypatch.setattr(optimizer, "milliseconds", lambda name, threads: 1.0)
    monkeypatch.setattr(optimizer.importlib.util, "find_spec", lambda name: None)
    optimizer.run(rounds=1)
    printed = capsys.readouterr().out
    assert "numba is not installed" in printed
    assert "torch is not installed" in printed
    assert printed.count("PyTorch") == 0
