"""Three small requests to the Linux kernel that Python has no function for, made through ctypes.

Nothing in this file needs to be root, and nothing can be taken back afterwards by the process that asked for it.
"""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION = 0x20080522  # the layout of capset's arguments since Linux 2.6.26


def library():
    """The C library of this process, with ``errno`` kept."""
    return ctypes.CDLL(None, use_errno=True)


def ask(function, *arguments):
    """Call a C function and return its result; raise OSError where C would return -1 and set ``errno``.

    Arguments are passed as longs: what the kernel reads from a register must fill it.
    """
    wide = [ctypes.c_long(argument) if type(argument) is int else argument for argument in arguments]
    function.restype = ctypes.c_long
    result = ctypes.c_int(function(*wide)).value
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{function.__name__}: {os.strerror(number)}")
    return result


def forbid_new_privileges():
    """From here on nothing that is executed gains rights (no setuid, no sudo).

    The kernel asks for this before an ordinary user may install the filters of landlock.py and seccomp.py.
    """
    ask(library().prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with_parent():
    """Have the kernel kill this process when the process that started it ends, however that ends."""
    ask(library().prctl, PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def give_up_privileges():
    """Drop every capability, the single rights that root consists of: from here on root is an ordinary user.

    Without this, root could raise its limits again, set the clock, or read files that are closed to everybody else.
    """
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)  # 0: this process
    nothing = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable, in two halves each
    ask(library().capset, header, nothing)
