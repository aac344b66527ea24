"""IDX files, MNIST, Fashion-MNIST, CIFAR-10 and IMDB, read from small files that the tests make and serve."""

import contextlib
import gzip
import hashlib
import io
import struct
import subprocess
import sys
import tarfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zerodl
from tests.data.server import serving
from zerodl.data import CIFAR10, IMDB, MNIST, DataLoader, FashionMNIST, handwritten
from zerodl.data.archive import unpack
from zerodl.data.idx import read_idx
from zerodl.data.resource import Resource
from zerodl.errors import DownloadError, FileError, MissingDataError

RNG = np.random.default_rng(0)


def idx(array, code=0x08):
    """An IDX file's bytes."""
    return bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def tar(files, links=()):
    """The bytes of a .tar.gz."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name, target in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return buffer.getvalue()


# --- IDX --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "dtype"), [(0x08, "u1"), (0x09, "i1"), (0x0B, ">i2"), (0x0C, ">i4"), (0x0D, ">f4"), (0x0E, ">f8")]
)
@pytest.mark.parametrize("shape", [(4,), (2, 3, 5), (0, 3)])
@pytest.mark.parametrize("packed", [False, True])
def test_idx_files_of_every_dtype(tmp_path, code, dtype, shape, packed):
    array = RNG.integers(-90, 90, shape).astype(dtype)
    content = idx(array, code)
    path = tmp_path / "x"
    path.write_bytes(gzip.compress(content) if packed else content)
    got = read_idx(path)
    np.testing.assert_array_equal(got, array)
    assert got.dtype == np.dtype(dtype).newbyteorder("=")
    assert got.flags.writeable


GOOD = idx(RNG.integers(0, 256, (5, 4, 4)).astype("u1"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no IDX file: it begins with nothing"),
        (b"\0\0\x08", "is no IDX file: it begins with 00 00 08,"),
        (b"PK\x03\x04" + GOOD, "is no IDX file: it begins with 50 4b 03 04"),
        (b"\0\0\x07\x03" + GOOD[4:], "is no IDX file"),
        (b"\0\0\x08\x00" + GOOD[4:], "is no IDX file"),
        (b"\0\0\x08\xff" + GOOD[4:], "is no IDX file"),
        (GOOD[:10], "is cut off within its header"),
        (GOOD[:-1], "the header says 5 × 4 × 4, 80 bytes, and only 79 come: it is cut off"),
        (GOOD + b"x", "5 × 4 × 4, 80 bytes, and more come"),
        (GOOD[:4] + b"\xff" * 12 + GOOD[16:], "bytes, and only 80 come: it is cut off"),
        (gzip.compress(GOOD)[:-9], "its gzip packing has no end"),
        (gzip.compress(GOOD)[:40], "its gzip packing has no end"),
        (gzip.compress(GOOD[:-1]), "only 79 come"),
        (gzip.compress(GOOD)[:-8] + b"12345678", "is damaged: CRC"),
        (b"\x1f\x8b" + GOOD, "is damaged"),
    ],
)
def test_what_is_wrong_with_an_idx_file_is_said(tmp_path, content, says):
    path = tmp_path / "x.gz"
    path.write_bytes(content)
    with pytest.raises(FileError, match=f"x.gz.*{says}"):
        read_idx(path)


@settings(deadline=None, max_examples=200)
@given(
    packed=st.booleans(),
    changes=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=3),
    end=st.integers(0, 200),
)
def test_any_damage_is_an_error_of_ours(tmp_path_factory, packed, changes, end):
    content = bytearray(gzip.compress(GOOD) if packed else GOOD)
    for place, value in changes:
        content[place % len(content)] = value
    path = tmp_path_factory.getbasetemp() / "any.idx"
    path.write_bytes(content[:end])
    with contextlib.suppress(FileError):
        read_idx(path)


# --- MNIST ------------------------------------------------------------------------------------------------------------

PARTS = {"train": 7, "t10k": 3}


def mnist_files():
    files = {}
    for part, n in PARTS.items():
        images, labels = RNG.integers(0, 256, (n, 28, 28)).astype("u1"), (np.arange(n) % 10).astype("u1")
        files[f"{part}-images-idx3-ubyte.gz"] = gzip.compress(idx(images))
        files[f"{part}-labels-idx1-ubyte.gz"] = gzip.compress(idx(labels))
    return files


FILES = mnist_files()


def put(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("kind", [MNIST, FashionMNIST])
def test_mnist_from_its_files(tmp_path, kind):
    put(tmp_path / kind.__name__ / "raw", FILES)
    training, test = kind(tmp_path), kind(tmp_path, train=False)
    assert (len(training), len(test), len(training.classes)) == (7, 3, 10)
    image, label = training[2]
    assert (image.shape, image.dtype, label) == ((1, 28, 28), zerodl.float32, 2)
    assert (training.data.shape, training.data.dtype, training.targets.tolist()) == (
        (7, 28, 28), zerodl.uint8, list(range(7)),
    )  # fmt: skip
    np.testing.assert_array_equal(image.numpy()[0], training.data[2].numpy().astype(np.float32) / 255)
    assert repr(training) == f"{kind.__name__} of 7 images in 10 classes"
    assert kind.names[training.targets[1].item()] == training.classes[1]


def test_batches_are_the_items_together(tmp_path):
    put(tmp_path / "MNIST" / "raw", FILES)
    data = MNIST(tmp_path)
    (images, labels), *_ = DataLoader(data, batch_size=5)
    assert (images.shape, labels.dtype, labels.tolist()) == ((5, 1, 28, 28), zerodl.int64, [0, 1, 2, 3, 4])
    np.testing.assert_array_equal(images.numpy(), np.stack([data[i][0].numpy() for i in range(5)]))
    changed = MNIST(tmp_path, transform=lambda x: 1 - x, target_transform=lambda t: t + 10)
    (inverted, moved), *_ = DataLoader(changed, batch_size=5)
    np.testing.assert_array_equal(inverted.numpy(), 1 - images.numpy())
    assert moved.tolist() == [10, 11, 12, 13, 14]
    assert (data.fixed, changed.fixed) == (True, False)


def test_files_may_lie_there_unpacked(tmp_path):
    put(tmp_path / "MNIST" / "raw", {n.removesuffix(".gz"): gzip.decompress(c) for n, c in FILES.items()})
    assert len(MNIST(tmp_path)) == 7


def test_missing_files_are_one_sentence_and_nothing_is_downloaded(tmp_path, monkeypatch):
    monkeypatch.setenv("ZERODL_DATA", str(tmp_path))
    with pytest.raises(MissingDataError) as caught:
        MNIST()
    assert str(caught.value) == (
        f"MNIST: train-images-idx3-ubyte.gz (9.9 MB) is not in {tmp_path / 'MNIST' / 'raw'}; pass download=True to "
        "fetch it, or put it there"
    )
    assert isinstance(caught.value, FileNotFoundError)
    assert list(tmp_path.iterdir()) == []


def test_files_are_downloaded_on_request(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(sys.modules["zerodl.data.download"], "PAUSE", 0.0)
    sums = [Resource(r.name, hashlib.sha256(FILES[r.name]).hexdigest(), len(FILES[r.name])) for r in MNIST.resources]
    with serving(FILES[sums[2].name], "404") as dead, serving(FILES[sums[2].name]) as images:
        # each server has one file, whatever it is asked for: those of the test part are asked for in turn
        answers = [FILES[sums[2].name], FILES[sums[3].name]]
        plain = images.answer
        images.answer = lambda request: (setattr(images, "content", answers.pop(0)), plain(request))
        monkeypatch.setattr(MNIST, "resources", tuple(sums))
        monkeypatch.setattr(MNIST, "mirrors", (dead.address, images.address))
        assert len(MNIST(tmp_path, train=False, download=True)) == 3
        assert len(MNIST(tmp_path, train=False, download=True)) == 3
        assert (len(dead.ranges), len(images.ranges)) == (2, 2)
        monkeypatch.setattr(MNIST, "mirrors", (dead.address,))
        with pytest.raises(DownloadError, match="train-images-idx3-ubyte.gz could not be downloaded.*404"):
            MNIST(tmp_path, download=True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"train-labels-idx1-ubyte.gz": idx(np.arange(6, dtype="u1"))}, "has 7 images, .* 6 labels"),
        ({"train-labels-idx1-ubyte.gz": idx(np.full(7, 10, "u1"))}, "label 10 is none of the 10 classes"),
        ({"train-labels-idx1-ubyte.gz": idx(np.zeros((7, 1), "u1"))}, r"expected bytes \(B, H, W\).*\(7, 1\)"),
        ({"train-images-idx3-ubyte.gz": idx(np.zeros((7, 28, 28), ">f4"), 0x0D)}, "got float32"),
        ({"train-images-idx3-ubyte.gz": FILES["train-images-idx3-ubyte.gz"][:-20]}, "is cut off"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tmp_path, change, says):
    put(tmp_path / "MNIST" / "raw", FILES | change)
    with pytest.raises(FileError, match=says):
        MNIST(tmp_path)


def test_handwritten_digits_are_mnist_where_it_is_and_else_the_bundled_ones(tmp_path):
    training, held_out, name, side = handwritten(tmp_path)
    assert (name, side, len(training), len(held_out), training[0][0].shape) == ("digits", 8, 1437, 360, (64,))
    put(tmp_path / "MNIST" / "raw", FILES)
    training, held_out, name, side = handwritten(tmp_path)
    assert (name, side, len(training), len(held_out), training[0][0].shape) == ("MNIST", 28, 7, 3, (784,))
    np.testing.assert_array_equal(training.tensors[0].numpy()[3], MNIST(tmp_path)[3][0].numpy().ravel())
    put(tmp_path / "MNIST" / "raw", {"t10k-images-idx3-ubyte.gz": b"damaged"})
    with pytest.raises(FileError, match="is no IDX file"):
        handwritten(tmp_path)


# --- CIFAR-10 ---------------------------------------------------------------------------------------------------------


def cifar_files(n=2):
    names = [f"data_batch_{i}.bin" for i in range(1, 6)] + ["test_batch.bin"]
    records = RNG.integers(0, 256, (len(names), n, 3073)).astype("u1")
    records[:, :, 0] %= 10
    return {f"cifar-10-batches-bin/{name}": batch.tobytes() for name, batch in zip(names, records)}, records


def test_cifar_is_read_from_its_archive(tmp_path):
    files, records = cifar_files()
    archive = put(tmp_path / "CIFAR10", {"cifar-10-binary.tar.gz": tar(files)}) / "cifar-10-binary.tar.gz"
    training, test = CIFAR10(tmp_path), CIFAR10(tmp_path, train=False)
    assert (training.data.shape, test.data.shape) == ((10, 3, 32, 32), (2, 3, 32, 32))
    np.testing.assert_array_equal(training.targets.numpy(), records[:5, :, 0].ravel())
    image, label = test[1]
    assert label == records[5, 1, 0]
    assert image[2, 5, 7].item() == np.float32(records[5, 1, 1 + 2 * 1024 + 5 * 32 + 7]) / np.float32(255)
    assert training.class_to_idx["cat"] == 3
    archive.unlink()
    (images, _), *_ = DataLoader(CIFAR10(tmp_path), batch_size=4)  # what is unpacked suffices
    assert images.shape == (4, 3, 32, 32)


def test_of_an_archive_only_what_is_wanted_is_unpacked(tmp_path):
    files, _ = cifar_files()
    escapes = {"../outside.txt": b"x", "/tmp/zerodl-outside.txt": b"x", "cifar-10-batches-bin/../../up.txt": b"x"}
    links = [("cifar-10-batches-bin/link", "/etc"), ("cifar-10-batches-bin", "/etc")]
    put(tmp_path / "data" / "CIFAR10", {"cifar-10-binary.tar.gz": tar(escapes | files, links)})
    CIFAR10(tmp_path / "data")
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file() or p.is_symlink())
    assert found == sorted(["data/CIFAR10/cifar-10-binary.tar.gz", *(f"data/CIFAR10/{name}" for name in files)])


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path):
    (tmp_path / "x.tar.gz").write_bytes(tar({}, [("wanted", "/etc/passwd")]))
    with pytest.raises(FileError, match="wanted is not in it"):
        unpack(tmp_path / "x.tar.gz", ["wanted"], tmp_path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (tar(cifar_files()[0])[:-2000], "is damaged or cut off"),
        (b"no archive", "is damaged or cut off"),
        (tar({"other": b""}), "data_batch_1.bin, .* is not in it"),
        (tar(cifar_files()[0] | {"cifar-10-batches-bin/data_batch_3.bin": b"x" * 99}), "has 99 bytes"),
        (tar(cifar_files()[0] | {"cifar-10-batches-bin/data_batch_3.bin": b"\xff" * 3073}), "label 255"),
    ],
)
def test_a_damaged_archive_of_images_is_refused(tmp_path, content, says):
    put(tmp_path / "CIFAR10", {"cifar-10-binary.tar.gz": content})
    with pytest.raises(FileError, match=says):
        CIFAR10(tmp_path)


def test_cifar_says_what_is_missing(tmp_path):
    with pytest.raises(MissingDataError, match=r"cifar-10-binary.tar.gz \(170.1 MB\) is not in .*download=True"):
        CIFAR10(tmp_path)


# --- IMDB -------------------------------------------------------------------------------------------------------------

REVIEWS = {
    "aclImdb/README": b"read me",
    "aclImdb/train/pos/10_9.txt": "naïve, and a joy".encode(),
    "aclImdb/train/pos/2_7.txt": b"fine",
    "aclImdb/train/neg/0_1.txt": b"bad <br />",
    "aclImdb/train/unsup/0_0.txt": b"nobody knows",
    "aclImdb/test/neg/3_4.txt": b"worse",
}


def test_reviews_are_read_from_the_archive(tmp_path):
    put(tmp_path / "IMDB", {"aclImdb_v1.tar.gz": tar(REVIEWS)})
    training = IMDB(tmp_path)
    assert [training[i] for i in range(len(training))] == [("bad <br />", 0), ("fine", 1), ("naïve, and a joy", 1)]
    assert (training.ratings.tolist(), training.classes) == ([1, 7, 9], ["neg", "pos"])
    assert IMDB(tmp_path, train=False).data == ["worse"]
    texts, labels = next(iter(DataLoader(IMDB(tmp_path, transform=str.upper), batch_size=2)))
    assert (list(texts), labels.tolist()) == (["BAD <br />".upper(), "FINE"], [0, 1])
    assert repr(training) == "IMDB of 3 reviews"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (tar(REVIEWS)[:150], "is damaged or cut off"),
        (b"no archive", "is damaged or cut off"),
        (tar({"aclImdb/train/pos/x_y.txt": b""}), "is damaged or cut off"),
        (tar({"other": b""}), "there are no reviews in it"),
    ],
)
def test_a_damaged_archive_of_reviews_is_refused(tmp_path, content, says):
    put(tmp_path / "IMDB", {"aclImdb_v1.tar.gz": content})
    with pytest.raises(FileError, match=says):
        IMDB(tmp_path)


def test_importing_asks_no_network_and_loads_no_client():
    clients = ("urllib.request", "http.client", "ssl", "tqdm", "sklearn")
    code = f"import sys, zerodl.data; print([name for name in {clients} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
