"""Moving a module: its parameters and buffers in another dtype, or on another device."""

from typing import Any

from ..autograd.tensor import Tensor
from ..backend import is_floating
from ..device import TYPES
from ..device import device as Device
from ..dtype import as_dtype, bfloat16, float16, float32, float64
from ..errors import DTypeError


class Movable:
    """What a Module is moved with. The tensors stay who they are, so an optimiser that holds them goes on with them."""

    parameters: Any  # the walk over a module has both
    buffers: Any

    def to(self, *args, dtype=None, device=None):
        """Give all parameters and buffers another dtype, another device, or both; returns the module.

        Integers keep their dtype.

        Args: a floating dtype, a device or its name, or a tensor whose dtype and device are taken; in any order.
        Example:
            >>> import zerodl
            >>> from zerodl import nn
            >>> nn.Linear(2, 1).to(zerodl.float64).weight.dtype
            dtype('float64')
        """
        for given in args:
            dtype, device = _told(given, dtype, device)
        dtype = None if dtype is None else as_dtype("to", dtype)
        if dtype is not None and not is_floating(dtype):
            raise DTypeError(f"to: a module takes floating dtypes such as zerodl.float64, got {dtype}")
        for tensor in {id(t): t for t in (*self.parameters(), *self.buffers())}.values():
            _move(tensor, dtype, device)
            if tensor.grad is not None:
                _move(tensor.grad, dtype, device)
        return self

    def float(self):
        """All floating parameters and buffers as float32."""
        return self.to(float32)

    def double(self):
        """All floating parameters and buffers as float64."""
        return self.to(float64)

    def half(self):
        """All floating parameters and buffers as float16."""
        return self.to(float16)

    def bfloat16(self):
        """All floating parameters and buffers as bfloat16, which has float32's range and fewer digits than float16."""
        return self.to(bfloat16)

    def cpu(self):
        """All parameters and buffers in the computer's own memory."""
        return self.to("cpu")

    def cuda(self, device=None):
        """All parameters and buffers on a GPU, by its number; None is the current one."""
        return self.to(device="cuda" if device is None else device)


def _told(given, dtype, device):
    """(dtype, device) after one more argument of ``to``."""
    if isinstance(given, Tensor):
        return given.dtype, given.device
    if isinstance(given, Device) or (isinstance(given, str) and given.partition(":")[0] in TYPES):
        return dtype, given
    return given, device


def _move(tensor, dtype, device):
    """Put other memory behind a tensor, if it is not as asked for already."""
    moved = tensor.data.to(dtype=dtype if is_floating(tensor.dtype) else None, device=device)
    if moved.array is not tensor.array:
        tensor.data = moved
