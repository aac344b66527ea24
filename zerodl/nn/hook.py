"""Hooks: functions that a module calls around its forward and its backward pass, to look or to change."""

from typing import Any

from ..autograd.hook import Handle
from .gate import Gate


class Hooked:
    """What a Module's hooks are registered with. Hooks of a kind are called in the order of their registration."""

    _hooks: Any = None  # made when the first is registered

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        """Call ``hook(module, args)`` before each forward. What it returns, if anything, goes in in the place of args.

        Args:
            prepend: call it before the hooks that are there already.
            with_kwargs: call ``hook(module, args, kwargs)``; it returns None or (args, kwargs).
        Returns: a handle; its ``remove()`` takes the hook away.
        """
        return self._hook("forward_pre", hook if with_kwargs else _arguments_alone(hook), prepend)

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False):
        """Call ``hook(module, args, output)`` after each forward. What it returns, if anything, is the output instead.

        Args: as for ``register_forward_pre_hook``; with kwargs it is ``hook(module, args, kwargs, output)``.
        Example:
            >>> import zerodl
            >>> from zerodl import nn
            >>> layer = nn.Linear(3, 2)
            >>> with layer.register_forward_hook(lambda module, args, output: print(args[0].shape, output.shape)):
            ...     y = layer(zerodl.ones(1, 3))
            (1, 3) (1, 2)
        """
        return self._hook("forward", hook if with_kwargs else _without_kwargs(hook), prepend)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        """Call ``hook(module, grad_output)`` when the gradients of all outputs are there, before they go through.

        Args: hook: what it returns, if anything, is a tuple of gradients that go through instead.
        """
        return self._hook("backward_pre", hook, prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        """Call ``hook(module, grad_input, grad_output)`` when the gradients of all inputs are there.

        The gradients come as tuples, one for each positional input and one for each output, None for what has none.

        Args: hook: what it returns, if anything, is a tuple that goes on in the place of grad_input.
        """
        return self._hook("backward", hook, prepend)

    def _hook(self, kind, hook, prepend):
        if self._hooks is None:
            self._hooks = Hooks()
        return Handle(getattr(self._hooks, kind), hook, first=prepend)


class Hooks:
    """The hooks of one module, by kind, each kind in the order of the calls."""

    def __init__(self):
        self.forward_pre, self.forward, self.backward_pre, self.backward = {}, {}, {}, {}

    def call(self, module, args, kwargs):
        """The module's forward with all hooks around it."""
        for hook in tuple(self.forward_pre.values()):
            changed = hook(module, args, kwargs)
            args, kwargs = (args, kwargs) if changed is None else changed
        gate = Gate(module, self) if self.backward_pre or self.backward else None
        if gate:
            args = gate.inputs(args)
        output = module.forward(*args, **kwargs)
        for hook in tuple(self.forward.values()):
            changed = hook(module, args, kwargs, output)
            output = output if changed is None else changed
        return gate.outputs(output) if gate else output


def _arguments_alone(hook):
    """A forward pre-hook of (module, args) as one of (module, args, kwargs)."""

    def with_kwargs(module, args, kwargs):
        changed = hook(module, args)
        return None if changed is None else (changed if isinstance(changed, tuple) else (changed,), kwargs)

    return with_kwargs


def _without_kwargs(hook):
    """A forward hook of (module, args, output) as one of (module, args, kwargs, output)."""
    return lambda module, args, kwargs, output: hook(module, args, output)
