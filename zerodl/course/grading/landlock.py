"""Files: Landlock, the Linux kernel's way for a process to give up access to files, for itself and for good.

Needs Linux 5.13 and no special rights. A process names the folders it still wants; afterwards the kernel refuses to
open anything else, whoever the user is, root included. What Landlock does not cover, by design of the kernel: asking
whether a file exists and how long it is, and changing modes, owners and dates. seccomp.py takes care of the latter.
"""

import ctypes
import os
from pathlib import Path

from .kernel import ask, library

# System call numbers; the same on every processor.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
RULE_PATH_BENEATH = 1

# The rights, one bit each, in the kernel's order (linux/landlock.h).
_NAMES = (
    "execute write_file read_file read_dir remove_dir remove_file make_char make_dir make_reg make_sock make_fifo "
    "make_block make_sym refer truncate ioctl_dev"
).split()
RIGHT = {name: 1 << bit for bit, name in enumerate(_NAMES)}


def _rights(names):
    return sum(RIGHT[name] for name in names.split())


READ = _rights("read_file read_dir")
WRITE = _rights("write_file remove_dir remove_file make_dir make_reg make_fifo make_sym refer truncate")
FILE_ONLY = _rights("execute write_file read_file truncate ioctl_dev")  # what makes sense for a file that is no folder

CONNECT_AND_BIND_TCP = 0b11
SCOPE_SOCKETS_AND_SIGNALS = 0b11

_KNOWN_RIGHTS = {0: 0, 1: 13, 2: 14, 3: 15, 4: 15}  # version -> how many of the names above it knows; from 5 on: all
FILES_MISSING = "files: not limited on this system, a submission can read and write what you can"
TRUNCATE_MISSING = "files: outside its folder a submission can empty the files that it may read"


class _RulesetAttributes(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version():
    """Landlock's version in the running kernel; 0 where there is none or it is switched off."""
    try:
        return ask(library().syscall, CREATE_RULESET, None, 0, ASK_VERSION)
    except OSError:
        return 0


def handled(version):
    """What a kernel with this version of Landlock can be asked to refuse: rights on files, on the network, scope."""
    files = (1 << _KNOWN_RIGHTS.get(version, len(_NAMES))) - 1
    return files, CONNECT_AND_BIND_TCP * (version >= 4), SCOPE_SOCKETS_AND_SIGNALS * (version >= 6)


def confine(readable, writable):
    """Give up every file but those beneath ``readable`` and ``writable``; return in words what is not in force.

    Args: readable, writable: paths of folders or files; those that do not exist are skipped.
    """
    known = version()
    if known == 0:
        return (FILES_MISSING,)
    files, network, scope = handled(known)
    attributes = _RulesetAttributes(files, network, scope)
    size = 8 if known < 4 else 16 if known < 6 else 24  # older kernels know only the first fields
    try:
        ruleset = ask(library().syscall, CREATE_RULESET, ctypes.byref(attributes), size, 0)
        try:
            for path in readable:
                _allow(ruleset, path, READ & files)
            for path in writable:
                _allow(ruleset, path, (READ | WRITE) & files)
            ask(library().syscall, RESTRICT_SELF, ruleset, 0)
        finally:
            os.close(ruleset)
    except OSError as error:
        return (f"{FILES_MISSING} ({error})",)
    return () if files & RIGHT["truncate"] else (TRUNCATE_MISSING,)


def _allow(ruleset, path, rights):
    """Add one rule: ``rights`` on ``path`` and everything beneath it."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)  # names the place without opening it
    except (FileNotFoundError, PermissionError):
        return
    try:
        if not Path(path).is_dir():
            rights &= FILE_ONLY
        rule = _PathBeneath(rights, place)
        ask(library().syscall, ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(place)
