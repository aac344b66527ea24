"""Module: a layer or a whole network, which knows its own parameters."""

from typing import Any

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, ShapeError


class Parameter(Tensor):
    """A tensor that a Module learns: it requires a gradient, and the module's walk finds it.

    Args: data: an array or a tensor; it is shared, not copied.
    """

    __slots__ = ()

    def __init__(self, data, requires_grad=True):
        super().__init__(data.array if isinstance(data, Tensor) else data, requires_grad)
        if isinstance(data, Tensor):
            self.storage = data.storage


class Module:
    """The base of all layers. A subclass sets parameters and other modules as attributes, and defines ``forward``.

    Example:
        >>> import zerodl
        >>> class Double(Module):
        ...     def forward(self, x):
        ...         return x * 2
        >>> Double()(zerodl.tensor([1.0, 2.0]))
        tensor([2., 4.])
    """

    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs) -> Any:  # else editors conclude from the body that it never returns
        """What the module computes; each subclass has its own."""
        name = type(self).__name__
        raise ArgumentError(f"{name} has no forward method: define forward(self, x) to say what it computes")

    # --- the walk -----------------------------------------------------------------------------------------------------

    def named_children(self):
        """(name, module) for each module set as an attribute, in that order; those in lists and dictionaries too."""
        return [(name, value) for name, value in _walk(vars(self)) if isinstance(value, Module)]

    def named_modules(self, prefix="", seen=None):
        """(dotted name, module) for this module, whose own name is the prefix, and all below it, each once."""
        seen = set() if seen is None else seen
        if id(self) not in seen:
            seen.add(id(self))
            yield prefix, self
            for name, child in self.named_children():
                yield from child.named_modules(f"{prefix}.{name}" if prefix else name, seen)

    def named_parameters(self):
        """(dotted name, parameter) for every parameter below, in order; one that is used twice appears once.

        Example:
            >>> from zerodl import nn
            >>> [name for name, _ in nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)).named_parameters()]
            ['0.weight', '0.bias', '2.weight', '2.bias']
        """
        seen = set()
        for prefix, module in self.named_modules():
            for name, value in _walk(vars(module)):
                if isinstance(value, Parameter) and id(value) not in seen:
                    seen.add(id(value))
                    yield (f"{prefix}.{name}" if prefix else name), value

    def parameters(self):
        """Every parameter below, in order."""
        return (parameter for _, parameter in self.named_parameters())

    def modules(self):
        """This module and all below it."""
        return (module for _, module in self.named_modules())

    # --- what is done to all of them ----------------------------------------------------------------------------------

    def train(self, mode=True):
        """Switch this module and all below it to training (or, with False, evaluation); returns the module."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self):
        """Switch to evaluation; returns the module."""
        return self.train(False)

    def zero_grad(self):
        """Forget the gradients of all parameters."""
        for parameter in self.parameters():
            parameter.grad = None

    def state_dict(self):
        """A dictionary from each parameter's dotted name to a tensor that shares its memory."""
        return {name: parameter.detach() for name, parameter in self.named_parameters()}

    def load_state_dict(self, state):
        """Copy the values of a ``state_dict`` into the parameters.

        Raises: ArgumentError listing the names that are missing or unexpected; ShapeError for shapes that differ.
            Nothing is copied unless everything fits.
        """
        own = dict(self.named_parameters())
        missing, unexpected = own.keys() - state.keys(), state.keys() - own.keys()
        if missing or unexpected:
            raise ArgumentError(
                f"load_state_dict: missing {sorted(missing) or 'nothing'}, unexpected {sorted(unexpected) or 'nothing'}"
            )
        for name, parameter in own.items():
            if np.shape(state[name]) != parameter.shape:
                raise ShapeError(
                    f"load_state_dict: {name} has shape {np.shape(state[name])}, expected {parameter.shape}"
                )
        for name, parameter in own.items():
            value = state[name]
            parameter.array[...] = value.array if isinstance(value, Tensor) else value
            parameter.storage.version += 1

    # --- how it prints ------------------------------------------------------------------------------------------------

    def extra_repr(self):
        """What stands between the brackets when the module is printed."""
        return ""

    def __repr__(self):
        children = self.named_children()
        if not children:
            return f"{type(self).__name__}({self.extra_repr()})"
        lines = [f"({name}): {child!r}".replace("\n", "\n  ") for name, child in children]
        return f"{type(self).__name__}(\n  " + "\n  ".join(lines) + "\n)"


def _walk(items):
    """(name, value) for each value of a dictionary, with lists, tuples and dictionaries opened: layers.0, layers.1 …"""
    for name, value in items.items():
        if isinstance(value, (list, tuple)):
            value = {str(i): item for i, item in enumerate(value)}
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", item) for inner, item in _walk(value))
        else:
            yield name, value
