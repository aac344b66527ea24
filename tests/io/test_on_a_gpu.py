"""Files of what lives on the stand-in for CuPy, and on a GPU where there is one."""

import contextlib

import numpy as np
import pytest

import zerodl
from tests.cupy_standin import installed
from zerodl import io, nn, optim
from zerodl.train import load_checkpoint, save_checkpoint

NO_GPU = pytest.mark.skipif(not zerodl.cuda.is_available(), reason="needs an NVIDIA GPU and CuPy")


@pytest.fixture(autouse=True, params=["stand-in", pytest.param("GPU", marks=[pytest.mark.gpu, NO_GPU])])
def place(request):
    with installed() if request.param == "stand-in" else contextlib.nullcontext():
        yield request.param


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.safetensors"


def test_a_tensor_is_brought_here_to_be_written_and_goes_where_it_is_wanted(path):
    x = zerodl.tensor([[1.0, 2.0], [3.0, 4.0]], device="cuda")
    tree = {"x": x, "again": x.detach(), "turned": x.T, "array": x.array, "w": nn.Parameter(x)}
    zerodl.save(tree, path)
    for device in ("cpu", "cuda"):
        read = zerodl.load(path, device=device)
        assert {read[name].device.type for name in ("x", "again", "turned", "w")} == {device}
        assert read["turned"].tolist() == [[1, 3], [2, 4]]
        assert read["x"].storage is read["again"].storage is read["w"].storage
        assert type(read["array"]) is np.ndarray
    assert zerodl.load(path)["x"].device.type == "cpu"


def test_so_it_is_with_plain_files(path):
    io.save_file({"x": zerodl.ones(2, device="cuda"), "half": zerodl.ones(2, device="cuda").to(zerodl.bfloat16)}, path)
    read = io.load_file(path, device="cuda")
    assert {tensor.device.type for tensor in read.values()} == {"cuda"}
    assert read["half"].dtype == zerodl.bfloat16
    assert io.load_file(path)["x"].device.type == "cpu"


def test_a_run_on_a_gpu_goes_on_as_if_it_had_not_stopped(path):
    def run(device, seed):
        zerodl.manual_seed(seed)
        model = nn.Linear(3, 2).to(device)
        return {"model": model, "optimizer": optim.Adam(model.parameters(), lr=0.1)}

    def step(parts, device):
        parts["optimizer"].zero_grad()
        (parts["model"](zerodl.ones(4, 3, device=device)) ** 2).sum().backward()
        parts["optimizer"].step()

    straight = run("cuda", 0)
    step(straight, "cuda")
    save_checkpoint(path, **straight)
    step(straight, "cuda")
    again = run("cuda", 1)
    load_checkpoint(path, **again)
    step(again, "cuda")
    assert again["model"].weight.is_cuda
    assert again["model"].weight.tolist() == straight["model"].weight.tolist()
    here = run("cpu", 1)  # what was saved on a GPU is loaded on the CPU
    load_checkpoint(path, **here)
    step(here, "cpu")
    assert not here["model"].weight.is_cuda
    np.testing.assert_allclose(here["model"].weight.tolist(), straight["model"].weight.tolist(), rtol=1e-6)
