"""What Tab and Shift+Tab show of an operation: in JupyterLab, which has its tensor, and in an editor, which has not."""

import inspect

import jedi
import pytest

import zerodl
from zerodl.autograd.table import IN_PLACE, METHODS, OPS

SUM = "The sum over one axis, several, or all."


def completed(words, name):
    """The completion of this name that Jedi offers at the end of some code; in JupyterLab it knows the variables."""
    jupyterlab = jedi.Interpreter(words, [{"x": zerodl.tensor([1.0, 2.0]), "zerodl": zerodl}])
    (found,) = [completion for completion in jupyterlab.complete() if completion.name == name]
    return found


@pytest.mark.parametrize(("words", "before"), [("x.su", ""), ("zerodl.su", "x, /, ")])
def test_tab_offers_sum_with_its_parameters_and_its_docstring(words, before):
    found = completed(words, "sum")
    assert found.type == "function"  # of other things JupyterLab shows no parameters
    assert [s.to_string() for s in found.get_signatures()] == [f"sum({before}dim=None, keepdim=False, dtype=None)"]
    assert SUM in found.docstring()
    assert "tensor([4., 6.])" in found.docstring()


def shown(name):
    """The method of this name, and its parameters as Shift+Tab shows them."""
    method = getattr(zerodl.tensor([1.0, 2.0]), name)
    assert inspect.ismethod(method)
    return method, set(inspect.signature(method).parameters)


@pytest.mark.parametrize("name", METHODS)
def test_shift_tab_shows_each_method_as_one(name):
    method, parameters = shown(name)
    assert not {"self", "args", "settings"} & parameters
    assert inspect.getdoc(method) == inspect.getdoc(OPS[name])


@pytest.mark.parametrize("name", IN_PLACE)
def test_shift_tab_shows_each_method_that_overwrites_as_one(name):
    method, parameters = shown(f"{name}_")
    assert not {"self", "args", "settings"} & parameters
    assert f"See ``zerodl.{name}``" in inspect.getdoc(method)


@pytest.mark.slow
def test_an_editor_knows_the_methods_of_a_result_without_running_anything():
    code = "import zerodl\nx = zerodl.tensor([1.0, 2.0])\n(x.relu() * 2).su"
    (found,) = [completion for completion in jedi.Script(code).complete() if completion.name == "sum"]
    assert "dim: _int | Sequence[_int] | None=None" in found.get_signatures()[0].to_string()
    assert SUM in found.docstring()
