"""From the text of a learner's cell to a function of the package.

The text is compiled in the namespace of the module it belongs to (a method inside a class body, so that ``super()`` and
private names work), and shown by its own lines in tracebacks.
"""

import ast
import builtins
import dis
import inspect
import linecache
import textwrap
import types

from ..errors import ZerodlError
from .seat import ROOT, seat

GAP = 'raise NotImplementedError("your code here")'


class AnswerError(ZerodlError, ValueError):
    """The text cannot become the function that the exercise asks for."""


def compile_answer(name, source, counted=False):
    """The function that ``source`` defines, as if it stood in the package in the place of exercise ``name``.

    Args: counted: let each call be counted (see ``calls``).
    Raises: AnswerError for a text that does not define the function, changes its first line, or uses a name that the
        package's module does not have.
    """
    place = seat(name)
    definition = _definition(name, source)
    _check_first_line(place, definition)
    if counted:
        _count_calls(name, definition)
    function = _compile(place, definition, source)
    _check_names(place, function)
    return function


def is_gap(source):
    """Whether the learner has not written anything yet: the body is still the line that the lesson came with."""
    try:
        body = _without_docstring(_only_function(ast.parse(textwrap.dedent(source))))
    except (SyntaxError, AnswerError):
        return False
    return len(body) == 1 and ast.unparse(body[0]) == ast.unparse(ast.parse(GAP).body[0])


def _definition(name, source):
    try:
        tree = ast.parse(textwrap.dedent(source))
    except SyntaxError as error:
        raise AnswerError(
            f"{name}: line {error.lineno} is not valid Python: {error.msg}: {(error.text or '').strip()}"
        ) from error
    return _only_function(tree)


def _only_function(tree):
    """The one function that the cell defines at its top level."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if len(functions) != 1:
        raise AnswerError(
            f"expected one function in the cell, found {len(functions)}; define what it needs inside the "
            "function, so that it can move into the package"
        )
    return functions[0]


def _without_docstring(definition):
    first = definition.body[0]
    has_docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return definition.body[1:] if has_docstring else definition.body


def _check_first_line(place, definition):
    """The framework calls the function by its parameters, so they must stay."""
    expected = list(inspect.signature(place.reference).parameters)
    a = definition.args
    got = [p.arg for p in (*a.posonlyargs, *a.args, *([a.vararg] if a.vararg else []), *a.kwonlyargs)]
    if got != expected:
        raise AnswerError(
            f"{place.name}: the parameters are ({', '.join(got)}), expected ({', '.join(expected)}); "
            "keep the first line as the lesson gave it"
        )


def _count_calls(name, definition):
    """Put a line that counts the call before the first line of the body, at no line number of its own."""
    line = f"from {ROOT}.course.calls import count as __count; __count({name!r})"
    added = ast.parse(line).body
    for statement in added:
        for node in ast.walk(statement):
            ast.copy_location(node, definition.body[0])
    kept = len(definition.body) - len(_without_docstring(definition))
    definition.body[kept:kept] = added


def _compile(place, definition, source):
    definition.decorator_list = []
    definition.name = place.attribute
    body = [definition]
    if place.owner:
        body = [
            ast.ClassDef(place.owner.__name__, [], [], body, [], lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
        ]
        if "type_params" in ast.ClassDef._fields:  # Python 3.12 and later
            body[0].type_params = []
    filename = f"<your {place.name}>"
    text = textwrap.dedent(source)
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    code = compile(ast.Module(body, []), filename, "exec")
    if place.owner:
        return _method(place, code)
    namespace = {}
    exec(code, vars(place.module), namespace)
    return namespace[place.attribute]


def _method(place, code):
    """Take the method out of the compiled class body, and let its ``super()`` mean the package's class."""
    namespace = {}
    exec(code, vars(place.module), namespace)
    made = vars(namespace[place.owner.__name__])[place.attribute]
    closure = made.__closure__ and tuple(
        types.CellType(place.owner) if free == "__class__" else cell
        for free, cell in zip(made.__code__.co_freevars, made.__closure__)
    )
    method = types.FunctionType(made.__code__, made.__globals__, made.__name__, made.__defaults__, closure)
    method.__kwdefaults__ = made.__kwdefaults__
    method.__doc__ = made.__doc__
    method.__qualname__ = f"{place.owner.__name__}.{place.attribute}"
    return method


def _check_names(place, function):
    """Refuse a name that exists in the notebook only."""
    known = vars(place.module).keys() | vars(builtins).keys() | {"__class__"}
    missing = sorted(_global_names(function.__code__) - known)
    if missing:
        file = place.module.__name__.replace(".", "/") + ".py"
        usable = sorted(n for n in vars(place.module) if not n.startswith("_"))
        raise AnswerError(
            f"{place.name} uses the name {missing[0]!r}, which {file} does not have: the function moves into that "
            "file, and names of the notebook stay behind. Define or import it inside the function; there already: "
            f"{', '.join(usable)}"
        )


def _global_names(code):
    """The global names that a code object, and the functions inside it, look up."""
    names = {i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _global_names(constant)
    return names
