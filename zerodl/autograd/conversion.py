"""What a Tensor becomes: a NumPy array, a number, a list, a tensor of another dtype or on another device."""

import numpy as np

from ..device import as_device, device, is_on, to_device
from ..errors import DTypeError, GradientError, ShapeError
from .table import OPS


class Conversions:
    """The methods of Tensor that give its values in another form."""

    __slots__ = ()

    def numpy(self, force=False):
        """The array itself, sharing memory. Raises GradientError if a gradient would be cut off silently.

        Args: force: cut the gradient off, and fetch the array from a GPU, without asking.
        """
        if self.requires_grad and not force:
            raise GradientError("numpy: this tensor requires a gradient, which NumPy loses; use x.detach().numpy()")
        if self.device.type != "cpu" and not force:
            raise DTypeError(f"numpy: this tensor lives on {self.device}; bring it here first with x.cpu().numpy()")
        return to_device(self.array, "cpu")

    def item(self):
        """The only element, as a Python number."""
        if self.array.size != 1:
            raise ShapeError(f"item: expected a tensor with one element, got shape {self.shape}; use tolist()")
        return self.array.item()

    def tolist(self):
        """The elements as nested Python lists."""
        return self.array.tolist()

    # --- another dtype, another device --------------------------------------------------------------------------------

    def to(self, *target, dtype=None, device=None, copy=False):
        """This tensor in another dtype or on another device; itself if nothing changes and no copy is asked for.

        Gradients come back in this tensor's own dtype, and on its device.

        Args: target: a dtype, a device, both, or a tensor to be like; or by name.
        Example:
            >>> import zerodl
            >>> zerodl.tensor([1, 2]).to(zerodl.float64)
            tensor([1., 2.], dtype=float64)
        """
        for wanted in target:
            if hasattr(wanted, "requires_grad"):
                dtype, device = wanted.dtype, wanted.device
            elif _is_place(wanted):
                device = wanted
            else:
                dtype = _as_dtype(wanted)
        moved = self
        if device is not None and not is_on(self.array, device):
            moved = OPS["move"](moved, device=as_device(device))
        if dtype is not None and dtype != moved.dtype:
            moved = OPS["cast"](moved, dtype=_as_dtype(dtype))
        return OPS["clone"](self) if copy and moved is self else moved

    def cpu(self):
        """This tensor with NumPy's array."""
        return self.to(device="cpu")

    def cuda(self, device="cuda"):
        """This tensor with CuPy's array, on a GPU."""
        return self.to(device=as_device(device))


def _as_dtype(wanted):
    try:
        return np.dtype(wanted)
    except TypeError as cause:
        raise DTypeError(f"to: expected a dtype, as zerodl.float64, a device or a tensor, got {wanted!r}") from cause


def _is_place(wanted):
    """Whether an argument of ``to`` names a device rather than a dtype."""
    named = isinstance(wanted, str) and wanted.partition(":")[0] in ("cpu", "cuda")
    return named or isinstance(wanted, (device, int))
