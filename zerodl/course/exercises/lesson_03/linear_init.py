"""nn.linear.Linear.__init__: a layer sets up its parameters, after the base class has set up itself."""

import math

import numpy as np

from .... import config
from ....nn import init
from ....nn.linear import Linear
from ....nn.module import Module, Parameter
from ....random import default_generator
from ...record import Exercise
from ...text import Text

record = Exercise(
    "nn.linear.Linear.__init__",
    lesson="03",
    points=10,
    minutes=10,
    difficulty=1,
    importance=4,
    role="production",
    task=Text(en="Set up a linear layer: the base class, the sizes, a weight and a bias with first values."),
    hints=(
        Text(en="The base class has something to set up too: call its `__init__` before anything else."),
        Text(
            en="PyTorch keeps the weight as (out_features, in_features), one row for each output. `init.uniform_` "
            "fills a Parameter in place."
        ),
        Text(
            en="Both are drawn evenly from −bound to bound with `init.linear_bound(in_features)`; without a bias, "
            "`self.bias` is None."
        ),
    ),
)


SAME_SEED = "the same seed gives the same numbers"


def facts(layer):
    """What can be said of a layer whatever its random numbers are."""
    root = math.sqrt(layer.in_features)
    found = {"training": layer.training, "sizes": [layer.in_features, layer.out_features]}
    for name in ("weight", "bias"):
        value = getattr(layer, name)
        found[name] = None if value is None else {
            "shape": list(value.shape),
            "type": type(value).__name__,
            "dtype": str(value.dtype),
            "widest, in units of 1/√in_features": round(float(np.abs(value.array).max()) * root, 1),
            "mean is near 0": abs(float(value.array.mean())) * root < 0.2,
        }  # fmt: skip
    found["parameters, in the order of the walk"] = ", ".join(name for name, _ in layer.named_parameters())
    return found


def widest(data):
    """From such facts, how wide the weight is spread."""
    return data["result"]["weight"]["widest, in units of 1/√in_features"]


def seeded(rng):
    """A new seed, and memory in which other numbers lie: what ``np.empty`` finds there must not look like an answer."""
    default_generator.manual_seed(int(rng.integers(1000)))
    for dtype in (np.float32, np.float64):
        [np.full(shape, 1e6, dtype) for shape in ((200, 300), 200) for _ in range(4)]


@record.scenario("a layer of 300 to 200")
def large(rng):
    seeded(rng)
    return {"call": "Linear(300, 200)", "result": facts(Linear(300, 200))}


@record.scenario("without a bias")
def no_bias(rng):
    seeded(rng)
    return {"call": "Linear(400, 300, bias=False)", "result": facts(Linear(400, 300, bias=False))}


@record.scenario("other sizes")
def other_sizes(rng):
    seeded(rng)
    sizes = [int(size) for size in rng.integers(200, 400, size=2)]
    return {"call": f"Linear({sizes[0]}, {sizes[1]})", "result": facts(Linear(*sizes))}


@record.scenario("where float64 is the default")
def double_precision(rng):
    seeded(rng)
    config.set_default_dtype(np.float64)
    return {"call": "set_default_dtype(float64); Linear(300, 200)", "result": facts(Linear(300, 200))}


@record.scenario("the numbers are drawn from the shared generator")
def drawn(rng):
    seed = int(rng.integers(1000))
    layers = []
    for number in (seed, seed, seed + 1):
        default_generator.manual_seed(number)
        layers += [Linear(30, 20), Linear(30, 20)]
    first, second, again, _, other, _ = (layer.weight.array for layer in layers)
    return {
        "call": "manual_seed(seed); Linear(30, 20); Linear(30, 20); and so on",
        SAME_SEED: bool(np.array_equal(first, again)),
        "another seed gives others": not np.array_equal(first, other),
        "so does the next layer": not np.array_equal(first, second),
    }


@record.mistake(
    when=lambda got, expected: "super().__init__()" in got.get("message", ""),
    en="`super().__init__()` is missing, or comes too late: the base class has to set itself up before the first "
    "parameter is set.",
)
def no_super(self, in_features, out_features, bias=True):
    self.in_features, self.out_features = in_features, out_features
    bound = init.linear_bound(in_features)
    self.weight = init.uniform_(
        Parameter(np.empty((out_features, in_features), config.get_default_dtype())), -bound, bound
    )
    self.bias = (
        init.uniform_(Parameter(np.empty(out_features, config.get_default_dtype())), -bound, bound) if bias else None
    )


@record.mistake(en="The weight is transposed: PyTorch, and so zerodl, keeps it as (out_features, in_features).")
def transposed(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound = init.linear_bound(in_features)
    self.weight = init.uniform_(
        Parameter(np.empty((in_features, out_features), config.get_default_dtype())), -bound, bound
    )
    self.bias = (
        init.uniform_(Parameter(np.empty(out_features, config.get_default_dtype())), -bound, bound) if bias else None
    )


@record.mistake(en="The numbers are spread over 1/in_features: the root is missing from the bound.")
def no_root(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound = 1 / in_features
    self.weight = init.uniform_(
        Parameter(np.empty((out_features, in_features), config.get_default_dtype())), -bound, bound
    )
    self.bias = (
        init.uniform_(Parameter(np.empty(out_features, config.get_default_dtype())), -bound, bound) if bias else None
    )


@record.mistake(en="The layer got a bias although `bias=False` said that it should have none.")
def always_a_bias(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound = init.linear_bound(in_features)
    self.weight = init.uniform_(
        Parameter(np.empty((out_features, in_features), config.get_default_dtype())), -bound, bound
    )
    self.bias = init.uniform_(Parameter(np.empty(out_features, config.get_default_dtype())), -bound, bound)


@record.mistake(
    en="NumPy's own arrays are float64, and a network of float32 would become one of float64 here: ask "
    "`config.get_default_dtype()` for the dtype."
)
def dtype_of_numpy(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound = init.linear_bound(in_features)
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features))), -bound, bound)
    self.bias = init.uniform_(Parameter(np.empty(out_features)), -bound, bound) if bias else None


@record.mistake(
    en="The dtype is always float32. Who has chosen another default, as gradient checks do, gets it too: ask "
    "`config.get_default_dtype()`."
)
def always_float32(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound = init.linear_bound(in_features)
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), np.float32)), -bound, bound)
    self.bias = init.uniform_(Parameter(np.empty(out_features, np.float32)), -bound, bound) if bias else None


@record.mistake(
    en="The bias is 0 everywhere. Many start it so, and it does no harm; this layer, as PyTorch's, spreads it like the "
    "weight, and a saved seed should give the same layer."
)
def bias_of_zeros(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound, dtype = init.linear_bound(in_features), config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    self.bias = Parameter(np.zeros(out_features, dtype)) if bias else None


@record.mistake(
    when=lambda got, expected: got["result"]["parameters, in the order of the walk"] == "bias, weight",
    en="The bias was set before the weight. Attributes are found in the order in which they were set, and everybody "
    "relies on weight, bias: a saved network, an optimiser.",
)
def bias_first(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound, dtype = init.linear_bound(in_features), config.get_default_dtype()
    self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), -bound, bound) if bias else None
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)


@record.mistake(
    when=lambda got, expected: 0.9 < widest(got) < 1.1 and got["result"]["weight"]["mean is near 0"] is False,
    en="The weight's numbers are all positive: the interval goes from −bound to bound, so that the sums stay around 0.",
)
def from_zero(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound, dtype = init.linear_bound(in_features), config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), 0, bound)
    self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), 0, bound) if bias else None


@record.mistake(
    when=lambda got, expected: (
        got["result"]["weight"] == expected["result"]["weight"] and not got["result"]["bias"]["mean is near 0"]
    ),
    en="The weight is right, but the bias has positive numbers only: its interval goes from −bound to bound, too.",
)
def bias_from_zero(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound, dtype = init.linear_bound(in_features), config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), 0, bound) if bias else None


@record.mistake(
    when=lambda got, expected: not 0.01 < widest(got) < 100 if "result" in got else not got[SAME_SEED],
    en="No random numbers were drawn: `np.empty` makes room and leaves in it whatever lay in memory before. Fill both "
    "parameters with `init.uniform_`.",
)
def never_filled(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    dtype = config.get_default_dtype()
    self.weight = Parameter(np.zeros((out_features, in_features), dtype))
    self.bias = Parameter(np.zeros(out_features, dtype)) if bias else None


@record.mistake(
    en="The bound was made of the number of outputs. What counts is how many numbers are summed for one output: "
    "`init.linear_bound(in_features)`."
)
def bound_of_outputs(self, in_features, out_features, bias=True):
    super().__init__()
    self.in_features, self.out_features = in_features, out_features
    bound, dtype = init.linear_bound(out_features), config.get_default_dtype()
    self.weight = init.uniform_(Parameter(np.empty((out_features, in_features), dtype)), -bound, bound)
    self.bias = init.uniform_(Parameter(np.empty(out_features, dtype)), -bound, bound) if bias else None


@record.variant
def explicit_super(self, in_features, out_features, bias=True):
    Module.__init__(self)
    self.in_features, self.out_features = in_features, out_features
    self.weight = Parameter(np.empty((out_features, in_features), config.get_default_dtype()))
    self.bias = Parameter(np.empty(out_features, config.get_default_dtype())) if bias else None
    for parameter in (self.weight, self.bias):
        if parameter is not None:
            init.uniform_(parameter, -init.linear_bound(in_features), init.linear_bound(in_features))


@record.variant
def super_with_names(self, in_features, out_features, bias=True):
    super(Linear, self).__init__()
    bound = 1 / np.sqrt(in_features)
    self.in_features, self.out_features = in_features, out_features
    self.weight = init.uniform_(
        Parameter(np.empty((out_features, in_features), config.get_default_dtype())), -bound, bound
    )
    self.bias = None
    if bias:
        self.bias = init.uniform_(Parameter(np.empty((out_features,), config.get_default_dtype())), -bound, bound)
