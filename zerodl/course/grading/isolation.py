"""Shut this process in: what a child does to itself before it runs a learner's code.

Each step asks the kernel to refuse something from now on, for good. None needs root, and each says in words if this
system does not have it; those lines end up in the grader's report.
"""

import sys
from pathlib import Path

import ml_dtypes
import numpy as np

from . import kernel, landlock, seccomp
from .limits import limit_resources

PACKAGE = Path(__file__).resolve().parents[2]  # the folder zerodl/

# Read but never written: the C library and what it looks up.
SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/etc/localtime")
SYSTEM += ("/usr/share/zoneinfo", "/dev/urandom")

ELSEWHERE = (landlock.FILES_MISSING, *seccomp.NOT_IN_FORCE)


def isolate(folder, limits):
    """Limit this process and leave it ``folder`` as the only place to write; return in words what could not be done.

    Must run while the process has one thread: the kernel shuts in the thread that asks, and those that it starts later.
    """
    missing = limit_resources(limits)
    if sys.platform != "linux":
        return missing + ELSEWHERE
    kernel.forbid_new_privileges()
    kernel.give_up_privileges()
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        return missing + tuple(f"{line} (threads were running already)" for line in ELSEWHERE)
    missing += landlock.confine(readable=readable(), writable=[folder, "/dev/null"])
    return missing + seccomp.refuse_calls()


def readable():
    """What a child may read: Python, its libraries, this package, the system's libraries; no other file of the user."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    libraries = {entry for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")}
    libraries |= {str(Path(library.__file__).parent) for library in (np, ml_dtypes)}  # wherever they are installed
    places = {*python, *libraries, *SYSTEM, str(PACKAGE)}
    return sorted(places - {"/"})  # where Python's prefix is "/", that rule would open everything
