"""The operations on a real GPU: the same walk as on the stand-in, and what the stand-in cannot show.

    python -m pytest -m gpu tests/gpu

runs from the repository root, the package installed or not. The stand-in knows nothing of these:

- speed, memory, and streams: whether a kernel runs before its input is there;
- rounding: a GPU sums in another order, and its exp, log and tanh differ from NumPy's in the last place;
- float atomics, whose order changes from run to run: two gradients of ``index`` may differ in the last place;
- what happens to elements that an assignment names twice: on a GPU any of the values may stay;
- kernels that fail to compile or to launch for a dtype or a shape.
"""

import math

import ml_dtypes
import numpy as np
import pytest

import zerodl
from tests.gpu import layers, walk
from zerodl import cuda
from zerodl.device import device_of, require_cupy, to_device
from zerodl.errors import DeviceError, MissingExtraError


def why_not():
    """Why there is no GPU to test on; empty where there is one."""
    try:
        require_cupy()
    except (DeviceError, MissingExtraError) as reason:
        return str(reason)
    return ""


REASON = why_not()
pytestmark = [pytest.mark.gpu, pytest.mark.skipif(bool(REASON), reason=REASON)]


@pytest.mark.parametrize("name", walk.names())
def test_values(name):
    walk.every_example(name, walk.forward)


@pytest.mark.parametrize("name", walk.names())
def test_derivatives(name):
    walk.every_example(name, walk.derivatives)


@pytest.mark.parametrize("name", walk.names())
def test_changes_in_place(name):
    walk.every_example(name, walk.in_place)


@pytest.mark.parametrize("dtype", [np.float32, np.float16, ml_dtypes.bfloat16], ids=lambda dtype: dtype.__name__)
@pytest.mark.parametrize("name", walk.names())
def test_values_in_shorter_floats(name, dtype):
    walk.every_example(name, walk.in_dtype(dtype))


@pytest.mark.parametrize("name", layers.layer_names())
def test_layers(name):
    layers.compare(lambda device: layers.run_layer(name, device), "cuda")


@pytest.mark.parametrize("check", layers.CHECKS.values(), ids=layers.CHECKS)
def test_what_users_do(check):
    layers.compare(check, "cuda")


# --- what only a GPU can show -----------------------------------------------------------------------------------------


def test_the_gpu_says_what_it_is():
    assert cuda.is_available()
    assert cuda.device_count() >= 1
    assert cuda.get_device_name()
    free, everything = cuda.mem_get_info()
    assert 0 < free <= everything


def test_memory_is_taken_and_given_back():
    cuda.empty_cache()
    before = cuda.memory_allocated()
    array = to_device(np.zeros(1 << 20, np.float32), "cuda")
    assert cuda.memory_allocated() - before == 4 << 20
    del array
    assert cuda.memory_allocated() == before
    assert cuda.memory_reserved() >= 4 << 20
    cuda.empty_cache()
    assert cuda.memory_reserved() < 4 << 20


def test_there_and_back():
    for dtype in (np.float64, np.float32, np.float16, ml_dtypes.bfloat16, np.int64, np.int8, np.uint8, np.bool_):
        x = np.arange(6).reshape(2, 3).astype(dtype)
        for came in (x, x.T, x[:, ::2], x[:0], x[0, 0].reshape(())):
            there = to_device(came, "cuda")
            assert device_of(there) == zerodl.device("cuda", cuda.current_device())
            np.testing.assert_array_equal(to_device(there, "cpu"), came)


def test_a_gpu_that_is_not_there():
    with pytest.raises(DeviceError, match="there is no cuda:99"):
        to_device(np.zeros(2), "cuda:99")


def test_a_large_sum_is_close():
    x = np.random.default_rng(0).standard_normal(1 << 22).astype(np.float32)
    total = zerodl.Tensor(to_device(x, "cuda")).sum()
    cuda.synchronize()
    assert total.item() == pytest.approx(math.fsum(x.tolist()), rel=1e-3)
