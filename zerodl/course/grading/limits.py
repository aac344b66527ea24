"""How much a child may use, and the part of it that the kernel counts itself (``setrlimit``)."""

import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no setrlimit
    resource = None


@dataclass(frozen=True)
class Limits:
    """What one child may use. ``MB`` is 2²⁰ bytes.

    Args:
        seconds: time from the moment the task starts, on the clock on the wall.
        memory_mb: memory beyond what the child has when it starts.
        message_mb: all messages of the child together.
        folder_mb: all files in its folder together.
        folder_files: how many files and folders it may make there.
    """

    seconds: float = 10.0
    memory_mb: int = 1024
    message_mb: int = 64
    folder_mb: int = 64
    folder_files: int = 1000


OPEN_FILES = 256


def limit_resources(limits):
    """Have the kernel count memory, processor time and file sizes of this process; return what it cannot count here.

    The soft and the hard limit are set alike, so that the process cannot raise its own limit again.
    """
    if resource is None:
        return ("memory: not limited on this system",)
    # Processor time stands behind the clock on the wall: it ends a child whose parent has died and cannot.
    _set("RLIMIT_CPU", math.ceil(limits.seconds) * (os.cpu_count() or 1) + 1)
    _set("RLIMIT_FSIZE", limits.folder_mb * 2**20)
    _set("RLIMIT_NOFILE", OPEN_FILES)
    _set("RLIMIT_CORE", 0)
    if sys.platform != "linux":  # macOS accepts a limit on address space and does not keep to it
        return ("memory: not limited on this system",)
    return () if _set("RLIMIT_AS", _address_space() + limits.memory_mb * 2**20) else ("memory: the limit was refused",)


def _set(name, value):
    """Lower one limit; False where the system does not have it. A limit that is lower already stays."""
    kind = getattr(resource, name, None)
    if kind is None:
        return False
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):
        return False
    return True


def _address_space():
    """Bytes of address space that this process has now: the first number in /proc/self/statm, in pages."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
