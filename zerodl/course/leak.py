"""Find an exercise's answer where it must not stand: in its gap, or in what the lesson says and shows above the gap.

The answer is known by its telling expressions: what the package's function returns, assigns and decides by. They
are looked for as Python would read them, whatever the spaces, with the two sides of a sum or product in either
order, and in the signs that mathematics has for the same things (· for *, − for -, ² for **2).
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from . import catalogue
from .gap import answer_source
from .notebook import answered_name, source
from .record import Question
from .seat import seat

_SPACE = r"[\s\\{}]*"  # with what LaTeX puts between signs
_SIGNS = {"*": r"(?:\*|·|×|\\cdot\b|\\times\b)", "-": "[-−]", "**": r"(?:\*\*|\^)", "'": "['\"]"}
_EITHER_WAY = (ast.Add, ast.Mult)


@dataclass(frozen=True)
class Leak:
    """An expression of an exercise's answer in a cell where the learner reads it before, or in, the gap."""

    exercise: str
    expression: str
    cell: int
    line: str


def leaks(notebook):
    """Every Leak in a lesson's notebook."""
    cells = notebook["cells"]
    found = []
    for place, cell in enumerate(cells):
        name = answered_name(source(cell)) if cell.get("cell_type") == "code" else None
        if name is None or isinstance(catalogue.find(name), Question):
            continue
        for expression, pattern in patterns(answer_source(seat(name))):
            for number, above in enumerate(cells[: place + 1]):
                if match := pattern.search(source(above)):
                    found.append(Leak(name, expression, number, _line_at(source(above), match.start())))
    return found


def patterns(answer):
    """(expression, compiled pattern) for each telling expression of an answer's source, each once."""
    expressions = {ast.unparse(node): node for value in _values(ast.parse(answer)) for node in _telling(value)}
    return [(text, re.compile("|".join(map(_pattern, _ways(node))))) for text, node in expressions.items()]


def _values(tree):
    """The expressions that do a function's work."""
    for node in ast.walk(tree):
        match node:
            case ast.Return() | ast.Assign() | ast.AugAssign() | ast.AnnAssign() if node.value is not None:
                yield node.value
            case ast.If() | ast.While():
                yield node.test


def _telling(node):
    """The parts of an expression that tell something: not names, constants, or calls with one simple argument."""
    match node:
        case ast.Tuple() | ast.List():
            if len(node.elts) > 1 and all(map(_is_simple, node.elts)) and not all(map(_is_bare, node.elts)):
                yield node
            for element in node.elts:
                yield from _telling(element)
        case ast.Call():
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            if len(arguments) > 1 or not all(map(_is_simple, arguments)):
                yield node
            for argument in arguments:
                yield from _telling(argument)
        case ast.Starred():
            yield from _telling(node.value)
        case ast.UnaryOp():
            yield from _telling(node.operand)
        case ast.Name() | ast.Constant() | ast.Attribute() | ast.Dict() | ast.Set():
            return
        case _:
            yield node


def _is_simple(node):
    """A name, a constant, or an attribute of a name."""
    return isinstance(node, ast.Constant | ast.Name) or (isinstance(node, ast.Attribute) and _is_simple(node.value))


def _is_bare(node):
    return isinstance(node, ast.Constant | ast.Name)


def _ways(node):
    """The expression's text, and the one with its two sides exchanged where that means the same."""
    yield ast.unparse(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, _EITHER_WAY):
        yield ast.unparse(ast.BinOp(node.right, node.op, node.left))


def _pattern(text):
    """A regular expression for a text of Python, whatever its spaces and signs."""
    tokens = [token.string for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.string.strip()]
    signs = _SPACE.join(map(_sign, tokens))
    squared = _SPACE.join((_sign("**"), _sign("2")))
    signs = signs.replace(_SPACE + squared, f"(?:{_SPACE}{squared}|²)")
    return rf"(?<![\w.]){signs}(?!\w)" if tokens[-1][-1].isalnum() else rf"(?<![\w.]){signs}"


def _sign(token):
    if token[0] in "'\"":
        return "['\"]" + re.escape(token[1:-1]) + "['\"]"
    if re.fullmatch(r"\d+\.0", token):
        return token[:-2] + r"(?:\.0?)?"
    return _SIGNS.get(token, re.escape(token))


def _line_at(text, position):
    """The line of a text around a position."""
    begin = text.rfind("\n", 0, position) + 1
    return text[begin:].partition("\n")[0].strip()
