"""The ground floor: the default dtype, seeded generators, and which array library an array belongs to."""

import sys
import threading
from types import ModuleType

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl.backend import arange_like, array_module, is_floating, zeros_of
from zerodl.errors import DTypeError


@pytest.fixture
def double():
    """float64 as the default for one test."""
    zerodl.set_default_dtype(np.float64)
    yield
    zerodl.set_default_dtype(np.float32)


def test_the_constants_are_pytorchs():
    for name in ("e", "inf", "nan", "pi"):
        np.testing.assert_equal(getattr(zerodl, name), getattr(np, name))
        assert type(getattr(zerodl, name)) is float


def test_the_default_dtype_is_float32():
    assert zerodl.get_default_dtype() == np.float32
    for x in (zerodl.tensor(1.0), zerodl.zeros(2), zerodl.ones(2), zerodl.randn(2), zerodl.rand(2), zerodl.arange(1.5)):
        assert x.dtype == np.float32
    assert zerodl.linspace(0, 1, 3).dtype == zerodl.nn.Linear(1, 1).weight.dtype == np.float32


def test_the_default_dtype_reaches_whatever_makes_floats(double):
    for x in (zerodl.tensor(1.0), zerodl.zeros(2), zerodl.ones(2), zerodl.randn(2), zerodl.rand(2), zerodl.arange(1.5)):
        assert x.dtype == np.float64
    assert zerodl.linspace(0, 1, 3).dtype == zerodl.nn.Linear(1, 1).weight.dtype == np.float64
    assert zerodl.tensor(np.float32(1.0)).dtype == np.float32


def test_a_refused_default_changes_nothing():
    with pytest.raises(DTypeError):
        zerodl.set_default_dtype(np.int32)
    assert zerodl.get_default_dtype() == np.float32


def test_the_grad_mode_of_a_new_thread_is_on():
    seen = []
    with zerodl.no_grad():
        thread = threading.Thread(target=lambda: seen.append(zerodl.is_grad_enabled()))
        thread.start()
        thread.join()
        assert not zerodl.is_grad_enabled()
    assert seen == [True]


# --- chance -----------------------------------------------------------------------------------------------------------


def test_a_seed_repeats_the_numbers():
    draws = []
    for _ in range(2):
        zerodl.manual_seed(7)
        draws.append((zerodl.randn(3).tolist(), zerodl.rand(2, 2).tolist(), zerodl.nn.Linear(2, 2).weight.tolist()))
    assert draws[0] == draws[1]
    zerodl.manual_seed(8)
    assert zerodl.randn(3).tolist() != draws[0][0]


def test_a_generator_of_ones_own_is_independent():
    zerodl.manual_seed(1)
    expected = zerodl.randn(4).tolist()
    zerodl.manual_seed(1)
    own = zerodl.Generator(5)
    drawn = zerodl.randn(4, generator=own).tolist()
    assert zerodl.randn(4).tolist() == expected
    assert zerodl.randn(4, generator=zerodl.Generator(5)).tolist() == drawn


def test_a_generators_state_can_be_put_back():
    generator = zerodl.Generator(3)
    state = generator.get_state()
    first = zerodl.rand(3, generator=generator).tolist()
    generator.set_state(state)
    assert zerodl.rand(3, generator=generator).tolist() == first
    assert generator.manual_seed(np.int64(3)) is generator
    assert zerodl.rand(3, generator=generator).tolist() == first


def test_distributions():
    normal, even = zerodl.randn(20_000, generator=zerodl.Generator(0)).array, zerodl.rand(20_000).array
    assert abs(normal.mean()) < 0.05
    assert abs(normal.std() - 1) < 0.05
    assert abs(even.mean() - 0.5) < 0.02
    assert even.min() >= 0
    assert even.max() < 1


# --- tensors from data and from a rule --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "dtype"),
    [
        (1.5, np.float32),
        (3, np.int64),
        (True, np.bool_),
        ([[1, 2], [3, 4]], np.int64),
        ([1, 2.5], np.float32),
        (np.array([1.0]), np.float64),
        (np.float64(1.0), np.float64),
        (np.array([1], np.uint8), np.uint8),
        (np.array([1.0], np.float16), np.float16),
        ([], np.float32),
    ],
)
def test_dtype_of_data(data, dtype):
    assert zerodl.tensor(data).dtype == dtype


def test_tensor_of_a_tensor_is_a_copy_off_the_tape():
    x = zerodl.tensor([1.0], requires_grad=True)
    y = zerodl.tensor(x * 2)
    assert (y.is_leaf, y.requires_grad, y.tolist()) == (True, False, [2.0])
    assert zerodl.tensor([1, 2], dtype=np.float64).dtype == np.float64


def test_from_a_rule():
    assert zerodl.arange(2, 7, 2).tolist() == [2, 4, 6]
    assert zerodl.arange(3).dtype == np.int64
    assert zerodl.arange(3, dtype=np.float32).dtype == np.float32
    assert zerodl.linspace(-1, 1, 5).tolist() == [-1.0, -0.5, 0.0, 0.5, 1.0]
    assert zerodl.zeros((2, 3)).shape == zerodl.zeros([2, 3]).shape == zerodl.zeros(2, 3).shape == (2, 3)
    assert zerodl.ones().shape == ()
    assert zerodl.zeros(np.int64(2), dtype=np.int64).tolist() == [0, 0]
    for make in (zerodl.zeros, zerodl.ones, zerodl.randn, zerodl.rand):
        assert make(2, requires_grad=True).requires_grad
        assert not make(2).requires_grad
    assert not zerodl.tensor([1.0]).requires_grad


# --- array libraries --------------------------------------------------------------------------------------------------


def test_the_library_of_an_array():
    assert array_module(np.ones(2)) is np
    assert array_module(np.float32(1)) is np
    assert arange_like(3, np.ones(1)).tolist() == [0, 1, 2]
    assert zeros_of((2,), np.float16, np.ones(1)).dtype == np.float16


def test_cupys_arrays_are_known_by_their_type(monkeypatch):
    library = ModuleType("cupy")
    monkeypatch.setitem(sys.modules, "cupy", library)
    array = type("ndarray", (), {"__module__": "cupy._core.core"})()
    assert array_module(array) is library


def test_floating():
    floats = [np.float16, np.float32, np.float64, ml_dtypes.bfloat16]
    others = [np.int8, np.uint8, np.bool_, np.complex64, np.dtype([("a", float)])]
    assert all(is_floating(np.dtype(d)) for d in floats)
    assert not any(is_floating(np.dtype(d)) for d in others)
    x = zerodl.tensor(np.ones(2, ml_dtypes.bfloat16), requires_grad=True)
    (x * x).sum().backward()
    assert x.grad.dtype == ml_dtypes.bfloat16
