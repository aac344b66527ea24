"""Messages over a pipe: one letter for the kind, eight bytes for the length, then the bytes themselves.

The reader believes nothing: a kind that does not exist, a length beyond what is allowed, an end in the middle, each is
a FrameError and not a surprise.
"""

import struct
from builtins import len, memoryview  # bound here, since a submission may replace them in builtins

# From the parent to the child.
REQUEST, PAYLOAD = b"R", b"P"
# From the child to the parent. All but MESSAGE are sent by this package's code around the task.
UNPREPARED = b"U"  # the task could not be prepared; nothing of it has run
ISOLATED = b"I"  # ready to run the task; the text says what is not isolated
MESSAGE = b"M"
RETURNED = b"D"  # the task has returned
RAISED = b"E"  # the task raised an error
OUT_OF_MEMORY = b"O"
LEFT = b"X"  # the task raised SystemExit

KINDS = (REQUEST, PAYLOAD, UNPREPARED, ISOLATED, MESSAGE, RETURNED, RAISED, OUT_OF_MEMORY, LEFT)
CHUNK = 2**20

_HEADER = struct.Struct("<cQ")
HEADER_SIZE = _HEADER.size


class FrameError(Exception):
    """What came through the pipe is not a message."""


class FrameTooLargeError(FrameError):
    """A message is longer than the reader allows."""


def write_frame(file, kind, data=b""):
    """Write one message to an unbuffered binary file."""
    rest = memoryview(_HEADER.pack(kind, len(data)) + data)
    while rest:
        rest = rest[file.write(rest) :]


def read_frame(file, most):
    """Read one message, ``(kind, data)``, from an unbuffered binary file; None at the end of the file.

    Raises: FrameError, FrameTooLargeError.
    """
    header = _read(file, HEADER_SIZE)
    if not header:
        return None
    if len(header) < HEADER_SIZE:
        raise FrameError("the end came in the middle of a message")
    kind, length = _HEADER.unpack(header)
    if kind not in KINDS:
        raise FrameError(f"a message of the unknown kind {kind!r}")
    if length > most:
        raise FrameTooLargeError(f"a message of {length:,} bytes, {most:,} are allowed")
    data = _read(file, length)
    if len(data) < length:
        raise FrameError("the end came in the middle of a message")
    return kind, data


def _read(file, size):
    """``size`` bytes, or fewer at the end; memory grows with what arrives, not with what was announced."""
    data = bytearray()
    while len(data) < size:
        piece = file.read(min(CHUNK, size - len(data)))
        if not piece:
            break
        data += piece
    return bytes(data)
