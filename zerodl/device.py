"""Where a tensor lives: ``cpu``, with NumPy's arrays, or ``cuda``, with CuPy's on an NVIDIA GPU."""

import functools
import threading

import numpy as np

from .backend import array_module
from .errors import DeviceError, MissingExtraError

TYPES = ("cpu", "cuda")


class device:
    """A place for arrays: a type, and which one of that type. Wherever a device is asked for, its name will do.

    ``device("cuda")`` without a number is whichever GPU is the current one. In a ``with`` block it is where new tensors
    are made.

    Args: type: "cpu", "cuda" or, with the index, "cuda:0"; a GPU's number; another device. index: which GPU, from 0 up.
    Raises: DeviceError for anything else.
    Source: torch.device
    Example:
        >>> device("cuda:1")
        device(type='cuda', index=1)
        >>> device("cuda", 1) == device("cuda:1"), str(device("cpu"))
        (True, 'cpu')
    """

    __slots__ = ("_index", "_type")

    def __init__(self, type, index=None):
        if isinstance(type, device) and index is None:
            type, index = type.type, type.index
        if isinstance(type, (int, np.integer)) and not isinstance(type, bool) and index is None:
            type, index = "cuda", type
        name, colon, number = type.partition(":") if isinstance(type, str) else (type, "", "")
        if colon and index is None and number.isdecimal():
            index = int(number)
        elif colon:
            name = type  # no name at all: "cuda:", "cuda:first", or an index given twice
        if name not in TYPES:
            raise DeviceError(f"device: expected 'cpu', 'cuda' or 'cuda:0', got {type!r}")
        if index is not None and (not isinstance(index, (int, np.integer)) or isinstance(index, bool) or index < 0):
            raise DeviceError(f"device: expected an index from 0 up, as in device('cuda', 0), got {index!r}")
        self._type = name
        self._index = None if index is None else int(index)

    @property
    def type(self):
        """``"cpu"`` or ``"cuda"``."""
        return self._type

    @property
    def index(self):
        """Which one of its type; None if the name had no number."""
        return self._index

    def __eq__(self, other):
        if not isinstance(other, device):
            return NotImplemented
        return (self._type, self._index) == (other._type, other._index)

    def __hash__(self):
        return hash((self._type, self._index))

    def __str__(self):
        return self._type if self._index is None else f"{self._type}:{self._index}"

    def __repr__(self):
        number = "" if self._index is None else f", index={self._index}"
        return f"device(type={self._type!r}{number})"

    def __reduce__(self):
        return device, (self._type, self._index)

    def __enter__(self):
        before = _default.device
        set_default_device(self)
        _default.outside.append(before)
        return self

    def __exit__(self, *error):
        _default.device = _default.outside.pop()


class _Default(threading.local):
    """Where new tensors are made, and where they were made outside each ``with`` block; each thread has its own."""

    def __init__(self):
        self.device = device("cpu")
        self.outside = []


_default = _Default()


def get_default_device():
    """Where tensors are made when nobody says where; the CPU unless changed.

    Source: torch.get_default_device
    Example:
        >>> get_default_device()
        device(type='cpu')
    """
    return _default.device


def set_default_device(device):
    """Choose where tensors are made when nobody says where; in the calling thread.

    Args: device: a ``zerodl.device`` or its name; None stands for the CPU.
    Raises: MissingExtraError without CuPy, DeviceError without that GPU.
    Source: torch.set_default_device
    Example:
        >>> set_default_device("cpu")
    """
    chosen = as_device("cpu" if device is None else device)
    array_module_of(chosen)
    _default.device = chosen


def as_device(place):
    """``place`` as a device: a device, its name, the number of a GPU, or None for the default one.

    Example:
        >>> as_device("cuda:0") == as_device(0), as_device(None)
        (True, device(type='cpu'))
    """
    if isinstance(place, device):
        return place
    if place is None:
        return _default.device
    return device(place)


def device_of(array):
    """Where an array is: the CPU for NumPy's, the GPU that holds it for CuPy's.

    Example:
        >>> device_of(np.ones(2))
        device(type='cpu')
    """
    return device("cpu") if array_module(array) is np else device("cuda", array.device.id)


def array_module_of(place):
    """The array library for a device: ``numpy``, or ``cupy`` after a look whether it and the GPU are there.

    Raises: MissingExtraError without CuPy, DeviceError without that GPU.
    Example:
        >>> array_module_of("cpu").__name__
        'numpy'
    """
    place = as_device(place)
    if place.type == "cpu":
        return np
    cupy = require_cupy(place)
    count = cupy.cuda.runtime.getDeviceCount()
    if place.index is not None and place.index >= count:
        raise DeviceError(f"device: there is no {place}; this machine has {count} GPU(s), numbered from 0")
    return cupy


def is_on(array, place):
    """Whether an array is on a device; ``cuda`` without a number is the current GPU.

    Raises: MissingExtraError without CuPy, DeviceError without that GPU.
    Example:
        >>> is_on(np.ones(2), "cpu")
        True
    """
    place = as_device(place)
    library = array_module_of(place)
    if library is np or array_module(array) is np:
        return library is array_module(array)
    return array.device.id == (library.cuda.runtime.getDevice() if place.index is None else place.index)


def to_device(array, place):
    """``array`` on a device: itself if it is there already, else a copy.

    Of several GPUs, operations compute on the current one, which ``zerodl.cuda.set_device`` chooses.

    Args: place: a device, its name, or None for the default one.
    Raises: MissingExtraError without CuPy, DeviceError without that GPU.
    Cost: nothing, or one copy over the bus, which waits until the GPU has computed what is copied.
    Example:
        >>> x = np.ones(2)
        >>> to_device(x, "cpu") is x
        True
    """
    if is_on(array, place):
        return array
    place = as_device(place)
    library = array_module_of(place)
    if library is np:
        return array.get()
    with library.cuda.Device(place.index):
        return library.asarray(array)


def refuse_mixed(name, arrays):
    """Raise one clear error if the arrays of an operation are on different devices.

    Args: name: the operation's. arrays: its inputs; what is no array, a number or None, is at home anywhere.
    Raises: DeviceError.
    Example:
        >>> refuse_mixed("add", [np.ones(2), 3.0])
    """
    places = {}
    for array in arrays:
        if hasattr(array, "dtype") and not isinstance(array, np.generic):
            places.setdefault(device_of(array))
    if len(places) > 1:
        there = " and ".join(str(place) for place in places)
        raise DeviceError(
            f"{name}: expected all tensors on one device, got {there}; move them together with x.to(device)"
        )


def require_cupy(place="cuda"):
    """CuPy, once it is known that it is installed and finds a GPU that works.

    Raises: MissingExtraError without CuPy, DeviceError without a GPU.
    """
    try:
        import cupy
    except ImportError as cause:
        raise MissingExtraError(
            f"device {place} needs CuPy, which is not installed; with an NVIDIA driver for CUDA 13 run "
            'pip install "zerodl[cuda13]", with one for CUDA 12 pip install "zerodl[cuda12]"'
        ) from cause
    fault = _what_is_wrong_with(cupy)
    if fault:
        raise DeviceError(f"device {place}: CuPy is installed, but {fault}; compute on the CPU, device('cpu')")
    return cupy


@functools.cache
def _what_is_wrong_with(cupy):
    """Why CuPy cannot be used, or None. It can be imported without a GPU; only an allocation shows that all is well."""
    if not cupy.cuda.is_available():
        return "it finds no GPU or no NVIDIA driver"
    try:
        cupy.zeros(1)
    except Exception as cause:  # a driver too old, a library missing, a GPU that another process has taken
        return f"the GPU refuses to work ({type(cause).__name__}: {cause})"
    return None
