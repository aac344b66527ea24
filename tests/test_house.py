"""The house: who may import whom, how long a file may be, and what ``import zerodl`` costs."""

import ast
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "zerodl"

# Each room may import itself and the floors below its own. The ground floor counts as one room.
FLOORS = (
    ("errors", "config", "dtype", "random", "backend", "device", "cuda", "atomic", "version"),
    ("kernels",),
    ("autograd",),
    ("ops",),
    ("nn", "linalg"),
    ("optim", "data", "metrics", "io", "graph"),
    ("amp", "models", "utils", "viz"),
    ("train",),
    ("finetune", "parallel", "tune", "compress", "explain", "export"),
    ("recipes",),
    ("course", "as_torch", "cli", "__main__"),
)
GROUND, ROOF = 0, len(FLOORS) - 1
MOST_LINES = 350
EMPTY_NAMES = {"util", "utils", "misc", "common", "helper", "helpers"}
# PyTorch's own names among them: packages of nothing but an ``__init__`` that hands on what stands elsewhere.
HANDED_ON = {"nn/utils", "utils", "utils/data"}
# What an __init__ imports for its own use: here to give Tensor its methods.
UNLISTED = {"ops": {"methods"}}


# --- reading a tree ---------------------------------------------------------------------------------------------------


def read(root):
    """{dotted name within the package: parsed module}; the package itself is "", a room's ``__init__`` is the room."""
    modules = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    return modules


def packages(root):
    """The dotted names that are folders with an ``__init__``."""
    return {".".join(path.parent.relative_to(root).parts) for path in root.rglob("__init__.py")}


def imports(root, modules, name):
    """The modules of the package that ``name`` imports by relative imports, wherever in the file they stand."""
    inside = packages(root)
    for node in ast.walk(modules[name]):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = name.split(".") if name else []
            up = node.level - (name in inside)
            base = parts[: len(parts) - up] + (node.module.split(".") if node.module else [])
            for alias in node.names:
                target = ".".join([*base, alias.name])
                yield target if target in modules else ".".join(base)


def floor(name):
    """The floor of a module; the package's own ``__init__`` stands just below the roof."""
    if not name:
        return ROOF - 0.5
    return next((level for level, rooms in enumerate(FLOORS) if name.split(".")[0] in rooms), None)


# --- the rules: each gives a list of complaints -----------------------------------------------------------------------


def upward_imports(root):
    modules = read(root)
    wrong = [f"{name}: no floor is named for it" for name in modules if floor(name) is None]
    for name in modules:
        for target in imports(root, modules, name):
            same_room = name.split(".")[0] == target.split(".")[0] or floor(name) == floor(target) in (GROUND, ROOF)
            if None not in (floor(name), floor(target)) and not same_room and floor(target) >= floor(name):
                wrong.append(f"{name or 'zerodl'} imports {target or 'zerodl'}, which is not on a floor below")
    return wrong


def import_loops(root):
    modules = read(root)
    graph = {name: set(imports(root, modules, name)) - {name} for name in modules}
    while True:  # take away whoever imports nobody; what remains is on a loop, or leads to one
        leaves = {name for name, targets in graph.items() if not targets & graph.keys()}
        if not leaves:
            return [f"{name} imports {', '.join(sorted(graph[name] & graph.keys()))}" for name in sorted(graph)]
        graph = {name: targets for name, targets in graph.items() if name not in leaves}


def absolute_imports(root):
    wrong = []
    for name, tree in read(root).items():
        for node in ast.walk(tree):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                named = [node.module]
            wrong += [f"{name}: import {n}" for n in named if n.split(".")[0] == root.name]
    return wrong


def imports_by_string(root):
    """Below the roof nothing is imported by a name put together at run time: it could be ``course``."""
    wrong = []
    for name, tree in read(root).items():
        for node in ast.walk(tree):
            called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if called in ("import_module", "__import__") and floor(name) != ROOF:
                wrong.append(f"{name}: {called}")
    return wrong


def long_files(root):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(root.rglob("*.py"))}
    return [f"{path.name}: {n} lines" for path, n in lengths.items() if n > MOST_LINES]


def empty_names(root):
    paths = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.stem in EMPTY_NAMES]
    return [path for path in paths if path not in HANDED_ON]


def more_than_handed_on(root):
    """In a package that may have an empty name there is a list of what it hands on, and nothing of its own."""
    wrong = []
    for name, tree in read(root).items():
        if name.replace(".", "/") in HANDED_ON:
            own = [node for node in tree.body[1:] if not isinstance(node, (ast.ImportFrom, ast.Assign))]
            wrong += [f"{name}: line {node.lineno} is more than a name handed on" for node in own]
        elif name.replace(".", "/").rpartition("/")[0] in HANDED_ON:
            wrong.append(f"{name}: a module of its own")
    return wrong


def unlisted_names(root):
    """A package's ``__init__`` lists in ``__all__`` exactly the public names that it binds."""
    wrong = []
    modules = read(root)
    for name in sorted(packages(root)):
        listed, bound = set(), set()
        for node in modules[name].body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                bound |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                bound.add(node.name)
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                listed = set(ast.literal_eval(node.value))
        public = {n for n in bound if not n.startswith("_")} - UNLISTED.get(name, set())
        wrong += [f"{name or 'zerodl'}: {n} is listed but not there" for n in sorted(listed - bound)]
        wrong += [f"{name or 'zerodl'}: {n} is there but not listed" for n in sorted(public - listed)]
    return wrong


RULES = [
    upward_imports,
    import_loops,
    absolute_imports,
    imports_by_string,
    long_files,
    empty_names,
    more_than_handed_on,
    unlisted_names,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps(rule):
    assert rule(PACKAGE) == []


# --- the rules see what breaks them -----------------------------------------------------------------------------------

ROOMS = {
    "__init__.py": "",
    "errors.py": "",
    "ops/__init__.py": "",
    "ops/add.py": "",
    "nn/__init__.py": "",
    "course/__init__.py": "",
}

BREACHES = {
    "a module imports a higher floor": (upward_imports, {"ops/add.py": "from ..nn import linear"}),
    "a function imports a higher floor": (upward_imports, {"ops/add.py": "def f():\n    from ..nn import linear"}),
    "a room imports its neighbour": (
        upward_imports,
        {"optim/__init__.py": "from ..data import x", "data/__init__.py": ""},
    ),
    "a room imports the package's own list": (upward_imports, {"ops/add.py": "from .. import tensor"}),
    "a room imports the course": (upward_imports, {"nn/__init__.py": "from ..course import check"}),
    "the package's list imports the course": (upward_imports, {"__init__.py": "from . import course"}),
    "the ground imports upward": (upward_imports, {"errors.py": "from .ops.add import add"}),
    "a room that nobody planned": (upward_imports, {"extras.py": ""}),
    "two modules of a room": (import_loops, {"ops/add.py": "from . import mul", "ops/mul.py": "from .add import add"}),
    "a loop inside functions": (
        import_loops,
        {"ops/add.py": "def f():\n    from .mul import g", "ops/mul.py": "def g():\n    from .add import f"},
    ),
    "a loop through an __init__": (
        import_loops,
        {"ops/__init__.py": "from .add import f", "ops/add.py": "from . import g"},
    ),
    "from zerodl import": (absolute_imports, {"ops/add.py": "from zerodl.errors import ShapeError"}),
    "import zerodl": (absolute_imports, {"ops/add.py": "def f():\n    import zerodl.nn"}),
    "the course by its name in a string": (
        imports_by_string,
        {"nn/__init__.py": "import importlib\nimportlib.import_module('zerodl.course')"},
    ),
    "351 lines": (long_files, {"ops/add.py": "x = 1\n" * 351}),
    "a file of odds and ends": (empty_names, {"ops/utils.py": ""}),
    "a folder of odds and ends": (empty_names, {"helpers/__init__.py": ""}),
    "a name of PyTorch's with code of its own": (
        more_than_handed_on,
        {"nn/utils/__init__.py": '"""Handed on."""\n\ndef f():\n    pass'},
    ),
    "a name of PyTorch's with a module of its own": (
        more_than_handed_on,
        {"nn/utils/__init__.py": '"""Handed on."""', "nn/utils/clip.py": ""},
    ),
    "a name that is not listed": (unlisted_names, {"nn/__init__.py": "from .linear import Linear\n__all__ = []"}),
    "no list at all": (unlisted_names, {"nn/__init__.py": "from .linear import Linear"}),
    "a list of what is not there": (unlisted_names, {"nn/__init__.py": "__all__ = ['Linear']"}),
}


def build(root, files):
    for name, text in (ROOMS | files).items():
        path = root / "zerodl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "zerodl"


@pytest.mark.parametrize(("rule", "files"), BREACHES.values(), ids=BREACHES)
def test_a_breach_is_seen(rule, files, tmp_path):
    assert rule(build(tmp_path, files)) != []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sound_house_passes(rule, tmp_path):
    sound = {
        "ops/add.py": "import numpy as np\nfrom ..errors import ShapeError\nfrom . import mul",
        "ops/mul.py": "from .. import errors",
        "nn/__init__.py": "from ..ops.add import add\n__all__ = ['add']",
        "nn/utils/__init__.py": "'Handed on.'\nfrom ...ops.add import add\n__all__ = ['add']",
        "cli.py": "from importlib import import_module\nimport_module('.course.lab', __package__)",
        "ops/div.py": "x = 1\n" * 350,
    }
    assert rule(build(tmp_path, sound)) == []


# --- what `import zerodl` costs ---------------------------------------------------------------------------------------


def python(code):
    """What a fresh interpreter prints; compiled modules are kept, as they are on anybody's machine."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = [sys.executable, "-c", code]
    return subprocess.run(run, cwd=PACKAGE.parent, env=environment, capture_output=True, text=True, check=True).stdout


def test_import_loads_numpy_and_the_standard_library_only():
    code = "import sys; before = set(sys.modules); {}; print(*set(sys.modules) - before)"
    numpys_own = python(code.format("import numpy, numpy.random")).split()  # NumPy loads this part when first used
    loaded = {name.partition(".")[0] for name in set(python(code.format("import zerodl")).split()) - set(numpys_own)}
    assert "zerodl" in loaded
    assert loaded - sys.stdlib_module_names <= {"zerodl", "ml_dtypes"}


def test_import_leaves_the_course_and_the_pictures_alone():
    code = "import sys, zerodl; print(*(name for name in sys.modules if name.startswith('zerodl.')))"
    rooms = {name.split(".")[1] for name in python(code).split()}
    assert not rooms & {"course", "viz", "recipes", "cli"}


def test_import_takes_under_0_3_seconds_beyond_numpys():
    """NumPy is imported first and the clock starts after it; it counts the processor's time, whatever else runs."""
    code = "import numpy, time; start = time.process_time(); import zerodl; print(time.process_time() - start)"
    python(code)  # compiles the modules if need be
    seconds = statistics.median(float(python(code)) for _ in range(7))
    assert seconds < 0.3
