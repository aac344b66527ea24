"""What all update rules share."""

from collections import defaultdict

from ..autograd.hook import Handle
from ..config import enable_grad
from ..errors import ArgumentError
from .fused import step_group
from .group import as_groups, make_group
from .state import loaded_groups, loaded_state, saved_state


class Optimizer:
    """Holds parameters in groups and changes them, one step at a time, by a rule that a subclass gives.

    A rule of one's own is a class with three things: its settings, handed to ``super().__init__``; ``arrays``, what it
    remembers of each parameter, if anything; and ``update``, the rule. Groups, closures, states, 16-bit floats and the
    walk over the parameters come from here.

    If there are settings of these names, they work without the rule's doing: ``maximize`` turns the gradient round, and
    ``weight_decay`` adds weight_decay · p to it, unless ``decoupled_weight_decay`` says that the rule sees to that.

    Args:
        params: the parameters, as ``model.parameters()`` or ``model.named_parameters()`` lists them; or a list of
            groups, dictionaries with the key "params" and settings of their own.
        defaults: the settings by name, for every group that does not bring its own.
    Raises: ArgumentError for no parameter, one listed twice, one that is no leaf, a setting out of its range.
    Source: torch.optim.Optimizer
    Example:
        >>> import numpy as np, zerodl
        >>> class SignDescent(Optimizer):
        ...     def __init__(self, params, lr=0.1, momentum=0.5):
        ...         super().__init__(params, {"lr": lr, "momentum": momentum})
        ...     def arrays(self, group):
        ...         return {"mean": 0.0}
        ...     def update(self, p, g, state, group):
        ...         mean = state["mean"]
        ...         mean *= group["momentum"]
        ...         mean += g
        ...         p -= group["lr"] * np.sign(mean)
        >>> w = zerodl.tensor([1.0, -1.0], requires_grad=True)
        >>> (w * w).sum().backward()
        >>> optimizer = SignDescent([w])
        >>> optimizer.step()
        >>> w, optimizer.state[w]["mean"]
        (tensor([ 0.9000, -0.9000], requires_grad=True), tensor([ 2., -2.]))
    """

    # Whether the rule treats each element by itself. Then many parameters can be laid end to end and changed together;
    # else ``update`` gets one parameter at a time, in its shape.
    elementwise = False
    # The array functions that ``update`` calls, if all of them have compiled twins (see kernels/compiled).
    compiled = ()

    def __init__(self, params, defaults):
        self.defaults = dict(defaults)
        self.param_groups = []
        self.state = defaultdict(dict)
        self.num_steps = 0  # since it was made; schedules ask
        self._packs = {}
        self._hooks = {"before": {}, "after": {}}
        for group in as_groups(type(self).__name__, params):
            self.add_param_group(group)

    def arrays(self, group):
        """What the rule remembers of every element of a parameter: {name: value at the start}."""
        return {}

    def numbers(self, group):
        """What it remembers of a parameter as a whole, beside the number of its steps: {name: value at the start}."""
        return {}

    def advance(self, numbers, group):
        """Bring a parameter's numbers, ``numbers["step"]`` among them, to the step that is about to be taken."""
        numbers["step"] += 1

    def update(self, p, g, state, group) -> None:  # else editors conclude from the body that it never returns
        """Change the array ``p`` and the arrays in ``state`` in place by the rule, given the gradient ``g``.

        Args: state: the arrays and numbers by name; "step" counts from 1. group: the settings by name. ``g`` may be the
            gradient's own memory and is not to be changed.
        """
        raise ArgumentError(f"{type(self).__name__} has no update rule: define update(self, p, g, state, group)")

    def check(self, group):
        """Refuse settings that do not go together; a subclass raises ArgumentError."""

    def add_param_group(self, param_group):
        """Take in more parameters, with settings of their own where the dictionary has any.

        Example:
            >>> import zerodl
            >>> from zerodl import nn
            >>> optimizer = zerodl.optim.SGD(nn.Linear(2, 2).parameters(), lr=0.1)
            >>> optimizer.add_param_group({"params": nn.Linear(2, 1).parameters(), "lr": 0.01})
            >>> [group["lr"] for group in optimizer.param_groups]
            [0.1, 0.01]
        """
        group = make_group(type(self).__name__, param_group, self.defaults, self.param_groups)
        self.check(group)
        self.param_groups.append(group)

    def zero_grad(self, set_to_none=True):
        """Forget the gradients, so that the next backward pass starts from nothing.

        Args: set_to_none: False makes them 0, in their own memory.
        """
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none:
                    p.grad = None
                elif p.grad is not None:
                    p.grad = p.grad.detach().zero_()

    def step(self, closure=None):
        """Change every parameter that has a gradient, in place; those without are left alone.

        Args: closure: a function that clears the gradients, computes the loss, runs it backward and returns it; it is
            called first.
        Returns: what the closure returned, else None.
        """
        for hook in tuple(self._hooks["before"].values()):
            hook(self)
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        packs, self._packs = self._packs, {}
        for group in self.param_groups:
            self._packs.update(step_group(self, group, packs))
        self.num_steps += 1
        for hook in tuple(self._hooks["after"].values()):
            hook(self)
        return loss

    def register_step_pre_hook(self, hook):
        """Call ``hook(optimizer)`` before each step; ``remove()`` of the handle that comes back ends it."""
        return Handle(self._hooks["before"], hook)

    def register_step_post_hook(self, hook):
        """Call ``hook(optimizer)`` after each step; ``remove()`` of the handle that comes back ends it."""
        return Handle(self._hooks["after"], hook)

    def state_dict(self):
        """All that a later run needs to go on from here, in PyTorch's layout; copies, which training leaves alone.

            {"state": {0: {"step": 3, "exp_avg": tensor, …}, …}, "param_groups": [{"lr": 0.1, …, "params": [0, 1]}]}

        The parameters are numbered through all groups; one that has not had a step yet has no state.
        """
        return saved_state(self)

    def load_state_dict(self, state_dict):
        """Go on from a state that ``state_dict`` gave; PyTorch's own will do. Everything is copied.

        Raises: ArgumentError if it was taken with other groups, or parameters of other shapes; then nothing is changed.
        """
        groups, numbered = loaded_groups(self, state_dict)
        state = loaded_state(self, state_dict, groups, numbered)
        self.param_groups = groups
        self.state = state
        self._packs.clear()

    def __repr__(self):
        lines = []
        for i, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {i}")
            lines += [f"    {name}: {group[name]}" for name in sorted(group) if name not in ("params", "param_names")]
        return "\n".join([f"{type(self).__name__} (", *lines, ")"])
