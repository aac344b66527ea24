"""The GPUs of this machine: how many there are, which is the current one, what their memory holds.

Every function works without a GPU or CuPy, too, as far as there is an answer; else it says what is missing.
"""

from contextlib import contextmanager

from .device import array_module_of, as_device, require_cupy
from .errors import DeviceError, MissingExtraError


def is_available():
    """Whether tensors can be put on a GPU: CuPy is installed and an NVIDIA GPU works.

    Source: torch.cuda.is_available
    Example:
        >>> is_available() == (device_count() > 0)
        True
    """
    try:
        require_cupy()
    except (MissingExtraError, DeviceError):
        return False
    return True


def device_count():
    """How many GPUs there are; 0 without CuPy.

    Source: torch.cuda.device_count
    """
    return require_cupy().cuda.runtime.getDeviceCount() if is_available() else 0


def current_device():
    """The number of the GPU that ``device("cuda")`` stands for.

    Source: torch.cuda.current_device
    """
    return require_cupy().cuda.runtime.getDevice()


def set_device(device):
    """Choose the GPU that ``device("cuda")`` stands for.

    Args: device: a device, "cuda:1" or 1.
    Source: torch.cuda.set_device
    """
    _of(device).use()


@contextmanager
def device(device):
    """A ``with`` block in which ``device("cuda")`` stands for another GPU.

    Args: device: a device, "cuda:1" or 1.
    Source: torch.cuda.device
    """
    with _of(device):
        yield


def synchronize(device=None):
    """Wait until the GPU has finished everything it was given: what a clock must do before it reads the time.

    Args: device: a device, "cuda:1" or 1; None is the current one.
    Source: torch.cuda.synchronize
    """
    _of(device).synchronize()


def get_device_name(device=None):
    """What the maker calls the GPU.

    Source: torch.cuda.get_device_name
    """
    name = require_cupy().cuda.runtime.getDeviceProperties(_of(device).id)["name"]
    return name.decode() if isinstance(name, bytes) else name


def mem_get_info(device=None):
    """(free bytes, all bytes) of the GPU's memory.

    Source: torch.cuda.mem_get_info
    """
    return tuple(_of(device).mem_info)


def memory_allocated(device=None):
    """Bytes that arrays take on the GPU.

    Source: torch.cuda.memory_allocated
    """
    with _of(device):
        return require_cupy().get_default_memory_pool().used_bytes()


def memory_reserved(device=None):
    """Bytes that CuPy holds on the GPU: those of arrays, and freed ones kept for the next array.

    Source: torch.cuda.memory_reserved
    """
    with _of(device):
        return require_cupy().get_default_memory_pool().total_bytes()


def empty_cache():
    """Give the freed memory that CuPy keeps for the next array back to the GPU; without a GPU there is none.

    Source: torch.cuda.empty_cache
    """
    if is_available():
        require_cupy().get_default_memory_pool().free_all_blocks()


def _of(place):
    """CuPy's own object for a GPU."""
    cupy = require_cupy()
    if place is None:
        return cupy.cuda.Device()
    place = as_device(place)
    if place.type != "cuda":
        raise DeviceError(f"cuda: expected a GPU, as in 'cuda:0', got device {place}")
    array_module_of(place)
    return cupy.cuda.Device(place.index)
