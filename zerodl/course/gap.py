"""The two forms of an exercise's cell: with the package's own code in it, and with a gap."""

import ast
import inspect
import re
import textwrap

from .answer import GAP

# The sections of a docstring that stay in a gap. The formula, the cost and the source would give the answer away.
_KEPT_SECTIONS = ("Shape", "Args", "Returns", "Raises", "Example")
_SECTION = re.compile(r"^(Shape|Args|Returns|Raises|Cost|Source|Example):")


def answer_source(place):
    """The package's own function as the text of a cell, without decorators and at the left margin."""
    source = textwrap.dedent(inspect.getsource(place.reference))
    definition = ast.parse(source).body[0]
    return "".join(source.splitlines(keepends=True)[definition.lineno - 1 :]).rstrip() + "\n"


def gap_source(place):
    """The first line, a shortened docstring, and a line for the learner to replace."""
    source = answer_source(place)
    definition = ast.parse(source).body[0]
    first_in_body = definition.body[0]
    head = "".join(source.splitlines(keepends=True)[: first_in_body.lineno - 1])
    docstring = ast.get_docstring(definition, clean=True) or ""
    return f"{head}{_quoted(short_docstring(docstring))}    {GAP}\n"


def short_docstring(docstring):
    """The summary line and the sections that say what goes in and out."""
    summary, *rest = docstring.splitlines()
    kept, keeping = [], False
    for line in rest:
        if match := _SECTION.match(line):
            keeping = match[1] in _KEPT_SECTIONS
        elif line and not line.startswith(" "):
            keeping = False  # a paragraph of prose
        if keeping and line.strip():
            kept.append(line)
    return "\n".join([summary, "", *kept] if kept else [summary])


def _quoted(docstring):
    """The docstring as an indented literal."""
    lines = docstring.splitlines()
    if len(lines) == 1:
        return f'    """{lines[0]}"""\n'
    body = "".join(f"    {line}".rstrip() + "\n" for line in lines[1:])
    return f'    """{lines[0]}\n{body}    """\n'
