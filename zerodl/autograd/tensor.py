"""Tensor: an array, and the place on the tape where it came from."""

import weakref

import numpy as np

from ..backend import is_floating
from ..config import enable_grad, no_grad
from ..device import device_of, refuse_mixed
from ..errors import DTypeError, GradientError, ShapeError
from .backward import run_backward
from .conversion import Conversions
from .hook import Handle
from .in_place import change
from .layout import Layout
from .protocol import ArrayProtocols
from .storage import Storage
from .table import OPS


class Tensor(ArrayProtocols, Conversions, Layout):
    """A multi-dimensional array that can be differentiated.

    Make one with ``zerodl.tensor``. ``array`` is the NumPy (or CuPy) array; ``grad``, after a backward pass, is the
    gradient of a leaf as a Tensor; ``node`` is the tape entry that made this tensor, None for a leaf.

    The operations are its methods too: ``x.sum(dim=0)`` is ``zerodl.sum(x, dim=0)``, and ``x.relu_()`` overwrites x.

    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([1.0, 2.0, 3.0], requires_grad=True)
        >>> (x * x).sum().backward()
        >>> x.grad
        tensor([2., 4., 6.])
    """

    __slots__ = ("array", "_requires_grad", "_grad", "node", "slot", "storage", "window", "hooks", "__weakref__")

    # As an entry of the tape a Tensor is a leaf, the end of every path: it was computed from nothing.
    parents = ()

    def __init__(self, data, *lengths, requires_grad=False):
        if lengths:
            raise DTypeError(
                f"Tensor: expected data alone, got {1 + len(lengths)} arguments; see zerodl.tensor and zerodl.zeros"
            )
        self.array = data if hasattr(data, "__array_ufunc__") else np.asarray(data)
        self._requires_grad = False
        self._grad = self.node = self.window = self.hooks = None
        self.slot = 0
        self.storage = Storage()
        if requires_grad:
            self.requires_grad_()

    @classmethod
    def of_array(cls, array, storage):
        """Wrap a result without copying it; a NumPy scalar becomes a 0-d array."""
        tensor = cls.__new__(cls)
        tensor.array = np.asarray(array) if isinstance(array, np.generic) else array
        tensor._requires_grad = False
        tensor._grad = tensor.node = tensor.window = tensor.hooks = None
        tensor.slot = 0
        tensor.storage = storage
        return tensor

    # --- what it is ---------------------------------------------------------------------------------------------------

    @property
    def shape(self):
        """The lengths of the axes, as a tuple."""
        return self.array.shape

    @property
    def ndim(self):
        """The number of axes."""
        return self.array.ndim

    @property
    def dtype(self):
        """The kind of number, as a NumPy dtype."""
        return self.array.dtype

    @property
    def device(self):
        """Where the array lives: ``cpu``, or ``cuda:0`` and so on."""
        return device_of(self.array)

    @property
    def is_cuda(self):
        """Whether the array lives on a GPU."""
        return self.device.type == "cuda"

    @property
    def is_leaf(self):
        """Whether the tape ends here: made by the user, not by a recorded operation."""
        return self.grad_fn is None

    @property
    def grad_fn(self):
        """The tape entry that made this tensor, None for a leaf."""
        self.refresh()
        return self.node

    @property
    def requires_grad(self):
        """Whether backward passes compute a gradient for it."""
        self.refresh()
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, requires_grad):
        self.requires_grad_(requires_grad)

    @property
    def grad(self):
        """The gradient of a leaf, after a backward pass, as a Tensor; None before the first."""
        return self._grad

    @grad.setter
    def grad(self, grad):
        if grad is not None and not isinstance(grad, Tensor):
            raise DTypeError(f"grad: expected a tensor or None, got {type(grad).__name__}")
        if grad is not None and (grad.shape, grad.dtype) != (self.shape, self.dtype):
            raise ShapeError(
                f"grad: expected the tensor's own, shape {self.shape} of {self.dtype}, got {grad.shape} of {grad.dtype}"
            )
        self._grad = grad

    @property
    def data(self):
        """The same memory as a tensor that no gradient flows through, see ``detach``."""
        return self.detach()

    @data.setter
    def data(self, other):
        self.array, self.storage = other.array, Storage()

    @property
    def T(self):
        """The transpose of a matrix; a view."""
        if self.ndim != 2:
            raise ShapeError(f"T: only a matrix has one transpose, got shape {self.shape}; use transpose(dim0, dim1)")
        return OPS["transpose"](self, 0, 1)

    @property
    def mT(self):
        """Each matrix of a stack transposed, the last two axes exchanged; a view."""
        if self.ndim < 2:
            raise ShapeError(f"mT: expected at least 2 axes, got shape {self.shape}")
        return OPS["transpose"](self, -2, -1)

    def size(self, dim=None):
        """The shape, or the length of one axis."""
        return self.shape if dim is None else self.shape[dim]

    def dim(self):
        """The number of axes."""
        return self.array.ndim

    ndimension = dim

    def numel(self):
        """The number of elements."""
        return self.array.size

    nelement = numel

    def is_floating_point(self):
        """Whether the elements are floats, which can have gradients."""
        return is_floating(self.dtype)

    def requires_grad_(self, requires_grad=True):
        """Ask for (or give up) a gradient for this leaf; returns the tensor itself."""
        if self.grad_fn is not None:
            if requires_grad:
                return self
            raise GradientError(f"requires_grad_: {self.node.op.name} made this tensor, it is no leaf; use x.detach()")
        if requires_grad and not is_floating(self.dtype):
            raise DTypeError(f"requires_grad_: only floats have gradients, got {self.dtype}; use x.float()")
        self._requires_grad = bool(requires_grad)
        return self

    # --- the backward pass --------------------------------------------------------------------------------------------

    def backward(self, gradient=None, retain_graph=None, create_graph=False):
        """Add d(self)/d(leaf) to the ``grad`` of every leaf that this tensor was computed from.

        Args:
            gradient: d(loss)/d(self), in this tensor's shape; may be left out if this tensor has one element.
            retain_graph: keep the tape for another pass; by default as ``create_graph``.
            create_graph: record the pass itself, so that the gradients can be differentiated again.
        Raises: GradientError if nothing here requires a gradient, or the tape is gone; ShapeError for a gradient of
            another shape.
        Cost: about twice the forward's; frees what the tape kept.
        Source: Linnainmaa (1970); Griewank and Walther, "Evaluating Derivatives" (2008), chapter 3.
        Example:
            >>> import zerodl
            >>> w = zerodl.tensor([[1.0, 2.0]], requires_grad=True)
            >>> (w @ zerodl.tensor([[3.0], [4.0]])).backward()
            >>> w.grad
            tensor([[3., 4.]])
        """
        self._differentiate(gradient, retain_graph, create_graph, targets=None)

    def _differentiate(self, gradient, retain_graph, create_graph, targets):
        """Check the request, then run the backward pass, on the tape or off it."""
        if not self.requires_grad:
            raise GradientError(
                "backward: this tensor was not computed from anything that requires a gradient. Create the parameters "
                "with requires_grad=True, and compute outside no_grad()"
            )
        g = self._incoming(gradient, create_graph)
        with enable_grad() if create_graph else no_grad():
            wrap = on_tape if create_graph else None
            keep = create_graph if retain_graph is None else retain_graph
            return run_backward(self.node or self, self.slot, g, keep, wrap, targets)

    def _incoming(self, gradient, create_graph):
        """The gradient to start from: 1 for a single number, else what the caller gave, in this tensor's dtype."""
        if gradient is None:
            if self.array.size != 1:
                raise GradientError(
                    f"backward: only a single number has a gradient of its own, this tensor has shape {self.shape}. "
                    "Reduce it, as in loss.sum().backward(), or pass gradient= of the same shape"
                )
            gradient = np.ones_like(self.array)
        g = gradient if isinstance(gradient, Tensor) else Tensor(gradient)
        if g.shape != self.shape:
            raise ShapeError(f"backward: gradient has shape {g.shape}, expected the tensor's own, {self.shape}")
        refuse_mixed("backward", (self.array, g.array))
        g = g if g.dtype == self.dtype else g.to(dtype=self.dtype)
        return g if create_graph else g.array

    def receive(self, g):
        """Add an arriving gradient, which now belongs to this leaf, to ``grad``."""
        if not isinstance(g, Tensor):
            g = g if self._grad is None else self._grad.array + g
            g = Tensor.of_array(g, Storage())
        elif self._grad is not None:
            g = self._grad + g
        self._grad = g

    def register_hook(self, hook):
        """Call ``hook(gradient)`` whenever this tensor's gradient is complete; a tensor that it returns replaces it.

        Returns: a handle; ``handle.remove()`` takes the hook away.
        Example:
            >>> import zerodl
            >>> x = zerodl.tensor([1.0, 2.0], requires_grad=True)
            >>> handle = x.register_hook(lambda g: 10 * g)
            >>> x.sum().backward(); x.grad
            tensor([10., 10.])
        """
        if not self.requires_grad:
            raise GradientError("register_hook: this tensor does not require a gradient, so it will never have one")
        entry = self.node or self
        entry.hooks = {} if entry.hooks is None else entry.hooks
        return Handle(entry.hooks.setdefault(self.slot, {}), on_tensors(hook))

    def retain_grad(self):
        """Keep the gradient of this tensor in ``grad`` although it is no leaf."""
        if not self.is_leaf:
            me = weakref.ref(self)  # the tape must not keep alive what nobody else holds
            self.register_hook(lambda g: me() is not None and me().receive(g.clone()))

    def refresh(self):
        """Of a view whose base changed in place since: take the steps from the base to here again, on the tape."""
        view = self.window
        if view is not None and view.version != self.storage.version:
            view.version = self.storage.version
            if view.base.requires_grad and view.steps is not None:
                with enable_grad():
                    again = view.look(view.base)
                self.node, self.slot, self._requires_grad = again.node, again.slot, True

    # --- in place, beside the operations' own forms -------------------------------------------------------------------

    def copy_(self, other):
        """Write another tensor's values, broadcast and cast if need be, over this one's; returns the tensor itself."""
        if isinstance(other, Tensor):
            other = other.to(dtype=self.dtype, device=self.device)
        return change(self, "setitem", other, key=...)

    def fill_(self, value):
        """Set every element to one value; returns the tensor itself."""
        return change(self, "setitem", value, key=...)

    def zero_(self):
        """Set every element to 0; returns the tensor itself."""
        return self.fill_(0)

    # --- leaving the tape ---------------------------------------------------------------------------------------------

    def detach(self):
        """The same memory as a tensor that no gradient flows through."""
        return Tensor.of_array(self.array, self.storage)

    def detach_(self):
        """Cut this tensor off the tape: it becomes a leaf without a gradient; returns the tensor itself."""
        self.node, self.slot, self._requires_grad = None, 0, False
        self.window = None
        return self


def on_tensors(hook):
    """A hook that takes and gives tensors, as one that the backward pass can call with arrays or tensors alike."""

    def look(g):
        answer = hook(g if isinstance(g, Tensor) else Tensor.of_array(g, Storage()))
        if answer is None:
            return None
        if not isinstance(answer, Tensor) or answer.shape != g.shape:
            came = f"shape {answer.shape}" if isinstance(answer, Tensor) else repr(answer)
            raise GradientError(f"hook: expected None or a new gradient, a tensor of shape {g.shape}, got {came}")
        return answer if isinstance(g, Tensor) else answer.array

    return look


def on_tape(array, entry, slot):
    """A kept array as a tensor that knows which tape entry it came from: for gradients of gradients."""
    if isinstance(entry, Tensor):
        return entry
    tensor = Tensor.of_array(array, Storage())
    tensor.node, tensor.slot, tensor._requires_grad = entry, slot, True
    return tensor
