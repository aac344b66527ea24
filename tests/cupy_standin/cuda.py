"""The stand-in's devices: as many GPUs as ``runtime.count`` says, all of them the CPU."""

from types import ModuleType, SimpleNamespace


class Device:
    """A GPU by number; in a ``with`` block it is the current one."""

    __module__ = "cupy.cuda.device"

    def __init__(self, device=None):
        self.id = runtime.getDevice() if device is None else int(device)
        self._before = []

    def __int__(self):
        return self.id

    def __eq__(self, other):
        return isinstance(other, Device) and self.id == other.id

    def __hash__(self):
        return hash(self.id)

    def __repr__(self):
        return f"<CUDA Device {self.id}>"

    def __enter__(self):
        self._before.append(runtime.getDevice())
        self.use()
        return self

    def __exit__(self, *error):
        runtime.setDevice(self._before.pop())

    def use(self):
        runtime.setDevice(self.id)

    def synchronize(self):
        """Everything is done already."""

    @property
    def mem_info(self):
        return 3 << 30, 4 << 30


class CUDARuntimeError(RuntimeError):
    """What CuPy raises when CUDA returns an error."""


class Stream:
    """A queue of work that is always empty."""

    def __init__(self, null=False, non_blocking=False, ptds=False):
        self.ptr = 0

    def synchronize(self):
        """Everything is done already."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


Stream.null = Stream()


class _Runtime(ModuleType):
    """cupy.cuda.runtime, as far as the framework asks it."""

    CUDARuntimeError = CUDARuntimeError
    count = 1
    current = 0

    def getDeviceCount(self):
        return self.count

    def getDevice(self):
        return self.current

    def setDevice(self, number):
        if not 0 <= number < self.count:
            raise CUDARuntimeError("cudaErrorInvalidDevice: invalid device ordinal")
        self.current = number

    def getDeviceProperties(self, number):
        return {"name": b"Stand-in for a GPU", "totalGlobalMem": 4 << 30}

    def deviceSynchronize(self):
        """Everything is done already."""


runtime = _Runtime("cupy.cuda.runtime")


class Pool(SimpleNamespace):
    """A memory pool that holds nothing."""

    def used_bytes(self):
        return 0

    def total_bytes(self):
        return 0

    def free_all_blocks(self):
        """There are none."""


def make():
    """The module ``cupy.cuda``."""
    module = ModuleType("cupy.cuda")
    module.Device, module.Stream, module.runtime = Device, Stream, runtime
    module.is_available = lambda: runtime.count > 0
    module.get_device_id = runtime.getDevice
    module.get_current_stream = lambda device_id=-1: Stream.null
    return module
