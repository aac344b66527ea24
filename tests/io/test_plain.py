"""Plain safetensors files go to PyTorch and the format's own library, and come from there."""

import os
from io import BytesIO

import ml_dtypes
import numpy as np
import pytest
import safetensors.torch
import torch
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file as library_load_file
from safetensors.numpy import save_file as library_save_file

import zerodl
from zerodl import io, nn
from zerodl.errors import ArgumentError, DTypeError, FileError
from zerodl.io.format import STORABLE

TORCHS = {
    "bool": torch.bool, "uint8": torch.uint8, "int8": torch.int8, "int16": torch.int16, "int32": torch.int32,
    "int64": torch.int64, "float16": torch.float16, "bfloat16": torch.bfloat16, "float32": torch.float32,
    "float64": torch.float64,
}  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "model.safetensors"


@pytest.mark.parametrize("name", TORCHS)
@pytest.mark.parametrize("shape", [(2, 3), (), (0, 3), (5,)], ids=str)
def test_a_tensor_goes_to_pytorch_and_comes_back(name, shape, path):
    numbers = torch.arange(int(np.prod(shape))).reshape(shape)
    theirs = numbers.to(TORCHS[name])
    ours = zerodl.tensor(numbers.numpy()).to(getattr(zerodl, name))
    io.save_file({"x": ours}, path)
    read = safetensors.torch.load_file(path)["x"]
    assert (read.dtype, read.shape) == (theirs.dtype, theirs.shape)
    assert torch.equal(read, theirs)
    safetensors.torch.save_file({"x": theirs}, path)
    back = io.load_file(path)["x"]
    assert (back.dtype, back.shape) == (ours.dtype, ours.shape)
    assert back.array.tobytes() == ours.array.tobytes()


def test_a_model_goes_to_pytorch_and_back(path):
    zerodl.manual_seed(0)
    ours = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    theirs = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    io.save_file(ours.state_dict(), path, {"format": "pt"})
    safetensors.torch.load_model(theirs, path)
    x = zerodl.randn(5, 4)
    np.testing.assert_allclose(ours(x).tolist(), theirs(torch.tensor(x.numpy())).tolist(), rtol=1e-5, atol=1e-6)
    safetensors.torch.save_model(theirs, path)
    again = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    again.load_state_dict(io.load_file(path))
    assert again(x).tolist() == ours(x).tolist()


@pytest.mark.parametrize("dtype", [dtype for dtype in STORABLE if not dtype.name.startswith("float8")], ids=str)
def test_the_formats_own_library_reads_every_dtype_and_is_read(dtype, path):
    x = np.arange(6).reshape(2, 3).astype(dtype)
    io.save_file({"x": x}, path)
    assert library_load_file(path)["x"].tobytes() == x.tobytes()
    library_save_file({"x": x}, path)
    back = io.load_file(path, numpy=True)["x"]
    assert back.dtype == dtype
    assert back.tobytes() == x.tobytes()


@pytest.mark.parametrize("name", ["float8_e4m3fn", "float8_e5m2"])
def test_float8_goes_to_pytorch_and_comes_back(name, path):
    x = np.arange(6).astype(getattr(ml_dtypes, name))
    io.save_file({"x": x}, path)
    theirs = safetensors.torch.load_file(path)["x"]
    assert theirs.dtype == getattr(torch, name)
    assert theirs.float().tolist() == [0, 1, 2, 3, 4, 5]
    safetensors.torch.save_file({"x": theirs}, path)
    assert io.load_file(path, numpy=True)["x"].tolist() == x.tolist()


def test_names_may_be_any_text_and_tensors_of_any_width_stand_beside_each_other(path):
    names = ["", "ä.∂", 'a"b\n', "x" * 300]
    arrays = {name: np.full(3, i, dtype) for i, (name, dtype) in enumerate(zip(names, "?dbe"))}
    io.save_file(arrays, path)
    library = library_load_file(path)
    ours = io.load_file(path, numpy=True)
    assert library.keys() == ours.keys() == arrays.keys()
    for name, array in arrays.items():
        assert library[name].tolist() == ours[name].tolist() == array.tolist()


def test_arrays_that_do_not_lie_row_by_row_keep_their_values(path):
    x = np.arange(24.0).reshape(4, 6)
    arrays = {"t": x.T, "steps": x[::-2, 1:5:3], "one": np.broadcast_to(x[:1], (3, 6)), "big": x.astype(">f4")}
    io.save_file(arrays, path)
    read = library_load_file(path)
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)


def test_tied_weights_stand_under_both_names(path):
    layer = nn.Linear(3, 3, bias=False)
    model = nn.Sequential(layer, layer)
    io.save_file(model.state_dict(), path)
    assert sorted(io.load_file(path)) == ["0.weight", "1.weight"]
    model.load_state_dict(io.load_file(path))
    assert model[0].weight is model[1].weight


def test_a_parameter_is_written_as_its_numbers(path):
    io.save_file({"w": nn.Parameter(zerodl.ones(2))}, path)
    read = io.load_file(path)["w"]
    assert type(read) is zerodl.Tensor
    assert not read.requires_grad


def test_nothing_to_save_is_a_file_too(path):
    io.save_file({}, path)
    assert io.load_file(path) == library_load_file(path) == {}


def test_metadata_come_back_and_are_the_librarys(path):
    io.save_file({"x": np.ones(1)}, path, {"format": "pt", "by": "ä"})
    with safe_open(path, "np") as theirs, io.safe_open(path) as ours:
        assert theirs.metadata() == ours.metadata() == {"format": "pt", "by": "ä"}
    for metadata in ({"epoch": 3}, {3: "x"}, "text"):
        with pytest.raises(ArgumentError, match="metadata are texts"):
            io.save_file({}, path, metadata)


def test_one_tensor_is_read_without_the_others(path):
    io.save_file({"a": zerodl.zeros(2, 3), "b": zerodl.ones(50_000)}, path)
    with io.safe_open(path) as file:
        assert file.get_shape("a") == (2, 3)
        with path.open("r+b") as damaged:  # what is not read may be gone
            damaged.truncate(path.stat().st_size - 8)
        assert file.get_tensor("a").tolist() == [[0, 0, 0], [0, 0, 0]]
        with pytest.raises(FileError, match=r"model\.safetensors: b cannot be read"):
            file.get_tensor("b")
        with pytest.raises(ArgumentError, match="has no tensor 'c'; it has a, b"):
            file.get_tensor("c")


@pytest.mark.parametrize("dtype", [np.float32, ml_dtypes.float8_e5m2], ids=str)
def test_each_reading_gives_numbers_of_its_own(dtype, path):
    content = BytesIO()
    for file in (path, content):
        io.save_file({"x": np.ones(3, dtype)}, file)
        with io.safe_open(file, numpy=True) as opened:
            opened.get_tensor("x")[:] = 2
            assert opened.get_tensor("x").tolist() == [1, 1, 1]
        io.load_file(file, numpy=True)["x"][:] = 2
    assert path.read_bytes() == content.getvalue()


def test_dtypes_that_tensors_have_not_come_as_arrays(path):
    io.save_file({"x": np.ones(2, np.uint16)}, path)
    with pytest.raises(FileError, match=r"x is of the dtype uint16, .* numpy=True"):
        io.load_file(path)
    assert io.load_file(path, numpy=True)["x"].dtype == np.uint16


def test_a_dtype_of_the_format_that_is_unknown_is_named(path):
    header = b'{"x":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}'
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"ab")
    with pytest.raises(FileError, match="x is of the dtype F4, unknown here"):
        io.load_file(path)


def test_what_is_no_dictionary_of_tensors_is_refused(path):
    wrong = {
        r"expected a dictionary from names to tensors, got Linear; save its state_dict\(\)": nn.Linear(2, 2),
        "expected a dictionary from names to tensors, got list": [np.ones(2)],
        "the names of tensors are texts, got 3": {3: np.ones(2)},
        "expected a tensor or an array for 'x', got dict; io.save takes a tree": {"x": {"y": np.ones(2)}},
        "expected a tensor or an array for 'lr', got float": {"lr": 0.1},
        "'x' is of the dtype object": {"x": np.array([None])},
        "'x' is a masked array": {"x": np.ma.masked_array([1.0], [True])},
    }
    for message, tensors in wrong.items():
        with pytest.raises(DTypeError, match=message):
            io.save_file(tensors, path)
    for message, name in {"keeps the name": "__metadata__", "half a character": "\ud800"}.items():
        with pytest.raises(ArgumentError, match=message):
            io.save_file({name: np.ones(2)}, path)
    for metadata in ({"by": "\ud800"}, {"\ud800": "me"}):
        with pytest.raises(ArgumentError, match=r"save_file: '\\ud800' holds half a character"):
            io.save_file({"x": np.ones(2)}, path, metadata)
    assert not path.exists()


HEADERS = {
    "no JSON": b'{"x":',
    "a list": b"[1, 2]",
    "no dictionary": b'{"x": 3}',
    "no offsets": b'{"x":{"dtype":"U8","shape":[2]}}',
    "a name twice": b'{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},'
    b'"x":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}',
    "a gap": b'{"x":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}',
    "an overlap": b'{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},'
    b'"y":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}',
    "the end before the start": b'{"x":{"dtype":"U8","shape":[2],"data_offsets":[4,2]}}',
    "too few bytes": b'{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}',
    "too many bytes": b'{"x":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}',
    "bytes of nobody": b'{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}',
    "a negative length": b'{"x":{"dtype":"U8","shape":[-2,-2],"data_offsets":[0,4]}}',
    "half a length": b'{"x":{"dtype":"U8","shape":[0.5,8],"data_offsets":[0,4]}}',
    "true for a length": b'{"x":{"dtype":"U8","shape":[true,4],"data_offsets":[0,4]}}',
    "text for a length": b'{"x":{"dtype":"U8","shape":["4"],"data_offsets":[0,4]}}',
    "metadata that are no texts": b'{"__metadata__":{"a":1},"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}',
    "no UTF-8": b'{"\xff":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}',
    "lists without end": b'{"x":' + b"[" * 200_000,
}


@pytest.mark.parametrize("what", HEADERS)
def test_a_header_with_a_fault_is_refused_here_as_by_the_library(what, path):
    path.write_bytes(len(HEADERS[what]).to_bytes(8, "little") + HEADERS[what] + b"abcd")
    with pytest.raises(FileError, match=r"model\.safetensors"):
        io.load_file(path)
    with pytest.raises((SafetensorError, OSError)):
        library_load_file(path)


def test_more_axes_than_numpy_has_are_an_error(path):
    header = b'{"x":{"dtype":"U8","shape":[' + b",".join([b"1"] * 100) + b'],"data_offsets":[0,1]}}'
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"a")
    with pytest.raises(FileError, match="x cannot be read: maximum supported dimension"):
        io.load_file(path)


def test_the_file_is_closed_whatever_happens(path):
    io.save_file({"x": np.ones(1)}, path)
    io.load_file(path)
    path.write_bytes(b"no such file")
    with pytest.raises(FileError):
        io.load_file(path)
    if os.path.isdir("/proc/self/fd"):  # noqa: PTH112
        assert str(path) not in [os.path.realpath(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")]  # noqa: PTH208
