"""Put an answer's body in the place of a function's in a module's text; everything around it stays as it is.

The function keeps its decorators and its first line, which the package depends on (an op reads its inputs from there).
What comes after the colon is the learner's, comments and docstring included.
"""

import ast
import io
import textwrap
import tokenize


def put_in_place(text, place, answer):
    """The module's text with the answer in it.

    Args: text: of the module. place: the exercise's Seat. answer: a text that ``compile_answer`` accepts for it.
    """
    text = text.replace("\r\n", "\n")
    node = _find(ast.parse(text), place)
    lines = text.split("\n")
    header, _ = _cut("\n".join(lines[node.lineno - 1 : node.end_lineno]))
    new = header + _indented(_body(answer), " " * node.col_offset)
    changed = "\n".join([*lines[: node.lineno - 1], *new.split("\n"), *lines[node.end_lineno :]])
    ast.parse(changed)
    return changed


def _find(tree, place):
    """The definition of the exercise's function in the module's tree; of several, the last one is in force."""
    body = tree.body
    if place.owner:
        body = [node for node in body if isinstance(node, ast.ClassDef) and node.name == place.owner.__name__][-1].body
    return [node for node in body if isinstance(node, ast.FunctionDef) and node.name == place.attribute][-1]


def _body(answer):
    """What comes after the colon of the answer's first line."""
    text = textwrap.dedent(answer.replace("\r\n", "\n"))
    lines = text.split("\n")
    node = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    end = node.end_lineno
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):  # a comment after the last statement
        end += 1
    return _cut("\n".join(lines[node.lineno - 1 : end]).rstrip())[1]


def _cut(definition):
    """A function's text, cut after the colon that ends its first line (which may go over several)."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(definition).readline):
        if token.string in ("(", "[", "{"):
            depth += 1
        elif token.string in (")", "]", "}"):
            depth -= 1
        elif token.string == ":" and depth == 0:
            break
    row, column = token.end
    lines = definition.split("\n")
    cut = sum(len(line) + 1 for line in lines[: row - 1]) + column
    return definition[:cut], definition[cut:]


def _indented(body, indent):
    """The body moved to the right; the lines inside strings stay, because they are part of the strings' values."""
    inside = _rows_inside_strings(body)
    lines = body.split("\n")
    return "\n".join(
        line if row == 0 or row in inside or not line.strip() else indent + line for row, line in enumerate(lines)
    )


def _rows_inside_strings(body):
    """The rows of a body, counted from 0, that begin inside a string; the docstring's do not count, they may move."""
    definition = "def f():" + body
    first = ast.parse(definition).body[0].body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    rows, starts = set(), []
    for token in tokenize.generate_tokens(io.StringIO(definition).readline):
        kind = tokenize.tok_name[token.type]
        if kind.endswith("STRING_START"):  # f-strings come in pieces from Python 3.12 on
            starts.append(token.start[0])
        elif kind.endswith("STRING_END"):
            rows |= set(range(starts.pop(), token.end[0]))
        elif kind == "STRING":
            rows |= set(range(token.start[0], token.end[0]))
    return rows - set(range(first.lineno, first.end_lineno)) if is_docstring else rows
