"""A view: a tensor that looks into the memory of another one, and the way it looks."""

from ..config import grad_mode


class View:
    """Which tensor a view looks into, and the operations that lead there: ``x[1:].T`` is two steps from ``x``.

    A change in place is seen through every view, so it must also reach every view's gradient. Only the base is then
    written anew on the tape; a view finds out by the version of the memory they share, and takes its own steps again.

    ``steps`` is None for a view taken inside ``no_grad``: the tape knows nothing of it.
    """

    __slots__ = ("base", "steps", "version")

    def __init__(self, base, steps, version):
        self.base = base
        self.steps = steps
        self.version = version

    @classmethod
    def of(cls, tensor, op, settings, slot):
        """What a result of the view operation ``op`` on ``tensor`` is a view of: of the base, if that is a view.

        Args: slot: which of the operation's results it is.
        """
        base, before = (tensor, ()) if tensor.window is None else (tensor.window.base, tensor.window.steps)
        steps = None if before is None or not grad_mode.enabled else (*before, (op, settings, slot))
        return cls(base, steps, tensor.storage.version)

    def look(self, base):
        """The same part of another array or tensor of the base's shape."""
        for op, settings, slot in self.steps:
            base = op(base, **settings)
            if op.num_outputs != 1:
                base = base[slot]
        return base
