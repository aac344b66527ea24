"""A tree comes back from its file as it was, or not at all."""

import contextlib
import math
import pickle
import random
import subprocess
import sys
import zipfile
from collections import Counter, OrderedDict, defaultdict, namedtuple
from enum import Enum, IntEnum
from io import BytesIO
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest
import torch
from safetensors.numpy import load_file as library_load_file

import zerodl
from zerodl import io, nn, optim
from zerodl.dtype import DTYPES
from zerodl.errors import ArgumentError, DTypeError, FileError
from zerodl.io import archive


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.safetensors"


def saved(tree, file):
    zerodl.save(tree, file)
    return zerodl.load(file)


def same(a, b):
    """Whether two trees are equal in kind and, bit for bit, in value."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(x, y) for x, y in zip([*a, *a.values()], [*b, *b.values()]))
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, zerodl.Tensor):
        return a.requires_grad == b.requires_grad and same(a.array, b.array)
    if isinstance(a, (np.ndarray, np.generic)):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, float):
        return a.hex() == b.hex()
    return a == b


TREES = {
    "None": None,
    "bools": [True, False],
    "integers": [0, -1, 2**63 - 1, -(2**63), 2**63, 2**128 + 1, -(10**5000)],
    "floats": [0.0, -0.0, 0.1, 1e-323, 1.7976931348623157e308, math.nan, math.inf, -math.inf],
    "texts": ["", "ä∂\n\x00\\\"'", "\ud800", "0" * 32, '{"dict": {}}'],
    "dicts": {"b": 1, "a": {}, "": {"": {}}},
    "keys": {0: "int", True: "bool", None: "none", 0.5: "float", (1, ("a", 2)): "tuple", "0": "text"},
    "keys of NumPy": {np.int64(3): 1, np.float32(0.1): 2},
    "keys that are our own words": {"dict": 1, "tensor": "x", "items": [{"float": "nan"}]},
    "tuples": [(), (1,), ((1, 2), [3, (4,)])],
    "a tensor alone": zerodl.ones(2),
    "an array alone": np.arange(3),
    "no elements": [zerodl.zeros(0), np.zeros((2, 0, 3), np.int16), zerodl.zeros(0)],
    "no axes": [zerodl.tensor(2.5), np.array(7), np.array(True)],
    "tensors with a gradient": [zerodl.ones(2, requires_grad=True), nn.Parameter(zerodl.ones(3))],
    "a frozen parameter": nn.Parameter(zerodl.ones(3), requires_grad=False),
    "scalars": [np.float32(0.1), np.float64("nan"), np.int8(-3), np.uint64(2**64 - 1), np.bool_(True), np.float16(2)],
    "scalars of ml_dtypes": [ml_dtypes.bfloat16(1.5), ml_dtypes.float8_e4m3fn(2)],
    "dtypes": [zerodl.bfloat16, zerodl.float32, np.dtype(bool), np.dtype(np.complex128)],
    "names that meet": {"a": {"b": np.zeros(1)}, "a.b": np.ones(1), "__metadata__": np.ones(2), "é\ud800": np.ones(3)},
    "a generator's state": zerodl.Generator(3).get_state(),
    "a module's state": nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1)).state_dict(),
}


@pytest.mark.parametrize("name", TREES)
def test_a_tree_comes_back_as_it_was(name, path):
    assert same(saved(TREES[name], path), TREES[name])
    assert same(saved(TREES[name], BytesIO()), TREES[name])


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_a_tensor_of_every_dtype_comes_back(dtype, path):
    x = zerodl.tensor(np.arange(-3, 3).reshape(2, 3).astype(dtype))
    assert same(saved({"x": x}, path)["x"], x)


@pytest.mark.parametrize("dtype", io.format.STORABLE, ids=str)
def test_an_array_of_every_dtype_comes_back(dtype, path):
    x = np.arange(6).reshape(2, 3).astype(dtype)
    for file in (path, BytesIO()):
        assert same(saved([x, x[0, 1]], file), [x, x[0, 1]])


def test_nan_keeps_its_bits_in_an_array(path):
    bits = np.array([0x7FC00001, 0xFFC12345, 0x7F800001], np.uint32)
    assert saved(bits.view(np.float32), path).view(np.uint32).tolist() == bits.tolist()


def test_arrays_that_do_not_lie_row_by_row_keep_their_values(path):
    x = np.arange(24.0).reshape(4, 6)
    tree = [x.T, x[::-2, 1:5:3], np.broadcast_to(x[:1], (3, 6)), x.astype(">f4"), zerodl.tensor(x).T]
    for got, expected in zip(saved(tree, path), tree):
        np.testing.assert_array_equal(np.asarray(got), np.asarray(expected))


def test_what_shares_memory_is_written_once_and_shares_it_again(path):
    weight = nn.Parameter(zerodl.ones(100, 100))
    a, b, c = saved([weight, weight.detach(), weight.T.detach()], path)
    a.array[0, 1] = 5
    assert b[0, 1].item() == 5
    assert a.storage is b.storage
    assert c[1, 0].item() == 1  # a view that looks otherwise is a tensor of its own
    assert path.stat().st_size < 2.1 * weight.nbytes


def test_what_is_loaded_can_be_changed_and_belongs_to_nobody_else(path):
    x = saved({"x": zerodl.ones(2), "a": np.ones(2)}, path)
    x["x"] += 1
    x["a"] += 1
    assert zerodl.load(path)["a"].tolist() == [1, 1]


def test_a_result_comes_back_off_the_tape(path):
    x = zerodl.ones(2, requires_grad=True)
    y = saved(x * 2, path)
    assert y.tolist() == [2, 2]
    assert not y.requires_grad


def test_what_is_derived_from_dict_comes_back_as_a_dict(path):
    tree = [OrderedDict(a=1), defaultdict(list, b=[2]), Counter("aab")]
    assert same(saved(tree, path), [{"a": 1}, {"b": [2]}, {"a": 2, "b": 1}])


def test_the_same_tree_gives_the_same_file(tmp_path):
    tree = {"w": np.ones(3), "lr": 0.1, "more": {str(n): n for n in range(20)}}
    for name in "ab":
        zerodl.save(tree, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_other_programs_read_the_tensors_by_the_way_to_them(path):
    zerodl.save({"model": {"0.weight": zerodl.ones(2, 3)}, "m": [np.zeros(1), {"v": np.ones(1)}]}, path)
    assert {name: x.shape for name, x in library_load_file(path).items()} == {
        "model.0.weight": (2, 3), "m.0": (1,), "m.1.v": (1,)
    }  # fmt: skip


def test_names_of_files_may_be_text_or_paths_and_nothing_else(path):
    zerodl.save(1, str(path))
    assert zerodl.load(str(path)) == zerodl.load(path) == 1
    with path.open() as text:
        for operation in (lambda: zerodl.save(1, 7), lambda: zerodl.load(None), lambda: zerodl.load(text)):
            with pytest.raises(DTypeError, match="expected a file's name, or a file that is open for bytes"):
                operation()


def test_a_file_that_is_open_will_do_and_stays_open(path):
    buffer, tree = BytesIO(), {"x": zerodl.ones(3), "n": 1}
    zerodl.save(tree, buffer)
    assert same(zerodl.load(buffer), tree)
    zerodl.save(tree, path)
    assert buffer.getvalue() == path.read_bytes()
    with path.open("rb") as file:
        assert same(zerodl.load(file), tree)
        assert io.load_file(file)["x"].tolist() == [1, 1, 1]
    buffer = BytesIO(buffer.getvalue()[:-1])
    with pytest.raises(FileError, match="BytesIO object .* is damaged or cut off"):
        zerodl.load(buffer)


# --- what is refused --------------------------------------------------------------------------------------------------

Point = namedtuple("Point", "x y")


class Colour(Enum):
    RED = 1


class Size(IntEnum):
    SMALL = 1


LINEAR = nn.Linear(2, 2)

REFUSED = {
    r"tree\['hooks'\]\[3\] is a function": {"hooks": [1, 2, 3, lambda x: x]},
    r"tree\['f'\] is a function": {"f": len},
    r"tree\['m'\] is a module": {"m": math},
    r"tree\['file'\] is an? \w+, which is no plain data": {"file": sys.stderr},
    r"tree is a Linear; save its state_dict\(\)": LINEAR,
    r"tree\['opt'\] is an SGD": {"opt": optim.SGD(LINEAR.parameters())},
    r"tree\[1\] is a Generator; save its get_state\(\)": (0, zerodl.Generator(0)),
    r"is the class Linear; save its name": [nn.Linear],
    r"is a set; save it as a list": [{1}],
    r"is a bytes; save np\.frombuffer": [b"abc"],
    r"is a complex; save its \.real": [1j],
    r"is a Colour; save its value": [Colour.RED],
    r"is a Size; save its value": [Size.SMALL],
    r"is a Point; save it as a dict": [Point(1, 2)],
    r"; save it as a text": [Path("a")],
    r"is a torch\.Tensor": [torch.ones(2)],
    r"tree\['x'\] is of the dtype object": {"x": np.array([None])},
    r"tree\['x'\] is of the dtype <U1": {"x": np.array(["a"])},
    r"tree\['x'\] is of the dtype complex128": {"x": np.ones(2, np.complex128)},
    r"tree\['x'\] is of the dtype datetime64": {"x": np.datetime64("2026-01-01")},
    r"tree\['x'\] is a masked array": {"x": np.ma.masked_array([1, 2], [True, False])},
    r"tree\['d'\] is the dtype \[\('a'": {"d": np.dtype([("a", "i4")])},
    r"tree\['d'\] has the key .*only plain data": {"d": {zerodl.ones(1): 1}},
    r"the key frozenset\(\) of tree\['d'\] is a frozenset": {"d": {frozenset(): 1}},
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_no_plain_data_is_refused_by_the_way_to_it_before_anything_is_written(message, path):
    with pytest.raises(DTypeError, match=message):
        zerodl.save(REFUSED[message], path)
    assert list(path.parent.iterdir()) == []


def test_a_tree_without_end_is_refused(path):
    round_and_round = [1]
    round_and_round.append({"again": round_and_round})
    with pytest.raises(ArgumentError, match=r"tree\[1\]\['again'\] contains itself"):
        zerodl.save(round_and_round, path)
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ArgumentError, match="nested too deeply"):
        zerodl.save(deep, path)
    assert list(path.parent.iterdir()) == []


def test_a_header_that_would_be_too_long_to_be_read_is_not_written(path):
    with pytest.raises(ArgumentError, match="save: the file's header cannot be written .* make arrays of long texts"):
        zerodl.save("x" * 100_000_000, path)
    assert not path.exists()


# --- damage -----------------------------------------------------------------------------------------------------------

STATE = {
    "model": {"w": zerodl.arange(12.0).reshape(3, 4), "b": zerodl.ones(3).to(zerodl.bfloat16)},
    "steps": (1, 2, {"lr": 0.1, 7: None, "nan": math.nan}),
    "zeros": np.zeros(5, np.int8),
}


def test_every_flipped_bit_is_noticed(path):
    zerodl.save(STATE, path)
    whole = path.read_bytes()
    with path.open("r+b", buffering=0) as file:
        for bit in range(8 * len(whole)):
            place = bit // 8
            file.seek(place)
            file.write(bytes([whole[place] ^ 1 << bit % 8]))
            with pytest.raises(FileError, match=path.name):
                zerodl.load(path)
            file.seek(place)
            file.write(whole[place : place + 1])
    assert same(zerodl.load(path), STATE)


def test_every_other_byte_is_an_error_or_changes_nothing():
    """Nothing is read from the spaces that fill the header up; a line feed among them is as good as a space."""
    buffer, rng, as_it_was = BytesIO(), random.Random(0), 0
    zerodl.save(STATE, buffer)
    whole = buffer.getvalue()
    for _ in range(3000):
        damaged = bytearray(whole)
        for _ in range(rng.choice((1, 2, 50))):
            damaged[rng.randrange(len(whole))] = rng.choice((0, 32, 10, 255, rng.randrange(256)))
        with contextlib.suppress(FileError):
            assert same(zerodl.load(BytesIO(damaged)), STATE)
            as_it_was += damaged != whole
    assert as_it_was < 30


def test_every_length_but_the_right_one_is_noticed(path):
    zerodl.save(STATE, path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(FileError, match="cut off|is empty|begins with neither|text"):
            zerodl.load(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(FileError, match="is damaged or cut off: .*not fully covered"):
        zerodl.load(path)


def test_two_tensors_that_change_places_are_noticed(path):
    zerodl.save({"a": np.zeros(2), "b": np.ones(2)}, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-32] + whole[-16:] + whole[-32:-16])
    with pytest.raises(FileError, match="the numbers of a are not those that were saved"):
        zerodl.load(path)


def torch_file(path):
    torch.save({"w": torch.ones(2)}, path)


FOREIGN = {
    "is empty": lambda path: path.write_bytes(b""),
    "a zip archive, as PyTorch's torch.save writes it: .*safetensors.torch": torch_file,
    "an archive of NumPy arrays: read it with numpy.load": lambda path: np.savez(path.open("wb"), x=np.ones(3)),
    "but a zip archive$": lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "text"),
    "as PyTorch's torch.save writes": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(30)),
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"w": [1.0]})),
    "a PNG picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "an HDF5 file, as Keras writes it": lambda path: path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100)),
    "a NumPy array": lambda path: np.save(path.open("wb"), np.ones(3)),
    "Git LFS": lambda path: path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
    "but text, which begins 'epoch,loss": lambda path: path.write_text("epoch,loss\n1,0.5\n2,0.3\n"),
    'but text, which begins \'{"epoch"': lambda path: path.write_text('{"epoch":{"loss": 1}}'),
    "but text, which begins 'a'": lambda path: path.write_text("a"),
    "holds zeros": lambda path: path.write_bytes(bytes(1000)),
    "begins with neither a header": lambda path: path.write_bytes(random.Random(0).randbytes(1000)),
    "is a folder": lambda path: path.mkdir(),
    "holds no tree that .* read plain tensors with io.load_file": lambda path: io.save_file({"w": np.ones(2)}, path),
}


@pytest.mark.parametrize("message", FOREIGN)
def test_a_file_of_another_kind_is_refused_by_name_and_kind(message, path):
    FOREIGN[message](path)
    with pytest.raises(FileError, match=message) as caught:
        zerodl.load(path)
    assert str(path) in str(caught.value)
    assert isinstance(caught.value, (OSError, ValueError))


def test_a_missing_file_is_named(path):
    with pytest.raises(FileNotFoundError, match=r"state\.safetensors"):
        zerodl.load(path)


def test_a_file_of_a_newer_zerodl_says_so(path, monkeypatch):
    monkeypatch.setattr(archive, "FORMAT", archive.FORMAT + 1)
    monkeypatch.setattr(archive, "__version__", "9.0")
    zerodl.save(STATE, path)
    monkeypatch.undo()
    with pytest.raises(FileError, match="written by zerodl 9.0 in format 2; .* pip install --upgrade zerodl"):
        zerodl.load(path)


def test_a_header_that_nobody_wrote_runs_nothing_and_is_an_error(path, monkeypatch):
    for tree in ({"no_such_kind": 1}, {"tensor": "no"}, {"int": "1", "float": "2"}, {"float": "x"}, {"items": [1]}):
        with monkeypatch.context() as patched:
            patched.setattr(archive.Encoder, "encode", lambda self, value, path, tree=tree: tree)
            zerodl.save(None, path)
        with pytest.raises(FileError, match="makes no sense"):
            zerodl.load(path)


# --- failing to write -------------------------------------------------------------------------------------------------

FULL = """
import resource, signal, sys, zerodl
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    zerodl.save({"w": zerodl.zeros(100, 100)}, sys.argv[1])
except OSError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_keeps_the_old_file(path):
    zerodl.save(STATE, path)
    old = path.read_bytes()
    said = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True).stdout
    assert "File too large; nothing was written" in said
    assert str(path) in said
    assert path.read_bytes() == old
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(path):
    with pytest.raises(FileNotFoundError, match="missing"):
        zerodl.save(STATE, path.parent / "missing" / "a.safetensors")
