"""What a network is made of, as a table: each layer with its shapes and its number of parameters."""

from typing import NamedTuple

import numpy as np

from .. import config
from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError
from .module import Module

HEAD = ("layer", "input", "output", "parameters", "share")


class Call(NamedTuple):
    """One call of one module."""

    depth: int
    name: str
    kind: str
    input_shape: object = None
    output_shape: object = None
    num_parameters: int = 0
    bytes: int = 0  # of what the forward leaves behind


class Summary:
    """The table, which prints itself; its numbers stand in ``rows`` and in the attributes below.

    ``total_parameters``, ``trainable_parameters``; in bytes ``parameter_bytes`` (with buffers), ``input_bytes`` and
    ``output_bytes``, what all layers without layers inside give.
    """

    def __init__(self, model, rows, input_bytes):
        parameters, buffers = list(model.parameters()), list(model.buffers())
        self.rows = rows
        self.total_parameters = sum(p.numel() for p in parameters)
        self.trainable_parameters = sum(p.numel() for p in parameters if p.requires_grad)
        self.parameter_bytes = sum(t.array.nbytes for t in (*parameters, *buffers))
        self.input_bytes = input_bytes
        self.output_bytes = sum(row.bytes for row in rows)

    def __repr__(self):
        lines = [HEAD, *(self._cells(row) for row in self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
        table = [
            "  ".join(f"{cell:<{width}}" if i < 3 else f"{cell:>{width}}" for i, (cell, width) in enumerate(cells))
            for cells in (list(zip(line, widths)) for line in lines)
        ]
        rule = "─" * len(table[0])
        return "\n".join(line.rstrip() for line in [table[0], rule, *table[1:], rule, *self._totals()])

    def _cells(self, row):
        share = row.num_parameters / max(self.total_parameters, 1)
        return (
            "  " * row.depth + f"{row.name} {row.kind}".strip(),
            _shown(row.input_shape),
            _shown(row.output_shape),
            f"{row.num_parameters:,}" if row.num_parameters else "",
            f"{share:.1%}" if row.num_parameters else "",
        )

    def _totals(self):
        frozen = self.total_parameters - self.trainable_parameters
        yield f"parameters  {self.total_parameters:,}" + (f", {frozen:,} of them frozen" if frozen else "")
        memory = f"memory      {_size(self.parameter_bytes)} of parameters"
        if self.output_bytes:
            memory += f", {_size(self.input_bytes)} of inputs, {_size(self.output_bytes)} of results"
        yield memory


def summary(model, input_size=None, input_data=None, dtype=None):
    """A table of a network's layers, in the order in which they are called.

    The network is run once on zeros of the given size, in evaluation mode and off the tape; without a size or data only
    what is known without running it is shown. A layer that is called twice has two rows, its parameters in the first.

    Args:
        input_size: the input's shape, the batch included; a list of shapes for several inputs.
        input_data: the input itself instead, a tensor or a tuple of them. dtype: of the zeros, such as int64 for words.
    Returns: a ``Summary``, which prints as the table.
    Example:
        >>> from zerodl import nn
        >>> summary(nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)), (8, 4))
        layer       input   output  parameters  share
        ─────────────────────────────────────────────
        Sequential  (8, 4)  (8, 2)
          0 Linear  (8, 4)  (8, 3)          15  65.2%
          1 ReLU    (8, 3)  (8, 3)
          2 Linear  (8, 3)  (8, 2)           8  34.8%
        ─────────────────────────────────────────────
        parameters  23
        memory      92 B of parameters, 128 B of inputs, 256 B of results
    """
    if not isinstance(model, Module):
        raise DTypeError(f"summary: expected a module such as nn.Linear(3, 2), got {model!r:.60}")
    if input_data is None and input_size is None:
        return Summary(model, _rows_without_shapes(model), 0)
    inputs = _zeros(model, input_size, dtype) if input_data is None else input_data
    inputs = inputs if isinstance(inputs, (tuple, list)) else (inputs,)
    rows = _Recorder(model).run(inputs)
    return Summary(model, rows, sum(x.array.nbytes for x in inputs if isinstance(x, Tensor)))


class _Recorder:
    """Hooks on every module that write a row for each call."""

    def __init__(self, model):
        self.model = model
        self.names = {id(module): name for name, module in model.named_modules()}
        self.rows = []
        self.inside = []  # of the calls that are going on: the place of the row, the module's name
        self.counted = set()

    def run(self, inputs):
        modes = [(module, module.training) for module in self.model.modules()]
        handles = []
        for module in self.model.modules():
            handles.append(module.register_forward_pre_hook(self._begin, with_kwargs=True))
            handles.append(module.register_forward_hook(self._end))
        try:
            with config.no_grad():
                self.model.eval()(*inputs)
        except Exception as error:
            error.add_note("summary: it happened on the way through " + " > ".join(self._calls()))
            raise
        finally:
            for handle in handles:
                handle.remove()
            for module, mode in modes:
                module.training = mode
        return self.rows

    def _begin(self, module, args, kwargs):
        outer = self.inside[-1][1] if self.inside else ""
        shapes = [x.shape for x in (*args, *kwargs.values()) if isinstance(x, Tensor)]
        name = self.names[id(module)]
        count = _count_new(module, self.counted)
        self.rows.append(Call(len(self.inside), _within(outer, name), type(module).__name__, shapes, None, count))
        self.inside.append((len(self.rows) - 1, name))

    def _end(self, module, args, output):
        place, _ = self.inside.pop()
        tensors = [output] if isinstance(output, Tensor) else output
        tensors = [x for x in tensors if isinstance(x, Tensor)] if isinstance(tensors, (tuple, list)) else []
        has_parts = any(True for _ in module.children())
        size = 0 if has_parts else sum(x.array.nbytes for x in tensors)
        self.rows[place] = self.rows[place]._replace(output_shape=[x.shape for x in tensors], bytes=size)

    def _calls(self):
        """The calls that are going on, from the outermost inwards."""
        for place, _ in self.inside:
            row = self.rows[place]
            yield f"{row.name} {row.kind}".strip() + f" on {_shown(row.input_shape)}"


def _rows_without_shapes(model):
    """A row for every module, in the order of the walk."""
    rows, counted, inside = [], set(), []
    for name, module in model.named_modules():
        while inside and inside[-1] and not name.startswith(f"{inside[-1]}."):
            inside.pop()
        shown = _within(inside[-1] if inside else "", name)
        rows.append(Call(len(inside), shown, type(module).__name__, num_parameters=_count_new(module, counted)))
        inside.append(name)
    return rows


def _within(outer, name):
    """A dotted name as it is called inside another module."""
    return name.removeprefix(f"{outer}.") if outer else name


def _count_new(module, counted):
    """The number of a module's own parameters, without those that were counted before."""
    own = [p for p in module.parameters(recurse=False) if id(p) not in counted]
    counted.update(map(id, own))
    return sum(p.numel() for p in own)


def _zeros(model, input_size, dtype):
    """Inputs of the given shapes, where the model's parameters are and in their dtype."""
    first = next(model.parameters(), None)
    dtype = dtype or (config.get_default_dtype() if first is None else first.dtype)
    inputs = [Tensor(np.zeros(shape, dtype)) for shape in _shapes(input_size)]
    return inputs if first is None else [x.to(first.device) for x in inputs]


def _shapes(size):
    """One shape or several, as a list of shapes."""
    sizes = [size] if _is_shape(size) else size
    if not isinstance(sizes, (tuple, list)) or not all(_is_shape(shape) for shape in sizes):
        raise ArgumentError(f"summary: expected a shape such as (1, 784), or a list of shapes, got {size!r}")
    return [tuple(shape) for shape in sizes]


def _is_shape(size):
    return isinstance(size, (tuple, list)) and all(isinstance(n, (int, np.integer)) and n >= 0 for n in size)


def _shown(shapes):
    return ", ".join(str(tuple(shape)) for shape in shapes or ())


def _size(count):
    """A number of bytes in a unit in which it is short."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:.3g} GB"
