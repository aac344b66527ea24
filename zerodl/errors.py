"""The exceptions of zerodl.

Each is also the built-in exception that NumPy or PyTorch users would catch, so ``except ValueError`` keeps working. A
message names the operation, what came, what was expected and what to do about it.
"""


class ZerodlError(Exception):
    """The root of every error that zerodl raises on purpose."""


class ShapeError(ZerodlError, ValueError):
    """The shapes of the arrays do not fit the operation."""


class IndexingError(ZerodlError, IndexError):
    """The index asks for an element that is not there, or is no index."""


class DTypeError(ZerodlError, TypeError):
    """The kind of number, or the type of an argument, does not fit the operation."""


class ArgumentError(ZerodlError, ValueError):
    """An argument that is not an array has a value outside its range."""


class GradientError(ZerodlError, RuntimeError):
    """The tape cannot give the gradient that was asked for."""


class DeviceError(ZerodlError, RuntimeError):
    """Arrays live on different devices, or the device that was asked for is not there."""


class FileError(ZerodlError, OSError, ValueError):
    """A file is not what it was taken for: damaged, cut off, of another kind, or written by a newer zerodl."""


class NewerFileError(FileError):
    """A file is whole, but a newer zerodl wrote it, in a way that this one does not know."""


class MissingDataError(ZerodlError, FileNotFoundError):
    """The files of a dataset are not there; the message says how they get there."""


class DownloadError(ZerodlError, OSError):
    """A file could not be downloaded; the message says why, and what to do without."""


class MissingExtraError(ZerodlError, ImportError):
    """An optional library is not installed; the message holds the command that installs it."""


class WorkerError(ZerodlError, RuntimeError):
    """A process that fetches data ended, or did not answer in time."""
