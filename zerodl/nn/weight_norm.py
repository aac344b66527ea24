"""Weight normalisation: a weight learned as a direction and a length."""

from ..errors import ArgumentError
from ..ops import norm
from .parameter import Parameter


class WeightNorm:
    """The hook that puts the weight together before each forward.

    weight = weight_g · weight_v / |weight_v|
    """

    def __init__(self, name, dim):
        self.name = name
        self.dim = dim

    def length(self, v):
        """The length of each slice of ``v`` along dim; of all of ``v`` if dim is None."""
        others = None if self.dim is None else tuple(i for i in range(v.ndim) if i != self.dim % v.ndim)
        if others == ():  # a vector's elements are slices of their own
            return v.abs()
        return norm(v, dim=others, keepdim=self.dim is not None)

    def weight(self, module):
        """The weight that the two parameters stand for; gradients flow to both."""
        g, v = getattr(module, f"{self.name}_g"), getattr(module, f"{self.name}_v")
        return v * (g / self.length(v))

    def __call__(self, module, args, kwargs):
        setattr(module, self.name, self.weight(module))


def weight_norm(module, name="weight", dim=0):
    """Let a module learn its weight as a direction, ``weight_v``, and a length, ``weight_g``; returns the module.

        weight = weight_g · weight_v / |weight_v|

    Steps along the direction then no longer change the length, and the other way round.

    Args: dim: each slice along it has a length of its own, by default each output; None is one length for all.
    Source: Salimans and Kingma (2016), eq. 2.
    Example:
        >>> from zerodl import nn
        >>> layer = weight_norm(nn.Linear(3, 2))
        >>> {name: parameter.shape for name, parameter in layer.named_parameters()}
        {'bias': (2,), 'weight_g': (2, 1), 'weight_v': (2, 3)}
    """
    weight = getattr(module, name, None)
    if not isinstance(weight, Parameter):
        raise ArgumentError(f"weight_norm: {type(module).__name__} has no parameter {name!r} to take apart")
    hook = WeightNorm(name, None if dim in (None, -1) else dim)
    delattr(module, name)
    module.register_parameter(f"{name}_g", Parameter(hook.length(weight.detach())))
    module.register_parameter(f"{name}_v", Parameter(weight.detach()))
    setattr(module, name, hook.weight(module))
    module.register_forward_pre_hook(hook, with_kwargs=True)
    return module


def remove_weight_norm(module, name="weight"):
    """Make the weight one parameter again; returns the module.

    Example:
        >>> from zerodl import nn
        >>> layer = remove_weight_norm(weight_norm(nn.Linear(3, 2)))
        >>> [name for name, _ in layer.named_parameters()]
        ['bias', 'weight']
    """
    for key, hook in module._hooks.forward_pre.items() if module._hooks else ():
        if isinstance(hook, WeightNorm) and hook.name == name:
            weight = Parameter(hook.weight(module).detach())
            for part in (name, f"{name}_g", f"{name}_v"):
                delattr(module, part)
            setattr(module, name, weight)
            del module._hooks.forward_pre[key]
            return module
    raise ArgumentError(f"remove_weight_norm: {type(module).__name__}.{name} is not normalised by weight_norm")
