"""The operations run as they would on a GPU: on the strict stand-in for CuPy, wherever there is no GPU.

A failure names the operation, the example, and what CuPy would have refused.
"""

import ml_dtypes
import numpy as np
import pytest

from tests.cupy_standin import installed
from tests.gpu import layers, walk


@pytest.fixture(autouse=True)
def cupy():
    """The stand-in in the place of CuPy."""
    with installed() as standin:
        yield standin


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
