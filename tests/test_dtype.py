"""Dtypes: their names, what they hold, and what two of them become, as PyTorch has it."""

import itertools

import numpy as np
import pytest

import zerodl
from zerodl.dtype import DTYPES, as_dtype
from zerodl.errors import DTypeError

torch = pytest.importorskip("torch", reason="PyTorch is the oracle of dtypes; pip install zerodl[test] has it")

NAMES = [dtype.name for dtype in DTYPES]
ALIASES = {
    "double": "float64",
    "float": "float32",
    "half": "float16",
    "long": "int64",
    "int": "int32",
    "short": "int16",
}


@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    dtype = getattr(zerodl, name)
    assert isinstance(dtype, zerodl.dtype)
    assert dtype.name == name
    assert dtype.itemsize == getattr(torch, name).itemsize
    assert zerodl.zeros(1, dtype=dtype).dtype is dtype
    assert {dtype: "found"}[zerodl.zeros(1, dtype=name).dtype] == "found"
    assert as_dtype("test", dtype) is as_dtype("test", name) is dtype


def test_other_names():
    for alias, name in ALIASES.items():
        assert getattr(zerodl, alias) is getattr(zerodl, name)
        assert getattr(torch, alias) is getattr(torch, name)
        assert getattr(zerodl.zeros(1), alias)().dtype == getattr(zerodl, name)


@pytest.mark.parametrize(("python", "name"), [(float, "float64"), (int, "int64"), (bool, "bool")])
def test_pythons_own_types(python, name):
    assert zerodl.zeros(1, dtype=python).dtype == getattr(zerodl, name)
    assert torch.zeros(1, dtype=python).dtype == getattr(torch, name)


@pytest.mark.parametrize("wrong", [None, "float31", "complex64", np.uint16, ">f4", np.longdouble, 3, [], object])
def test_what_is_no_dtype(wrong):
    with pytest.raises(DTypeError, match=r"zeros: expected a dtype such as zerodl\.float32, got .*there are float64, "):
        as_dtype("zeros", wrong)


@pytest.mark.parametrize("name", ["float64", "float32", "float16", "bfloat16"])
def test_finfo(name):
    ours, theirs = zerodl.finfo(getattr(zerodl, name)), torch.finfo(getattr(torch, name))
    for attribute in ("bits", "eps", "max", "min", "tiny", "smallest_normal", "resolution", "dtype"):
        assert getattr(ours, attribute) == getattr(theirs, attribute)
        assert type(getattr(ours, attribute)) is type(getattr(theirs, attribute))
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize("name", ["int64", "int32", "int16", "int8", "uint8"])
def test_iinfo(name):
    ours, theirs = zerodl.iinfo(getattr(zerodl, name)), torch.iinfo(getattr(torch, name))
    for attribute in ("bits", "max", "min", "dtype"):
        assert getattr(ours, attribute) == getattr(theirs, attribute)
    assert repr(ours) == f"iinfo(min={theirs.min}, max={theirs.max}, dtype={name})"


def test_info_of_the_wrong_kind():
    assert zerodl.finfo().dtype == "float32"
    with pytest.raises(DTypeError, match="finfo: expected a floating dtype, got int8; use iinfo"):
        zerodl.finfo(zerodl.int8)
    with pytest.raises(DTypeError, match="iinfo: expected an integer dtype, got bfloat16; use finfo"):
        zerodl.iinfo(zerodl.bfloat16)
    with pytest.raises(DTypeError, match="iinfo: expected an integer dtype, got bool"):
        zerodl.iinfo(bool)


@pytest.mark.parametrize(("a", "b"), list(itertools.product(NAMES, NAMES)))
def test_two_dtypes_together(a, b):
    ours, theirs = (getattr(zerodl, a), getattr(zerodl, b)), (getattr(torch, a), getattr(torch, b))
    assert f"torch.{zerodl.promote_types(*ours)}" == str(torch.promote_types(*theirs))
    assert zerodl.can_cast(*ours) == torch.can_cast(*theirs)
    for shapes in itertools.product([(), (2,)], repeat=2):
        mine = [zerodl.ones(shape, dtype=dtype) for shape, dtype in zip(shapes, ours)]
        his = [torch.ones(shape, dtype=dtype) for shape, dtype in zip(shapes, theirs)]
        assert f"torch.{zerodl.result_type(*mine)}" == str(torch.result_type(*his))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [2, 2.5, True])
def test_a_number_has_little_say(name, number):
    for shape in [(), (2,)]:
        ours, theirs = zerodl.ones(shape, dtype=name), torch.ones(shape, dtype=getattr(torch, name))
        assert f"torch.{zerodl.result_type(ours, number)}" == str(torch.result_type(theirs, number))
        assert f"torch.{zerodl.result_type(number, ours)}" == str(torch.result_type(number, theirs))


def test_the_default_dtype():
    try:
        for name in ("float64", "float16", "bfloat16"):
            zerodl.set_default_dtype(getattr(zerodl, name))
            assert zerodl.get_default_dtype() is getattr(zerodl, name)
            assert zerodl.tensor(1.5).dtype == zerodl.zeros(1).dtype == zerodl.rand(1).dtype == getattr(zerodl, name)
            assert zerodl.finfo().dtype == name
        for wrong in (zerodl.int32, None, "complex64", np.longdouble, "nonsense", bool):
            with pytest.raises(DTypeError, match="set_default_dtype: expected a floating dtype"):
                zerodl.set_default_dtype(wrong)
        assert zerodl.get_default_dtype() is zerodl.bfloat16
    finally:
        zerodl.set_default_dtype(zerodl.float32)
