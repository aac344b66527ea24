"""A tree of tensors and plain data in one safetensors file, in which every damage is noticed."""

import hashlib
import json
import zlib

from ..errors import ArgumentError, FileError, NewerFileError
from ..version import __version__
from .layout import as_stored, bytes_of, header_of, read_array, read_header
from .plain import as_file, opened, write
from .tree import Decoder, Encoder

FORMAT = 1  # the number of this way to write a tree; load reads this one and all before it
TREE, DIGEST = "zerodl", "zerodl.blake2b"
DIGEST_BYTES = 16
UNKNOWN = "0" * (2 * DIGEST_BYTES)  # stands for the digest while it is computed


def save(tree, path):
    """Write a tree to a file, whole or not at all; an older file of that name is replaced.

    A tree is a tensor, an array, a NumPy scalar, a number, a text, a bool, None, a dtype, or a dict, list or tuple of
    trees. It comes back as it was: dictionaries in their order and with their keys, nan and inf, tuples as tuples,
    tensors that share memory as tensors that share it, parameters as parameters. What is derived from dict, such as
    OrderedDict, comes back as a dict; a tensor that an operation made comes back off the tape.

    The file is a safetensors file, so other programs can read the tensors, which are named by the way to them
    ("model.0.weight"); the rest is JSON in its header. Nothing in it is code, so reading it runs none. CRC-32 guards
    each tensor's bytes, BLAKE2 the header.

    Args: tree: often ``{"model": model.state_dict(), "epoch": 3}``. path: the file's name, or a file that is open for
        writing bytes, such as a BytesIO, to which whole or not at all does not apply.
    Raises: DTypeError for what cannot be saved, by the path to it: ``tree['hooks'][3] is a function``. OSError if the
        disk is full or the file must not be written. In either case an older file is as it was.
    Cost: two passes over the tensors; a copy only of those on a GPU and those that do not lie row by row.
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
        sums = {name: zlib.crc32(bytes_of(array)) for name, array in arrays.items()}
        record = json.dumps({"format": FORMAT, "zerodl": __version__, "tree": encoded, "crc32": sums})
    except RecursionError as cause:
        raise ArgumentError(f"save: {name} is nested too deeply for a file; nothing was saved") from cause
    metadata = {DIGEST: UNKNOWN, TREE: record}  # the digest first, so that nothing else is taken for it
    write(file, arrays, metadata | {DIGEST: _digest(header_of(arrays, metadata))}, new)


def load(path, device=None):
    """Read a tree that ``save`` wrote.

    Args: path: the file's name, or a file that is open for reading bytes. device: where the tensors go; None takes the
        default device. Arrays stay arrays of NumPy's.
    Raises: FileError for a file that is damaged, cut off, of another kind or from a newer zerodl; FileNotFoundError.
    Cost: one pass to read, one to check.
    Source: torch.load
    """
    path = as_file("load", path)
    with opened(path) as file:
        header = read_header(file, path)
        record, arrays = _record(header), {}
        for name in header.entries:
            arrays[name] = read_array(file, header, name)
            if zlib.crc32(bytes_of(as_stored(arrays[name]))) != record["crc32"].get(name):
                raise FileError(f"{path} is damaged: the numbers of {name} are not those that were saved")
    try:
        return Decoder(arrays, device).decode(record["tree"])
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as cause:
        raise FileError(f"{path}: what its header says of the tree makes no sense ({cause!r})") from cause


def _record(header):
    """What ``save`` wrote of the tree, once it is known to be just that."""
    path, digest = header.path, header.metadata.get(DIGEST, "")
    if TREE not in header.metadata and DIGEST not in header.metadata:
        raise FileError(f"{path} holds plain tensors, and no tree that zerodl.save wrote; read it with io.load_file")
    blank = header.raw.replace(digest.encode("utf-8", "replace"), UNKNOWN.encode(), 1) if digest else b""
    if _digest(blank) != digest or TREE not in header.metadata:
        raise FileError(f"{path} is damaged: its header is not the one that was saved")
    record = json.loads(header.metadata[TREE])
    if record["format"] > FORMAT:
        raise NewerFileError(
            f"{path} was written by zerodl {record['zerodl']} in format {record['format']}; this is zerodl "
            f"{__version__}, which reads up to format {FORMAT}: update it with pip install --upgrade zerodl"
        )
    return record


def _digest(header):
    """BLAKE2 of a header in which UNKNOWN stands for its digest.

    Source: Aumasson et al. (2013), "BLAKE2: simpler, smaller, fast as MD5".
    """
    return hashlib.blake2b(header, digest_size=DIGEST_BYTES).hexdigest()
