"""nn.clip.clip_grad_norm_: one length for all gradients together."""

import math

import numpy as np

from .... import nn
from ....autograd.tensor import Tensor
from ....config import no_grad
from ....nn.clip import clip_grad_norm_, get_total_norm, listed
from ....nn.parameter import Parameter
from ...observe import raised
from ...plain import plain
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.clip.clip_grad_norm_",
    lesson="05",
    points=10,
    minutes=12,
    difficulty=3,
    importance=5,
    role="production",
    task=Text(en="Shorten all gradients by one factor, so that together they are no longer than max_norm."),
    hints=(
        Text(
            en="The gradients (3) and (4) of two weights are one vector of length 5. To bring it to the length 1, "
            "by what do you multiply both? And if the length is 0.5 already?"
        ),
        Text(
            en="First make a list of the gradients that there are: leave out parameters whose `grad` is None. "
            "`get_total_norm` of that list is the one length that counts; hand on `norm_type` and "
            "`error_if_nonfinite`."
        ),
        Text(
            en="The factor is `max_norm` over the length, with 10⁻⁶ added to it, but never above 1. Multiply each "
            "gradient by it in place, with `mul_`, and return what `get_total_norm` gave."
        ),
    ),
)


def clipped(gradients, *settings, parameters=None, call=""):
    """What becomes of gradients; None stands for a parameter that has none."""
    weights = []
    for gradient in gradients:
        weights.append(Parameter(np.zeros_like(np.ones(2) if gradient is None else gradient)))
        weights[-1].grad = None if gradient is None else Tensor(np.array(gradient))
    before = [weight.grad for weight in weights]
    seen = {"call": f"clip_grad_norm_(parameters, {', '.join(map(str, settings))}){call}"}
    try:
        total = clip_grad_norm_(parameters(weights) if parameters else weights, *settings)
    except Exception as error:
        return seen | raised(error)
    grads = [None if weight.grad is None else weight.grad.array for weight in weights]
    seen |= {"gradients": plain(grads), "returned": type(total).__name__}
    seen["length before"] = float(total) if isinstance(total, (Tensor, float, np.number)) else plain(total)
    seen["still the same tensors"] = all(weight.grad is grad for weight, grad in zip(weights, before))
    return seen


@record.scenario("by hand: two weights, 3 and 4")
def by_hand(rng):
    return clipped([np.array([3.0]), np.array([4.0])], 1.0)


@record.scenario("short enough already")
def short(rng):
    return clipped([rng.normal(size=(2, 3)), rng.normal(size=3)], 50.0)


@record.scenario("three parameters of different shapes, far too long")
def long(rng):
    return clipped([20 * rng.normal(size=(2, 3)), rng.normal(size=3), rng.normal(size=())], float(rng.uniform(1, 3)))


@record.scenario("one of them has no gradient")
def without(rng):
    return clipped([rng.normal(size=3), None, rng.normal(size=(2, 2))], 0.5)


@record.scenario("other norms")
def norms(rng):
    gradients = [10 * rng.normal(size=(2, 2)), rng.normal(size=3)]
    return [clipped(gradients, 2.0, norm_type) for norm_type in (1.0, math.inf)]


@record.scenario("float32, and gradients of 0")
def single_precision(rng):
    return [
        clipped([rng.normal(size=4).astype(np.float32), rng.normal(size=2).astype(np.float32)], 0.25),
        clipped([np.zeros(3), np.zeros(2)], 1.0),
    ]


@record.scenario("from a generator")
def from_a_generator(rng):
    return clipped([rng.normal(size=3), rng.normal(size=2)], 0.5, parameters=iter, call=", from a generator")


@record.scenario("one parameter alone")
def one_alone(rng):
    return clipped([rng.normal(size=3)], 0.5, parameters=lambda weights: weights[0], call=", one alone")


@record.scenario("an infinite gradient, where that is to be an error")
def infinite(rng):
    return clipped([np.array([1.0, np.inf]), rng.normal(size=2)], 1.0, 2.0, True)


@record.scenario("in the framework: the gradients of a network")
def in_the_framework(rng):
    net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).double()
    for parameter in net.parameters():
        parameter.array[...] = rng.normal(size=parameter.shape)
    (100 * net(Tensor(rng.normal(size=(5, 3))))).sum().backward()
    clip_grad_norm_(net.parameters(), 1.0)
    together = math.sqrt(sum(float(np.sum(parameter.grad.array**2)) for parameter in net.parameters()))
    gradients = [parameter.grad.array for parameter in net.parameters()]
    return {"call": "clip_grad_norm_(net.parameters(), 1.0)", "length": together, "gradients": gradients}


@record.mistake(
    en="Each gradient was shortened by its own length, so that afterwards each one has the length `max_norm`. "
    "Together they are too long, and point elsewhere. One length counts, that of all together."
)
def one_by_one(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        own = get_total_norm([gradient], norm_type)
        gradient.mul_(min(1.0, max_norm / (own.item() + 1e-6)))
    return total


@record.mistake(
    en="Gradients that were short enough were made longer. The factor is never above 1: what is short stays as it is."
)
def lengthened(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(max_norm / (total.item() + 1e-6))
    return total


@record.mistake(
    en="Each number was cut off by itself. That is `clip_grad_value_`, and changes the direction: divide all of them "
    "by one and the same number."
)
def by_value(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.clamp_(-max_norm, max_norm)
    return total


@record.mistake(en="What came back is the length after clipping. The one before says how odd the batch was.")
def length_afterwards(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return get_total_norm(gradients, norm_type, error_if_nonfinite)


@record.mistake(
    en="The parameters themselves were measured and shortened. It is their gradients that are too long: "
    "`parameter.grad`."
)
def the_parameters(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    parameters = [parameter for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(parameters, norm_type, error_if_nonfinite)
    with no_grad():
        for parameter in parameters:
            parameter.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(
    when=lambda got, expected: "NoneType" in str(got.get("message")),
    en="A parameter that took no part has the gradient None, which is no tensor. Leave those out.",
)
def none_not_left_out(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters)]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(
    en="The lengths of the single gradients were added up. 3 and 4 make 5, not 7: it is the length of one long vector, "
    "and `get_total_norm` of the whole list gives it."
)
def lengths_added(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = sum(get_total_norm([gradient], norm_type, error_if_nonfinite) for gradient in gradients)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(en="`norm_type` has no effect: hand it on to `get_total_norm`.")
def always_the_second(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, error_if_nonfinite=error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(en="`error_if_nonfinite` has no effect: hand it on to `get_total_norm`, which raises the error.")
def never_an_error(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type)
    factor = (max_norm / (total + 1e-6)).clamp(max=1.0)
    for gradient in gradients:
        gradient.mul_(factor)
    return total


@record.mistake(
    en="The gradients are as long as before: `gradient * factor` is a new tensor. Change them in place, with "
    "`gradient.mul_(factor)`."
)
def not_in_place(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient = gradient * min(1.0, max_norm / (total.item() + 1e-6))
    return total


@record.mistake(
    when=lambda got, expected: got.get("still the same tensors") is False,
    en="Each parameter got a new tensor as its gradient. Others may hold the old one: change it in place, with "
    "`gradient.mul_(factor)`.",
)
def new_tensors(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    parameters = [parameter for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm([parameter.grad for parameter in parameters], norm_type, error_if_nonfinite)
    for parameter in parameters:
        parameter.grad = parameter.grad * min(1.0, max_norm / (total.item() + 1e-6))
    return total


@record.mistake(en="The length before clipping did not come back: return what `get_total_norm` gave.")
def nothing_returned(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))


@record.mistake(
    when=lambda got, expected: got.get("returned") == "float" and expected["returned"] == "Tensor",
    en="The number is right, but PyTorch and zerodl return it as a tensor: hand back what `get_total_norm` gave, as it "
    "is.",
)
def a_number_returned(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite).item()
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total + 1e-6)))
    return total


@record.mistake(
    en="You go through `parameters` twice. What `net.parameters()` gives can be gone through only once, and the second "
    "time it is empty: make a list of it first, with `listed`."
)
def used_up(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for parameter in parameters:
        if parameter.grad is not None:
            parameter.grad.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(
    en="One parameter alone is no list of parameters: going through it takes its rows for parameters, which have no "
    "gradient of their own. `listed(parameters)` makes a list of whatever comes."
)
def not_listed(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_(min(1.0, max_norm / (total.item() + 1e-6)))
    return total


@record.mistake(en="The factor is upside down: it is the wanted length over the one that is there.")
def upside_down(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    for gradient in gradients:
        gradient.mul_((total.item() + 1e-6) / max_norm)
    return total


@record.mistake(
    en="Nearly: the 10⁻⁶ is missing that is added to the length before it divides. With it, gradients of 0 do not make "
    "you divide by 0, and the results are PyTorch's to the last digits."
)
def nothing_added(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = [parameter.grad for parameter in listed(parameters) if parameter.grad is not None]
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    if total.item() > max_norm:
        for gradient in gradients:
            gradient.mul_(max_norm / total.item())
    return total


@record.variant
def with_an_if(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    gradients = []
    for parameter in listed(parameters):
        if parameter.grad is not None:
            gradients.append(parameter.grad)
    total = get_total_norm(gradients, norm_type, error_if_nonfinite)
    if total.item() > max_norm:
        with no_grad():
            for gradient in gradients:
                gradient *= max_norm / (total.item() + 1e-6)
    return total


@record.variant
def with_a_method(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    parameters = [p for p in listed(parameters) if p.grad is not None]
    before = get_total_norm((p.grad for p in parameters), norm_type, error_if_nonfinite)
    factor = min(1.0, float(max_norm) / (float(before) + 1e-6))
    for p in parameters:
        p.grad.mul_(factor)
    return before


@record.variant
def on_arrays(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False):
    arrays = [p.grad.array for p in listed(parameters) if p.grad is not None]
    total = get_total_norm([Tensor(a) for a in arrays], norm_type, error_if_nonfinite)
    for a in arrays:
        a *= min(1.0, max_norm / (total.item() + 1e-6))
    return total
