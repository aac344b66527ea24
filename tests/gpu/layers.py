"""Layers, training and what else a user does, on the CPU and on the GPU: the same numbers."""

import inspect

import numpy as np
import pytest

import zerodl
from zerodl import Tensor, nn, optim
from zerodl.autograd import gradcheck, gradgradcheck
from zerodl.device import device_of, to_device
from zerodl.errors import ArgumentError

FLAT, IMAGE, VOLUME = (2, 4, 6), (2, 4, 6, 6), (2, 2, 3, 4, 5)
LABELS, SIGNS = np.array([0, 3, 1, 2, 0, 1]), np.array([1, -1, 1, 1, -1, -1])
UNIT = np.linspace(0.1, 0.9, 48, dtype=np.float32).reshape(FLAT)  # probabilities

# What a layer is made with and the shapes that it is called with; every other one is made with nothing, for FLAT.
MADE_WITH = {
    "BCELoss": ((), UNIT, UNIT),
    "BCEWithLogitsLoss": ((), FLAT, UNIT),
    "BatchNorm1d": ((4,), FLAT),
    "BatchNorm2d": ((4,), IMAGE),
    "BatchNorm3d": ((2,), VOLUME),
    "Bilinear": ((6, 6, 3), FLAT, FLAT),
    "ChannelShuffle": ((2,), IMAGE),
    "CosineEmbeddingLoss": ((), (6, 4), (6, 4), SIGNS),
    "CosineSimilarity": ((), FLAT, FLAT),
    "CrossEntropyLoss": ((), (6, 4), LABELS),
    "Dropout2d": ((), IMAGE),
    "Dropout3d": ((), VOLUME),
    "GaussianNLLLoss": ((), FLAT, FLAT, UNIT),
    "GroupNorm": ((2, 4), IMAGE),
    "HingeEmbeddingLoss": ((), (6,), SIGNS),
    "HuberLoss": ((), FLAT, FLAT),
    "InstanceNorm1d": ((4,), FLAT),
    "InstanceNorm2d": ((4,), IMAGE),
    "InstanceNorm3d": ((2,), VOLUME),
    "KLDivLoss": ((), FLAT, UNIT),
    "L1Loss": ((), FLAT, FLAT),
    "LayerNorm": (((4, 6),), FLAT),
    "Linear": ((6, 3), FLAT),
    "LogSoftmax": ((1,), FLAT),
    "MSELoss": ((), FLAT, FLAT),
    "MarginRankingLoss": ((), (6,), (6,), SIGNS),
    "MultiLabelMarginLoss": ((), (1, 6), LABELS[None]),
    "MultiLabelSoftMarginLoss": ((), FLAT, UNIT),
    "MultiMarginLoss": ((), (6, 4), LABELS),
    "NLLLoss": ((), (6, 4), LABELS),
    "PairwiseDistance": ((), FLAT, FLAT),
    "PixelShuffle": ((2,), IMAGE),
    "PixelUnshuffle": ((2,), IMAGE),
    "PoissonNLLLoss": ((), FLAT, UNIT),
    "RMSNorm": ((6,), FLAT),
    "SmoothL1Loss": ((), FLAT, FLAT),
    "SoftMarginLoss": ((), (6,), SIGNS),
    "Softmax": ((1,), FLAT),
    "Softmax2d": ((), IMAGE),
    "Softmin": ((1,), FLAT),
    "StochasticDepth": ((0.5, "row"), FLAT),
    "Threshold": ((0.1, 2.0), FLAT),
    "TripletMarginLoss": ((), FLAT, FLAT, FLAT),
    "TripletMarginWithDistanceLoss": ((), FLAT, FLAT, FLAT),
    "Unflatten": ((1, (2, 2)), FLAT),
}
CONTAINERS = {"Module", "ModuleDict", "ModuleList", "Parameter", "ParameterDict", "ParameterList", "Sequential"}
PADDED = {"1": FLAT, "2": IMAGE, "3": VOLUME}


def layer_names():
    """Every layer that zerodl.nn has; containers are what the others stand in."""
    return [name for name in nn.__all__ if inspect.isclass(getattr(nn, name)) and name not in CONTAINERS]


def call_of(name):
    """How a layer is made and called: (arguments, *inputs), an input a shape or an array."""
    if name.partition("Pad")[1] and name.endswith("d"):
        return ((1, 0.5) if name.startswith("Constant") else (1,)), PADDED[name[-2]]
    return MADE_WITH.get(name, ((), FLAT))


def run_layer(name, device):
    """A layer's result, and the gradients of its inputs and parameters."""
    arguments, *calls = call_of(name)
    rng = np.random.default_rng(0)
    inputs = []
    for shape in calls:
        array = shape if isinstance(shape, np.ndarray) else rng.uniform(-2, 2, shape).astype(np.float32)
        inputs.append(Tensor(to_device(array, device), requires_grad=array.dtype.kind == "f"))
    zerodl.manual_seed(0)
    layer = getattr(nn, name)(*arguments).to(device)
    y = layer(*inputs)
    (y * y).sum().backward()
    return [y, *(x.grad for x in inputs if x.requires_grad), *(p.grad for p in layer.parameters())]


OPTIMISERS = (
    lambda p: optim.SGD(p, lr=0.1),
    lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    lambda p: optim.Adagrad(p, lr=0.1),
    lambda p: optim.RMSprop(p, lr=0.01, momentum=0.5, centered=True),
    lambda p: optim.Adadelta(p),
    lambda p: optim.Adam(p, lr=0.01, amsgrad=True, maximize=True),
    lambda p: optim.AdamW(p, lr=0.01),
    lambda p: optim.NAdam(p, lr=0.01),
    lambda p: optim.RAdam(p, lr=0.01),
    lambda p: optim.Adamax(p, lr=0.01),
    lambda p: optim.Lion(p, lr=0.01),
)


def train(device):
    """A network trained for a few steps, by each optimiser: the losses, the parameters and the state that is saved."""
    came = []
    for choose in OPTIMISERS:
        zerodl.manual_seed(0)
        net = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4)).to(device)
        optimiser = choose(net.parameters())
        x, labels = zerodl.randn(10, 6).to(device), zerodl.tensor([0, 1, 2, 3, 0, 1, 2, 3, 0, 1]).to(device)
        for _ in range(3):
            optimiser.zero_grad()
            loss = nn.functional.cross_entropy(net(x), labels)
            loss.backward()
            optimiser.step()
            optimiser.load_state_dict(optimiser.state_dict())
        came += [loss, *net.parameters(), *net.state_dict().values()]
        came += [value for state in optimiser.state.values() for value in state.values() if not is_number(value)]
    return came


def step_in_any_layout(device):
    """Large and small parameters, by rows, by columns and with gaps, in 16 and 32 bits, that move in mid-training."""
    came = []
    for dtype in (zerodl.float32, zerodl.float16):
        x = zerodl.rand(300, 120, generator=zerodl.Generator(0)).to(dtype)
        params = [y.to(device).clone().requires_grad_() for y in (x, x[:3, :5])]
        params += [y.to(device).clone().T.detach().requires_grad_() for y in (x, x[:3])]
        params += [y.to(device).clone()[:, ::2].detach().requires_grad_() for y in (x, x[:3])]
        optimiser = optim.AdamW(params, lr=0.1)
        for step in range(3):
            for p in params:
                p.grad = p.detach() * (step + 1)
            optimiser.step()
            params[0].data = params[0].detach().cpu().to(device)
        came += params
    moved = zerodl.ones(3).requires_grad_()
    optimiser = optim.Adam([moved], lr=0.1)
    for place in ("cpu", device):
        moved.data = moved.detach().to(place)
        moved.grad = zerodl.ones(3).to(place)
        optimiser.step()
    return [*came, moved, optimiser.state[moved]["exp_avg"]]


def is_number(value):
    return isinstance(value, (int, float))


def change_in_place(device):
    """Tensors that are written into: through views, by masks, by what arrives from the tape."""
    x = zerodl.zeros(3, 4).to(device)
    x[1:, ::2] = 5
    x[x > 4] += 1
    x[0] = zerodl.arange(4.0).to(device)
    x.T[0].mul_(2)
    w = zerodl.ones(3, 4).to(device).requires_grad_()
    y = w * 2
    y[0, 1] = 7
    y.add_(x)
    (y * y).sum().backward()
    return [x, y, w.grad]


def read_and_print(device):
    """What leaves for Python: numbers, lists, text, copies."""
    x = zerodl.tensor([[1.5, -2.0], [0.0, 4.0]]).to(device)
    assert x.tolist() == [[1.5, -2.0], [0.0, 4.0]]
    assert (x[0, 0].item(), float(x[1, 1]), int(x[0, 1]), bool(x[1, 0]), len(x)) == (1.5, 4.0, -2, False, 2)
    assert [row.tolist() for row in x] == x.tolist()
    assert repr(x).startswith("tensor([[ 1.5")
    assert repr(x.cpu()) == repr(zerodl.tensor([[1.5, -2.0], [0.0, 4.0]]))
    assert isinstance(x.cpu().numpy(), np.ndarray)
    return [x.clone(), x.detach(), x.to(zerodl.float64), zerodl.zeros_like(x), zerodl.ones_like(x)]


def create(device):
    """Tensors made on the device: from data, by rule, and by chance the same numbers as on the CPU."""
    zerodl.manual_seed(3)
    where = {"device": device}
    return [
        zerodl.tensor([1.0, 2.0], **where), zerodl.zeros(2, 3, **where), zerodl.ones(2, **where),
        zerodl.full((2, 2), 7, **where), zerodl.arange(5, **where), zerodl.linspace(0, 1, 5, **where),
        zerodl.eye(3, **where), zerodl.rand(2, 2, **where), zerodl.randn(2, 2, **where),
        zerodl.randint(0, 9, (4,), **where), zerodl.randperm(5, **where),
    ]  # fmt: skip


def check_slopes(device):
    """Gradients compared with nudging, and equations without a solution, which are to raise."""
    x = Tensor(to_device(np.array([[0.5, 2.0], [1.0, -1.0]]), device), requires_grad=True)
    assert gradcheck(lambda x: x * x * x, [x])
    assert gradgradcheck(lambda x: (x * x * x).sum(), [x])
    assert not gradcheck(lambda x: x * x.detach(), [x], raise_exception=False)
    singular = zerodl.ones(2, 2, device=device)
    for attempt in (zerodl.linalg.inv, zerodl.linalg.cholesky, lambda a: zerodl.linalg.solve(a, a)):
        with pytest.raises(ArgumentError, match="singular|positive definite"):
            attempt(-singular)
    return []


CHECKS = {
    check.__name__: check
    for check in (train, step_in_any_layout, change_in_place, read_and_print, create, check_slopes)
}


def compare(check, device):
    """Run a check on both devices and compare what it returns."""
    wanted, came = check("cpu"), check(device)
    assert len(came) == len(wanted)
    for y, ours in zip(came, wanted):
        if ours is None:
            assert y is None
            continue
        array = y.array if isinstance(y, Tensor) else y
        ours = ours.array if isinstance(ours, Tensor) else ours
        assert device_of(array).type == "cuda", "it left the GPU"
        assert (array.dtype, array.shape) == (ours.dtype, ours.shape)
        np.testing.assert_allclose(to_device(array, "cpu"), ours, rtol=1e-4, atol=1e-5)
