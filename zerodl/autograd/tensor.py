"""Tensor: an array, and the place on the tape where it came from."""

import numpy as np

from ..backend import is_floating
from ..config import enable_grad, grad_mode, no_grad
from ..errors import ArgumentError, DTypeError, GradientError, ShapeError
from .backward import run_backward
from .storage import Storage
from .table import OPS


class Tensor:
    """A multi-dimensional array that can be differentiated.

    Make one with ``zerodl.tensor``. ``array`` is the NumPy (or CuPy) array; ``grad``, after a backward pass, is the
    gradient of a leaf as a Tensor; ``node`` is the tape entry that made this tensor, None for a leaf.

    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([1.0, 2.0, 3.0], requires_grad=True)
        >>> (x * x).sum().backward()
        >>> x.grad
        tensor([2., 4., 6.])
    """

    __slots__ = ("array", "requires_grad", "grad", "node", "slot", "storage", "__weakref__")

    # NumPy's function -> what it means for a Tensor; operations add theirs as they register.
    numpy_functions = {np.shape: lambda x: x.shape, np.ndim: lambda x: x.ndim, np.size: lambda x: x.array.size}

    # As an entry of the tape a Tensor is a leaf, the end of every path: it was computed from nothing.
    parents = ()

    def __init__(self, data, requires_grad=False):
        self.array = np.asarray(data)
        self.requires_grad = False
        self.grad = None
        self.node = None
        self.slot = 0
        self.storage = Storage()
        if requires_grad:
            self.requires_grad_()

    @classmethod
    def of_array(cls, array, storage):
        """Wrap a result without copying it; a NumPy scalar becomes a 0-d array."""
        tensor = cls.__new__(cls)
        tensor.array = np.asarray(array) if isinstance(array, np.generic) else array
        tensor.requires_grad = False
        tensor.grad = tensor.node = None
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
    def is_leaf(self):
        """Whether the tape ends here: made by the user, not by a recorded operation."""
        return self.node is None

    @property
    def T(self):
        """The transpose of a matrix."""
        if self.ndim != 2:
            raise ShapeError(f"T: only a matrix has one transpose, got shape {self.shape}; use transpose(dim0, dim1)")
        return OPS["transpose"](self, 0, 1)

    def size(self, dim=None):
        """The shape, or the length of one axis."""
        return self.shape if dim is None else self.shape[dim]

    def dim(self):
        """The number of axes."""
        return self.array.ndim

    def numel(self):
        """The number of elements."""
        return self.array.size

    def requires_grad_(self, requires_grad=True):
        """Ask for (or give up) a gradient for this leaf; returns the tensor itself."""
        if self.node is not None:
            raise GradientError(f"requires_grad_: {self.node.op.name} made this tensor, it is no leaf; use x.detach()")
        if requires_grad and not is_floating(self.dtype):
            raise DTypeError(f"requires_grad_: only floats have gradients, got {self.dtype}; use x.float()")
        self.requires_grad = bool(requires_grad)
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
        g = g.to(self.dtype)
        return g if create_graph else g.array

    def receive(self, g):
        """Add an arriving gradient, which now belongs to this leaf, to ``grad``."""
        if not isinstance(g, Tensor):
            g = Tensor.of_array(g if self.grad is None else self.grad.array + g, Storage())
        elif self.grad is not None:
            g = self.grad + g
        self.grad = g

    # --- leaving the tape ---------------------------------------------------------------------------------------------

    def detach(self):
        """The same memory as a tensor that no gradient flows through."""
        return Tensor.of_array(self.array, self.storage)

    def numpy(self):
        """The array itself, sharing memory. Raises GradientError if a gradient would be cut off silently."""
        if self.requires_grad:
            raise GradientError("numpy: this tensor requires a gradient, which NumPy loses; use x.detach().numpy()")
        return self.array

    def item(self):
        """The only element, as a Python number."""
        if self.array.size != 1:
            raise ShapeError(f"item: expected a tensor with one element, got shape {self.shape}; use tolist()")
        return self.array.item()

    def tolist(self):
        """The elements as nested Python lists."""
        return self.array.tolist()

    def to(self, dtype):
        """This tensor in another dtype, itself if it has it already; the gradient comes back in this one's."""
        return self if self.dtype == dtype else OPS["cast"](self, dtype=dtype)

    def float(self):
        """This tensor as float32."""
        return self.to(np.float32)

    def double(self):
        """This tensor as float64."""
        return self.to(np.float64)

    def __array__(self, dtype=None, copy=None):
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    def __bool__(self):
        if self.array.size != 1:
            raise ShapeError(f"bool: expected one element, got shape {self.shape}; reduce it, as in (x > 0).sum()")
        return bool(self.item())

    def __len__(self):
        if self.ndim == 0:
            raise DTypeError("len: a 0-d tensor has no length")
        return self.shape[0]

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __repr__(self):
        tail = ""
        if self.node is not None:
            tail = f", grad_fn=<{self.node.op.name}>"
        elif self.requires_grad:
            tail = ", requires_grad=True"
        shown = np.array2string(self.array, separator=", ", prefix="tensor(", precision=4)
        plain = self.dtype in (np.float32, np.int64, np.bool_)
        return f"tensor({shown}{'' if plain else f', dtype={self.dtype}'}{tail})"

    # --- in place -----------------------------------------------------------------------------------------------------

    def _in_place(self, op, *args, **settings):
        """Compute ``op`` and write the result over the old values; an op that kept those will notice."""
        before = self
        if grad_mode.enabled and any(isinstance(x, Tensor) and x.requires_grad for x in (self, *args)):
            self._refuse_in_place()
            before = on_tape(np.copy(self.array), self.node, self.slot) if self.node else Tensor(np.copy(self.array))
        changed = OPS[op](before, *args, **settings)
        if changed.shape != self.shape:
            raise ShapeError(f"{op}_: the result has shape {changed.shape}, it does not fit in place into {self.shape}")
        if not np.can_cast(changed.dtype, self.dtype, casting="same_kind"):
            raise DTypeError(f"{op}_: the result is {changed.dtype}, it does not fit in place into {self.dtype}")
        try:
            self.array[...] = changed.array
        except ValueError as cause:
            raise ArgumentError(f"{op}_: this tensor can only be read ({cause}); work on x.clone()") from cause
        self.storage.version += 1
        if changed.node is not None:
            self.node, self.slot, self.requires_grad = changed.node, changed.slot, True
        return self

    def _refuse_in_place(self):
        if self.is_leaf and self.requires_grad:
            raise GradientError(
                "in-place change of a leaf that requires a gradient: its own gradient would be lost. Update parameters "
                "inside no_grad(), or work on x.clone()"
            )
        if self.storage.views:
            raise GradientError(
                "in-place change of a tensor that shares its memory with a view: the tape cannot tell both apart. Work "
                "on x.clone()"
            )

    def add_(self, other):
        """self += other, in place."""
        return self._in_place("add", other)

    def sub_(self, other):
        """self -= other, in place."""
        return self._in_place("sub", other)

    def mul_(self, other):
        """self *= other, in place."""
        return self._in_place("mul", other)

    def div_(self, other):
        """self /= other, in place."""
        return self._in_place("div", other)

    def zero_(self):
        """Set every element to 0, in place."""
        self[...] = 0
        return self

    def __setitem__(self, key, value):
        self._in_place("index_put", value, key=plain_index(key))

    def __getitem__(self, key):
        return OPS["index"](self, key=plain_index(key))

    __iadd__, __isub__, __imul__, __itruediv__ = add_, sub_, mul_, div_

    # --- operators and NumPy's functions: looked up in the table at the moment of the call ----------------------------

    __hash__ = object.__hash__

    def __array_ufunc__(self, ufunc, method, *inputs, **settings):
        if method != "__call__" or settings:
            asked = ", ".join(settings) if method == "__call__" else method
            raise DTypeError(f"np.{ufunc.__name__}: {asked} does not work with a Tensor; use zerodl's functions")
        return self._numpy_function(ufunc)(*inputs)

    def __array_function__(self, function, types, args, settings):
        renamed = {{"axis": "dim", "keepdims": "keepdim"}.get(name, name): value for name, value in settings.items()}
        return self._numpy_function(function)(*args, **renamed)

    @classmethod
    def _numpy_function(cls, function):
        if function not in cls.numpy_functions:
            raise DTypeError(
                f"np.{function.__name__} does not take a Tensor: zerodl has no operation for it. Use "
                "x.detach().numpy() if no gradient is needed"
            )
        return cls.numpy_functions[function]


def _operator(name, swapped=False):
    """A method that looks ``name`` up in the table when it is called."""
    if swapped:
        return lambda self, other: OPS[name](other, self)
    return lambda self, *other: OPS[name](self, *other)


for _name in ("add", "sub", "mul", "truediv", "pow", "matmul"):
    _op = _name.removeprefix("true")
    setattr(Tensor, f"__{_name}__", _operator(_op))
    setattr(Tensor, f"__r{_name}__", _operator(_op, swapped=True))
for _name in ("neg", "eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Tensor, f"__{_name}__", _operator(_name))


def on_tape(array, entry, slot):
    """A kept array as a tensor that knows which tape entry it came from: for gradients of gradients."""
    if isinstance(entry, Tensor):
        return entry
    tensor = Tensor.of_array(array, Storage())
    tensor.node, tensor.slot, tensor.requires_grad = entry, slot, True
    return tensor


def plain_index(key):
    """An index with tensors and lists replaced by arrays, copied: the tape keeps it, and its owner may change it."""
    if isinstance(key, tuple):
        return tuple(plain_index(part) for part in key)
    if isinstance(key, Tensor):
        key = key.array
    return np.array(key) if isinstance(key, (list, np.ndarray)) else key
