"""``zerodl course export``: the learner's own framework, zerodl under another name with the passed answers in place."""

import contextlib
import importlib.metadata
import importlib.util
import io
import keyword
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from ..errors import ArgumentError, ZerodlError
from ..version import __version__
from . import catalogue, progress
from .check import try_answer
from .folder import add_folder_argument, course_folder, shipped_lessons
from .seat import ROOT, seat
from .shipped import PACKAGE
from .splice import put_in_place

NOT_COPIED = ("course", "cli.py", "__main__.py")  # the course, and the command that leads to it

README = """# {name}

A deep-learning framework. It is {root} {version} under another name, and {count} of its functions are your own: you
wrote them in the course's notebooks, and each passed its checks before it was put here.

```python
import {name}

x = {name}.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
print(x.grad)
```

It needs Python 3.11 or newer, `numpy` and `ml_dtypes`.

## Yours

{yours}

## Everything else

{others}

All of it except your own functions is {root}'s, under the MIT licence.
"""


def add_arguments(parser):
    """Declare the arguments of ``zerodl course export``."""
    parser.add_argument("path", metavar="NAME", help="the name of your framework, or a path that ends in it")
    add_folder_argument(parser)


def run(args):
    """Write the package and say what is in it."""
    target = _target(args.path)
    passed, failed = _answers(course_folder(args.folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, passed)
    except OSError as error:
        raise ZerodlError(f"{error.filename or target} cannot be written: {error.strerror}") from error
    print(
        f"{target} is written: {ROOT} {__version__} with {len(passed)} of {len(_exercises())} exercises in your code."
    )
    for name, verdict in failed.items():
        print(f"Left out, because it does not pass any more: {name}. {verdict.says}")
    print(f"Its README.md says which functions are yours. Use it where it lies: import {target.name}")
    return 0


def _target(text):
    """The folder to write.

    Raises: ZerodlError if it is there already, or its name cannot be that of a new package.
    """
    target = Path(text).expanduser().absolute()
    name = target.name
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ArgumentError(
            f"{name!r} cannot be imported; a package's name is made of letters, digits and _: my_framework"
        )
    if target.exists():
        raise ArgumentError(f"{target} exists already; remove it or choose another name")
    if name in sys.stdlib_module_names or _is_installed(name):
        raise ArgumentError(
            f"there is a package {name} on this machine already, which yours would hide; choose another name"
        )
    return target


def _is_installed(name):
    """Whether Python finds a package or module of this name; a mere folder does not count."""
    try:
        found = importlib.util.find_spec(name)
    except ValueError:  # a module such as __main__, which is loaded and lies nowhere
        return True
    return found is not None and found.origin is not None


def _exercises():
    """The exercises of the lessons that there are."""
    return [record for record in catalogue.all_exercises() if record.lesson in shipped_lessons()]


def _answers(folder):
    """The learner's answers, each tried again: {name: source} of those that pass, {name: verdict} of the others."""
    passed, failed = {}, {}
    for record in catalogue.all_exercises():
        source = progress.load(record.name, folder)
        if source is None:
            continue
        with contextlib.redirect_stdout(io.StringIO()):
            verdict = try_answer(record, source)
        if verdict.passed:
            passed[record.name] = source
        else:
            failed[record.name] = verdict
    return passed, failed


def _write(target, answers):
    """Write the package beside its place, see that it can be imported, and give it its name."""
    workshop = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    package = workshop / target.name
    try:
        shutil.copytree(PACKAGE, package, ignore=_not_copied)
        for name, source in answers.items():
            file = package / _file_of(name)
            text = without_twins(put_in_place(file.read_bytes().decode("utf-8"), seat(name), source), name)
            file.write_bytes(text.encode("utf-8"))
        for file in [*package.rglob("*.py"), *package.rglob("*.pyi")]:
            file.write_bytes(renamed(file.read_bytes().decode("utf-8"), target.name).encode("utf-8"))
        (package / "README.md").write_bytes(_readme(target.name, answers).encode("utf-8"))
        if licence := _licence():
            (package / "LICENSE").write_bytes(licence.encode("utf-8"))
        _try_import(workshop, target.name, answers)
        package.rename(target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _not_copied(folder, names):
    here = NOT_COPIED if Path(folder) == PACKAGE else ()
    return [name for name in names if name in here or name == "__pycache__" or name.endswith(".pyc")]


def _file_of(name):
    """The file, seen from the package's folder, that an exercise's function stands in."""
    return Path(seat(name).module.__file__).resolve().relative_to(PACKAGE)


def without_twins(text, name):
    """A module's text without the lines that give an exercise's function a compiled twin, which would run in its place.

    Example:
        >>> without_twins("has_twin(mean, fast.mean)\\nhas_twin(std, fast.std, covers=[mean])\\n", "kernels.mean.mean")
        ''
    """
    function = name.rpartition(".")[2]
    return re.sub(rf"^has_twin\(.*\b{re.escape(function)}\b.*\n", "", text, flags=re.MULTILINE)


def renamed(text, name):
    """A module's text with the package's name replaced where it stands as a module's: in imports and before a dot.

    Modules import each other relatively, so it is examples and help texts that this is for.

    Example:
        >>> renamed("import zerodl; zerodl.ones(2)  # pip install zerodl", "mine")
        'import mine; mine.ones(2)  # pip install zerodl'
    """
    text = re.sub(rf"(\b(?:import|from) (?:[\w.]+(?: as \w+)?, )*){ROOT}\b", rf"\g<1>{name}", text)
    return re.sub(rf"(?<![\w./-]){ROOT}(?=\.\w)", name, text)


def _readme(name, answers):
    yours = "\n".join(f"- `{exercise}` in `{_file_of(exercise).as_posix()}`" for exercise in answers)
    left = [f"`{record.name}`" for record in _exercises() if record.name not in answers]
    others = f"Of the exercises, these are not solved yet and hold {ROOT}'s own code: {', '.join(left)}."
    return README.format(
        name=name,
        root=ROOT,
        version=__version__,
        count=len(answers),
        yours=yours or "None yet. Solve an exercise and export again under another name.",
        others=others if left else "Every exercise of the course is solved.",
    )


def _licence():
    """The text of the licence that comes with zerodl, from the installed package or from the checkout; else None."""
    try:
        for file in importlib.metadata.files(ROOT) or ():
            if file.name == "LICENSE":
                return file.read_text(encoding="utf-8")
    except (importlib.metadata.PackageNotFoundError, OSError):
        pass
    beside = PACKAGE.parent / "LICENSE"
    return beside.read_text(encoding="utf-8") if (PACKAGE.parent / "pyproject.toml").is_file() else None


def _try_import(workshop, name, answers):
    """Import the new package, and each module with an answer in it, in a Python of its own.

    Raises: ZerodlError with what Python said. No answer is known that leads here, but a package that does not start
        is no gift.
    """
    modules = [name, *(f"{name}.{_file_of(answer).with_suffix('').as_posix().replace('/', '.')}" for answer in answers)]
    code = "import sys, importlib; sys.path.insert(0, sys.argv[1]); [importlib.import_module(m) for m in sys.argv[2:]]"
    command = [sys.executable, "-B", "-c", code, str(workshop), *modules]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = done.stderr.strip().rpartition("\n")[2]
        raise ZerodlError(f"{name} was not written, because it cannot be imported: {said}")


__all__ = ["add_arguments", "renamed", "run", "without_twins"]
