"""Compiled twins: which may work when, and that each gives its reference's numbers to the last bit."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from zerodl.errors import ArgumentError
from zerodl.kernels import compiled, thread
from zerodl.kernels.compiled import fastest, has_ready_twin, has_twin, twin, use_compiled
from zerodl.optim.adam import adam_step, adamw_step, amsgrad_step
from zerodl.optim.sgd import momentum_step, sgd_step

needs_numba = pytest.mark.skipif(
    not compiled.is_compiling(), reason="numba is not installed, or switched off; pip install zerodl[fast] has it"
)

ADAM = (3, 0.02, 0.9, 0.999, 1e-8)
# Each reference: how many arrays it takes, and settings to take with them.
TWINS = {
    "sgd": (sgd_step, 2, (0.1,)),
    "momentum": (momentum_step, 3, (0.1, 0.9)),
    "momentum, dampened": (momentum_step, 3, (0.1, 0.9, 0.3)),
    "nesterov": (momentum_step, 3, (0.1, 0.9, 0.0, True)),
    "adam": (adam_step, 4, ADAM),
    "adam, first step": (adam_step, 4, (1, *ADAM[1:])),
    "adamw": (adamw_step, 4, (*ADAM, 0.1)),
    "amsgrad": (amsgrad_step, 5, ADAM),
}


@needs_numba
@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=lambda d: d.__name__)
@pytest.mark.parametrize("name", TWINS)
def test_a_twin_gives_its_references_numbers(name, dtype):
    reference, count, settings = TWINS[name]
    rng = np.random.default_rng(0)
    n = twin.LEAST + 37
    arrays = [rng.standard_normal(n).astype(dtype) * 10.0 ** rng.integers(-8, 3, n).astype(dtype) for _ in range(count)]
    arrays = [*arrays[:2], *(np.abs(x) for x in arrays[2:])]
    arrays[1][:9] = [0, np.inf, -np.inf, np.nan, 1e-40, -0.0, 1e30, 1e-20, -1e30]
    expected, got = [x.copy() for x in arrays], [x.copy() for x in arrays]
    chosen = fastest(reference, *got)
    assert chosen is not reference
    for _ in range(3):
        with np.errstate(all="ignore"):
            reference(*expected, *settings)
        chosen(*got, *settings)
    for x, y in zip(expected, got):
        np.testing.assert_array_equal(x, y)
    np.testing.assert_array_equal(got[1], arrays[1])


def test_the_reference_works_where_a_twin_cannot():
    enough, few = np.ones(twin.LEAST, np.float32), np.ones(twin.LEAST - 1, np.float32)
    column = np.ones((twin.LEAST, 2), np.float32)[:, 0]
    for arrays in (
        [few, few],
        [enough.astype(np.float16)] * 2,
        [enough.astype(np.int64)] * 2,
        [enough, enough.astype(np.float64)],
        [enough, column],
        [enough.reshape(2, -1)] * 2,
        [enough.view(type("Other", (np.ndarray,), {})), enough],
    ):
        assert fastest(sgd_step, *arrays) is sgd_step
    assert fastest(len, enough) is len


@needs_numba
def test_a_twin_steps_aside_when_its_references_code_is_another():
    x = np.ones(twin.LEAST)
    before = adam_step.__code__
    assert fastest(adamw_step, x) is not adamw_step

    def other(p, g, m, v, t, lr, beta1, beta2, eps):
        p -= lr * np.sign(g)

    try:
        adam_step.__code__ = other.__code__
        assert not has_ready_twin(adam_step)
        assert fastest(adam_step, x) is adam_step
        assert fastest(adamw_step, x) is adamw_step  # which calls adam_step
        assert fastest(amsgrad_step, x) is not amsgrad_step
    finally:
        adam_step.__code__ = before
    assert fastest(adamw_step, x) is not adamw_step


@needs_numba
def test_twins_can_be_switched_off():
    x = np.ones(twin.LEAST)
    use_compiled(False)
    try:
        assert fastest(sgd_step, x, x) is sgd_step
    finally:
        use_compiled(True)
    assert fastest(sgd_step, x, x) is not sgd_step


def test_a_function_has_one_twin():
    with pytest.raises(ArgumentError, match="sgd_step has a twin already"):
        has_twin(sgd_step, print)


def in_a_process(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], env={**os.environ, **environment},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


STEP = """
import sys, zerodl
p = zerodl.ones({size}).requires_grad_()
optimiser = zerodl.optim.Adam([p], lr=0.5)
p.grad = zerodl.ones({size})
print("numba" in sys.modules)
optimiser.step()
print("numba" in sys.modules, p[0].item())
"""


@needs_numba
def test_numba_is_imported_when_something_large_is_to_be_done():
    assert in_a_process(STEP.format(size=10)) == ["False", "False", "0.5"]
    assert in_a_process(STEP.format(size=10_000)) == ["False", "True", "0.5"]


def test_the_environment_switches_twins_off():
    assert in_a_process(STEP.format(size=10_000), ZERODL_COMPILED="0") == ["False", "False", "0.5"]


@needs_numba
def test_without_a_folder_to_write_to_twins_are_compiled_anew(monkeypatch):
    import numba

    asked = []

    def njit(function, cache=False, **options):
        asked.append(cache)
        if cache:
            raise RuntimeError("cannot cache function: no locator available for file 'x.py'")
        return function

    monkeypatch.setattr(numba, "njit", njit)
    assert twin.compiled.__wrapped__(abs) is abs
    assert asked == [True, False]


def test_threads_heed_every_limit(monkeypatch):
    threadpoolctl = pytest.importorskip("threadpoolctl")
    monkeypatch.setattr(thread, "_cores", lambda: 8)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    blas = min(lib["num_threads"] for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas")
    assert thread.most_threads() == min(8, blas)
    with threadpoolctl.threadpool_limits(1):
        assert thread.most_threads() == 1
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert thread.most_threads() == 1


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_shared_work_is_done_once(threads):
    done = []
    thread.share_out(done.append, list(range(50)), threads)
    assert sorted(done) == list(range(50))


def test_what_a_thread_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        thread.share_out(lambda x: 1 / x, [3, 2, 1, 0], threads=2)
