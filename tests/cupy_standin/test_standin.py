"""The stand-in refuses what CuPy refuses, and computes what CuPy computes."""

import copy
import pickle
import sys

import ml_dtypes
import numpy as np
import pytest

from tests.cupy_standin import NotImitated, cupy, installed


@pytest.fixture(autouse=True)
def standin():
    """The stand-in in the place of CuPy."""
    with installed():
        yield


def gpu(*shape, dtype=np.float64):
    """The numbers 0, 1, 2 … on the "GPU"."""
    return cupy.asarray(np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype))


REFUSALS = {
    # CuPy's arrays do not become NumPy's, and do not mix with them
    "np.asarray": (TypeError, lambda x: np.asarray(x)),
    "np.array of a list": (TypeError, lambda x: np.array([x, x])),
    "np.ascontiguousarray": (TypeError, lambda x: np.ascontiguousarray(x)),
    "plus a NumPy array": (TypeError, lambda x: x + np.ones(3)),
    "a NumPy array plus it": (TypeError, lambda x: np.ones(3) + x),
    "times a 0-d NumPy array": (TypeError, lambda x: x * np.array(2.0)),
    "a comparison with a NumPy array": (TypeError, lambda x: x < np.ones(3)),
    "in place, with a NumPy array": (TypeError, lambda x: x.__iadd__(np.ones(3))),
    "into a NumPy array": (TypeError, lambda x: np.add(x, x, out=np.ones((2, 3)))),
    "a NumPy condition": (TypeError, lambda x: np.where(np.ones((2, 3), bool), x, x)),
    "a NumPy array among those joined": (TypeError, lambda x: np.concatenate([x, np.ones((2, 3))])),
    "a NumPy array written into a view": (ValueError, lambda x: x.__setitem__(..., np.ones((2, 3)))),
    "a memoryview": (TypeError, lambda x: memoryview(x)),
    "a Python list as an operand": (TypeError, lambda x: x + [1, 2, 3]),
    # arguments that CuPy's functions lack
    "ufunc where=": (TypeError, lambda x: np.add(x, x, where=x > 0)),
    "sum(initial=)": (TypeError, lambda x: np.sum(x, initial=1.0)),
    "sum(where=)": (TypeError, lambda x: np.sum(x, where=x > 0)),
    "max(initial=)": (TypeError, lambda x: np.max(x, initial=0.0)),
    "clip(min=)": (TypeError, lambda x: np.clip(x, min=0.0)),
    "argsort(stable=)": (TypeError, lambda x: np.argsort(x, stable=True)),
    "argsort(kind='quicksort')": (ValueError, lambda x: np.argsort(x, kind="quicksort")),
    "take(mode=)": (TypeError, lambda x: np.take(x, [0], mode="clip")),
    "reshape(shape=)": (TypeError, lambda x: np.reshape(x, shape=(3, 2))),
    "var(correction=)": (TypeError, lambda x: np.var(x, correction=1)),
    "svd(hermitian=)": (TypeError, lambda x: np.linalg.svd(x, hermitian=True)),
    "quantile by the Hazen rule": (ValueError, lambda x: np.quantile(x, 0.5, method="hazen")),
    "einsum(order=)": (TypeError, lambda x: np.einsum("ij->j", x, order="C")),
    "pad with medians": (ValueError, lambda x: np.pad(x, 1, "median")),
    "two outputs given to a ufunc": (ValueError, lambda x: np.modf(x, out=(x, x))),
    "astype(casting=)": (TypeError, lambda x: x.astype(np.float32, casting="safe")),
    # what CuPy does not have or has not written yet
    "maximum.reduce": (NotImplementedError, lambda x: np.maximum.reduce(x)),
    "logaddexp.reduce": (NotImplementedError, lambda x: np.logaddexp.reduce(x)),
    "multiply.at": (NotImplementedError, lambda x: cupy.multiply.at(x, (cupy.asarray([0]),), x[:1])),
    "add.at through NumPy, with a tuple": (TypeError, lambda x: np.add.at(x, (cupy.asarray([0]),), x[:1])),
    "add.at on booleans": (TypeError, lambda x: cupy.add.at(x > 1, (cupy.asarray([0]),), True)),
    "unstack": (TypeError, lambda x: np.unstack(x)),
    "vecdot": (TypeError, lambda x: np.vecdot(x, x)),
    "insert": (TypeError, lambda x: np.insert(x, 0, 1.0)),
    "block": (TypeError, lambda x: np.block([x, x])),
    "linalg.vector_norm": (TypeError, lambda x: np.linalg.vector_norm(x)),
    "a name that does not exist": (AttributeError, lambda x: cupy.relu(x)),
    "a special function that does not exist": (AttributeError, lambda x: cupy.linalg.expm(x)),
    "the sum of a single element along an axis": (np.exceptions.AxisError, lambda x: np.sum(x[0, 0], axis=0)),
    # what CuPy's arrays cannot do
    "flags.writeable": (AttributeError, lambda x: x.flags.writeable),
    "ctypes": (AttributeError, lambda x: x.ctypes),
    "an attribute of one's own": (AttributeError, lambda x: setattr(x, "name", 1)),
    "as an index of a list": (TypeError, lambda x: [1, 2][x[0, 0].astype(np.int64)]),
    "as a key of a dictionary": (TypeError, lambda x: {x: 1}),
    "nonzero of a single element": (ValueError, lambda x: np.nonzero(x[0, 0])),
    "sorting a single element": (np.exceptions.AxisError, lambda x: np.sort(x[0, 0])),
    "an empty bool": (ValueError, lambda x: bool(x)),
    "text": (ValueError, lambda x: cupy.asarray(["a"])),
    "objects": (ValueError, lambda x: cupy.asarray([None])),
    "float16 in linear algebra": (TypeError, lambda x: np.linalg.svd(x.astype(np.float16))),
    "bfloat16 in order": (NotImplementedError, lambda x: np.sort(x.astype(ml_dtypes.bfloat16))),
    "a right side that is broadcast": (ValueError, lambda x: np.linalg.solve(gpu(4, 2, 2), gpu(2, 1))),
    "a second GPU": (RuntimeError, lambda x: cupy.cuda.Device(1).use()),
}


@pytest.mark.parametrize(("error", "attempt"), REFUSALS.values(), ids=REFUSALS)
def test_it_refuses(error, attempt):
    with pytest.raises(error) as caught:
        attempt(gpu(2, 3))
    assert not isinstance(caught.value, NotImitated), "refused because CuPy does, not because the stand-in cannot"


AGREEMENTS = {
    "arithmetic with Python numbers": lambda x: 2 * x + 1 - x / 3,
    "a Python number leaves float32": lambda x: x.astype("f4") * 2.5,
    "NumPy's numbers are welcome": lambda x: x * np.float32(2),
    "integers divided": lambda x: x.astype("i4") / (x + 1).astype("i4"),
    "the exponential of small integers": lambda x: np.exp(x.astype("i1")),
    "booleans added": lambda x: (x > 1) + (x > 2),
    "matrix product": lambda x: x @ x.T,
    "a reduction is an array": lambda x: np.sum(x),
    "reduced along an axis": lambda x: np.max(x, axis=1, keepdims=True),
    "add.reduce": lambda x: np.add.reduce(x, axis=1),
    "where": lambda x: np.where(x > 2, x, 0.0),
    "a slice": lambda x: x[:, ::-1][0],
    "one element": lambda x: x[1, 2],
    "rows by a list": lambda x: x[[1, 0, 1]],
    "a mask": lambda x: x[x > 2],
    "sorted": lambda x: np.sort(-x, axis=0),
    "stacked": lambda x: np.stack([x, x], axis=-1),
    "einsum": lambda x: np.einsum("ij,kj->ik", x, x),
    "padded": lambda x: np.pad(x, ((1, 0), (0, 2))),
    "windows": lambda x: np.lib.stride_tricks.sliding_window_view(x, 2, axis=1),
    "rounded to even": lambda x: np.round(x + 0.5),
    "singular values": lambda x: np.linalg.svd(x, compute_uv=False),
    "a median": lambda x: np.median(x, axis=1),
}


@pytest.mark.parametrize("compute", AGREEMENTS.values(), ids=AGREEMENTS)
def test_it_computes_what_numpy_does(compute):
    x = gpu(2, 3)
    y, expected = compute(x), compute(x.get())
    assert type(y) is cupy.ndarray
    assert y.dtype == expected.dtype
    np.testing.assert_array_equal(y.get(), expected)


def test_ways_back_are_explicit():
    x = gpu(3)
    assert type(x.get()) is type(cupy.asnumpy(x)) is np.ndarray
    assert x.tolist() == [0.0, 1.0, 2.0]
    assert (x[1].item(), float(x[1]), int(x[2]), bool(x[0])) == (1.0, 1.0, 2, False)
    x.get()[0] = 5
    assert x.tolist() == [0.0, 1.0, 2.0], "a copy, not the memory itself"


def test_positions_out_of_range_wrap_around_as_they_do_in_cupy():
    x = gpu(3)
    assert x[[1, 3]].tolist() == [1.0, 0.0]
    assert np.take(x, cupy.asarray([4])).tolist() == [1.0]
    with pytest.raises(IndexError):
        x[3]


def test_views_share_memory_and_bases():
    x = gpu(2, 3)
    x[:, 0][...] = 9
    x.T[2, 0] = 7
    assert x.tolist() == [[9.0, 1.0, 7.0], [9.0, 4.0, 5.0]]
    assert np.may_share_memory(x, x[1:])
    assert x[1:].base is not None
    assert not np.may_share_memory(x, np.copy(x))


def test_singular_matrices_raise_nothing_unless_asked_to():
    assert np.isnan(np.linalg.inv(cupy.zeros((2, 2))).get()).all()
    assert np.isnan(np.linalg.cholesky(cupy.asarray([[1.0, 2.0], [2.0, 1.0]])).get()).all()
    with sys.modules["cupyx"].errstate(linalg="raise"), pytest.raises(np.linalg.LinAlgError):
        np.linalg.inv(cupy.zeros((2, 2)))
    assert np.isnan(np.linalg.inv(cupy.zeros((2, 2))).get()).all()


def test_fresh_memory_is_not_zero():
    assert np.isnan(cupy.empty((2, 2)).get()).all()


def test_add_at_adds_repeatedly():
    x = cupy.zeros(3)
    cupy.add.at(x, (cupy.asarray([0, 2, 0]),), cupy.asarray([1.0, 2.0, 4.0]))
    assert x.tolist() == [5.0, 0.0, 2.0]


def test_copies_and_pickles_stay_on_the_gpu():
    x = gpu(3)
    for y in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
        assert type(y) is cupy.ndarray
        assert y.tolist() == x.tolist()
        assert y is not x


def test_what_is_not_imitated_says_so():
    with pytest.raises(NotImitated, match="CuPy has it"):
        cupy.random.rand(3)
    with pytest.raises(NotImitated):
        cupy.RawKernel("code", "name")
