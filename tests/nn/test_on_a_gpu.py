"""What is done with a whole network, on the stand-in for CuPy, and on a GPU where there is one."""

import contextlib

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from zerodl import nn
from zerodl.nn import init, utils

NO_GPU = pytest.mark.skipif(not zerodl.cuda.is_available(), reason="needs an NVIDIA GPU and CuPy")


@pytest.fixture(autouse=True, params=["stand-in", pytest.param("GPU", marks=[pytest.mark.gpu, NO_GPU])])
def place(request):
    with installed() if request.param == "stand-in" else contextlib.nullcontext():
        yield request.param


def net():
    zerodl.manual_seed(0)
    made = nn.Sequential(nn.Linear(3, 4), nn.PReLU(), nn.Linear(4, 2))
    made.register_buffer("mean", zerodl.ones(3))
    return made


def trained(device, after):
    """A network after a backward pass and what ``after`` does with it: its state and gradients as arrays."""
    module = net().to(device)
    x = zerodl.tensor([[1.0, -2.0, 0.5], [0.3, 0.1, -4.0]], device=device)
    (module(x * module.mean) ** 2).sum().backward()
    after(module)
    assert {t.device.type for t in module.state_dict().values()} == {device}
    values = [*module.state_dict().values(), *(p.grad for p in module.parameters() if p.grad is not None)]
    return [value.cpu().detach().numpy() for value in values]


AFTER = {
    "nothing": lambda module: None,
    "clip_grad_norm_": lambda module: utils.clip_grad_norm_(module.parameters(), 0.1),
    "clip_grad_norm_, largest": lambda module: utils.clip_grad_norm_(module.parameters(), 0.1, "inf"),
    "clip_grad_value_": lambda module: utils.clip_grad_value_(module.parameters(), 0.1),
    "zero_grad": lambda module: module.zero_grad(set_to_none=False),
    "vector": lambda module: utils.vector_to_parameters(
        utils.parameters_to_vector(module.parameters()) * 2, module.parameters()
    ),
    "load_state_dict of arrays": lambda module: module.load_state_dict(
        {name: np.full(value.shape, 3.0) for name, value in module.state_dict().items()}
    ),
    "load_state_dict from there": lambda module: module.load_state_dict(
        {name: value * 2 for name, value in module.state_dict().items()}
    ),
    "load_state_dict from the CPU": lambda module: module.load_state_dict(net().state_dict()),
    "double": lambda module: module.double(),
    "half": lambda module: module.half(),
    "weight_norm": lambda module: utils.weight_norm(module[0])(module.mean),
    "remove_weight_norm": lambda module: utils.remove_weight_norm(utils.weight_norm(module[0], dim=None)),
    "summary": lambda module: nn.summary(module, (1, 3)),
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_the_same_as_on_the_cpu(after):
    came, wanted = trained("cuda", after), trained("cpu", after)
    assert len(came) == len(wanted)
    for y, expected in zip(came, wanted):
        assert y.dtype == expected.dtype
        np.testing.assert_allclose(y, expected, rtol=1e-4, atol=1e-5)


FILLS = {
    name: getattr(init, name)
    for name in ("uniform_", "normal_", "trunc_normal_", "ones_", "zeros_", "eye_", "orthogonal_", "xavier_uniform_",
                 "xavier_normal_", "kaiming_uniform_", "kaiming_normal_")
} | {
    "constant_": lambda w: init.constant_(w, 0.5),
    "sparse_": lambda w: init.sparse_(w, 0.5),
}  # fmt: skip


@pytest.mark.parametrize("fill", FILLS.values(), ids=FILLS)
def test_first_values_are_the_same(fill):
    filled = []
    for device in ("cuda", "cpu"):
        zerodl.manual_seed(0)
        filled.append(fill(nn.Linear(3, 4).to(device).weight).detach().cpu().tolist())
    assert filled[0] == filled[1]


def test_hooks_see_gradients_there():
    module, seen = net().to("cuda"), []
    module[0].register_full_backward_hook(lambda m, gi, go: seen.append((gi[0].device.type, go[0].device.type)))
    x = zerodl.ones(1, 3, device="cuda", requires_grad=True)
    module(x).sum().backward()
    assert seen == [("cuda", "cuda")]
    assert x.grad.device.type == "cuda"


def test_an_input_on_another_device_is_refused():
    with pytest.raises(RuntimeError, match="expected all tensors on one device, got cpu and cuda:0|cuda:0 and cpu"):
        net().to("cuda")(zerodl.ones(1, 3))
