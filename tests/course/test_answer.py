"""A text becomes a function of the package, or one clear error says why it cannot."""

import inspect
import traceback
import warnings

import numpy as np
import pytest

from zerodl.course import catalogue
from zerodl.course.answer import GAP, AnswerError, by_itself, compile_answer, is_gap
from zerodl.course.gap import gap_source
from zerodl.course.record import source_of
from zerodl.course.seat import seat
from zerodl.nn.linear import Linear

MUL, UNBROADCAST, INIT = "ops.elementwise.mul_grad", "autograd.shapes.unbroadcast", "nn.linear.Linear.__init__"
NUMERIC = "autograd.gradcheck.numeric_gradient"

ONE = np.array([1.0])


def compiled(body, name=MUL, first="def mul_grad(g, a, b):"):
    """The function with this body, whose lines are given at the left margin."""
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    return compile_answer(name, f"{first}\n{indented}\n")


def refusal(text, name=MUL):
    """The error's text for an answer that is refused."""
    with pytest.raises(AnswerError) as caught:
        compile_answer(name, text)
    return str(caught.value)


# --- what becomes a function ------------------------------------------------------------------------------------------


def test_it_is_compiled_where_the_package_s_function_stands():
    function = compiled("return np.add(g, a), broadcast")
    assert function.__globals__ is vars(seat(MUL).module)
    assert function(ONE, ONE, ONE)[1].__name__ == "broadcast"


def test_decorators_margins_and_the_name_do_not_matter():
    text = '''
        @exercise("ops.elementwise.mul_grad")
        @some_other(decorator, nobody=has)
        def my_own_name(g, a, b):
            """My notes."""
            return g * b, g * a
    '''
    function = compile_answer(MUL, text)
    assert (function.__name__, function.__doc__) == ("mul_grad", "My notes.")
    assert function(ONE, 2 * ONE, 3 * ONE) == (3, 2)


def test_a_name_redefined_in_the_notebook_means_what_the_package_means_by_it():
    np_before = vars(seat(MUL).module)["np"]
    assert compiled("return np.multiply(g, b), g * a")(ONE, ONE, ONE) == (1, 1)
    assert vars(seat(MUL).module)["np"] is np_before


@pytest.mark.parametrize(
    "body",
    [
        "import math\nreturn math.exp(0) * g * b, g * a",
        "from collections import Counter as C\nC()\nreturn g * b, g * a",
        "times = lambda x, y: x * y\nreturn times(g, b), times(g, a)",
        "def times(x, y):\n    return inner(x, y)\ndef inner(x, y):\n    return x * y\nreturn times(g, b), times(g, a)",
        "class Pair:\n    one = 1\n    two = one + 1\n    def times(self, x, y):\n        return x * y\n"
        "return Pair().times(g, b), Pair().times(g, a)",
        "return tuple(x * y for x, y in [(g, b), (g, a)])",
        "return {k: g * v for k, v in {'a': b, 'b': a}.items()}['a'], [g * v for v in (a,)][0]",
        "try:\n    return g * b, g * a\nexcept ValueError as error:\n    raise error",
        "match 1:\n    case 1:\n        return g * b, g * a",
        "if (n := 2) == 2:\n    return g * b, g * a",
        "x: SomeType = g\nreturn x * b, x * a",
    ],
    ids=["import", "from", "lambda", "nested", "class", "generator", "comprehension", "try", "match", "walrus", "hint"],
)
def test_what_it_needs_may_be_defined_inside(body):
    assert compiled(body)(ONE, 2 * ONE, 3 * ONE) == (3, 2)


def test_type_hints_that_only_the_notebook_knows_are_never_evaluated():
    text = "def mul_grad(g: Array, a: 'Array', b: list[Array]) -> tuple[Array, Array]:\n    return g * b, g * a\n"
    assert compile_answer(MUL, text)(ONE, 2 * ONE, 3 * ONE) == (3, 2)


def test_a_method_has_super_and_private_names():
    text = """
def __init__(self, in_features, out_features, bias=True):
    super().__init__()
    self.__mine = __class__
"""
    layer = Linear.__new__(Linear)
    compile_answer(INIT, text)(layer, 1, 2)
    assert vars(layer) == {"training": True, "_Linear__mine": Linear}


def test_a_method_without_super_works_too():
    function = compile_answer(
        INIT, "def __init__(self, in_features, out_features, bias=True):\n    self.x = in_features\n"
    )
    layer = Linear.__new__(Linear)
    function(layer, 1, 2)
    assert vars(layer) == {"x": 1}
    assert function.__qualname__ == "Linear.__init__"


def test_by_itself_a_recursive_answer_calls_itself_and_not_the_package():
    text = "def unbroadcast(g, shape):\n    return g if g.ndim == len(shape) else unbroadcast(g[0] + 100, shape)\n"
    alone = by_itself(UNBROADCAST, compile_answer(UNBROADCAST, text))
    assert alone(np.zeros((2, 2, 3)), (3,)).tolist() == [200, 200, 200]
    assert vars(seat(UNBROADCAST).module)["unbroadcast"] is not alone
    keyword = by_itself(NUMERIC, compile_answer(NUMERIC, "def numeric_gradient(f, x, step=1e-5):\n    return step\n"))
    assert keyword(None, None) == 1e-5


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_every_reference_compiles_to_itself(record):
    place = seat(record.name)
    function = compile_answer(record.name, source_of(place.reference))
    assert inspect.signature(function) == inspect.signature(place.reference)
    assert function.__code__.co_names == place.reference.__code__.co_names
    assert function.__code__.co_freevars == place.reference.__code__.co_freevars
    assert inspect.getdoc(function) == inspect.getdoc(place.reference)


# --- tracebacks -------------------------------------------------------------------------------------------------------


def test_a_traceback_shows_the_learner_s_own_line():
    function = compiled("x = 1\nreturn g.nothing  # my comment")
    with pytest.raises(AttributeError) as caught:
        function(ONE, ONE, ONE)
    shown = "".join(traceback.format_exception(caught.value))
    assert "return g.nothing  # my comment" in shown
    assert f"<your {MUL}" in shown
    assert ", line 3, in mul_grad" in shown


def test_an_older_version_still_shows_its_own_lines():
    older, newer = compiled("return g.older"), compiled("return g.newer")
    for function, line in ((older, "return g.older"), (newer, "return g.newer")):
        with pytest.raises(AttributeError) as caught:
            function(ONE, ONE, ONE)
        assert traceback.extract_tb(caught.value.__traceback__)[-1].line == line
    assert older.__code__.co_filename != newer.__code__.co_filename
    assert compiled("return g.older").__code__.co_filename == older.__code__.co_filename


def test_counting_a_call_moves_no_line():
    text = "def mul_grad(g, a, b):\n    '''Notes.'''\n    x = 1\n    return g.nothing\n"
    function = compile_answer(MUL, text, counted=True)
    with pytest.raises(AttributeError) as caught:
        function(ONE, ONE, ONE)
    assert traceback.extract_tb(caught.value.__traceback__)[-1].line == "return g.nothing"
    assert function.__doc__ == "Notes."


# --- what is refused --------------------------------------------------------------------------------------------------


def test_a_name_that_only_the_notebook_has_is_named_with_what_can_be_done():
    text = refusal("def mul_grad(g, a, b):\n    return helper(g, b), g * a\n")
    assert "'helper'" in text
    assert "zerodl/ops/elementwise.py" in text
    assert "inside the function" in text
    assert "np" in text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("return xp.multiply(g, b), g * a", "xp"),
        ("return [helper(x) for x in (g, a)]", "helper"),
        ("return (lambda x: helper(x))(g), a", "helper"),
        ("helper = helper2\nreturn g * b, g * a", "helper2"),
        ("class A:\n    x = helper\nreturn g * b, g * a", "helper"),
        ("display(g)\nreturn g * b, g * a", "display"),
        ("get_ipython()\nreturn g * b, g * a", "get_ipython"),
    ],
)
def test_missing_names_are_found_wherever_they_stand(line, name):
    with pytest.raises(AnswerError, match=f"'{name}'"):
        compiled(line)


def test_who_renames_the_function_and_calls_the_new_name_is_told_the_old_one():
    text = refusal("def my_grad(g, a, b):\n    return my_grad(g, a, b)\n")
    assert "'my_grad'" in text
    assert "called mul_grad there" in text


@pytest.mark.parametrize(
    "first",
    [
        "def mul_grad(g, b, a):",
        "def mul_grad(g, a):",
        "def mul_grad(g, a, b, c):",
        "def mul_grad(g, a, b, cache=[]):",
        "def mul_grad(g, a, b=1):",
        "def mul_grad(g, a, *b):",
        "def mul_grad(g, a, *, b):",
        "def mul_grad(g, a, b, **more):",
        "def mul_grad(*args):",
    ],
)
def test_a_changed_first_line_is_refused_with_the_right_one(first):
    text = refusal(f"{first}\n    return g * 2, g\n")
    assert "expected (g, a, b)" in text
    assert "first line" in text


def test_a_changed_default_is_refused():
    assert "step=1e-05" in refusal("def numeric_gradient(f, x, step=1e-3):\n    return x\n", NUMERIC)


def test_a_default_that_the_package_cannot_compute_is_refused():
    text = refusal("def numeric_gradient(f, x, step=STEP):\n    return x\n", NUMERIC)
    assert "STEP" in text
    assert "first line" in text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def mul_grad(g, a, b):\n    return g * * b\n", "line 2 is not valid Python"),
        ("def mul_grad(g, a, b):\n  x = 1\n    y = 2\n", "line 3 is not valid Python"),
        ("def mul_grad(g, a, b):\n    return (g\n", "not valid Python"),
        ("def mul_grad(g, a, b)\n    return g\n", "line 1 is not valid Python"),
        ("def mul_grad(g, a, a):\n    return g\n", "not valid Python"),
        ("def mul_grad(g, a, b):\n    nonlocal x\n    return g\n", "not valid Python"),
        ("def mul_grad(g, a, b):\n    return '\0'\n", "not valid Python"),
        ("def mul_grad(g, a, b):\n    return '\ud800'\n", "not valid Python"),
        ("def mul_grad(g, a, b):\n    return " + "(" * 2000 + ")" * 2000, "not valid Python"),
        ("", "found 0"),
        ("mul_grad = lambda g, a, b: (g * b, g * a)", "found 0"),
        ("def one(g, a, b): pass\ndef two(g, a, b): pass\n", "found 2"),
        ("class Mine:\n    def mul_grad(g, a, b): pass\n", "found 0"),
        ("async def mul_grad(g, a, b):\n    return g * b, g * a\n", "async def"),
        ("def mul_grad(g, a, b):\n    global count\n    count = 1\n    return g, a\n", "global count"),
        ("def mul_grad(g, a, b):\n    def inner():\n        global np\n        np = 1\n    return g, a\n", "global np"),
    ],
)
def test_a_text_that_cannot_become_the_function_is_refused_with_the_reason(text, says):
    assert says in refusal(text)


def test_nothing_that_python_warns_about_comes_out_of_the_check():
    text = "def mul_grad(g, a, b):\n    assert (g, 'x')\n    return g * b if 1 is 1 else '\\d', g * a\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert is_gap(text) is False
        compile_answer(MUL, text)


# --- the untouched gap ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", catalogue.all_exercises(), ids=lambda record: record.name)
def test_the_gap_that_a_lesson_comes_with_is_one(record):
    assert is_gap(f'@exercise("{record.name}")\n{gap_source(seat(record.name))}')


@pytest.mark.parametrize(
    ("body", "gap"),
    [
        (GAP, True),
        (f"'''Notes.'''\n    {GAP}", True),
        (f"# a comment\n    {GAP}  # another", True),
        ("raise NotImplementedError('your code here')", True),
        ("pass", False),
        ("'''Notes.'''", False),
        (f"x = 1\n    {GAP}", False),
        (f"{GAP}\n    return 1", False),
        ("raise NotImplementedError", False),
        ("return (", False),
    ],
)
def test_what_counts_as_untouched(body, gap):
    assert is_gap(f"def mul_grad(g, a, b):\n    {body}\n") is gap


@pytest.mark.parametrize("text", ["", "x = 1", "async def f(): pass", "\0", "def f(): pass\ndef g(): pass"])
def test_what_is_no_function_is_no_gap(text):
    assert is_gap(text) is False
