"""A tree of tensors and plain data in one safetensors file, in which every damage is noticed."""

import hashlib
import json
import zlib

import numpy as np

from ..errors import ArgumentError, FileError, NewerFileError
from ..version import __version__
from .format import as_stored, to_bytes
from .plain import as_file, safe_open, write
from .tree import Decoder, Encoder

FORMAT = 1  # the number of this way to write a tree; load reads this one and all before it
RECORD = "zerodl"  # the one key of the metadata: with two, the library would write them in either order


def save(tree, path):
    """Write a tree to a file, whole or not at all; an older file of that name is replaced.

    A tree is a tensor, an array, a NumPy scalar, a number, a text, a bool, None, a dtype, or a dict, list or tuple of
    trees. It comes back as it was: dictionaries in their order and with their keys, nan and inf, tuples as tuples,
    tensors that share memory as tensors that share it, parameters as parameters. What is derived from dict, such as
    OrderedDict, comes back as a dict; a tensor that an operation made comes back off the tape.

    The file is a safetensors file, so other programs can read the tensors, which are named by the way to them
    ("model.0.weight"); the rest is JSON in its header. Nothing in it is code, so reading it runs none. CRC-32 guards
    each tensor's bytes, BLAKE2 what is said of them and of the tree.

    Args: tree: often ``{"model": model.state_dict(), "epoch": 3}``. path: the file's name, or a file that is open for
        writing bytes, such as a BytesIO, to which whole or not at all does not apply.
    Raises: DTypeError for what cannot be saved, by the path to it: ``tree['hooks'][3] is a function``. OSError if the
        disk is full or the file must not be written. In either case an older file is as it was.
    Cost: two passes over the tensors; memory for the whole file, which is put together before it is written.
    Source: torch.save, without pickle.
    Example:
        >>> import tempfile, zerodl
        >>> path = tempfile.mkdtemp() + "/state.safetensors"
        >>> zerodl.save({"w": zerodl.ones(2), "steps": (1, 2), "best": float("inf")}, path)
        >>> zerodl.load(path)
        {'w': tensor([1., 1.]), 'steps': (1, 2), 'best': inf}
    """
    save_named("tree", tree, path)


def save_named(name, tree, path, new=False):
    """What ``save`` does; ``name`` stands for the tree in errors.

    Args: new: write only if nothing has the file's name. Raises FileExistsError.
    """
    file = as_file("save", path)
    encoder = Encoder(name)
    try:
        encoded = encoder.encode(tree, ())
        arrays = {name: as_stored(array) for name, array in encoder.arrays.items()}
        record = json.dumps({"format": FORMAT, "zerodl": __version__, "tree": encoded, "tensors": _described(arrays)})
    except RecursionError as cause:
        raise ArgumentError(f"save: {name} is nested too deeply for a file; nothing was saved") from cause
    write(file, to_bytes("save", arrays, {RECORD: f"{_digest(record)} {record}"}), new)


def load(path, device=None):
    """Read a tree that ``save`` wrote.

    Args: path: the file's name, or a file that is open for reading bytes. device: where the tensors go; None takes the
        default device. Arrays stay arrays of NumPy's.
    Raises: FileError for a file that is damaged, cut off, of another kind or from a newer zerodl; FileNotFoundError.
    Cost: one pass to read, one to check.
    Source: torch.load
    """
    path = as_file("load", path)
    with safe_open(path, numpy=True) as file:
        record = _record(file)
        arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no dictionary
    found, saved = _described(arrays), record["tensors"]
    for name in sorted(found.keys() | saved.keys()):
        if found.get(name) != saved.get(name):
            raise FileError(f"{path} is damaged: the numbers of {name} are not those that were saved")
    try:
        return Decoder(arrays, device).decode(record["tree"])
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as cause:
        raise FileError(f"{path}: what its header says of the tree makes no sense ({cause!r})") from cause


def _record(file):
    """What ``save`` wrote of the tree, once it is known to be just that."""
    if RECORD not in file.metadata():
        raise FileError(f"{file.path} holds no tree that zerodl.save wrote; read plain tensors with io.load_file")
    digest, _, text = file.metadata()[RECORD].partition(" ")
    if digest != _digest(text):
        raise FileError(f"{file.path} is damaged: its header is not the one that was saved")
    record = json.loads(text)
    if record["format"] > FORMAT:
        raise NewerFileError(
            f"{file.path} was written by zerodl {record['zerodl']} in format {record['format']}; this is zerodl "
            f"{__version__}, which reads up to format {FORMAT}: update it with pip install --upgrade zerodl"
        )
    return record


def _described(arrays):
    """{name: [dtype, shape, CRC-32 of the bytes]} of {name: array}, as JSON gives it back."""
    return {
        name: [array.dtype.name, list(array.shape), zlib.crc32(as_stored(array).reshape(-1).view(np.uint8))]
        for name, array in arrays.items()
    }


def _digest(record):
    """BLAKE2 of a text.

    Source: Aumasson et al. (2013), "BLAKE2: simpler, smaller, fast as MD5".
    """
    return hashlib.blake2b(record.encode(), digest_size=16).hexdigest()
