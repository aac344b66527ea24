"""Sums of products by the names of their axes."""

import string

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype
from ..errors import ArgumentError, ShapeError
from .axis import permute
from .diagonal import diagonal

_LETTERS = string.ascii_uppercase + string.ascii_lowercase  # in the order of their codes


def _lengths(name, equation, *shapes):
    """{letter: length}; where lengths differ, one of them is 1 and is stretched.

    Raises: ShapeError if two lengths of one letter do not fit.
    """
    lengths = {}
    for term, shape in zip(equation.split("->")[0].split(","), shapes):
        for letter, length in zip(term, shape):
            known = lengths.get(letter, 1)
            if length != known and 1 not in (length, known):
                raise ShapeError(
                    f"{name}: {letter!r} stands for an axis of length {known} and for one of length {length} "
                    f"(shapes {', '.join(map(str, shapes))} for {equation!r})"
                )
            lengths[letter] = known if length == 1 else length
    return lengths


def _contracted_shape(name, a, b, equation):
    lengths = _lengths("einsum", equation, a, b)
    return tuple(lengths[letter] for letter in equation.split("->")[1])


@op(shape=_contracted_shape, promote=to_common_dtype, method=False)
def contract(a, b, /, equation):
    """Multiply two arrays and sum over the letters that the result does not have.

        contract(a, b, "ik,kj->ij") is the matrix product

    Each letter stands once in a term. One that both arrays have and the result has is a batch of matrix products; one
    that only the arrays have is summed over.

    Source: Einstein (1916), "Die Grundlage der allgemeinen Relativitätstheorie", section 5.
    Example:
        >>> contract(np.ones((5, 2, 3)), np.ones((5, 3, 4)), "bik,bkj->bij").shape
        (5, 2, 4)
    """
    _contracted_shape("einsum", np.shape(a), np.shape(b), equation)
    terms, result = equation.split("->")
    of_a, of_b = terms.split(",")
    lengths = _lengths("einsum", equation, np.shape(a), np.shape(b))
    batch = [letter for letter in result if letter in of_a and letter in of_b]
    summed = [letter for letter in of_a if letter in of_b and letter not in result]
    left = [letter for letter in of_a if letter not in of_b]
    right = [letter for letter in of_b if letter not in of_a]
    product = np.matmul(
        _as_matrices(a, of_a, (batch, left, summed), lengths), _as_matrices(b, of_b, (batch, summed, right), lengths)
    )
    order = batch + left + right
    product = np.reshape(product, tuple(lengths[letter] for letter in order))
    return np.transpose(product, tuple(order.index(letter) for letter in result))


def _as_matrices(x, term, groups, lengths):
    """x with its axes in the order of three groups of letters, each group one axis."""
    order = [letter for group in groups for letter in group]
    x = np.broadcast_to(x, tuple(lengths[letter] for letter in term))  # a length of 1 may stand for more
    x = np.transpose(x, tuple(term.index(letter) for letter in order))
    shape = []
    for group in groups:
        shape.append(1)
        for letter in group:
            shape[-1] *= lengths[letter]
    return np.reshape(x, tuple(shape))


@contract.grad
def contract_grad(g, a, b, equation, needs):
    """Gradient of contract: for each input, g contracted with the other one.

    y = Σ a · b over the letters that go        so grad_a = Σ g · b over the letters that a does not have
    """
    terms, result = equation.split("->")
    of_a, of_b = terms.split(",")
    grad_a = contract(g, b, f"{result},{of_b}->{of_a}") if needs[0] else None
    grad_b = contract(g, a, f"{result},{of_a}->{of_b}") if needs[1] else None
    return grad_a, grad_b


@composite(method=False, numpy=[np.einsum])
def einsum(equation, *operands):
    """Sums of products of any arrays, by Einstein's convention.

        einsum("bij,bjk->bik", a, b)[b, i, k] = Σⱼ a[b, i, j] · b[b, j, k]

    Letters name axes. One that stands twice in a term takes the diagonal; one that the result lacks is summed over;
    ``...`` stands for the remaining axes, which broadcast. Without ``->`` the result has the letters that stand once,
    in the order of the alphabet.

    Args: equation: the terms; or, as in NumPy, every operand is followed by a list of numbers that name its axes.
    Raises: ArgumentError for an equation that says nothing, ShapeError for lengths that do not fit.
    Source: torch.einsum
    Example:
        >>> import zerodl
        >>> a = zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> zerodl.einsum("ii", a).item(), zerodl.einsum("ij,j->i", a, zerodl.ones(2)).tolist()
        (5.0, [3.0, 7.0])
    """
    if not isinstance(equation, str):
        equation, operands = _from_numbers((equation, *operands))
    if len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = tuple(operands[0])
    terms, result = _explicit(equation, operands)
    _lengths("einsum", f"{','.join(terms)}->", *(np.shape(x) for x in operands))
    value, term = operands[0], terms[0]
    value, term = _own_axes(value, term, {*result, *"".join(terms[1:])})
    for i, (x, of_x) in enumerate(zip(operands[1:], terms[1:]), 2):
        wanted = {*result, *"".join(terms[i:])}  # what is still needed after this product
        x, of_x = _own_axes(x, of_x, wanted | {*term})
        value, term = _own_axes(value, term, wanted | {*of_x})
        kept = "".join(dict.fromkeys(letter for letter in term + of_x if letter in wanted))
        value, term = contract(value, x, f"{term},{of_x}->{kept}"), kept
    order = tuple(term.index(letter) for letter in result)
    return permute(value, order) if order != tuple(range(len(order))) else value


def _own_axes(x, term, wanted):
    """Take the diagonal where a letter stands twice in the term, and sum over letters that nobody wants."""
    for letter in dict.fromkeys(term):
        while term.count(letter) > 1:
            x, term = _diagonal(x, term, letter)
    lost = tuple(i for i, letter in enumerate(term) if letter not in wanted)
    if lost:
        x = np.sum(x, axis=lost)
        term = "".join(letter for letter in term if letter in wanted)
    return x, term


def _diagonal(x, term, letter):
    """Of two axes with one name only the elements whose indices are equal; the first of the axes stays."""
    first = term.index(letter)
    second = term.index(letter, first + 1)
    lengths = [np.shape(x)[first], np.shape(x)[second]]
    if lengths[0] != lengths[1]:
        raise ShapeError(f"einsum: {letter!r} stands for axes of lengths {lengths[0]} and {lengths[1]} in one term")
    x = diagonal(x, dim1=first, dim2=second)  # its axis comes last
    before = list(range(np.ndim(x) - 1))
    x = permute(x, (*before[:first], np.ndim(x) - 1, *before[first:]))
    return x, term[:second] + term[second + 1 :]


def _explicit(equation, operands):
    """The terms and the result with a letter for every axis, those of ``...`` included.

    Raises: ArgumentError, ShapeError.
    """
    given, arrow, result = equation.replace(" ", "").partition("->")
    terms = given.split(",")
    if len(terms) != len(operands):
        raise ArgumentError(f"einsum: {equation!r} has {len(terms)} terms, but there are {len(operands)} operands")
    for part in (*terms, result):
        if set(part.replace("...", "", 1)) - set(_LETTERS):
            raise ArgumentError(f"einsum: expected letters, ',', '...' and '->', got {part!r} in {equation!r}")
    free = [letter for letter in _LETTERS if letter not in equation]
    extra = [np.ndim(x) - len(term.replace("...", "")) for term, x in zip(terms, operands)]
    for term, more, x in zip(terms, extra, operands):
        if more < 0 or (more > 0 and "..." not in term):
            raise ShapeError(f"einsum: the term {term!r} does not name the axes of shape {np.shape(x)}")
    dots = free[: max((more for term, more in zip(terms, extra) if "..." in term), default=0)]
    terms = [term.replace("...", "".join(dots[len(dots) - more :])) for term, more in zip(terms, extra)]
    if not arrow:
        named = given.replace("...", "").replace(",", "")
        result = "..." * ("..." in given) + "".join(sorted(c for c in set(named) if named.count(c) == 1))
    result = result.replace("...", "".join(dots))
    if len(set(result)) < len(result) or set(result) - set("".join(terms)):
        raise ArgumentError(f"einsum: each letter of the result must stand in a term, and once only, got {equation!r}")
    return terms, result


def _from_numbers(arguments):
    """(operand, [0, 1], operand, [1, 2], [0, 2]) as an equation and the operands."""
    operands = arguments[: len(arguments) // 2 * 2 : 2]
    lists = [*arguments[1 : len(arguments) // 2 * 2 : 2], *arguments[len(arguments) // 2 * 2 :]]
    for numbers in lists:
        wrong = [n for n in numbers if n is not Ellipsis and not 0 <= n < len(_LETTERS)]
        if wrong:
            raise ArgumentError(f"einsum: the numbers of axes must lie in 0 … {len(_LETTERS) - 1}, got {wrong[0]}")
    terms = ["".join("..." if n is Ellipsis else _LETTERS[n] for n in numbers) for numbers in lists]
    equation = ",".join(terms[: len(operands)])
    return equation + ("->" + terms[-1] if len(terms) > len(operands) else ""), operands
