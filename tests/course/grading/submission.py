"""The task that the tests of grading give to a child: run the payload as Python, as a submission would be run."""


def run_source(payload, send):
    """Execute source text; it may call ``send(bytes)``."""
    exec(compile(payload, "<submission>", "exec"), {"__name__": "submission", "send": send})
