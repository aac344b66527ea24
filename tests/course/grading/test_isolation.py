"""What the kernel refuses a child, tried from inside it; and the filter of system calls, tried on paper."""

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

import pytest

from zerodl.course.grading import isolation, landlock, limits, seccomp, system_calls
from zerodl.course.grading.limits import Limits

PERMITTED = "the child was permitted to do it"


def attempt(statement):
    """Source that tries a statement and says what came of it."""
    return f"""
import os, sys
try:
    {statement}
    send({PERMITTED!r}.encode())
except Exception as error:
    send(type(error).__name__.encode())
"""


def assert_refused(children, statement, errors=("PermissionError",)):
    outcome = children.run(attempt(statement))
    assert outcome.ended == "done", outcome
    assert outcome.messages[0].decode() in errors, statement


# ---- Files


@pytest.mark.parametrize("kind", ["read", "overwrite", "append", "empty", "remove", "rename", "link", "list"])
def test_files_outside_are_out_of_reach(shut_in, tmp_path, kind):
    other = tmp_path / "another submission.ipynb"
    other.write_text("their answer", encoding="utf-8")
    statement = {
        "read": f"open({str(other)!r}).read()",
        "overwrite": f"open({str(other)!r}, 'w').write('mine')",
        "append": f"os.open({str(other)!r}, os.O_WRONLY | os.O_APPEND)",
        "empty": f"os.truncate({str(other)!r}, 0)",
        "remove": f"os.remove({str(other)!r})",
        "rename": f"os.rename({str(other)!r}, 'mine')",
        "link": f"os.link({str(other)!r}, 'mine')",
        "list": f"os.listdir({str(tmp_path)!r})",
    }[kind]
    assert_refused(shut_in, statement, ("PermissionError", "OSError"))  # OSError: "a link across devices"
    assert other.read_text(encoding="utf-8") == "their answer"


@pytest.mark.parametrize(
    "statement",
    [
        "open('/etc/passwd').read()",
        "open('/proc/self/environ').read()",
        "open('/proc/THE_TEST/environ').read()",
        "open('/proc/self/mem', 'r+b')",
        "os.listdir('/')",
        "os.symlink('/etc', 'link') or os.listdir('link')",
        "os.symlink('/etc/passwd', 'file') or open('file').read()",
        "os.mkfifo('pipe') or os.mknod('device', 0o020666, os.makedev(1, 1))",
        "import zerodl.course.plain as p; open(p.__file__, 'a')",
        "import numpy; open(numpy.__file__, 'a')",
    ],
)
def test_places_that_a_child_has_no_business_in(shut_in, statement):
    assert_refused(shut_in, statement.replace("THE_TEST", str(os.getpid())))


def test_new_files_outside_are_refused(shut_in, tmp_path):
    for name in ("os.mkdir", "os.mkfifo", "os.symlink", "open"):
        second = {"os.symlink": ", '/etc'", "open": ", 'w'"}.get(name, "")
        place = str(tmp_path / "new")
        arguments = f"'/etc', {place!r}" if name == "os.symlink" else f"{place!r}{second}"
        assert_refused(shut_in, f"{name}({arguments})")
    assert list(tmp_path.iterdir()) == []


def test_modes_owners_and_dates_outside_do_not_change(shut_in, tmp_path):
    other = tmp_path / "file"
    other.write_text("text", encoding="utf-8")
    before = other.stat()
    outcome = shut_in.run(f"""
        import os
        os.chmod({str(other)!r}, 0)
        os.utime({str(other)!r}, (0, 0))
        os.chown({str(other)!r}, 1, 1)
    """)
    assert outcome.ended == "done"
    assert other.stat() == before


def test_copying_with_modes_and_dates_works_in_its_own_folder(shut_in):
    outcome = shut_in.run("""
        import shutil
        from pathlib import Path
        Path("a").write_text("text")
        shutil.copy2("a", "b")
        Path("b").touch()
        send(Path("b").read_bytes())
    """)
    assert outcome.messages == [b"text"]


def test_secrets_of_the_environment_are_not_passed_on(children, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "in the parent only")
    outcome = children.run("import os; send(str('SECRET_TOKEN' in os.environ).encode())")
    assert outcome.messages == [b"False"]


# ---- Network


@pytest.mark.parametrize(
    "statement",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import socket; socket.socketpair()",
        "import asyncio; asyncio.new_event_loop()",
    ],
)
def test_sockets_are_refused(shut_in, statement):
    assert_refused(shut_in, statement)


def test_a_server_that_listens_is_not_reached(shut_in):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        assert_refused(shut_in, f"import socket; socket.create_connection({listening.getsockname()!r})")
        with pytest.raises(TimeoutError):
            listening.accept()


# ---- Processes


@pytest.mark.parametrize(
    "statement",
    [
        "os.fork()",
        "os.system('true') and 1 / 0",
        "import subprocess; subprocess.run(['/bin/true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv(sys.executable, ['python'])",
        "import multiprocessing as m; m.get_context('fork').Process().start()",
    ],
)
def test_no_process_can_be_started(shut_in, statement):
    assert_refused(shut_in, statement, ("PermissionError", "ZeroDivisionError"))


def test_fork_bomb(shut_in):
    outcome = shut_in.run("""
        import os
        refused = 0
        for _ in range(1000):
            try:
                os.fork()
            except PermissionError:
                refused += 1
        send(str(refused).encode())
    """)
    assert outcome.messages == [b"1000"]


@pytest.mark.parametrize("signal", ["0", "9"])
@pytest.mark.parametrize("target", ["os.getppid()", "THE_TEST", "1", "0", "-os.getpid()"])
def test_no_process_can_be_signalled(shut_in, target, signal):
    """Its parent (the fork server), the parent's parent (this test), the first process, its own group."""
    assert_refused(shut_in, f"os.kill({target.replace('THE_TEST', str(os.getpid()))}, {signal})")


@pytest.mark.parametrize(
    "statement",
    [
        "os.kill(-1, 0)",
        "os.pidfd_open(os.getppid())",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "os.sched_setaffinity(os.getppid(), {0})",
        "import fcntl; read, write = os.pipe(); fcntl.fcntl(read, 8, os.getppid())",  # F_SETOWN: who gets its signals
        "import fcntl; read, write = os.pipe(); fcntl.fcntl(read, 10, 9)",  # F_SETSIG: which
        "import fcntl; fcntl.ioctl(0, 0x5412, b'x')",  # TIOCSTI: type into a terminal
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))",
        "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (10, 10))",
        "os.unshare(0x10000000)",
        "os.chroot('.')",
        "os.memfd_create('memory')",
        "os.setuid(12345)",
    ],
)
def test_other_doors(shut_in, statement):
    # AttributeError: not every Python has every function; ValueError: what Python makes of a refused setrlimit
    assert_refused(shut_in, statement, ("PermissionError", "AttributeError", "ValueError"))


@pytest.mark.parametrize(
    ("number", "arguments", "error"),
    [
        (435, "None, 0", "38"),  # clone3: no such call
        (425, "8, None", "1"),  # io_uring_setup
        (57 + 2**30, "", "38"),  # fork by x86_64's third table
        (101, "16, 1, 0, 0", "1"),  # ptrace, attach
        (9999, "", "38"),
    ],
)
@pytest.mark.skipif(seccomp.platform.machine() != "x86_64", reason="these are x86_64's numbers")
def test_system_calls_made_directly(shut_in, number, arguments, error):
    outcome = shut_in.run(f"""
        import ctypes
        library = ctypes.CDLL(None, use_errno=True)
        result = library.syscall({number}, {arguments})
        send(f"{{result}} {{ctypes.get_errno()}}".encode())
    """)
    assert outcome.messages == [f"-1 {error}".encode()]


@pytest.mark.skipif(seccomp.platform.machine() != "x86_64", reason="other processors have no second table of calls")
def test_the_32_bit_table_of_calls_ends_the_process(shut_in):
    outcome = shut_in.run("""
        import ctypes, mmap
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(bytes.fromhex("b802000000cd80c3"))  # mov eax, 2 (fork); int 0x80; ret
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    """)
    assert (outcome.ended, outcome.detail[:27]) == ("crash", "the process was ended by SI")


def test_root_is_an_ordinary_user(shut_in):
    outcome = shut_in.run("""
        import ctypes
        library = ctypes.CDLL(None)
        header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[1] * 6)
        library.capget(header, sets)
        send(str(any(sets)).encode())
    """)
    assert outcome.messages == [b"False"]


# ---- What goes on working


def test_numpy_works_inside(shut_in):
    outcome = shut_in.run("""
        import numpy as np
        a = np.random.default_rng(0).standard_normal((400, 400))
        u, s, v = np.linalg.svd(a @ a.T)
        send(str(np.allclose((u * s) @ v, a @ a.T)).encode())
    """, Limits())  # fmt: skip
    assert outcome.messages == [b"True"]


@pytest.mark.parametrize(
    "statement",
    [
        "import decimal, sqlite3, xml.etree.ElementTree, unittest.mock, email.message",
        "import numpy.fft, numpy.polynomial, numpy.ma",
        "import datetime; datetime.datetime.now().astimezone()",
        "import threading; t = threading.Thread(target=print); t.start(); t.join()",
        "from concurrent.futures import ThreadPoolExecutor as T; list(T(2).map(abs, [1, 2]))",
        "import signal; os.kill(os.getpid(), 0); signal.raise_signal(signal.SIGCONT)",
        "import resource; resource.getrlimit(resource.RLIMIT_AS)",
        "os.urandom(8); open('/dev/urandom', 'rb').read(1); open('/dev/null', 'w').write('x')",
        "import time; time.sleep(0.01)",
        "import numpy; numpy.save('a.npy', numpy.ones(3)); numpy.load('a.npy', mmap_mode='r')",
        "os.makedirs('a/b'); os.rename('a/b', 'c'); os.rmdir('c')",
        "import zerodl",
    ],
)
def test_ordinary_code_works_inside(shut_in, statement):
    outcome = shut_in.run("import os\n" + statement)
    assert outcome.ended == "done", outcome.detail


# ---- Systems that lack something


def test_what_is_missing_is_said_in_words(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(isolation, "limit_resources", lambda limits: ("memory: not limited on this system",))
    missing = isolation.isolate(str(tmp_path), Limits())
    assert [line.partition(":")[0] for line in missing] == [
        "memory", "files", "network", "processes", "file modes, owners and dates",
    ]  # fmt: skip


def test_limits_without_setrlimit(monkeypatch):
    monkeypatch.setattr(limits, "resource", None)
    assert limits.limit_resources(Limits()) == ("memory: not limited on this system",)


def test_kernel_without_landlock(monkeypatch):
    monkeypatch.setattr(landlock, "version", lambda: 0)
    assert landlock.confine([], []) == (landlock.FILES_MISSING,)


def test_processor_without_a_table_of_calls(monkeypatch):
    monkeypatch.setattr(seccomp.platform, "machine", lambda: "riscv64")
    assert seccomp.refuse_calls() == seccomp.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("version", "rights", "network", "scope"),
    [(1, 13, 0, 0), (2, 14, 0, 0), (3, 15, 0, 0), (4, 15, 3, 0), (5, 16, 3, 0), (6, 16, 3, 3), (9, 16, 3, 3)],
)
def test_each_version_of_landlock_is_asked_for_what_it_knows(version, rights, network, scope):
    files, asked_network, asked_scope = landlock.handled(version)
    assert files == 2**rights - 1
    assert (asked_network, asked_scope) == (network, scope)


def test_readable_places_hold_python_and_this_package_but_not_the_folder_around_it():
    places = isolation.readable()
    assert {sys.prefix, sys.base_prefix, str(isolation.PACKAGE)} <= set(places)
    assert str(isolation.PACKAGE.parent) not in places
    assert "/" not in places
    assert str(Path.home()) not in places


# ---- The filter, run by a small model of the kernel's machine


def answer_of(program, architecture, number, arguments=()):
    """What a filter answers to one system call: the instructions it uses, done as the kernel does them."""
    words = {seccomp.NUMBER: number & 0xFFFFFFFF, seccomp.ARCHITECTURE: architecture}
    for index in range(6):
        value = arguments[index] if index < len(arguments) else 0
        words[16 + 8 * index] = value & 0xFFFFFFFF
        words[20 + 8 * index] = value >> 32 & 0xFFFFFFFF
    position, loaded = 0, None
    while True:
        code, yes, no, value = program[position]
        position += 1
        if code == seccomp.RETURN:
            return value
        if code == seccomp.LOAD:
            loaded = words[value]
            continue
        tests = {
            seccomp.EQUAL: loaded == value,
            seccomp.AT_LEAST: loaded >= value,
            seccomp.ANY_BIT: bool(loaded & value),
        }
        position += yes if tests[code] else no


@pytest.mark.parametrize("processor", system_calls.PROCESSORS)
def test_filter_answers_as_the_tables_say(processor):
    program = seccomp.program(processor, pid=4242)
    architecture = seccomp.AUDIT_ARCHITECTURE[processor]
    refused, ignored = system_calls.refused(processor), system_calls.ignored(processor)
    examined = system_calls.examined(processor)

    def answer(name, *arguments):
        return answer_of(program, architecture, examined[name], arguments)

    for number in range(system_calls.NEWEST + 1):
        if number in examined.values():
            continue
        expected = seccomp.ALLOW
        expected = seccomp.REFUSE if number in refused.values() else expected
        expected = seccomp.PRETEND if number in ignored.values() else expected
        assert answer_of(program, architecture, number) == expected, number
    assert answer("clone3") == seccomp.NO_SUCH_CALL
    assert answer("clone", 0x3D0F00) == seccomp.ALLOW  # what pthread_create asks for
    assert answer("clone", 17) == answer("clone", 0x4111) == seccomp.REFUSE  # fork, vfork
    for name in ("kill", "tgkill"):
        assert answer(name, 4242, 9) == seccomp.ALLOW
        assert {answer(name, pid, 9) for pid in (0, 1, 4241, -1 & 2**64 - 1, -4242 & 2**64 - 1)} == {seccomp.REFUSE}
    assert answer("prlimit64", 0, 7, 0, 140_000) == seccomp.ALLOW
    assert answer("prlimit64", 0, 7, 140_000) == answer("prlimit64", 0, 7, 2**32) == seccomp.REFUSE
    assert {answer("fcntl", 3, command) for command in seccomp.FCNTL_SIGNALS} == {seccomp.REFUSE}
    assert {answer("fcntl", 3, command) for command in (1, 2, 3, 4, 1030)} == {seccomp.ALLOW}
    assert {answer("ioctl", 3, request) for request in seccomp.IOCTL_SIGNALS} == {seccomp.REFUSE}
    assert answer("ioctl", 3, 0x5401) == seccomp.ALLOW  # isatty


@pytest.mark.parametrize("processor", system_calls.PROCESSORS)
def test_filter_refuses_other_tables_and_newer_calls(processor):
    program = seccomp.program(processor, pid=4242)
    architecture = seccomp.AUDIT_ARCHITECTURE[processor]
    assert answer_of(program, 0x40000003, 2) == seccomp.KILL  # i386
    assert answer_of(program, architecture, system_calls.NEWEST + 1) == seccomp.NO_SUCH_CALL
    assert answer_of(program, architecture, 2**30 + 57) == seccomp.NO_SUCH_CALL
    assert answer_of(program, architecture, -1) == seccomp.NO_SUCH_CALL


HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


@pytest.mark.parametrize("processor", system_calls.PROCESSORS)
def test_numbers_are_the_kernels(processor):
    if not HEADERS[processor].is_file():
        pytest.skip("the kernel's headers are not installed here")
    text = HEADERS[processor].read_text(encoding="utf-8")
    kernels = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    tables = (system_calls.refused, system_calls.ignored, system_calls.examined)
    ours = {name: number for table in tables for name, number in table(processor).items()}
    assert ours == {name: kernels[name] for name in ours}
    absent = {name for table in tables for name in table("x86_64")} - set(ours)
    assert not absent & set(kernels)


def test_instructions_have_the_kernels_size():
    assert ctypes.sizeof(seccomp._Instruction) == 8
    assert landlock._PathBeneath.folder.offset == 8
