"""Parcels: batches and errors on their way from a worker process to the process that asked for them.

Numbers in bulk travel beside the pickled rest, as they lie in memory: through memory that both processes share, where
there is some and they fit, else through the pipe. A pipe holds so little that its reader has to wait until the writer's
turn comes on the processor, again and again, for a batch that was finished long ago; from shared memory it is copied at
once. Only processes of one program speak this way; nothing is ever read from a file.
"""

import io
import mmap
import pickle
import traceback

import numpy as np

from ..autograd.storage import Storage
from ..autograd.tensor import Tensor
from ..errors import ArgumentError, WorkerError

SMALL = 4096  # bytes; what is smaller travels with the rest
ROOM = 16 << 20  # bytes of shared memory for one batch; only what is written to takes up memory


class _Pickler(pickle.Pickler):
    """Pickles tensors as their arrays."""

    def reducer_override(self, obj):
        if type(obj) is not Tensor:
            return NotImplemented
        if not isinstance(obj.array, np.ndarray):
            raise ArgumentError(
                "DataLoader: a worker cannot hand over a tensor on a GPU; keep the data on the CPU, and move the batch"
            )
        if obj.node is not None:
            raise ArgumentError("DataLoader: a worker cannot hand over a tape; use x.detach() in the dataset")
        return _tensor, (obj.array, obj.requires_grad)


def _tensor(array, requires_grad):
    tensor = Tensor.of_array(array, Storage())
    return tensor.requires_grad_() if requires_grad else tensor


def pack(thing, beside=True):
    """``thing`` as bytes, and the blocks of memory that travel beside them; none with ``beside=False``."""
    blocks = []

    def along(block):
        if not beside or block.raw().nbytes < SMALL:
            return True
        blocks.append(block.raw())
        return False

    file = io.BytesIO()
    _Pickler(file, protocol=5, buffer_callback=along).dump(thing)
    return file.getvalue(), blocks


def unpack(rest, blocks=()):
    """What ``pack`` was given."""
    return pickle.loads(rest, buffers=blocks)


def shared_memory(parcels):
    """Room for several parcels, as bytes that this process shares with those that it forks from now on, or None.

    It has no name and no file, so nothing of it is left behind, however the processes end.
    """
    try:
        return np.frombuffer(mmap.mmap(-1, parcels * ROOM), dtype=np.uint8)
    except OSError:
        return None


def stow(packed, memory, start):
    """Copy a parcel's blocks into shared memory from ``start`` on, if they fit: (rest, sizes, blocks that are left)."""
    rest, blocks = packed
    sizes = [block.nbytes for block in blocks]
    if memory is None or sum(sizes) > ROOM:
        return rest, sizes, blocks
    for size, block in zip(sizes, blocks):
        memory[start : start + size] = block
        start += size
    return rest, sizes, []


def send(connection, head, stowed):
    """Send a parcel: ``head`` is plain data that says what it is, ``stowed`` what ``stow`` gave."""
    rest, sizes, blocks = stowed
    connection.send((head, rest, sizes, not blocks))
    for block in blocks:
        connection.send_bytes(block)


def receive(connection, memory, start):
    """A parcel's head, and what was packed; its blocks are copied out of the shared memory, which is free then."""
    head, rest, sizes, stowed = connection.recv()
    blocks = []
    for size in sizes:
        blocks.append(np.empty(size, dtype=np.uint8))
        if stowed:
            blocks[-1][:] = memory[start : start + size]
            start += size
        else:
            connection.recv_bytes_into(blocks[-1])
    return head, (rest, blocks)


class WorkerTraceback(Exception):
    """Stands for the traceback of an error in another process, as its cause."""

    def __str__(self):
        return f'\n"""\n{self.args[0]}"""'


def pack_error(error):
    """An error with its traceback, to be raised in another process; one that cannot travel sends its name and text."""
    text = "".join(traceback.format_exception(error))
    notes = list(getattr(error, "__notes__", ()))
    try:
        packed = pack((error, notes, text))
        unpack(*packed)
        return packed
    except Exception:
        stand_in = WorkerError(f"{type(error).__name__}: {error}")
        return pack((stand_in, notes, text))


def unpack_error(packed):
    """The error that ``pack_error`` was given, with its traceback there as its cause."""
    error, notes, text = unpack(*packed)
    if not hasattr(error, "__notes__"):
        for note in notes:
            error.add_note(note)
    error.__cause__ = WorkerTraceback(text)
    return error
