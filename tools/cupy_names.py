"""Write down what the installed CuPy can be asked for: names, signatures, and the loops of its ufuncs.

    python tools/cupy_names.py

The table, ``tests/cupy_standin/names.json``, is what the stand-in for CuPy in the tests goes by. CuPy can be imported
without a GPU, so any machine will do; it does not belong in the developers' environment, so take another:
``python -m venv /tmp/cupy && /tmp/cupy/bin/pip install cupy-cuda13x ml_dtypes``.
"""

import importlib
import inspect
import json
import re
import types
from pathlib import Path

MODULES = (
    "cupy", "cupy.cuda", "cupy.cuda.runtime", "cupy.exceptions", "cupy.fft", "cupy.lib", "cupy.lib.stride_tricks",
    "cupy.linalg", "cupy.random", "cupyx", "cupyx.scipy.special",
)  # fmt: skip
TABLE = Path(__file__).parents[1] / "tests/cupy_standin/names.json"
LITERALS = (int, float, str, bool, tuple, type(None))


def main():
    """Read the installed CuPy and write the table."""
    import cupy
    import numpy

    table = {"versions": {"cupy": cupy.__version__, "numpy": numpy.__version__}}
    for name in MODULES:
        module = importlib.import_module(name)
        table[name] = forms(module, numpy)
    table["ndarray"] = forms(cupy.ndarray, numpy)
    table["ufunc"] = forms(cupy.ufunc, numpy)
    TABLE.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    count = sum(len(part) for part in table.values())
    print(f"{TABLE}: {count} names of CuPy {cupy.__version__}")


def forms(owner, numpy):
    """{public name: what it is} of a module or a class; submodules and what belongs to every object are left out."""
    ordinary = {*dir(object), "__pyx_vtable__", "__slots__", "annotations"}
    names = [n for n in dir(owner) if n not in ordinary and (not n.startswith("_") or isinstance(owner, type))]
    names = [n for n in names if not n.startswith("_") or n.endswith("__")]
    return {n: form(owner, n, numpy) for n in names if not isinstance(getattr(owner, n), types.ModuleType)}


def form(owner, name, numpy):
    """What one name is: ``ufunc``, ``numpy`` (its own object), ``class``, ``value`` or a signature in brackets."""
    thing = getattr(owner, name)
    kind = type(thing).__name__
    if kind == "ufunc":
        return f"ufunc {thing.nin} {thing.nout} {' '.join(thing.types)}"
    if kind == "_GUFunc":
        return f"gufunc {signature(type(thing).__call__)}"
    if thing is vars(numpy).get(name, ...):
        return "numpy"
    if isinstance(thing, type):
        return "class"
    if not callable(thing):
        return "value" if not isinstance(owner, type) else "attribute"
    return signature(thing) or "function"


def signature(function):
    """The parameters with their defaults and without annotations; of compiled functions from the docstring."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
        return compiled_signature(function)
    plain = []
    for p in parameters:
        default = p.default if p.default is p.empty or isinstance(p.default, LITERALS) else ...
        plain.append(p.replace(annotation=p.empty, default=default))
    text = str(inspect.Signature(plain)).replace("Ellipsis", "...")
    return re.sub(r"^\(self(, /(?=\)))?(, )?", "(", text)


def compiled_signature(function):
    """Cython writes the signature into the docstring's first line: ``name(Type a, int axis=-1) -> Type``."""
    match = re.match(r"[\w.]*\((.*)\)( ->.*)?$", (function.__doc__ or "").split("\n")[0])
    if match is None:
        return ""
    parameters = [re.sub(r"^[\w ]+ (\w+)", r"\1", part.strip()) for part in match[1].split(",")]
    parameters = [re.sub(r"=(?!None$|True$|False$)[A-Za-z_].*", "=...", part) for part in parameters]
    return f"({', '.join(part for part in parameters if part and part != 'self')})"


if __name__ == "__main__":
    main()
