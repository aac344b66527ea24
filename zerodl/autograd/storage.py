"""The block of memory that a tensor and all its views share."""


class Storage:
    """Counts the in-place changes of one block of memory.

    A tape notes the version of each array that it keeps. If the number has moved by the time of the backward pass, the
    array no longer holds what the gradient was promised, and the pass stops with an error instead of a wrong number. A
    view notes it too: when the number has moved, its own place on the tape may be an old one.
    """

    __slots__ = ("version",)

    def __init__(self):
        self.version = 0
