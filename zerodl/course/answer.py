"""From the text of a learner's cell to a function of the package.

The text is compiled in the namespace of the module it belongs to (a method inside a class body, so that ``super()`` and
private names work), and shown by its own lines in tracebacks.
"""

import __future__

import ast
import builtins
import dis
import inspect
import itertools
import linecache
import textwrap
import types
import warnings

from ..errors import ZerodlError
from .seat import ROOT, seat

GAP = 'raise NotImplementedError("your code here")'


class AnswerError(ZerodlError, ValueError):
    """The text cannot become the function that the exercise asks for."""


def compile_answer(name, source, counted=False, whose="your"):
    """The function that ``source`` defines, as if it stood in the package in the place of exercise ``name``.

    Args: counted: let each call be counted (see ``calls``). whose: how tracebacks call it: "<your ops.…>".
    Raises: AnswerError for a text that does not define the function, changes its first line, or uses a name that the
        package's module does not have.
    """
    place = seat(name)
    text = textwrap.dedent(source)
    definition = _definition(name, text)
    written = definition.name
    if counted:
        _count_calls(name, definition)
    function = _compile(place, definition, _shown_as(f"{whose} {name}", text))
    _check_first_line(place, function)
    _check_names(place, function, written)
    return function


def by_itself(name, function):
    """A compiled answer that, where it calls itself, calls itself, and not what the package has in its place."""
    if seat(name).owner:
        return function
    alone = types.FunctionType(function.__code__, dict(function.__globals__), function.__name__, function.__defaults__)
    alone.__kwdefaults__ = function.__kwdefaults__
    alone.__globals__[seat(name).attribute] = alone
    return alone


def is_gap(source):
    """Whether the learner has not written anything yet: the body is still the line that the lesson came with."""
    try:
        body = _without_docstring(_only_function(_parse(textwrap.dedent(source))))
        return len(body) == 1 and ast.unparse(body[0]) == ast.unparse(ast.parse(GAP).body[0])
    except (SyntaxError, AnswerError, RecursionError):
        return False


def _parse(text):
    """The syntax tree; whatever Python has against the text is a SyntaxError."""
    with warnings.catch_warnings():  # about "\d" and the like; the exercise's own cell shows them
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (ValueError, RecursionError, MemoryError) as error:  # a null byte, brackets a thousand deep
            raise SyntaxError(str(error) or "nested too deeply") from error


def _definition(name, text):
    try:
        definition = _only_function(_parse(text))
    except SyntaxError as error:
        line = f"line {error.lineno} is" if error.lineno else "this is"
        raise AnswerError(f"{name}: {line} not valid Python: {error.msg}: {(error.text or '').strip()}") from error
    for node in ast.walk(definition):
        if isinstance(node, ast.Global):
            raise AnswerError(
                f"{name}: line {node.lineno} says `global {', '.join(node.names)}`, but a function of the package "
                "keeps nothing between two calls; use a variable of the function"
            )
    return definition


def _only_function(tree):
    """The one function that the cell defines at its top level."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if any(isinstance(node, ast.AsyncFunctionDef) for node in tree.body):
        raise AnswerError("`async def` makes a coroutine, which the framework cannot call; write `def`")
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


def _check_first_line(place, function):
    """The framework calls the function by its parameters, so they must stay, and their defaults with them."""
    got, expected = (_without_annotations(inspect.signature(f)) for f in (function, place.reference))
    if got != expected:
        raise AnswerError(
            f"{place.name}: the parameters are {got}, expected {expected}; keep the first line as the lesson gave it"
        )


def _without_annotations(signature):
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return inspect.Signature(parameters)


def _count_calls(name, definition):
    """Put a line that counts the call before the first line of the body, at no line number of its own."""
    line = f"from {ROOT}.course.calls import count as __count; __count({name!r})"
    added = ast.parse(line).body
    for statement in added:
        for node in ast.walk(statement):
            ast.copy_location(node, definition.body[0])
    kept = len(definition.body) - len(_without_docstring(definition))
    definition.body[kept:kept] = added


def _shown_as(called, text):
    """A file name for tracebacks that stands for this text alone; the text is put where they look for it."""
    lines = text.splitlines(keepends=True)
    for version in itertools.count(1):
        filename = f"<{called}>" if version == 1 else f"<{called}, version {version}>"
        if linecache.cache.setdefault(filename, (len(text), None, lines, filename))[2] == lines:
            return filename


def _compile(place, definition, filename):
    definition.decorator_list = []
    definition.name = place.attribute
    body = [definition]
    if place.owner:
        more = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0}
        if "type_params" in ast.ClassDef._fields:  # Python 3.12 and later
            more["type_params"] = []
        body = [ast.ClassDef(place.owner.__name__, [], [], body, [], **more)]
    namespace = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Type hints may name what only the notebook has: they stay text.
            code = compile(ast.Module(body, []), filename, "exec", __future__.annotations.compiler_flag, True)
        exec(code, vars(place.module), namespace)
    except SyntaxError as error:  # found by the compiler, not the parser: a return outside, two parameters of one name
        raise AnswerError(f"{place.name}: line {error.lineno} is not valid Python: {error.msg}") from error
    except Exception as error:  # only the defaults are computed here
        raise AnswerError(
            f"{place.name}: the first line fails in the package ({type(error).__name__}: {error}); keep it as the "
            "lesson gave it"
        ) from error
    return _method(place, namespace) if place.owner else namespace[place.attribute]


def _method(place, namespace):
    """Take the method out of the compiled class body, and let its ``super()`` mean the package's class."""
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


_NOTEBOOK_ONLY = {"display", "get_ipython", "__IPYTHON__"}  # IPython puts them among Python's own names


def _check_names(place, function, written):
    """Refuse a name that exists in the notebook only. Args: written: what the learner called the function."""
    known = vars(place.module).keys() | (vars(builtins).keys() - _NOTEBOOK_ONLY) | {"__class__"}
    missing = sorted(_global_names(function.__code__) - known)
    if not missing:
        return
    file = place.module.__name__.replace(".", "/") + ".py"
    advice = f"define or import it inside the function. There already: {_usable_names(place.module)}"
    if missing[0] == written:
        advice = f"the function is called {place.attribute} there, so it calls itself by that name"
    raise AnswerError(
        f"{place.name} uses the name {missing[0]!r}, which {file} does not have. The function moves into that file, "
        f"and names of the notebook stay behind: {advice}"
    )


def _usable_names(module, most=12):
    """Some of a module's public names, what it imports first."""
    names = [name for name in vars(module) if not name.startswith("_")]
    names.sort(key=lambda name: getattr(vars(module)[name], "__module__", None) == module.__name__)
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _global_names(code):
    """The global names that a code object, and the functions inside it, look up."""
    instructions = list(dis.get_instructions(code))
    names = {i.argval for i in instructions if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    names -= {i.argval for i in instructions if i.opname == "STORE_NAME"}  # in the body of a class
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _global_names(constant)
    return names
