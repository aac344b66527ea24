"""Interchange: DLPack with PyTorch and NumPy both ways, NumPy's array protocol, Python's copies, and no pickle."""

import copy
import ctypes
import pickle

import ml_dtypes
import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn, tensor
from zerodl.errors import DTypeError, GradientError, ShapeError

torch = pytest.importorskip("torch", reason="PyTorch is the partner of interchange; pip install zerodl[test] has it")

SHARED = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")


def address(x):
    """Where a tensor's memory begins: ours, PyTorch's or NumPy's."""
    if isinstance(x, Tensor):
        x = x.array
    return x.data_ptr() if isinstance(x, torch.Tensor) else x.__array_interface__["data"][0]


def numbers(name, shape=(2, 3)):
    return zerodl.arange(6).reshape(shape).to(getattr(zerodl, name))


# --- DLPack -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("shape", [(2, 3), (6,), (3, 1, 2)])
def test_pytorch_reads_our_memory_and_we_its(name, shape):
    ours = numbers(name, shape)
    theirs = torch.from_dlpack(ours)
    assert (str(theirs.dtype), tuple(theirs.shape)) == (f"torch.{name}", shape)
    assert address(theirs) == address(ours)
    back = zerodl.from_dlpack(theirs)
    assert (back.dtype, back.shape, back.tolist()) == (ours.dtype, shape, ours.tolist())
    assert address(back) == address(ours)
    back.reshape(-1)[0] = 1
    theirs.view(-1)[1] = 0
    assert ours.reshape(-1).tolist()[:2] == [1, 0]


@pytest.mark.parametrize("name", SHARED)
def test_numpy_reads_our_memory_and_we_its(name):
    ours = numbers(name)
    theirs = np.from_dlpack(ours)
    assert theirs.dtype == ours.dtype
    assert address(theirs) == address(zerodl.from_dlpack(theirs)) == address(ours)
    assert zerodl.from_dlpack(ours.numpy()).tolist() == ours.tolist()
    assert zerodl.from_dlpack(ours).tolist() == ours.tolist()


LOOKS = {
    "transposed": lambda x: x.T,
    "every other": lambda x: x[:, ::2],
    "a row": lambda x: x[1],
    "an element": lambda x: x[1, 2],
    "nothing": lambda x: x[:0],
    "broadcast": lambda x: x[:1].expand(4, 3),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_views_of_any_strides(look):
    ours, theirs = look(numbers("float32")), look(torch.arange(6.0).reshape(2, 3))
    if look is not LOOKS["broadcast"]:  # whose memory may only be read; PyTorch warns when it gets such
        assert torch.from_dlpack(ours).tolist() == theirs.tolist()
    taken = zerodl.from_dlpack(theirs)
    assert (taken.tolist(), taken.shape) == (theirs.tolist(), tuple(theirs.shape))
    assert not theirs.numel() or address(taken) == address(theirs)


def test_a_taken_tensor_is_a_leaf_like_any_other():
    theirs = torch.ones(2)
    ours = zerodl.from_dlpack(theirs).requires_grad_()
    (ours * 3).sum().backward()
    assert ours.grad.tolist() == [3.0, 3.0]
    with zerodl.no_grad():
        ours -= ours.grad
    assert theirs.tolist() == [-2.0, -2.0]


def test_memory_outlives_the_one_it_came_from():
    taken = zerodl.from_dlpack(torch.full((1000,), 7.0))
    given = torch.from_dlpack(zerodl.full((1000,), 7.0))
    rubbish = [torch.zeros(1000) for _ in range(20)], [zerodl.zeros(1000) for _ in range(20)]
    assert set(taken.tolist()) == set(given.tolist()) == {7.0}
    assert len(rubbish) == 2


def test_a_gradient_is_not_lost_on_the_way():
    x = zerodl.ones(2, requires_grad=True)
    for partner in (torch, np):
        with pytest.raises(GradientError, match=r"dlpack: .*requires a gradient.*x\.detach\(\)"):
            partner.from_dlpack(x)
        assert partner.from_dlpack(x.detach()).tolist() == [1.0, 1.0]
    with pytest.raises(DTypeError, match="from_dlpack: Tensor cannot be shared: .*gradient.*detach"):
        zerodl.from_dlpack(torch.ones(2, requires_grad=True))


def test_bfloat16_is_explained():
    x = zerodl.ones(2, dtype=zerodl.bfloat16)
    for partner in (torch, np):
        with pytest.raises(DTypeError, match=r"dlpack: this tensor of bfloat16 cannot be shared.*x\.float\(\)"):
            partner.from_dlpack(x)
    with pytest.raises(DTypeError, match=r"from_dlpack: .*bfloat16 goes over as float32"):
        zerodl.from_dlpack(torch.ones(2, dtype=torch.bfloat16))
    assert torch.from_dlpack(x.float()).tolist() == [1.0, 1.0]


def test_memory_that_can_only_be_read():
    array = np.zeros(2)
    array.setflags(write=False)
    x = zerodl.from_numpy(array)
    assert not np.from_dlpack(x).flags.writeable
    with pytest.raises(DTypeError, match=r"dlpack: .*cannot be shared: .*x\.clone\(\)"):
        x.__dlpack__()  # how a library asks that knows only the first version, which cannot say "read only"
    assert torch.from_dlpack(x.clone()).tolist() == [0.0, 0.0]


def test_a_copy_on_request():
    x = zerodl.zeros(2)
    assert address(np.from_dlpack(x, copy=True)) != address(x)
    assert address(np.from_dlpack(x, copy=False)) == address(x)


def test_the_protocol_itself():
    x = zerodl.zeros(2)
    assert x.__dlpack_device__() == torch.zeros(2).__dlpack_device__() == (1, 0)
    name = ctypes.pythonapi.PyCapsule_GetName
    name.restype, name.argtypes = ctypes.c_char_p, [ctypes.py_object]
    assert name(x.__dlpack__()) == b"dltensor"
    assert name(x.__dlpack__(max_version=(1, 0))) == b"dltensor_versioned"


class _Elsewhere:
    """Something that lives where we cannot reach it."""

    def __dlpack_device__(self):
        return 8, 0  # DLPack's number for Metal

    def __dlpack__(self, **asked):
        raise AssertionError("nobody may ask for the memory")


@pytest.mark.parametrize(
    ("external", "said"),
    [
        ([1.0, 2.0], r"from_dlpack: expected .*__dlpack__, got list; .*zerodl\.tensor"),
        (3.0, "from_dlpack: expected .*got float"),
        (_Elsewhere(), "from_dlpack: expected memory of the CPU or an NVIDIA GPU, got DLPack's device type 8"),
        (np.zeros(2, np.uint16), "from_dlpack: .*uint16"),
        (torch.zeros(2, dtype=torch.complex64), "from_dlpack: .*complex64"),
        (np.zeros(2, "U3"), "from_dlpack: ndarray cannot be shared"),
    ],
    ids=["a list", "a number", "on another kind of device", "uint16", "complex", "text"],
)
def test_what_cannot_be_taken(external, said):
    with pytest.raises(DTypeError, match=said):
        zerodl.from_dlpack(external)


# --- NumPy and Python -------------------------------------------------------------------------------------------------


def test_numpys_array_protocol():
    x = numbers("float32")
    assert np.asarray(x) is x.array
    assert np.asarray(x, copy=False) is x.array
    assert address(np.array(x)) != address(x)
    assert np.asarray(x, dtype=np.float64).dtype == np.float64
    assert np.asarray(zerodl.ones(2, dtype=zerodl.bfloat16)).dtype == ml_dtypes.bfloat16
    assert torch.tensor(x.numpy()).tolist() == x.tolist()
    with pytest.raises(ValueError, match="copy"):
        np.asarray(x, dtype=np.int64, copy=False)
    with pytest.raises(GradientError, match=r"numpy: .*x\.detach\(\)\.numpy\(\)"):
        np.asarray(zerodl.ones(2, requires_grad=True))


@pytest.mark.parametrize("name", [*SHARED, "bfloat16"])
def test_numbers_and_lists_of_python(name):
    x, theirs = numbers(name), torch.arange(6).reshape(2, 3).to(getattr(torch, name))
    assert x.tolist() == theirs.tolist()
    assert type(x.tolist()[1][2]) is type(theirs.tolist()[1][2])
    assert type(x[1, 2].item()) is type(theirs[1, 2].item())
    assert x[1:, 2:].item() == theirs[1:, 2:].item()
    assert x[1, 2].tolist() == theirs[1, 2].tolist()
    with pytest.raises(ShapeError, match=r"item: expected a tensor with one element, got shape \(2, 3\)"):
        x.item()


# --- copies -----------------------------------------------------------------------------------------------------------


def test_a_shallow_copy_shares_the_memory():
    x = tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    y, theirs = copy.copy(x), copy.copy(torch.ones(2, requires_grad=True))
    assert address(y) == address(x)
    assert y.storage is x.storage
    assert (y.requires_grad, y.is_leaf, y.grad) == (theirs.requires_grad, theirs.is_leaf, theirs.grad)
    assert type(copy.copy(nn.Parameter(x))) is nn.Parameter
    z = copy.copy(x * 2)
    assert (z.is_leaf, z.requires_grad) == (True, True)  # as PyTorch's: off the tape


def test_a_deep_copy_of_a_leaf():
    x = tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    y = copy.deepcopy(x)
    assert (y.tolist(), y.grad.tolist(), y.requires_grad, y.is_leaf) == ([1.0, 2.0], [2.0, 4.0], True, True)
    with zerodl.no_grad():
        y += 1
    y.grad.zero_()
    assert (x.tolist(), x.grad.tolist(), x.storage.version) == ([1.0, 2.0], [2.0, 4.0], 0)
    assert not copy.deepcopy(tensor([1, 2])).requires_grad
    assert copy.deepcopy(zerodl.ones(2, dtype=zerodl.bfloat16)).dtype == zerodl.bfloat16


def test_what_an_operation_made_is_not_copied_deeply():
    x = tensor([1.0], requires_grad=True)
    with pytest.raises(GradientError, match=r"deepcopy: mul made this tensor.*x\.detach\(\)"):
        copy.deepcopy(x * 2)
    assert copy.deepcopy((x * 2).detach()).tolist() == [2.0]


SHARING = {
    "a slice": lambda x: x[1:],
    "a column": lambda x: x[:, 1],
    "transposed": lambda x: x.T,
    "detached": lambda x: x.detach(),
    "a view of a view": lambda x: x.T[1:][:, ::2],
    "the same": lambda x: x,
}


@pytest.mark.parametrize("name", ["float32", "bfloat16", "bool"])
@pytest.mark.parametrize("look", SHARING.values(), ids=SHARING)
def test_what_shares_memory_shares_it_in_the_copy(look, name):
    x = numbers(name)
    pair = [x, look(x)]
    for first, second in (copy.deepcopy(pair), copy.deepcopy(pair[::-1])[::-1]):
        assert (first.tolist(), second.tolist()) == (pair[0].tolist(), pair[1].tolist())
        assert second.array.strides == pair[1].array.strides
        assert np.shares_memory(first.array, second.array)
        assert first.storage is second.storage
        assert not np.shares_memory(first.array, x.array)
        second.zero_()
        assert first.storage.version == 1
        assert first.to(zerodl.int64).sum().item() < x.to(zerodl.int64).sum().item()


def test_each_deep_copy_has_memory_of_its_own():
    x = zerodl.ones(2)
    first, second = copy.deepcopy(x), copy.deepcopy(x)
    assert not np.shares_memory(first.array, second.array)
    assert first.storage is not second.storage


def test_memory_of_any_origin_is_copied():
    """The owner of the memory may be no array at all, or lie in it with holes."""
    buffer = bytearray(np.arange(6.0).tobytes())
    for array in (
        np.frombuffer(buffer)[::-2],
        np.arange(6.0)[::-1],
        np.arange(6.0)[::2],
        np.zeros((0, 3)),
        np.ones(()),
    ):
        x = zerodl.from_numpy(array)
        y = copy.deepcopy(x)
        assert (y.tolist(), y.shape) == (x.tolist(), x.shape)
        assert not np.shares_memory(x.array, y.array)
        y.zero_()
        assert np.array_equal(x.array, array)


def test_a_model_is_copied_with_its_ties():
    model = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 3))
    model[2].weight = model[0].weight
    model(zerodl.ones(2, 3)).sum().backward()
    made = copy.deepcopy(model)
    assert type(made[0].weight) is nn.Parameter
    assert made[2].weight is made[0].weight
    assert made[0].weight.grad.tolist() == model[0].weight.grad.tolist()
    made[0].weight.array[...] = 0
    assert model[0].weight.array.any()
    assert made(zerodl.ones(1, 3)).shape == (1, 3)


def test_attributes_of_a_subclass_are_copied():
    class Named(Tensor):
        pass

    x = Named([1.0, 2.0])
    x.names = ["a", "b"]
    shallow, deep = copy.copy(x), copy.deepcopy(x)
    assert type(shallow) is type(deep) is Named
    assert shallow.names is x.names
    assert deep.names == x.names
    assert deep.names is not x.names


# --- what does not leave ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_pickle(protocol):
    for thing in (zerodl.ones(2), nn.Parameter(zerodl.ones(2)), [zerodl.ones(2)], nn.Linear(2, 2)):
        with pytest.raises(DTypeError, match=r"pickle: tensors are not pickled.*safetensors\.numpy\.save_file"):
            pickle.dumps(thing, protocol)


def test_the_advice_given_works(tmp_path):
    from safetensors.numpy import load_file, save_file

    x = tensor([1.0, 2.0], requires_grad=True)
    save_file({"x": x.detach().numpy()}, tmp_path / "x.safetensors")
    assert load_file(tmp_path / "x.safetensors")["x"].tolist() == [1.0, 2.0]
