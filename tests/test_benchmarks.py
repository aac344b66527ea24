"""`make bench` prints what it promises, with PyTorch and without."""

import pytest

from benchmarks import mlp, tape


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
