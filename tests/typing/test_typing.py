"""What a type checker knows of zerodl: the stubs are up to date, right programs pass, and wrong ones do not."""

import ast
import collections
import re
import runpy
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import zerodl
from tests.ops.cases import EXAMPLES
from zerodl.autograd.table import IN_PLACE, METHODS, OPS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


STUBS = runpy.run_path(str(ROOT / "tools" / "stubs.py"))


def test_the_stubs_are_what_make_stubs_writes():
    for path, text in STUBS["stubs"]().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run `make stubs`"


def test_no_operation_is_declared_where_mypy_would_take_it_for_a_module():
    modules = [path.stem for path in (ROOT / "zerodl" / "ops").glob("*.py")]
    declared = (ROOT / "zerodl" / "ops" / "__init__.pyi").read_text(encoding="utf-8")
    assert "pad" in modules
    assert [name for name in modules if re.search(rf"^def {name}\(", declared, re.M)] == []


def test_the_example_runs():
    printed = subprocess.run([sys.executable, str(HERE / "example.py")], capture_output=True, text=True, check=True)
    assert re.match(r"loss \d\.\d+, accuracy \d+%, ", printed.stdout)


# --- the table of types -----------------------------------------------------------------------------------------------


def test_every_name_in_the_table_of_types_has_one_type_and_a_use():
    text = "\n".join(STUBS["stubs"]().values())
    for kind, names in STUBS["TYPES"].items():
        listed = " ".join(names if kind == "cases" else names.values()).split()
        assert [name for name, count in collections.Counter(listed).items() if count > 1] == [], kind
        for name in listed:
            function, _, parameter = name.rpartition(".") if kind == "takes" else (name, "", "")
            called = rf"def {function}_?\((.*[ *])?" if function else r"def \w+\((.*[ *])?"
            assert re.search(called + (f"{parameter}: " if parameter else ""), text), f"[{kind}] {name}: nothing has it"


def test_a_parameter_without_a_type_stops_the_writing_with_one_clear_line():
    tool = runpy.run_path(str(ROOT / "tools" / "stubs.py"))
    del tool["TAKES"]["rounding_mode"]
    with pytest.raises(SystemExit, match=r"^div: its parameter 'rounding_mode' has no type; add the name to \[takes\]"):
        tool["stubs"]()


# --- every operation, called as in its tests --------------------------------------------------------------------------


HEAD = """
from collections.abc import Callable
from types import EllipsisType
from typing import Any, Literal
from numpy.typing import NDArray
from zerodl import Generator, Tensor, ops
"""


def as_tensors(x):
    """An input of an example as the operation gets it: arrays as tensors."""
    if isinstance(x, tuple):
        return tuple(as_tensors(part) for part in x)
    return zerodl.tensor(x) if hasattr(x, "__array__") else x


def type_of(x):
    """The annotation for a value; for a plain tuple one that leaves open how many it holds."""
    if type(x) is str:
        return f"Literal[{x!r}]"
    if type(x) is tuple:
        return f"tuple[{' | '.join(sorted(set(map(type_of, x)))) or 'int'}, ...]"
    if isinstance(x, zerodl.Generator):
        return "Generator"
    name = type(x).__name__
    shown = {
        "ellipsis": "EllipsisType",
        "function": "Callable[..., Any]",
        "ndarray": "NDArray[Any]",
        "NoneType": "None",
    }
    return shown.get(name, name)


def is_literal(x):
    """Whether Python reads what it prints for x."""
    try:
        return ast.literal_eval(repr(x)) == x
    except (ValueError, SyntaxError):
        return False


def functions_that_call(name, e):
    """Functions that call an operation as an example does, and are annotated with what went in and came out."""
    values = [as_tensors(x) for x in e.inputs]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        gives = type_of(OPS[name](*values, **e.settings))
    inputs = {f"x{i}": x for i, x in enumerate(values)}
    given = inputs | {setting: x for setting, x in e.settings.items() if not is_literal(x)}
    takes = ", ".join(f"{parameter}: {type_of(x)}" for parameter, x in given.items())
    settings = [f"{setting}={x!r}" if is_literal(x) else f"{setting}={setting}" for setting, x in e.settings.items()]
    yield f"({takes}) -> {gives}: return ops.{name}({', '.join([*inputs, *settings])})"
    if inputs and type_of(values[0]) == "Tensor":
        rest = ", ".join([*list(inputs)[1:], *settings])
        yield from [f"({takes}) -> {gives}: return x0.{name}({rest})"] * (name in METHODS)
        yield from [f"({takes}) -> Tensor: return x0.{name}_({rest})"] * (name in IN_PLACE)


def module_of_calls():
    """A module with all such functions, for all examples of all operations."""
    functions = {f for name, examples in EXAMPLES.items() for e in examples for f in functions_that_call(name, e)}
    results = STUBS["result_imports"]().replace("..ops", "zerodl.ops")
    return "\n".join([HEAD + results, *(f"def call_{i}{function}" for i, function in enumerate(sorted(functions)))])


# --- what mypy says ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """{module: {line: kind of mistake}} that mypy finds, with the settings in pyproject.toml."""
    calls = tmp_path_factory.mktemp("typing") / "calls.py"
    calls.write_text(module_of_calls(), encoding="utf-8")
    files = [HERE / "example.py", HERE / "mistakes.py", calls]
    run = [sys.executable, "-m", "mypy", "--no-pretty", "--no-error-summary", *map(str, files)]
    printed = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert printed.stderr == ""
    kinds = {file.stem: {} for file in files}
    for file, line, kind in re.findall(r"^(.*):(\d+): error: .*\[([a-z-]+)\]$", printed.stdout, re.M):
        kinds[Path(file).stem][int(line)] = kind
    return kinds


@pytest.mark.slow
def test_the_example_has_no_mistakes(found):
    assert found["example"] == {}


@pytest.mark.slow
def test_every_mistake_is_found(found):
    lines = (HERE / "mistakes.py").read_text(encoding="utf-8").splitlines()
    made = {number: line.rpartition("  # ")[2] for number, line in enumerate(lines, start=1) if "  # " in line}
    assert len(made) > 50
    assert found["mistakes"] == made


@pytest.mark.slow
def test_the_stubs_allow_each_call_of_the_operations_tests_and_know_its_result(found):
    lines = module_of_calls().splitlines()
    assert len(lines) > 1500
    assert {lines[number - 1]: kind for number, kind in found["calls"].items()} == {}
