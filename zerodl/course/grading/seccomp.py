"""Processes, network and other programs: seccomp, the Linux kernel's filter on the system calls of a process.

The filter is a little program in the kernel's own language (BPF, an accumulator and jumps forward) that is run before
every system call and says: allow, refuse, or pretend. It holds for the process and all its threads, for root too, and
cannot be taken off. Limits on the number of processes would not bind root; a filter does.
"""

import ctypes
import errno
import os
import platform
import sys

from . import system_calls
from .kernel import ask, library

# What the filter sees (struct seccomp_data): the call's number, the processor, and six arguments in two halves each.
NUMBER, ARCHITECTURE = 0, 4
AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Instructions of the filter (linux/bpf_common.h).
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

# What it can answer (linux/seccomp.h).
ALLOW, KILL, WITH_ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
REFUSE = WITH_ERRNO | errno.EPERM
NO_SUCH_CALL = WITH_ERRNO | errno.ENOSYS
PRETEND = WITH_ERRNO  # "error number 0": the call is not made and reports success

CLONE_THREAD = 0x10000  # a new thread of this process, and not a new process
# Requests of fcntl and ioctl by which the kernel would send a signal to, or type into the terminal of, somebody else.
FCNTL_SIGNALS = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX
IOCTL_SIGNALS = (0x8901, 0x8902, 0x5412, 0x541C)  # FIOSETOWN, SIOCSPGRP, TIOCSTI, TIOCLINUX

PR_SET_SECCOMP, MODE_FILTER = 22, 2
NOT_IN_FORCE = (
    "network: not blocked on this system",
    "processes: a submission can start some, and can stop other programs of yours, on this system",
    "file modes, owners and dates: not guarded on this system",
)


class _Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction))]


def refuse_calls():
    """Put the filter on this process; return in words what is not in force."""
    processor = platform.machine()
    if processor not in AUDIT_ARCHITECTURE or sys.maxsize < 2**32:
        return NOT_IN_FORCE
    steps = program(processor, os.getpid())
    instructions = (_Instruction * len(steps))(*steps)
    try:
        ask(library().prctl, PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(_Program(len(steps), instructions)), 0, 0)
    except OSError as error:
        return tuple(f"{line} ({error})" for line in NOT_IN_FORCE)
    return ()


def program(processor, pid):
    """The filter for one processor, as (code, jump if true, jump if false, value); jumps count instructions skipped."""
    answers = dict.fromkeys(system_calls.refused(processor).values(), REFUSE)
    answers |= dict.fromkeys(system_calls.ignored(processor).values(), PRETEND)
    examined = system_calls.examined(processor)
    # clone3 hides its flags behind a pointer, which a filter cannot follow; without it the C library uses clone.
    answers[examined["clone3"]] = NO_SUCH_CALL
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, AUDIT_ARCHITECTURE[processor]),
        (RETURN, 0, 0, KILL),  # a call by another processor's table (32 bits), in which the numbers mean other things
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, system_calls.NEWEST + 1),  # this includes x86_64's third table, x32, from 2³⁰ on
        (RETURN, 0, 0, NO_SUCH_CALL),
    ]
    for number, answer in answers.items():
        steps += _when_called(number, [(RETURN, 0, 0, answer)])
    steps += _when_called(examined["clone"], _allow_if(ANY_BIT, 0, CLONE_THREAD))
    steps += _when_called(examined["kill"], _allow_if(EQUAL, 0, pid))
    steps += _when_called(examined["tgkill"], _allow_if(EQUAL, 0, pid))
    steps += _when_called(examined["prlimit64"], _allow_if_null(2))  # its third argument: the new limits, or none
    steps += _when_called(examined["fcntl"], _refuse_if_one_of(1, FCNTL_SIGNALS))
    steps += _when_called(examined["ioctl"], _refuse_if_one_of(1, IOCTL_SIGNALS))
    return [*steps, (RETURN, 0, 0, ALLOW)]


def _when_called(number, block):
    """Run ``block``, which ends in an answer, for one call; all others jump over it."""
    return [(EQUAL, 0, len(block), number), *block]


def _argument(index, high=False):
    """Load half of an argument; the kernel reads only the low half of arguments that are C ints."""
    return (LOAD, 0, 0, 16 + 8 * index + 4 * high)


def _allow_if(test, index, value):
    return [_argument(index), (test, 0, 1, value), (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]


def _allow_if_null(index):
    """Both halves of a pointer must be 0."""
    return [
        _argument(index),
        (EQUAL, 0, 3, 0),
        _argument(index, high=True),
        (EQUAL, 0, 1, 0),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]


def _refuse_if_one_of(index, values):
    tests = [(EQUAL, len(values) - position, 0, value) for position, value in enumerate(values)]
    return [_argument(index), *tests, (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
