"""Running attacks in children, each followed by a normal call that must not notice it."""

import textwrap
from dataclasses import replace

from zerodl.course.grading.limits import Limits
from zerodl.course.plain import decode

TASK = "tests.course.grading.submission:run_source"
ROOM = Limits(seconds=60, memory_mb=256, message_mb=4, folder_mb=8, folder_files=100)
SHORT = replace(ROOM, seconds=0.8)

NORMAL = """
    import os
    import numpy as np
    from zerodl.course.plain import encode, plain
    product = np.array([[1.0, 2.0], [3.0, 4.0]]) @ np.array([10.0, 1.0])
    send(encode(plain({"sum": sum([1, 2, 3]), "add": np.add(2, 3), "product": product, "left": os.listdir()})))
"""


class Children:
    """Workers under attack: source text is run in children, one after the other."""

    def __init__(self, workers, fresh):
        self.workers = workers
        self.fresh = fresh

    def alone(self, source, limits=ROOM):
        return self.workers.answer(TASK, textwrap.dedent(source).encode(), limits=limits)

    def run(self, source, limits=ROOM):
        """Run source text, and then a normal call."""
        outcome = self.alone(source, limits)
        self.check_normal_call()
        return outcome

    def check_normal_call(self):
        outcome = self.alone(NORMAL)
        assert (outcome.ended, outcome.detail) == ("done", "")
        (message,) = outcome.messages
        data = decode(message)
        assert data.pop("product").tolist() == [12.0, 34.0]
        assert data.pop("add") == 5
        assert data == {"sum": 6, "left": []}
