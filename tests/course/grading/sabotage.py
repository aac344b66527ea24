"""What a hostile answer may try. Tables of source text, each read by test_hostile.py."""

# ---- Code that comes to an end: it runs inside an answer, before that answer returns something right or wrong.
# What is right afterwards earns its points ("right") or none ("nothing"), because it is what the code computes that
# counts, in the Python that it has made for itself.

PATCHES = {
    "NumPy's comparisons": (
        """
        import numpy as np, numpy.testing
        np.allclose = np.array_equal = np.isclose = np.array_equiv = np.equal = lambda *a, **k: True
        np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
        """,
        "right",
    ),
    "NumPy's type of arrays": (
        """
        import ctypes, gc
        import numpy as np
        methods = gc.get_referents(np.ndarray.__dict__)[0]
        methods["__eq__"] = methods["all"] = methods["any"] = lambda *a, **k: True
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))
        """,
        "right",
    ),
    "NumPy's functions": (
        """
        import numpy as np
        for name in ("asarray", "array", "copy", "frombuffer", "dtype"):
            setattr(np, name, lambda *a, **k: 42)
        """,
        "nothing",
    ),
    "NumPy's random numbers": (
        """
        import numpy as np
        fixed = np.random.default_rng(0)
        np.random.default_rng = lambda *a, **k: fixed
        """,
        "nothing",
    ),
    "the reference": (
        """
        from zerodl.course import catalogue, seat
        for record in catalogue.all_exercises():
            seat.seat(record.name).reference = lambda *a, **k: 42
        """,
        "right",
    ),
    "the table of operations": (
        """
        from zerodl.autograd import table
        table.OPS.clear()
        """,
        "right",
    ),
    "judge, compare and diagnose": (
        """
        from zerodl.course import compare, diagnose, judge
        compare.first_difference = judge.first_difference = diagnose.first_difference = lambda *a, **k: None
        compare.agree = diagnose.agree = lambda *a: True
        judge.judge = lambda record, *a: judge.Verdict(record.name, record.points, record.points, passed=True)
        """,
        "right",
    ),
    "run_scenarios": (
        """
        from zerodl.course import run
        from zerodl.course.grading import task
        run.run_scenarios = task.run_scenarios = lambda *a, **k: iter(())
        """,
        "nothing",
    ),
    "the points of the record": (
        """
        from zerodl.course import catalogue
        for record in catalogue.all_records():
            object.__setattr__(record, "points", 1000)
        """,
        "right",
    ),
    "the scenarios of the record": (
        """
        from zerodl.course import catalogue
        for record in catalogue.all_exercises():
            record.scenarios.clear()
        """,
        "nothing",
    ),
    "one scenario in the place of all": (
        """
        from zerodl.course import catalogue
        for record in catalogue.all_exercises():
            record.scenarios[:] = record.scenarios[:1] * len(record.scenarios)
        """,
        "nothing",
    ),
    "trying and seat": (
        """
        from zerodl.course import run, seat
        seat.Seat.put = lambda *a: None
        run.trying.__wrapped__.__code__ = (lambda name=None, function=None: (yield)).__code__
        """,
        "right",
    ),
    "check and points": (
        """
        from zerodl.course import check, points, progress
        check.check = lambda name: points.Points(1000, "", "")
        points.Points.__new__ = lambda *a: 1000
        progress.save = lambda *a: None
        """,
        "right",
    ),
    "plain, encode and decode": (
        """
        from zerodl.course import observe, plain, run
        from zerodl.course.grading import task
        plain.plain = observe.plain = run.plain = lambda value: True
        plain.encode = task.encode = lambda data: b"passed"
        """,
        "nothing",
    ),
    "the grader's own modules": (
        """
        from zerodl.course.grading import child, frame, grader, isolation, limits, report, submission, worker
        grader.Grader._judge = lambda *a: None
        child.write_frame = frame.write_frame = lambda *a: None
        worker.Workers.answer = None
        """,
        "nothing",
    ),
    "builtins": (
        """
        import builtins
        builtins.all = builtins.any = builtins.isinstance = builtins.issubclass = lambda *a: True
        """,
        "nothing",
    ),
    "import": (
        """
        import builtins, sys
        builtins.__import__ = lambda *a, **k: 1 / 0
        sys.modules.clear()
        sys.path[:] = []
        """,
        "either",
    ),
    "tracing and the garbage collector": (
        """
        import gc, sys
        sys.settrace(lambda *a: 1 / 0)
        sys.setprofile(None)
        gc.callbacks.append(lambda *a: 1 / 0)
        gc.freeze()
        """,
        "either",
    ),
    "limits of its own": (
        """
        import signal, sys, threading
        sys.setrecursionlimit(10**6)
        sys.setswitchinterval(1000)
        threading.stack_size(2**25)
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        """,
        "right",
    ),
    "what happens at the end": (
        """
        import atexit, os, sys, threading
        atexit.register(os._exit, 1)
        sys.exitfunc = sys.excepthook = threading.excepthook = lambda *a: os._exit(1)
        os._exit = lambda code: None
        """,
        "right",
    ),
    "megabytes of output": (
        """
        import logging, os, sys, warnings
        for _ in range(5):
            print("x" * 1_000_000)
            print("é" * 1_000_000, file=sys.stderr)
            os.write(1, bytes(1_000_000))
            os.write(2, bytes(1_000_000))
            logging.warning("x" * 1_000_000)
            warnings.warn("x" * 1_000_000)
        sys.stdout = sys.stderr = None
        """,
        "right",
    ),
    "threads left running": (
        """
        import threading, time
        def stay():
            while True:
                time.sleep(0.001)
        while threading.active_count() < 4:
            threading.Thread(target=stay, daemon=threading.active_count() % 2 == 0).start()
        """,
        "right",
    ),
    "files, folders and a pipe left behind": (
        """
        import os, pathlib
        here = pathlib.Path.cwd()
        (here / "numpy.py").write_text("1 / 0")
        (here / "a" / "b").mkdir(parents=True, exist_ok=True)
        if not (here / "pipe").exists() and hasattr(os, "mkfifo"):
            os.mkfifo("pipe")
            os.symlink("/etc", "link")
            os.chmod("a", 0)
        """,
        "right",
    ),
    "the environment": (
        """
        import os
        os.environ.clear()
        os.environ["PYTHONPATH"] = os.environ["ZERODL_LANG"] = "/nowhere"
        """,
        "right",
    ),
    "the clock": (
        """
        import time
        time.monotonic = time.time = time.perf_counter = lambda: 0.0
        """,
        "right",
    ),
}

# ---- Code that does not come to an end, or takes too much. It earns nothing.

ENDLESS = {
    "loop": "while True: pass",
    "sleep": "import time; time.sleep(1000)",
    "catches everything": """
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue
    """,
    "inside C code": "x = 10 ** (10**9)",
    "an error that takes for ever to be printed": """
        class Endless(Exception):
            def __str__(self):
                while True:
                    pass
        raise Endless
    """,
    "stops itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "waits for a thread": """
        import threading
        threading.Lock().__enter__()
        thread = threading.Thread(target=threading.Event().wait)
        thread.start()
        thread.join()
    """,
    "endless results": """
        def results():
            while True:
                yield 1
        return list(map(int, results()))
    """,
}

BOMBS = {
    "one array": "import numpy as np; x = np.ones(2**33)",
    "a growing list": "x = []\nwhile True: x.append(bytearray(100_000))",
    "a growing text": "x = 'x'\nwhile True: x += x",
    "processes": "import os\nfor _ in range(300): os.fork()",
    "processes, caught": """
        import os, subprocess, multiprocessing
        for _ in range(300):
            for start in (os.fork, lambda: subprocess.run(["true"]), multiprocessing.Process().start):
                try:
                    start()
                except OSError:
                    pass
        return None
    """,
    "threads": """
        import threading
        threading.stack_size(32768)
        while True:
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    """,
    "files": "for number in range(10**6): open(f'file {number}', 'w').close()",
    "a large file": "for _ in range(80): open('large', 'ab').write(bytes(2**20))",
}

ENDS = {
    "os._exit(0)": "import os; os._exit(0)",
    "sys.exit": "import sys; sys.exit()",
    "SystemExit with a text": "raise SystemExit('10 of 10 points')",
    "exit in a thread": "import os, threading; threading.Thread(target=os._exit, args=(0,)).start(); import time; "
    "time.sleep(5)",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "GeneratorExit": "raise GeneratorExit",
    "StopIteration": "raise StopIteration",
    "TimeIsUp": "from zerodl.course.limit import TimeIsUp; raise TimeIsUp",
    "MemoryError": "raise MemoryError",
    "PlainError": "from zerodl.course.plain import PlainError; raise PlainError('encode: 10 of 10 points')",
    "an error that cannot be printed": """
        class Sly(Exception):
            def __str__(self):
                raise self
            __repr__ = __str__
        raise Sly
    """,
    "an error with megabytes to say": "raise ValueError('x' * 10_000_000)",
    "an error that steers the terminal": r"raise ValueError('\x1b[2J\x1b]0;10 of 10\x07\r\n\u202e10 points\u2066')",
    "an error with half a character": r"raise ValueError('\ud800\udfff')",
    "an error with a name like a page": r"raise type('<script>alert(1)</script>`# [x](y)\n\n# z', (Exception,), {})",
    "an error whose type lies": """
        class Meta(type):
            __name__ = property(lambda self: 1 / 0)
        class Liar(Exception, metaclass=Meta):
            pass
        raise Liar
    """,
    "errors without end": """
        error = ValueError()
        for _ in range(20_000):
            error, error.__cause__ = ValueError(), error
        raise error
    """,
    "abort": "import os; os.abort()",
    "segmentation fault": "import ctypes; ctypes.string_at(0)",
    "kills itself": "import os, signal; os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))",
    "recursion": "import sys; sys.setrecursionlimit(10**9)\ndef f(): return f()\nf()",
    "closes every file": "import os; os.closerange(3, 256)",
    "an alarm": "import signal, time; signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(1)",
}

# ---- What is returned instead of the two gradients of `mul` and the one of `tanh`. It earns nothing.

RETURNS = {
    "equals everything": """
        class Anything:
            __array_priority__ = 1e9
            __eq__ = __ne__ = __lt__ = __gt__ = __contains__ = __bool__ = lambda *a: True
            __class__ = property(lambda self: type(g))
            __iter__ = lambda self: iter([self, self])
            __array__ = lambda self, *a, **k: g
            __getattr__ = lambda self, name: self
            __call__ = lambda self, *a, **k: self
        return Anything()
    """,
    "a type that equals everything": """
        class Meta(type):
            __eq__ = __instancecheck__ = __subclasscheck__ = lambda *a: True
            __hash__ = type.__hash__
        return Meta("ndarray", (), {})()
    """,
    "a subclass of ndarray that lies": """
        class Liar(type(g)):
            __eq__ = __ne__ = all = any = __bool__ = lambda *a, **k: True
            tolist = tobytes = __array__ = __repr__ = copy = astype = lambda *a, **k: 1 / 0
            shape = dtype = nbytes = size = property(lambda self: 1 / 0)
            __array_ufunc__ = __array_function__ = __array_finalize__ = lambda *a, **k: None
        return g.view(Liar), g.view(Liar)
    """,
    "a subclass of every plain type": """
        class F(float):
            __eq__ = lambda *a: True
        class S(str):
            __eq__ = lambda *a: True
            __hash__ = str.__hash__
        class D(dict):
            __getitem__ = get = lambda self, *a: g
        class L(list):
            __iter__ = lambda self: iter([g, g])
        return [F(1), S("x"), D(x=1), L([1, 2])]
    """,
    "unittest.mock.ANY": "import unittest.mock; return unittest.mock.ANY",
    "NotImplemented": "return NotImplemented",
    "itself": "import sys; return sys._getframe().f_code",
    "a generator": "yield g",
    "a class": "class Answer: pass\nreturn Answer",
    "a module": "import numpy; return numpy",
    "a list that contains itself": "x = []; x.append(x); return x",
    "a deep list": "x = []\nfor _ in range(50_000): x = [x]\nreturn x",
    "a ragged list": "return [[[1], 2], 3]",
    "a giant array": "import numpy as np; return np.zeros(50_000_000, np.int8)",
    "a large array": "import numpy as np; return np.zeros(400_000, np.int8)",
    "an array without end": "import numpy as np; return np.broadcast_to(1.0, (2**40,))",
    "a giant text": "return 'x' * 70_000_000",
    "a giant list": "return [0] * 300_000",
    "a giant number": "return 10 ** 100_000",
    "a large number": "return 2 ** 4000",
    "not a number": "return g * float('nan'), g * float('nan')",
    "infinite": "return g * float('inf'), g * float('inf')",
    "complex": "return g + 1j, g + 1j",
    "an array of objects": "import numpy as np; return np.array([g, None, print], dtype=object)",
    "an array of records": "import numpy as np; return np.zeros(3, 'i4, U3')",
    "an array of dates": "import numpy as np; return np.array(['2020-01-01'], 'M8[D]')",
    "an array without numbers": "import numpy as np; return np.zeros((0, 3)), np.zeros((3, 0))",
    "64 axes": "import numpy as np; return np.zeros((1,) * 32)",
    "a dict that looks like an observation": "return {'result': [g, g], 'changed': [], 'returned': 'tuple'}",
    "a dict that looks like an error": "return {'raised': 1}",
    "a dict with keys of every kind": "return {1: 2, None: 3, (4,): 5}",
    "text with half a character": "return '\\ud800'",
    "bytes": "return g.tobytes()",
}

# ---- What is sent through the child's own pipe, past the code that ought to send. ``send(kind, data)`` writes one
# message; ``encode`` and ``MAGIC`` are the real ones. It earns nothing.

SENDER = """
import os, struct
from zerodl.course.plain import _MAGIC as MAGIC, encode
def is_open(number):
    try:
        return os.write(number, b"") == 0
    except OSError:
        return False
pipes = [number for number in range(3, 256) if is_open(number)]
def send(kind, data=b"", length=None):
    for number in pipes:
        os.write(number, struct.pack("<cQ", kind, len(data) if length is None else length) + data)
"""

FORGED = {
    "wrong data in the right form": """
        for _ in range(50):
            send(b"M", encode({"result": {"result": [1.0, 2.0], "changed": [], "returned": "tuple"}}))
        send(b"D")
    """,
    "fewer results than scenarios": "send(b'D')",
    "more results than scenarios": "for _ in range(1000): send(b'M', encode({'result': None}))",
    "points": "send(b'M', encode({'passed': True, 'points': 10, 'verdict': 'passed'})); send(b'D')",
    "an empty reason": "send(b'M', encode({'refused': ''})); send(b'D')",
    "a reason that is no text": "send(b'M', encode({'refused': [1]})); send(b'D')",
    "a long reason": "send(b'M', encode({'refused': 'x' * 2_000_000})); send(b'D')",
    "an error of the wrong form": "send(b'M', encode({'result': {'raised': 1, 'message': [2]}}))",
    "an error without its text": "send(b'M', encode({'result': {'raised': 'ValueError', 'line': 3}}))",
    "a call that is no text": "send(b'M', encode({'result': {'call': [5], 'names': 3, 'result': 4, 'returned': {}}}))",
    "a call of megabytes": "send(b'M', encode({'result': {'call': 'x' * 2_000_000}}))",
    "not even data": "send(b'M', b'passed')",
    "a list of every kind": "send(b'M', encode([1, None, 'x']))",
    "random bytes": "send(b'M', os.urandom(1000)); send(b'D')",
    "kinds that only we send": "send(b'I', b'passed'); send(b'R', b'1'); send(b'P')",
    "out of memory": "send(b'O')",
    "an end with a long text": "send(b'E', b'\\x1b[2J' * 500_000)",
    "an unknown kind": "send(b'?', b'passed')",
    "a length beyond everything": "send(b'M', b'x', 2**63)",
    "a message that never ends": "send(b'M', b'x', 1000); os._exit(0)",
    "many empty messages": "while True: send(b'M')",
    "a deep structure": "send(b'M', MAGIC + struct.pack('<Q', 3_000_000) + b'[' * 3_000_000); send(b'D')",
    "a wide structure": "t = b'[' + b'0,' * 1_000_000 + b'0]'; send(b'M', MAGIC + struct.pack('<Q', len(t)) + t)",
    "a number of a million digits": "t = b'9' * 1_000_000; send(b'M', MAGIC + struct.pack('<Q', len(t)) + t)",
    "an array larger than its bytes": """
        t = b'{"dict":{"result":{"array":["float64",[1000000000000]]}}}'
        send(b'M', MAGIC + struct.pack('<Q', len(t)) + t)
    """,
    "no numbers in JSON": """
        t = b'{"dict":{"result":[NaN,Infinity,-0.0,1e999]}}'
        send(b'M', MAGIC + struct.pack('<Q', len(t)) + t)
    """,
}

# ---- Break-ins: each sets ``loot`` to something true if it got through. ``{...}`` is filled in by the test.

BREAK_INS = {
    "write outside its folder": "open({marker!r}, 'w').write('here'); loot = True",
    "append to a submission": "open({other!r}, 'a').write('here'); loot = True",
    "remove a submission": "import os; os.remove({other!r}); loot = True",
    "read another submission": "loot = open({other!r}).read()",
    "read it by a link": "import os; os.symlink({other!r}, 'link'); loot = open('link').read()",
    "list the submissions": "import os; loot = os.listdir({folder!r})",
    "read the home folder": "import os; loot = os.listdir({home!r})",
    "know the home folder": "import pathlib; loot = [*pathlib.Path.home().iterdir()] or pathlib.Path('~').expanduser() "
    "!= pathlib.Path.cwd()",
    "list the folder for temporary files": "import os; loot = os.listdir('..')",
    "the parent's environment": "loot = open('/proc/{parent}/environ').read()",
    "the parent's memory": "open('/proc/{parent}/mem', 'rb'); loot = True",
    "the parent's files": "import os; loot = os.listdir('/proc/{parent}/fd')",
    "the parent's memory by another way": """
        import ctypes
        loot = ctypes.CDLL(None).process_vm_readv({parent}, None, 0, None, 0, 0) >= 0
    """,
    "secrets in the environment": "import os; loot = 'ZERODL_TEST_SECRET' in os.environ",
    "its own memory map": "loot = open('/proc/self/maps').read()",
    "expectations": """
        from zerodl.course.judge import expectation
        loot = expectation.cache_info().currsize
    """,
    "earlier answers": "import linecache; loot = any('GRAND' + 'MOTHER' in str(v) for v in linecache.cache.values())",
    "an answer file of the course": "import pathlib, zerodl; p = pathlib.Path(zerodl.__file__).parents[1]; "
    "loot = list((p / 'tests').iterdir())",
    "files of an earlier answer": "import os; loot = [f for f in os.listdir() if f != 'mine']; open('mine', 'w')",
    "a connection": "import socket; socket.create_connection(('127.0.0.1', {port})); loot = True",
    "a socket": "import socket; socket.socket(socket.AF_UNIX); loot = True",
    "a signal to the parent": "import os; os.kill({parent}, 0); loot = True",
    "a signal to the process that starts children": "import os; os.kill(os.getppid(), 9); loot = True",
    "a signal to everybody": "import os; os.kill(-1, 0); loot = True",
    "another program": "import subprocess; subprocess.run(['/bin/true'], check=True); loot = True",
    "another process": "import os; os.fork(); loot = True",
}

# ---- Texts that stand as a cell of `mul_grad`. They are no right answer.

MARK = '@exercise("ops.elementwise.mul_grad")\n'
DEFINE = MARK + "def mul_grad(g, a, b):\n    "
RIGHT_FUNCTION = "def mul_grad(g, a, b):\n    return g * b, g * a"

SOURCES = {
    "brackets": DEFINE + "return " + "(" * 15_000,
    "signs": DEFINE + "return " + "-" * 15_000 + "g",
    "nested just so": DEFINE + "return " + "-" * 2000 + "g",
    "a long sum": DEFINE + "return g" + "+g" * 9000,
    "deep blocks": MARK + "def mul_grad(g, a, b):\n" + "".join(" " * i + "if g:\n" for i in range(1, 150)),
    "a long number": DEFINE + "return " + "9" * 9000,
    "a null byte": DEFINE + "return g\0, g",
    "half a character": DEFINE + "return '\ud800'",
    "a coding line": "# -*- coding: utf-7 -*-\n" + DEFINE + "return g",
    "megabytes": DEFINE + "return g  # " + "x" * 5_000_000,
    "millions of lines": DEFINE + "return g" + "\n" * 3_000_000,
    "lines before": "\n" * 300_000 + DEFINE + "return g",
    "spaces before": " " * 3_000_000 + "\n" + DEFINE + "return g",
    "many marks": MARK * 100,
    "a text that never closes": DEFINE + '"""' + "\\\n" * 5000,
    "nothing below": MARK,
    "a class": MARK + "class mul_grad:\n    def __new__(cls, g, a, b): return g * b, g * a",
    "a lambda": MARK + "mul_grad = lambda g, a, b: (g * b, g * a)",
    "an async function": MARK + "async " + RIGHT_FUNCTION,
    "a generator": DEFINE + "yield g * b\n    yield g * a",
    "other parameters": MARK + "def mul_grad(*everything):\n    return everything",
    "a decorator with effects": MARK + '@__import__("os")._exit(0)\ndef mul_grad(g, a, b):\n    return g',
    "a default with effects": MARK + 'def mul_grad(g, a, b=__import__("os")._exit(0)):\n    return g * b, g * a',
    "a default that never ends": MARK + "def mul_grad(g, a, b=[0 for _ in iter(int, 1)]):\n    return g * b, g * a",
    "a hint with effects": MARK + 'def mul_grad(g: __import__("os")._exit(0), a, b):\n    return g, g',
    "code above and below": "import os; os._exit(0)\n" + DEFINE + "return g\nos._exit(0)\nraise SystemExit",
    "an alias": "ex = exercise\n@ex('ops.elementwise.mul_grad')\n" + RIGHT_FUNCTION,
    "a name put together": "@exercise('ops.elementwise.' + 'mul_grad')\n" + RIGHT_FUNCTION,
    "names of another alphabet": "@exercise('\u043eps.elementwise.mul_grad')\n" + RIGHT_FUNCTION,
}
