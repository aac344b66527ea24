"""Devices: their names, moving between them, and one clear error for what is not there or does not go together."""

import copy
import pickle
import sys
import threading

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from zerodl import cuda
from zerodl.device import (
    _what_is_wrong_with,
    array_module_of,
    as_device,
    device,
    device_of,
    get_default_device,
    refuse_mixed,
    set_default_device,
    to_device,
)
from zerodl.errors import DeviceError, MissingExtraError


@pytest.fixture
def gpus():
    """A machine with two GPUs, as far as anybody can tell."""
    with installed() as cupy:
        _what_is_wrong_with.cache_clear()
        cupy.cuda.runtime.count = 2
        yield cupy
        cupy.cuda.runtime.count, cupy.cuda.runtime.current = 1, 0
        set_default_device("cpu")
        _what_is_wrong_with.cache_clear()


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "type", "index", "text"),
    [
        (lambda: device("cpu"), "cpu", None, "device(type='cpu')"),
        (lambda: device("cuda"), "cuda", None, "device(type='cuda')"),
        (lambda: device("cuda:1"), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: device("cuda", 1), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: device("cuda", np.int64(1)), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: device(device("cuda:1")), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: device(1), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: as_device(1), "cuda", 1, "device(type='cuda', index=1)"),
        (lambda: as_device(None), "cpu", None, "device(type='cpu')"),
    ],
)
def test_a_device_knows_its_type_and_index(made, type, index, text):
    it = made()
    assert (it.type, it.index, repr(it)) == (type, index, text)
    assert it == device(str(it)) == copy.deepcopy(it) == pickle.loads(pickle.dumps(it))
    assert hash(it) == hash(device(str(it)))


def test_devices_are_told_apart():
    names = ["cpu", "cuda", "cuda:0", "cuda:1"]
    assert len({device(name) for name in names}) == 4
    assert device("cpu") != "cpu"


def test_a_device_does_not_change():
    with pytest.raises(AttributeError):
        device("cuda").index = 1


@pytest.mark.parametrize("name", ["gpu", "CUDA", "cuda:", "cuda:x", "cuda:-1", "cuda0", "", 3.5, True, None, ["cuda"]])
def test_other_names_are_refused(name):
    with pytest.raises(DeviceError, match="expected 'cpu', 'cuda' or 'cuda:0'"):
        device(name)


@pytest.mark.parametrize("arguments", [("cuda", -1), ("cuda", 1.0), ("cuda", True), ("cuda:0", 1)])
def test_other_indices_are_refused(arguments):
    with pytest.raises(DeviceError):
        device(*arguments)


def test_names_print_as_pytorchs():
    torch = pytest.importorskip(
        "torch", reason="PyTorch, the oracle, is not installed; pip install zerodl[test] has it"
    )
    for name in ("cpu", "cuda", "cuda:0", "cuda:3"):
        ours, theirs = device(name), torch.device(name)
        assert (repr(ours), str(ours), ours.type, ours.index) == (repr(theirs), str(theirs), theirs.type, theirs.index)


# --- what is missing --------------------------------------------------------------------------------------------------


def test_without_cupy_the_command_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "cupy", None)  # as if it were not installed
    for attempt in (
        lambda: array_module_of("cuda"),
        lambda: to_device(np.ones(2), "cuda:0"),
        lambda: set_default_device("cuda"),
        lambda: cuda.synchronize(),
        lambda: zerodl.tensor([1.0]).to("cuda"),
        lambda: zerodl.tensor([1.0]).cuda(),
    ):
        with pytest.raises(MissingExtraError, match=r'pip install "zerodl\[cuda13\]".*pip install "zerodl\[cuda12\]"'):
            attempt()
    assert not cuda.is_available()
    assert cuda.device_count() == 0
    assert cuda.empty_cache() is None
    assert get_default_device() == device("cpu")


def test_without_a_gpu_the_error_says_so(gpus):
    gpus.cuda.runtime.count = 0
    with pytest.raises(DeviceError, match="CuPy is installed, but it finds no GPU"):
        to_device(np.ones(2), "cuda")
    assert not cuda.is_available()


def test_a_gpu_that_refuses_to_work(gpus, monkeypatch):
    def fail(shape):
        raise RuntimeError("cudaErrorInsufficientDriver")

    monkeypatch.setattr(gpus, "zeros", fail)
    with pytest.raises(DeviceError, match=r"the GPU refuses to work \(RuntimeError: cudaErrorInsufficientDriver\)"):
        to_device(np.ones(2), "cuda")


def test_a_number_too_high(gpus):
    with pytest.raises(DeviceError, match=r"there is no cuda:7; this machine has 2 GPU\(s\), numbered from 0"):
        to_device(np.ones(2), "cuda:7")


# --- moving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "bfloat16", "int64", "int8", "uint8", "bool"])
def test_there_and_back(gpus, dtype):
    x = np.arange(6).reshape(2, 3).astype(np.dtype(dtype))
    for array in (x, x.T, x[:, ::-2], x[:0], np.asarray(x[0, 0])):
        there = to_device(array, "cuda:1")
        assert type(there) is gpus.ndarray
        assert device_of(there) == device("cuda:1")
        assert array_module_of(device_of(there)) is gpus
        back = to_device(there, "cpu")
        assert type(back) is np.ndarray
        assert back.dtype == array.dtype
        np.testing.assert_array_equal(back, array)


def test_what_is_there_already_is_not_copied(gpus):
    x = np.ones(2)
    assert to_device(x, "cpu") is x
    there = to_device(x, "cuda")
    assert to_device(there, "cuda") is to_device(there, "cuda:0") is there
    elsewhere = to_device(there, "cuda:1")
    assert device_of(elsewhere) == device("cuda:1")
    assert to_device(elsewhere, "cuda") is not elsewhere, "cuda without a number is the current GPU, cuda:0"
    with cuda.device(1):
        assert to_device(elsewhere, "cuda") is elsewhere


def test_tensors_move_and_their_gradients_come_back(gpus):
    x = zerodl.tensor([1.0, 2.0], requires_grad=True)
    there = x.to("cuda:0")
    assert there.device == device("cuda:0")
    (there * there).sum().backward()
    assert x.grad.device == device("cpu")
    assert x.grad.tolist() == [2.0, 4.0]
    assert x.to("cpu") is x
    assert there.to("cuda:0") is there
    assert there.to("cuda:1").device == device("cuda:1")
    assert there.detach().cpu().tolist() == [1.0, 2.0]
    assert there.detach().cpu().numpy().tolist() == [1.0, 2.0]


def test_cuda_without_a_number_keeps_what_is_there(gpus):
    x = zerodl.tensor([1.0]).to("cuda")
    assert x.device == device("cuda:0")
    assert x.to("cuda") is x
    assert x.cuda() is x


# --- the default ------------------------------------------------------------------------------------------------------


def test_the_default_device(gpus):
    set_default_device("cuda")
    assert get_default_device() == device("cuda")
    assert to_device(np.ones(1), None).device.id == 0
    set_default_device(None)
    assert get_default_device() == device("cpu")


def test_new_tensors_are_made_on_the_default_device(gpus):
    with device("cuda:1"):
        assert zerodl.zeros(2).device == device("cuda:1")
        assert zerodl.tensor([1.0]).device == device("cuda:1")
    assert zerodl.zeros(2).device == device("cpu")
    assert zerodl.ones(2, device="cuda").device == device("cuda:0")


def test_a_device_as_a_block_puts_the_default_back(gpus):
    place = device("cuda:1")
    with place, device("cpu"), place:
        assert get_default_device() == place
    assert get_default_device() == device("cpu")
    with pytest.raises(ValueError, match="on purpose"), place:
        raise ValueError("on purpose")
    with device("cuda:0"), pytest.raises(DeviceError), device("cuda:7"):
        pass
    assert get_default_device() == device("cpu")


def test_each_thread_has_its_own_default(gpus):
    seen = []
    with device("cuda"):
        thread = threading.Thread(target=lambda: seen.append(get_default_device()))
        thread.start()
        thread.join()
    assert seen == [device("cpu")]


# --- together ---------------------------------------------------------------------------------------------------------


def test_tensors_of_two_devices_do_not_mix(gpus):
    here, there = zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0]).to("cuda:0")
    for attempt in (lambda: here + there, lambda: there + here, lambda: zerodl.add(here, there)):
        with pytest.raises(DeviceError, match=r"add: expected all tensors on one device, got (cpu|cuda:0) and "):
            attempt()
    with pytest.raises(DeviceError, match=r"matmul: .*move them together with x\.to\(device\)"):
        here[None] @ there[:, None]


def test_a_gradient_must_arrive_where_the_tensor_is(gpus):
    x = zerodl.tensor([1.0, 2.0], device="cuda", requires_grad=True)
    for gradient in (zerodl.ones(2), np.ones(2, np.float32)):
        with pytest.raises(DeviceError, match="backward: expected all tensors on one device, got cuda:0 and cpu"):
            (x * 2).backward(gradient)
    (x * 2).backward(zerodl.ones(2, device="cuda"))
    assert x.grad.tolist() == [2.0, 2.0]


def test_numbers_are_at_home_anywhere(gpus):
    there = to_device(np.ones(2), "cuda")
    refuse_mixed("add", [there, 2.0, np.float32(1), None, True])
    with pytest.raises(DeviceError, match="add: expected all tensors on one device, got cuda:0 and cpu"):
        refuse_mixed("add", [there, np.ones(2)])
    with pytest.raises(DeviceError, match="got cuda:0 and cuda:1"):
        refuse_mixed("add", [there, to_device(np.ones(2), "cuda:1")])


# --- zerodl.cuda ------------------------------------------------------------------------------------------------------


def test_cuda_counts_and_chooses(gpus):
    assert cuda.is_available()
    assert cuda.device_count() == 2
    assert cuda.current_device() == 0
    cuda.set_device("cuda:1")
    assert cuda.current_device() == 1
    with cuda.device(0):
        assert cuda.current_device() == 0
    assert cuda.current_device() == 1
    cuda.synchronize()
    cuda.synchronize("cuda:0")
    cuda.empty_cache()
    assert cuda.get_device_name() == "Stand-in for a GPU"
    assert cuda.memory_allocated(0) <= cuda.memory_reserved(0)
    assert len(cuda.mem_get_info()) == 2


def test_cuda_wants_a_gpu(gpus):
    with pytest.raises(DeviceError, match="cuda: expected a GPU, as in 'cuda:0', got device cpu"):
        cuda.synchronize("cpu")
    with pytest.raises(DeviceError, match="there is no cuda:5"):
        cuda.set_device(5)
