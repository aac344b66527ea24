"""The committed table against the real CuPy, where one is installed; a GPU is not needed."""

import numpy
import pytest

from tests.cupy_standin.table import TABLE, signature_of
from tools import cupy_names


def test_the_table_is_cupys():
    cupy = pytest.importorskip("cupy", reason="CuPy is not installed, so the table cannot be compared with it")
    if cupy.__version__ != TABLE["versions"]["cupy"]:
        pytest.skip(f"CuPy {cupy.__version__} is installed; the table is made from {TABLE['versions']['cupy']}")
    assert cupy_names.forms(cupy, numpy) == TABLE["cupy"]
    assert cupy_names.forms(cupy.ndarray, numpy) == TABLE["ndarray"]


def test_every_signature_of_the_table_can_be_read():
    texts = [form for module in TABLE.values() for form in module.values() if form.startswith("(")]
    assert len(texts) > 500
    for text in texts:
        assert signature_of(text) is not None


def test_compiled_functions_are_read_from_their_docstrings():
    def sort():
        """_ndarray_base.sort(self, int axis=-1, kind=None) -> _ndarray_base"""

    assert cupy_names.compiled_signature(sort) == "(axis=-1, kind=None)"
    assert cupy_names.signature(lambda self, x, /, y=numpy.float64, *, z="a": None) == "(x, /, y=..., *, z='a')"
