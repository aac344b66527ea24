"""Plain safetensors files: tensors by name, which PyTorch, Hugging Face and many others read and write."""

import os
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager
from io import TextIOBase
from pathlib import Path

import numpy as np

from ..atomic import create_new, write_atomic
from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..backend import array_module
from ..device import to_device
from ..dtype import DTYPES as TENSOR_DTYPES
from ..errors import ArgumentError, DTypeError, FileError
from .format import DTYPES, METADATA, STORABLE, as_stored, contents_of, to_bytes


def save_file(tensors, path, metadata=None):
    """Write tensors to a plain safetensors file, whole or not at all; an older file of that name is replaced.

    A tensor that stands under two names, as tied weights do in ``state_dict()``, is written under both. Gradients and
    the tape are not written.

    Args:
        tensors: {name: tensor or array}, such as ``model.state_dict()``.
        path: the file's name, or a file that is open for writing bytes, such as a BytesIO, to which whole or not at all
            does not apply.
        metadata: {key: text} for whoever opens the file; Hugging Face's Transformers ask for {"format": "pt"}.
    Raises: DTypeError for what is no tensor, ArgumentError for a name or metadata that the format has no place for,
        both before anything is written; OSError if the disk is full or the file must not be written. Then an older
        file is as it was.
    Cost: memory for the whole file, which is put together before it is written.
    Source: safetensors.torch.save_file
    Example:
        >>> import tempfile, zerodl
        >>> path = tempfile.mkdtemp() + "/model.safetensors"
        >>> save_file(zerodl.nn.Linear(3, 2).state_dict(), path)
        >>> {name: tensor.shape for name, tensor in load_file(path).items()}
        {'bias': (2,), 'weight': (2, 3)}
    """
    file = as_file("save_file", path)
    if not isinstance(tensors, Mapping):
        came = f"{type(tensors).__name__}{'; save its state_dict()' if hasattr(tensors, 'state_dict') else ''}"
        raise DTypeError(f"save_file: expected a dictionary from names to tensors, got {came}")
    arrays = {name: _array(name, tensor) for name, tensor in tensors.items()}
    stored = {name: as_stored(array) for name, array in arrays.items()}
    write(file, to_bytes("save_file", stored, _checked_metadata(metadata)))


def load_file(path, device=None, numpy=False):
    """Read all tensors of a safetensors file: {name: tensor}.

    Args:
        path: the file's name, or a file that is open for reading bytes.
        device: where the tensors go; None takes the default device.
        numpy: give NumPy's arrays, which may have dtypes that tensors have not: uint16, float8, complex64.
    Raises: FileError for a file that is damaged, cut off or of another kind, FileNotFoundError.
    Source: safetensors.torch.load_file
    """
    with safe_open(path, device, numpy) as file:
        return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no dictionary


class safe_open:
    """A safetensors file of which single tensors are read, in a ``with`` block; the rest stays on the disk.

    A file that is open, and one with float8 in it, is read whole at once.

    Args: as ``load_file``'s.
    Raises: as ``load_file``.
    Source: safetensors.safe_open
    Example:
        >>> import tempfile, zerodl
        >>> path = tempfile.mkdtemp() + "/two.safetensors"
        >>> save_file({"a": zerodl.zeros(2), "b": zerodl.ones(3)}, path, {"made": "today"})
        >>> with safe_open(path) as file:
        ...     file.keys(), file.metadata(), file.get_tensor("b")
        (['a', 'b'], {'made': 'today'}, tensor([1., 1., 1.]))
    """

    def __init__(self, path, device=None, numpy=False):
        self.path = as_file("safe_open", path)
        self.device = device
        self.numpy = numpy
        with ExitStack() as stack, opened(self.path) as stream:
            self._contents = contents_of(self.path, stream, stack)
            self._stack = stack.pop_all()  # from here on, leaving our own block closes the file

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._stack.close()

    def keys(self):
        """The names of the tensors, sorted."""
        return list(self._contents.entries)

    def metadata(self):
        """The {key: text} that was saved with them."""
        return dict(self._contents.metadata)

    def get_shape(self, name):
        """The shape of a tensor, which is not read for it."""
        return self._entry(name)[1]

    def get_tensor(self, name):
        """Read one tensor."""
        from safetensors import SafetensorError

        dtype, _ = self._entry(name)
        if dtype not in DTYPES:
            raise FileError(f"{self.path}: {name} is of the dtype {dtype}, unknown here; known are {', '.join(DTYPES)}")
        try:
            array = self._contents.read(name)
        except (SafetensorError, ValueError) as cause:  # it became shorter, say; or has more axes than NumPy knows
            raise FileError(f"{self.path}: {name} cannot be read: {cause}") from cause
        if self.numpy:
            return array
        if array.dtype not in TENSOR_DTYPES:
            known = ", ".join(dtype.name for dtype in TENSOR_DTYPES)
            raise FileError(
                f"{self.path}: {name} is of the dtype {array.dtype}, and tensors are of {known}; take arrays, with "
                "numpy=True"
            )
        return Tensor.of_array(to_device(array, self.device), Storage())

    def _entry(self, name):
        if name not in self._contents.entries:
            some = ", ".join(self.keys()[:5]) or "none"
            raise ArgumentError(f"{self.path} has no tensor {name!r}; it has {some}")
        return self._contents.entries[name]


def as_file(operation, file):
    """A file's name as a Path, or a file that is open. Raises DTypeError for anything else."""
    if isinstance(file, (str, os.PathLike)):
        return Path(file)
    if isinstance(file, TextIOBase) or not (hasattr(file, "read") or hasattr(file, "write")):
        raise DTypeError(f"{operation}: expected a file's name, or a file that is open for bytes, got {file!r:.80}")
    return file


@contextmanager
def opened(file):
    """A ``with`` block in which a file is open for reading; one that was open stays so.

    Raises: FileError for a folder, FileNotFoundError.
    """
    if not isinstance(file, Path):
        yield file
        return
    if file.is_dir():
        raise FileError(f"{file} is a folder, not a file; a folder of checkpoints is read by train.CheckpointFolder")
    with file.open("rb") as just_opened:
        yield just_opened


def write(file, content, new=False):
    """Write bytes to a file's name, whole or not at all, or to a file that is open.

    Args: new: write only if nothing has the name. Raises FileExistsError.
    """
    if isinstance(file, Path):
        (create_new if new else write_atomic)(file, content)
    else:
        file.write(content)


def _array(name, tensor):
    if not isinstance(name, str):
        raise DTypeError(f"save_file: the names of tensors are texts, got {name!r}")
    if name == METADATA:
        raise ArgumentError(f"save_file: the format keeps the name {METADATA!r} for itself; take another")
    array = tensor.array if isinstance(tensor, Tensor) else tensor
    if not is_array(array):
        advice = "; io.save takes a tree of them" if isinstance(tensor, (dict, list, tuple)) else ""
        raise DTypeError(f"save_file: expected a tensor or an array for {name!r}, got {type(tensor).__name__}{advice}")
    return storable(f"save_file: {name!r}", array)


def is_array(value):
    """Whether a value is an array of NumPy's or CuPy's; what only looks like one, as a table's column, is not."""
    return isinstance(value, np.ndarray) or array_module(value) is not np


def storable(where, array):
    """An array in the CPU's memory, of a dtype that the format has. Raises DTypeError for others."""
    if isinstance(array, np.ma.MaskedArray):
        raise DTypeError(f"{where} is a masked array, and files have no masks; save its .data and its .mask")
    array = np.asarray(to_device(array, "cpu"))
    if array.dtype.newbyteorder("=") not in STORABLE:
        raise DTypeError(f"{where} is of the dtype {array.dtype}, which safetensors files do not have")
    return array


def _checked_metadata(metadata):
    metadata = {} if metadata is None else metadata
    if not isinstance(metadata, Mapping) or not all(isinstance(x, str) for item in metadata.items() for x in item):
        raise ArgumentError(f"save_file: metadata are texts by the names of texts, got {metadata!r:.100}")
    return dict(metadata)
