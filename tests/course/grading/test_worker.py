"""What children may do, and what they may not take with them: after each attack ``run`` makes a normal call."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.course.grading.attack import NORMAL, ROOM, SHORT, TASK
from zerodl.course.grading import fork_server, worker
from zerodl.course.grading.interpreter import WorkerError
from zerodl.course.grading.limits import Limits
from zerodl.course.grading.scratch import remove
from zerodl.course.grading.worker import Workers
from zerodl.course.plain import decode

ROOT = Path(__file__).resolve().parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited, and a fork server used, on Linux only")


# ---- What a task may do


def test_messages_arrive_in_order(children):
    outcome = children.run("for number in range(3): send(bytes([number]) * number)")
    assert outcome.ended == "done"
    assert outcome.messages == [b"", b"\x01", b"\x02\x02"]


def test_messages_and_payloads_larger_than_a_pipe(children):
    outcome = children.run("# " + "x" * 3_000_000 + "\nsend(bytes(3_000_000))")
    assert [len(message) for message in outcome.messages] == [3_000_000]


def test_error_of_the_task_is_told_in_words(children):
    outcome = children.run("send(b'before'); 1 / 0")
    assert (outcome.ended, outcome.detail) == ("error", "ZeroDivisionError: division by zero")
    assert outcome.messages == [b"before"]


def test_error_that_refuses_to_be_printed(children):
    outcome = children.run("""
        class Sly(Exception):
            def __str__(self):
                raise self
        raise Sly
    """)
    assert (outcome.ended, outcome.detail) == ("error", "an error that cannot be printed")


def test_text_of_an_error_cannot_steer_the_terminal(children):
    outcome = children.run(r"raise ValueError('\x1b[2J\r\n' + 'é' * 9999)")
    assert outcome.detail.isprintable()
    assert 400 < len(outcome.detail) <= 500


def test_task_that_cannot_be_prepared_is_our_mistake(children):
    with pytest.raises(WorkerError, match="no attribute 'missing'"):
        children.workers.answer("zerodl.course.plain:missing", b"")
    with pytest.raises(WorkerError, match="No module named 'zerodl.missing'"):
        children.workers.answer("zerodl.missing:task", b"")
    children.check_normal_call()


def test_time_of_a_normal_call(children):
    children.check_normal_call()
    times = []
    for _ in range(9):
        start = time.perf_counter()
        children.alone("send(b'here')")
        times.append(time.perf_counter() - start)
    median = sorted(times)[4]
    print(f"\na normal call takes {1000 * median:.0f} ms ({'fresh interpreter' if children.fresh else 'fork server'})")
    assert median < (20 if children.fresh else 0.5)  # 0.02 by the fork server while the machine is idle


# ---- Time, memory, output, files

ENDLESS = {
    "loop": "while True: pass",
    "sleep": "import time; time.sleep(1000)",
    "inside C code": "10 ** (10 ** 9)",
    "catches everything": """
        import signal
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue
    """,
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_endless(children, source):
    outcome = children.run(source, SHORT)
    assert (outcome.ended, outcome.detail) == ("time", "no end within 0.8 seconds")
    assert 0.8 < outcome.seconds < 20


MEMORY_BOMBS = {
    "one array": "import numpy as np; np.ones(2**29)",
    "small objects": "kept = []\nwhile True: kept.append(bytearray(1000))",
    "a growing text": "text = 'x'\nwhile True: text += text",
    "a growing dict": "kept = {}\nwhile True: kept[len(kept)] = str(len(kept))",
}


@linux
@pytest.mark.parametrize("source", MEMORY_BOMBS.values(), ids=MEMORY_BOMBS)
def test_memory_bomb(children, source):
    outcome = children.run(source)
    assert (outcome.ended, outcome.detail) == ("memory", "more than 256 MB of memory were asked for")


@linux
def test_memory_bomb_that_catches_its_error(children):
    outcome = children.run("""
        kept = []
        while True:
            try:
                kept.append(bytearray(10_000_000))
            except MemoryError:
                pass
    """, SHORT)  # fmt: skip
    assert outcome.ended == "time"


@linux
def test_memory_within_the_limit(children):
    outcome = children.run("import numpy as np; send(str(np.ones(2**24).sum()).encode())")  # 128 of 256 MB
    assert outcome.messages == [b"16777216.0"]


def test_megabytes_of_output(children):
    outcome = children.run("""
        import os, sys
        for number in range(300):
            print("x" * 100_000)
            print("é" * 100_000, file=sys.stderr)
            os.write(1, bytes(100_000))
            os.write(2, bytes(100_000))
        send(b"printed")
    """)
    assert (outcome.ended, outcome.messages) == ("done", [b"printed"])


def test_reading_standard_input_finds_nothing(children):
    outcome = children.run("import sys; send(sys.stdin.read().encode()); input()")
    assert outcome.messages == [b""]
    assert outcome.detail.startswith("EOFError")


FLOODS = {
    "one message": "send(bytes(5_000_000))",
    "many messages": "while True: send(bytes(100_000))",
    "empty messages": "while True: send(b'')",
}


@pytest.mark.parametrize("source", FLOODS.values(), ids=FLOODS)
def test_flood_of_messages(children, source):
    outcome = children.run(source)
    assert (outcome.ended, outcome.detail) == ("output too large", "more than 4 MB of results")
    assert sum(map(len, outcome.messages)) <= 4 * 2**20


TOO_MANY_FILES = {
    "many small": """
        for number in range(100_000):
            open(f"file {number}", "w").close()
        import time; time.sleep(10)
    """,
    "a few large": """
        for number in range(8):
            with open(f"file {number}", "wb") as file:
                file.write(bytes(2_000_000))
    """,
}


@pytest.mark.parametrize("source", TOO_MANY_FILES.values(), ids=TOO_MANY_FILES)
def test_too_many_files(children, source):
    outcome = children.run(source)
    assert outcome.ended == "files too large"


@linux
def test_one_huge_file(children):
    outcome = children.run("""
        with open("huge", "wb", buffering=0) as file:
            while True:
                assert file.write(bytes(1_000_000)) > 0
    """)
    assert (outcome.ended, outcome.detail) == ("error", "OSError: [Errno 27] File too large")


# ---- Ending the process

ENDS = {
    "os._exit(0)": ("import os; os._exit(0)", "exit"),
    "os._exit(7)": ("import os; os._exit(7)", "exit"),
    "sys.exit()": ("import sys; sys.exit()", "exit"),
    "sys.exit('text')": ("import sys; sys.exit('all is well')", "exit"),
    "SystemExit": ("raise SystemExit(0)", "exit"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "error"),
    "GeneratorExit": ("raise GeneratorExit", "error"),
    "abort": ("import os; os.abort()", "crash"),
    "segmentation fault": ("import ctypes; ctypes.string_at(0)", "crash"),
}


@pytest.mark.parametrize(("source", "ended"), ENDS.values(), ids=ENDS)
def test_ending_the_process(children, source, ended):
    outcome = children.run("send(b'before')\n" + source)
    assert outcome.ended == ended
    assert outcome.messages == [b"before"]
    assert outcome.detail


def test_recursion_without_end(children):
    outcome = children.run("""
        import sys
        sys.setrecursionlimit(10**9)
        class Deep:
            def __repr__(self):
                return repr(self)
        repr(Deep())
    """)
    assert outcome.ended in ("crash", "error")  # Python 3.11 runs off its stack, later ones stop before


@linux
def test_killing_itself(children):
    outcome = children.run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert (outcome.ended, outcome.detail) == ("crash", "the process was ended by SIGKILL")


@linux
def test_stopping_itself(children):
    outcome = children.run("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", SHORT)
    assert outcome.ended == "time"


def test_closing_every_file_and_going_on(children):
    outcome = children.run("import os; os.closerange(0, 256)\nwhile True: pass")
    assert (outcome.ended, outcome.detail) == ("crash", "the connection was closed before the task was finished")


def test_closing_every_file_and_returning(children):
    outcome = children.run("import os; os.closerange(0, 256)")
    assert outcome.ended == "exit"


RUBBISH = {
    "letters": b"not a message at all, and long enough",
    "a huge length": b"M" + b"\xff" * 8,
    "half a message": b"M" + (100).to_bytes(8, "little") + b"half",
    "another's kind": b"R" + bytes(8),
    "a second start": b"I" + (2).to_bytes(8, "little") + b"[]",
}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_in_the_pipe(children, rubbish):
    outcome = children.run(f"""
        import os
        for number in range(3, 256):
            try:
                os.write(number, {rubbish!r})
            except OSError:
                pass
        os._exit(0)
    """)
    assert outcome.ended in ("rubbish", "output too large")
    assert outcome.messages == []


def test_threads_left_running(children):
    outcome = children.run("""
        import threading
        def run():
            while True:
                try:
                    send(bytes(10))
                except Exception:
                    pass
        def wait():
            threading.Event().wait()
        for target in (wait, wait, run):
            threading.Thread(target=target, daemon=False).start()
        send(b"returned")
    """)
    assert outcome.ended in ("done", "output too large")


def test_many_threads(children):
    outcome = children.run("""
        import threading
        while True:
            try:
                threading.Thread(target=threading.Event().wait, daemon=True).start()
            except RuntimeError:
                break
        send(b"enough")
    """, SHORT)  # fmt: skip
    assert outcome.ended in ("done", "time", "memory", "crash")


def test_work_at_exit_is_not_done(children):
    outcome = children.run("import atexit; atexit.register(send, b'late'); send(b'in time')")
    assert (outcome.ended, outcome.messages) == ("done", [b"in time"])


# ---- Changing what others use

PATCHES = {
    "numpy": "import numpy as np; np.add = np.matmul = np.array = np.asarray = lambda *a, **k: 42",
    "builtins": "import builtins; builtins.sum = builtins.len = builtins.sorted = lambda *a, **k: 42",
    "sys": "import sys; sys.modules.clear(); sys.path.clear(); sys.setrecursionlimit(100)",
    "os": "import os; os._exit = os.write = os.kill = os.listdir = lambda *a, **k: 42",
    "zerodl": """
        import zerodl.course.plain as p
        p.plain = p.encode = p.decode = lambda *a, **k: b"42"
        import zerodl.course.grading.child as c, zerodl.course.grading.frame as f
        c.write_frame = f.write_frame = c.read_frame = f.read_frame = lambda *a, **k: None
    """,
    "environment": "import os; os.environ.clear(); os.environ['PYTHONPATH'] = '/nowhere'",
    "random numbers": "import random, numpy as np; random.seed(0); np.random.seed(0)",
    "files": "open('numpy.py', 'w').write('1 / 0'); open('sitecustomize.py', 'w').write('1 / 0')",
}


@pytest.mark.parametrize("source", PATCHES.values(), ids=PATCHES)
def test_patches_do_not_reach_the_next_call(children, source):
    outcome = children.run(source)
    assert outcome.ended in ("done", "error", "exit", "crash")


def test_patched_exit_does_not_let_a_child_become_a_server(children):
    outcome = children.run("""
        import os
        import zerodl.course.grading.child as c
        os._exit = c._exit = lambda code: None
        send(b"still here")
    """)
    assert outcome.messages == [b"still here"]


def test_scratch_folder_is_empty_and_removed(children):
    outcome = children.run("""
        import os, tempfile
        from pathlib import Path
        assert not os.listdir(".")
        Path("folder/inside").mkdir(parents=True)
        Path("folder/inside/file").write_text("é", encoding="utf-8")
        with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryDirectory() as folder:
            assert Path(file.name).parent == Path(folder).parent == Path.cwd()
        send(os.getcwd().encode())
    """)
    assert outcome.ended == "done", outcome.detail
    assert not Path(outcome.messages[0].decode()).exists()


def test_folders_without_end_are_removed(children):
    outcome = children.run("""
        import os
        send(os.getcwd().encode())
        for number in range(1500):
            os.mkdir("down", 0o300)
            os.chdir("down")
    """, Limits(folder_files=5000))  # fmt: skip
    assert outcome.ended == "done", outcome.detail
    assert not Path(outcome.messages[0].decode()).exists()


def test_removal_follows_no_link(tmp_path):
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    for folder in (outside, inside, inside / "deeper"):
        folder.mkdir()
    (outside / "kept").write_text("kept", encoding="utf-8")
    for place in (inside, inside / "deeper"):
        try:
            (place / "link").symlink_to(outside, target_is_directory=True)
        except OSError:
            pytest.skip("this system lets an ordinary user make no symbolic link")
    remove(inside)
    assert not inside.exists()
    assert (outside / "kept").read_text(encoding="utf-8") == "kept"


# ---- The server and the parent


@linux
def test_fork_server_killed_between_two_calls():
    with Workers() as workers:
        assert workers.answer("zerodl.course.grading.worker:echo", b"1").messages == [b"1"]
        os.kill(workers._server.process.pid, signal.SIGKILL)
        assert workers.answer("zerodl.course.grading.worker:echo", b"2").messages == [b"2"]


@linux
def test_fork_server_killed_during_a_call():
    with Workers(("tests.course.grading.submission",)) as workers:
        workers.answer(TASK, b"")
        killer = threading.Timer(0.5, os.kill, (workers._server.process.pid, signal.SIGKILL))
        killer.start()
        outcome = workers.answer(TASK, b"while True: pass", limits=ROOM)
        assert outcome.ended == "crash"
        assert workers.answer(TASK, b"send(b'next')").messages == [b"next"]


@linux
def test_fork_server_stopped_during_a_call(monkeypatch):
    monkeypatch.setattr(fork_server, "STOP_SECONDS", 0.5)
    with Workers(("tests.course.grading.submission",)) as workers:
        workers.answer(TASK, b"")
        killer = threading.Timer(0.2, os.kill, (workers._server.process.pid, signal.SIGSTOP))
        killer.start()
        assert workers.answer(TASK, b"while True: pass", limits=SHORT).ended == "time"
        assert workers.answer(TASK, b"send(b'next')").messages == [b"next"]


@linux
def test_nothing_is_left_when_the_parent_is_killed(tmp_path):
    script = """
import os, threading, time
from zerodl.course.grading.worker import Workers
workers = Workers(("tests.course.grading.submission",))
threading.Thread(target=lambda: (time.sleep(2), print(workers._server.process.pid, flush=True))).start()
workers.answer("tests.course.grading.submission:run_source", b"import time; time.sleep(1000)")
"""
    apart = os.environ | {"TMPDIR": str(tmp_path)}  # the scratch folder stays, for nobody is left to remove it
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=apart, stdout=subprocess.PIPE, text=True)
    server = int(parent.stdout.readline())
    (child,) = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    parent.kill()
    parent.communicate()
    for pid in (server, int(child)):
        assert _is_gone(pid), pid


def _is_gone(pid):
    for _ in range(100):
        try:
            if "State:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8"):
                return True  # ended, and waiting for whoever has inherited it
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


PARENT = """
import sys
sys.path.insert(0, {root!r})
from zerodl.course.grading.worker import Workers
workers = Workers()
print(workers.answer("zerodl.course.grading.worker:echo", b"from a child").messages)
"""


def test_parent_is_a_script_without_a_main_guard(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(PARENT.format(root=str(ROOT)), encoding="utf-8")
    assert _output([sys.executable, str(script)], cwd=tmp_path) == "[b'from a child']"


def test_parent_reads_its_program_from_standard_input(tmp_path):
    assert _output([sys.executable, "-"], cwd=tmp_path, input=PARENT.format(root=str(ROOT))) == "[b'from a child']"


def test_parent_stands_in_a_folder_with_a_numpy_of_its_own(tmp_path):
    (tmp_path / "numpy.py").write_text("raise SystemExit('the submission was imported')", encoding="utf-8")
    program = "import sys; sys.path.remove('')\nimport numpy\nsys.path.insert(0, '')\n" + PARENT.format(root=str(ROOT))
    assert _output([sys.executable, "-c", program], cwd=tmp_path) == "[b'from a child']"


@pytest.mark.slow
def test_parent_is_a_notebook_kernel(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PARENT.format(root=str(ROOT)))])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert notebook.cells[0].outputs[0].text.strip() == "[b'from a child']"


def _output(command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, **options).stdout.strip()


def test_interrupted_parent_leaves_a_server_that_works(children, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(worker._Call, "_take", interrupt)
    with pytest.raises(KeyboardInterrupt):
        children.alone("send(b'1')\nwhile True: pass")
    monkeypatch.undo()
    children.check_normal_call()


def test_calls_from_several_threads_take_turns(children):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(children.alone(NORMAL))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [decode(outcome.messages[0])["sum"] for outcome in answers] == [6, 6, 6]
