"""Functions that are called at an appointed moment, and the handle that takes them away again."""

import itertools

_numbers = itertools.count()


class Handle:
    """What registering a hook gives back; ``remove()`` ends it, once or at the end of a ``with`` block.

    Args: hooks: the dictionary that the hook is entered in, in order of registration.
    Example:
        >>> hooks = {}
        >>> handle = Handle(hooks, print)
        >>> list(hooks.values()) == [print], handle.remove(), hooks
        (True, None, {})
    """

    __slots__ = ("_hooks", "_key")

    def __init__(self, hooks, hook, first=False):
        self._hooks = hooks
        self._key = next(_numbers)
        hooks[self._key] = hook
        if first:
            for key in [key for key in hooks if key != self._key]:
                hooks[key] = hooks.pop(key)

    def remove(self):
        """Take the hook away; a second time does nothing."""
        self._hooks.pop(self._key, None)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.remove()
