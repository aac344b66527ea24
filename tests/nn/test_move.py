"""Moving a module to another dtype or device."""

import numpy as np
import pytest

import zerodl
from zerodl import nn
from zerodl.errors import DTypeError


def net():
    made = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
    made.register_buffer("mean", zerodl.zeros(2))
    made.register_buffer("steps", zerodl.tensor(0))
    return made


@pytest.mark.parametrize(
    ("name", "dtype"),
    [("double", zerodl.float64), ("float", zerodl.float32), ("half", zerodl.float16), ("bfloat16", zerodl.bfloat16)],
)
def test_dtypes_by_name(name, dtype):
    module = net().double()
    assert getattr(module, name)() is module
    assert {str(p.dtype) for p in module.parameters()} == {str(dtype)}
    assert module.mean.dtype == dtype
    assert module.steps.dtype == zerodl.int64


def test_the_ways_to_say_where_to():
    for target in ((zerodl.float64,), ("float64",), (zerodl.ones(1, dtype=zerodl.float64),), ("cpu", zerodl.float64),
                   (zerodl.device("cpu"), "float64")):  # fmt: skip
        assert net().to(*target)[0].weight.dtype == zerodl.float64, target
    assert net().to(dtype=zerodl.float64, device="cpu")[0].weight.dtype == zerodl.float64
    assert net().cpu().to(device="cpu")[0].weight.dtype == zerodl.float32


def test_tensors_stay_who_they_are():
    module = net()
    weight, mean = module[0].weight, module.mean
    module.to(zerodl.float64)
    assert module[0].weight is weight
    assert module.mean is mean
    optimiser = zerodl.optim.SGD(module.parameters(), lr=1.0)
    before = weight.tolist()
    module.float()(zerodl.ones(1, 2)).sum().backward()
    optimiser.step()
    assert weight.dtype == zerodl.float32
    assert weight.tolist() != before


def test_gradients_go_along():
    module = net()
    module(zerodl.ones(1, 2)).sum().backward()
    module.double()
    assert module[0].weight.grad.dtype == zerodl.float64


def test_what_is_there_already_is_left_alone():
    module = net()
    array, storage = module[0].weight.array, module[0].weight.storage
    module.float().cpu()
    assert module[0].weight.array is array
    assert module[0].weight.storage is storage


def test_tied_weights_stay_tied():
    module = net()
    module[1].weight = module[0].weight
    module.double()
    assert module[1].weight is module[0].weight
    assert module[0].weight.dtype == zerodl.float64


def test_computing_after_a_move():
    module = net().double()
    y = module(zerodl.ones(4, 2, dtype=zerodl.float64))
    assert y.dtype == zerodl.float64
    y.sum().backward()
    assert module[0].weight.grad.dtype == zerodl.float64
    assert net().half()(zerodl.ones(4, 2, dtype=zerodl.float16)).dtype == zerodl.float16


@pytest.mark.parametrize("target", [zerodl.int64, "int8", zerodl.bool])
def test_a_module_takes_floats_only(target):
    with pytest.raises(DTypeError, match="to: a module takes floating dtypes such as zerodl.float64, got"):
        net().to(target)


@pytest.mark.parametrize("target", ["there", 3.5, object()])
def test_what_is_no_dtype(target):
    with pytest.raises(DTypeError, match="to: expected a dtype such as zerodl.float32, got"):
        net().to(target)


def test_without_a_gpu_cuda_says_what_is_missing():
    if zerodl.cuda.is_available():
        pytest.skip("there is a GPU here")
    module = net()
    for move in (module.cuda, lambda: module.to("cuda:0")):
        with pytest.raises((ImportError, RuntimeError), match="device cuda"):
            move()
    assert all(isinstance(p.array, np.ndarray) for p in module.parameters())
