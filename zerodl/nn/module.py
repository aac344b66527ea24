"""Module: a layer or a whole network, which knows its own parameters."""

from difflib import get_close_matches
from typing import Any

import numpy as np

from ..autograd.tensor import Tensor
from ..errors import ArgumentError, DTypeError, ZerodlError
from .hook import Hooked
from .move import Movable
from .parameter import Parameter
from .state import load
from .walk import dotted, named_values


class ModuleError(ZerodlError, AttributeError):
    """A module was used before its base class was set up, or has no part of the name that was asked for."""


class Module(Hooked, Movable):
    """The base of all layers. A subclass sets parameters and other modules as attributes, and defines ``forward``.

    Its ``__init__`` begins with ``super().__init__()``. After that there is nothing to register: Python keeps what is
    set as an attribute in ``vars(self)``, in order, and a walk looks there for parameters and for modules, which it
    enters in turn. That walk is how an optimiser, a saved state and a switch to evaluation reach every part.

    Example:
        >>> import zerodl
        >>> class Scale(Module):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.factor = Parameter(zerodl.tensor([2.0, 3.0]))
        ...     def forward(self, x):
        ...         return x * self.factor
        >>> scale = Scale()
        >>> scale(zerodl.tensor([1.0, 1.0])).tolist(), [name for name, _ in scale.named_parameters()]
        ([2.0, 3.0], ['factor'])
    """

    _persistent: Any = {}  # {name of a buffer: whether the state holds it}; replaced, never changed

    def __init__(self):
        self.training = True

    def __call__(self, *args, **kwargs):
        if self._hooks is None:
            return self.forward(*args, **kwargs)
        return self._hooks.call(self, args, kwargs)

    def forward(self, *args, **kwargs) -> Any:  # else editors conclude from the body that it never returns
        """What the module computes; each subclass has its own."""
        name = type(self).__name__
        raise ArgumentError(f"{name} has no forward method: define forward(self, x) to say what it computes")

    # --- the walk -----------------------------------------------------------------------------------------------------

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        """(dotted name, module) for this module, whose own name is the prefix, and all below it, each once.

        Args: memo: the modules not to enter. remove_duplicate: with False, one that is used twice comes twice.
        """
        memo = set() if memo is None else memo
        if self not in memo:
            memo.add(self)
            yield prefix, self
            for name, child in named_values(vars(self), Module):
                yield from child.named_modules(memo, dotted(prefix, name), remove_duplicate)
            if not remove_duplicate:
                memo.remove(self)  # so only a module inside itself is passed over

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        """(dotted name, parameter) for every parameter below, in order; one that is used twice comes once.

        The walk goes from module to module, as ``named_modules`` does, and through each one's attributes in the order
        in which they were set. A module's own parameters come before those of the modules inside it. The name is the
        way there, "blocks.0.weight", by which a saved state finds its place again.

        Args:
            prefix: put before every name, with a dot. recurse: enter the modules inside this one.
            remove_duplicate: with False, a parameter that is used twice comes under each of its names.
        Source: ``torch.nn.Module.named_parameters``.
        Example:
            >>> from zerodl import nn
            >>> [name for name, _ in nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)).named_parameters()]
            ['0.weight', '0.bias', '2.weight', '2.bias']
        """
        modules = self.named_modules(None, prefix, remove_duplicate) if recurse else [(prefix, self)]
        seen = set()
        for path, module in modules:
            for name, parameter in named_values(vars(module), Parameter):
                if id(parameter) not in seen:
                    yield dotted(path, name), parameter
                if remove_duplicate:
                    seen.add(id(parameter))

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        """(dotted name, tensor) for every buffer below, in order; see ``register_buffer``."""
        modules = self.named_modules(None, prefix, remove_duplicate) if recurse else [(prefix, self)]
        seen = set()
        for path, module in modules:
            for name in module._persistent:
                buffer = getattr(module, name)
                if buffer is not None and id(buffer) not in seen:
                    yield dotted(path, name), buffer
                if remove_duplicate:
                    seen.add(id(buffer))

    def named_children(self):
        """(name, module) for each module set as an attribute, in order, once; those in lists and dictionaries too."""
        seen = set()
        for name, child in named_values(vars(self), Module):
            if child not in seen:
                seen.add(child)
                yield name, child

    def parameters(self, recurse=True):
        """Every parameter below, in order."""
        return (parameter for _, parameter in self.named_parameters(recurse=recurse))

    def buffers(self, recurse=True):
        """Every buffer below, in order."""
        return (buffer for _, buffer in self.named_buffers(recurse=recurse))

    def modules(self):
        """This module and all below it."""
        return (module for _, module in self.named_modules())

    def children(self):
        """Each module set as an attribute."""
        return (child for _, child in self.named_children())

    # --- setting and finding parts ------------------------------------------------------------------------------------

    def __setattr__(self, name, value):
        owner = type(self).__name__
        if isinstance(value, (Module, Parameter)):
            self._check_set_up(name)
        old = vars(self).get(name)
        for kind, other in ((Module, Parameter), (Parameter, Module)):
            if isinstance(old, kind) and not isinstance(value, (kind, other, type(None))):
                raise DTypeError(
                    f"{owner}.{name} is a {kind.__name__} and cannot become {value!r:.60}: the walk would lose it. "
                    f"Give it a {kind.__name__}, or None"
                )
        if name in self._persistent and (isinstance(value, Parameter) or not isinstance(value, (Tensor, type(None)))):
            raise DTypeError(f"{owner}.{name} is a buffer: expected a plain tensor or None, got {value!r:.60}")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        super().__delattr__(name)
        self._persistent = {other: kept for other, kept in self._persistent.items() if other != name}

    def register_buffer(self, name, tensor, persistent=True):
        """Set a tensor that belongs to the module but is not learned: a running mean, a mask.

        It moves with ``to``, and the state holds it if it is persistent.

        Args: tensor: a tensor, or None for one that comes later.
        """
        self._check_new(name, tensor, Tensor)
        setattr(self, name, tensor)
        self._persistent = {**self._persistent, name: bool(persistent)}

    def register_parameter(self, name, param):
        """Set a parameter by its name, as ``self.name = param`` does; None for one that is left out."""
        self._check_new(name, param, Parameter)
        setattr(self, name, param)

    def add_module(self, name, module):
        """Set a module by its name, as ``self.name = module`` does."""
        self._check_new(name, module, Module)
        setattr(self, name, module)

    register_module = add_module

    def _check_new(self, name, value, kind):
        owner = type(self).__name__
        if not isinstance(name, str) or not name or "." in name:
            raise ArgumentError(f"{owner}: expected a name without dots, got {name!r}")
        self._check_set_up(name)
        if getattr(self, name, None) is not None and not isinstance(vars(self).get(name), kind):
            raise ArgumentError(f"{owner}: there is an attribute {name!r} already; take another name")
        if not isinstance(value, (kind, type(None))):
            raise DTypeError(f"{owner}: expected a {kind.__name__} or None for {name}, got {value!r:.60}")

    def _check_set_up(self, name):
        if "training" not in vars(self):
            raise ModuleError(
                f"{type(self).__name__}: call super().__init__() in __init__ before self.{name} and the like are set"
            )

    def get_submodule(self, target):
        """The module with a dotted name, "blocks.0.linear"; the empty name is this module's own."""
        return self._find(target, self.named_modules(remove_duplicate=False), "module")

    def get_parameter(self, target):
        """The parameter with a dotted name, "blocks.0.linear.weight"."""
        return self._find(target, self.named_parameters(remove_duplicate=False), "parameter")

    def get_buffer(self, target):
        """The buffer with a dotted name."""
        return self._find(target, self.named_buffers(remove_duplicate=False), "buffer")

    def _find(self, target, named, kind):
        found = dict(named)
        if target not in found:
            names = [name for name in found if name]
            near = get_close_matches(str(target), names, n=3, cutoff=0.5) or names[:3]
            raise ModuleError(f"{type(self).__name__} has no {kind} {target!r}; it has {', '.join(near) or 'none'}")
        return found[target]

    # --- the state ----------------------------------------------------------------------------------------------------

    def state_dict(self, destination=None, prefix="", keep_vars=False):
        """A dictionary from dotted names to tensors that share the memory of the parameters and persistent buffers.

        What is used twice stands under each of its names.

        Args: keep_vars: give the parameters themselves, which are on the tape.
        """
        state = {} if destination is None else destination
        for path, module in self.named_modules(prefix=prefix.removesuffix("."), remove_duplicate=False):
            own = [*named_values(vars(module), Parameter)]
            own += [(name, getattr(module, name)) for name, kept in module._persistent.items() if kept]
            for name, value in own:
                if value is not None:
                    state[dotted(path, name)] = value if keep_vars else value.detach()
        return state

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Copy the values of a state into the parameters and buffers. Arrays and PyTorch's tensors will do, too.

        Args:
            strict: refuse names that are missing or unexpected; else they are only returned.
            assign: let the parameters share the state's memory, and have its dtype, instead of copying.
        Returns: a named tuple (missing_keys, unexpected_keys).
        Raises: StateError, which lists what is missing, unexpected and misshapen. Then nothing was copied.
        """
        return load(type(self).__name__, self.state_dict(keep_vars=True), state_dict, strict, assign)

    # --- what is done to all parts ------------------------------------------------------------------------------------

    def train(self, mode=True):
        """Switch this module and all below it to training (or, with False, evaluation); returns the module."""
        if not isinstance(mode, (bool, np.bool_)):
            raise DTypeError(f"train: expected True or False, got {mode!r}")
        for module in self.modules():
            module.training = bool(mode)
        return self

    def eval(self):
        """Switch to evaluation; returns the module."""
        return self.train(False)

    def apply(self, fn):
        """Call ``fn(module)`` for all modules below and then for this one; returns the module."""
        for child in self.children():
            child.apply(fn)
        fn(self)
        return self

    def requires_grad_(self, requires_grad=True):
        """Let all parameters be learned, or with False freeze them; returns the module."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        """Forget the gradients of all parameters, or with False set them to 0."""
        for parameter in self.parameters():
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad = Tensor(np.zeros_like(parameter.grad.array))

    # --- how it prints ------------------------------------------------------------------------------------------------

    def extra_repr(self):
        """What stands between the brackets when the module is printed."""
        return ""

    def _get_name(self):
        return type(self).__name__

    def __repr__(self):
        extra = self.extra_repr()
        lines = extra.split("\n") if extra else []
        children = [f"({name}): {child!r}" for name, child in named_values(vars(self), Module)]
        if not children and len(lines) < 2:
            return f"{self._get_name()}({extra})"
        inside = "".join(f"\n{line}" for line in [*lines, *children]).replace("\n", "\n  ")
        return f"{self._get_name()}({inside}\n)"
