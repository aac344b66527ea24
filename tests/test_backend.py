"""The few things that NumPy's own dispatch does not cover, in both array libraries."""

import ml_dtypes
import numpy as np
import pytest

from tests.cupy_standin import installed
from zerodl.backend import add_at, array_module, maximum_at, minimum_at, multiply_at, solver_errors, strided_view

DTYPES = [np.float64, np.float32, np.float16, ml_dtypes.bfloat16, np.int64, np.int32, np.int16, np.int8, np.uint8]


@pytest.fixture(params=["numpy", "cupy"])
def library(request):
    """NumPy, and the stand-in for CuPy."""
    if request.param == "numpy":
        yield np
        return
    with installed() as cupy:
        yield cupy


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: dtype.__name__)
@pytest.mark.parametrize(
    ("change", "expected"),
    [(add_at, [8, 2, 7]), (multiply_at, [12, 2, 10]), (maximum_at, [4, 2, 5]), (minimum_at, [2, 2, 2])],
    ids=["add", "multiply", "maximum", "minimum"],
)
def test_an_element_that_is_named_twice_changes_twice(library, change, expected, dtype):
    array = library.asarray(np.full(3, 2).astype(dtype))
    key, values = (library.asarray([0, 2, 0]),), library.asarray(np.array([2, 5, 4] if change is add_at else [2, 5, 3]))
    if change in (maximum_at, minimum_at):
        values = library.asarray(np.array([4, 5, 3]))
    change(array, key, values.astype(dtype))
    assert array.dtype == dtype
    assert array.tolist() == expected


def test_keys_with_slices_and_masks(library):
    array = library.zeros((3, 4))
    add_at(array, (slice(1, None), library.asarray([3, 3])), library.ones((2, 2)))
    assert array.tolist() == [[0, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 2]]
    add_at(array, (array > 1,), 5.0)
    assert array.tolist() == [[0, 0, 0, 0], [0, 0, 0, 7], [0, 0, 0, 7]]


def test_sums_of_16_bit_floats_are_rounded_once(library):
    """One at a time, 1 would be lost in 2048, whose neighbour among the 16-bit floats is 2050."""
    array = library.asarray(np.array([2048], np.float16))
    add_at(array, (library.zeros(8, np.int64),), library.ones(8, np.float16))
    assert array.tolist() == [2056.0]


def test_a_strided_view_shares_memory(library):
    x = library.arange(6.0)
    y = strided_view(x, (4, 3), (8, 8))
    x[2] = 9
    assert y.tolist()[:3] == [[0, 1, 9], [1, 9, 3], [9, 3, 4]]
    assert array_module(y) is library


@pytest.mark.parametrize(
    "solve",
    [
        lambda x: np.linalg.inv(x),
        lambda x: np.linalg.solve(x, x),
        lambda x: np.linalg.cholesky(x),
    ],
    ids=["inv", "solve", "cholesky"],
)
def test_what_has_no_solution_raises_in_both(library, solve):
    singular = library.asarray([[1.0, 2.0], [2.0, 4.0]])
    with solver_errors(singular), pytest.raises(np.linalg.LinAlgError):
        solve(-singular)
